"""Load a data package: `manage.py load_corpus PATH` (a folder or a zip file)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.importing.corpus.comparing import Decision
from articles.importing.corpus.loading import Report, load
from articles.importing.corpus.problems import BrokenPackage


class Command(BaseCommand):
    help = "Load a corpus from a data package. All or nothing; an editor's change is never overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the package: a folder or a zip file")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        path, dry_run = options["path"], options["dry_run"]
        # Shown on a terminal alone (disable=None), where somebody waits.
        with tqdm(desc="Loading", unit=" records", disable=None, leave=False) as bar:
            try:
                report = load(path, dry_run=dry_run, progress=bar.update)
            except BrokenPackage as problem:
                raise CommandError(f"Nothing was loaded. To mend:\n{problem}") from None
        self._tell(report, dry_run=dry_run, each=options["verbosity"] > 0)

    def _tell(self, report: Report, *, dry_run: bool, each: bool) -> None:
        for resource in dict.fromkeys(name for name, _ in report.counts):
            counts = [
                f"{report.counts[resource, decision]} {decision}"
                for decision in Decision
                if report.counts[resource, decision]
            ]
            if each:
                self.stdout.write(f"  {resource}: {', '.join(counts)}")
        for conflict in report.conflicts:
            self.stdout.write(f"Conflict, left as it is here: {conflict}")
        for withdrawn in report.withdrawn:
            self.stdout.write(f"Withdrawn by the package, shown no longer: {withdrawn}")
        for gone in report.taken_away if each else ():
            self.stdout.write(f"Taken away by an editor, not brought back: {gone}")
        for gone in report.gone:
            self.stdout.write(f"No longer in the package, left as it is here: {gone}")
        if not each and not report.conflicts:
            return
        done = "would be" if dry_run else "were"
        self.stdout.write(
            f"{report.count(Decision.NEW)} records {done} added, {report.count(Decision.UPDATE)} updated; "
            f"{len(report.conflicts)} conflicts."
        )
