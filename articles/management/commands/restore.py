"""Put a backup back: `manage.py restore PATH`, into an empty database, or with `--replace` over this one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from debate.backups.files import BrokenBackup, Manifest
from debate.backups.restoring import RefusedToRestore, check, restore

# What an operator recognises the corpus by.
COUNTED = {
    "articles.Quote": "quotes",
    "articles.Position": "positions",
    "articles.Stakeholder": "stakeholders",
    "articles.Article": "articles",
    "articles.PublicId": "permanent ids",
    "auth.User": "accounts",
}


class Command(BaseCommand):
    help = "Restore a backup: all of it or nothing. Stop the site first."
    # There may be no tables yet.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file that `backup` made")
        parser.add_argument("--replace", action="store_true", help="lose what is in the database now")
        parser.add_argument("--check", action="store_true", help="only read the file through; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        path: Path = options["path"]
        with tqdm(desc="Restoring", unit=" rows", disable=None, leave=False) as bar:
            try:
                if options["check"]:
                    manifest = check(path, progress=bar.update)
                else:
                    manifest = restore(path, replace=options["replace"], progress=bar.update)
            except (BrokenBackup, RefusedToRestore, OSError) as problem:
                raise CommandError(f"Nothing was restored. {problem}") from None
        self._tell(manifest, "is whole" if options["check"] else "was restored")
        if not options["check"]:
            self.stdout.write("Everyone has to sign in again.")

    def _tell(self, manifest: Manifest, done: str) -> None:
        counts = ", ".join(f"{manifest.count(name)} {what}" for name, what in COUNTED.items())
        self.stdout.write(
            f"The backup of {manifest.made_at} (version {manifest.version}, {manifest.database}) {done}: "
            f"{manifest.rows} rows of {len(manifest.tables)} tables; {counts}."
        )
