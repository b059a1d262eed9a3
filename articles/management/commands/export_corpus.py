"""Write what is public as a data package: `manage.py export_corpus PATH` (a folder, or a file in .zip)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.packing import pack, write_folder, write_zip


class Command(BaseCommand):
    help = "Export everything that is public, and the ledger of addresses, as a data package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a folder, or a file that ends in .zip")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        path: Path = options["path"]
        with transaction.atomic():
            package = published_package()
        try:
            (write_zip if path.suffix == ".zip" else write_folder)(pack(package), path)
        except OSError as problem:
            raise CommandError(f"Nothing was exported: {problem}") from None
        rows = sum(len(found) for found in package.values())
        self.stdout.write(f"{rows} rows in {len(package)} files were written to {path}.")
