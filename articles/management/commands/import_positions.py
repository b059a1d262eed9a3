"""Import positions from a spreadsheet: `manage.py import_positions FILE` (CSV or XLSX)."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.importing.positions.reading import BrokenSheet, read_sheet
from articles.importing.positions.writing import import_rows


class Command(BaseCommand):
    help = "Import positions from a spreadsheet as drafts. All or nothing; a second time changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV (UTF-8) or XLSX file with the template's columns")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
        parser.add_argument("--by", default="", help="the account in whose name; left out: nobody's")
        parser.add_argument("--why", default="", help="the reason kept in the history")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        file: Path = options["file"]
        by = User.objects.filter(username=options["by"]).first() if options["by"] else None
        if options["by"] and by is None:
            raise CommandError(f"There is no account {options['by']!r}.")
        why = options["why"] or f"Imported from {file.name}."
        try:
            rows = read_sheet(file.read_bytes(), file.name)
            outcomes = import_rows(rows, by=by, why=why, dry_run=options["dry_run"])
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from None
        except BrokenSheet as problem:
            raise CommandError(f"Nothing was imported. To mend:\n{problem}") from None
        counts = Counter(outcome.what for outcome in outcomes)
        would = "would be" if options["dry_run"] else "were"
        self.stdout.write(
            f"{counts['new']} positions {would} added, {counts['evidence']} drafts given evidence; "
            f"{counts['there']} are there already."
        )
