"""Write the whole database into one file, while the site is serving: `manage.py backup PATH`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from debate.backups.files import BrokenBackup
from debate.backups.making import make


class Command(BaseCommand):
    help = "Back up the whole database into one file, checked after writing. The site may go on serving."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a new file, or a folder: the name is then the time")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        with tqdm(desc="Backing up", unit=" rows", disable=None, leave=False) as bar:
            try:
                made = make(options["path"], progress=bar.update)
            except (OSError, BrokenBackup) as problem:
                raise CommandError(f"No backup was made: {problem}") from None
            except DatabaseError as problem:
                raise CommandError(f"No backup was made: the database cannot be read ({problem}).") from None
        rows, tables = made.manifest.rows, len(made.manifest.tables)
        self.stdout.write(f"{made.path}: {rows} rows of {tables} tables, {made.size} bytes, checked.")
        self.stdout.write(f"SHA-256 {made.sha256}")
