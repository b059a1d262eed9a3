"""A backup as a file: a zip of one file of lines a table, and a manifest that says what must be in it."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from debate.backups.tables import Line, Tally

MANIFEST = "manifest.json"
WHAT = "a backup of On the Record"
# What this code writes and reads; a change of the form is the next number.
FORMAT = 1
# The last bytes of the file: the SHA-256 of all those before, so that not one can change unseen.
SEAL = 64
# A manifest has some kilobytes; more is none of ours.
LARGEST_MANIFEST = 10_000_000
Progress = Callable[[int], object]


class BrokenBackup(Exception):  # noqa: N818 — said as it reads
    """A file that cannot be restored; the text says why."""


@dataclass(frozen=True)
class TableEntry:
    """What the manifest says of one table: its columns, how many rows, and what they add up to."""

    name: str
    columns: list[str]
    rows: int
    # Of the rows whatever their order, and of the bytes in the file.
    digest: str
    sha256: str

    @property
    def member(self) -> str:
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True)
class Manifest:
    """What is in a backup, and what made it."""

    version: str
    made_at: str
    database: str
    # The migrations that had made the tables, by app.
    migrations: dict[str, list[str]]
    tables: list[TableEntry]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def count(self, name: str) -> int:
        return sum(table.rows for table in self.tables if table.name == name)

    def dumped(self) -> str:
        return json.dumps({"what": WHAT, "format": FORMAT, **asdict(self)}, indent=1) + "\n"


class Backup:
    """A backup that was opened, and found to be whole."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.manifest = manifest
        self._archive = archive

    def lines(self, table: TableEntry) -> Iterator[Line]:
        with self._archive.open(table.member) as member:
            for line in member:
                yield line.decode().rstrip("\n")


@contextmanager
def opened(path: Path, progress: Progress = lambda _: None) -> Iterator[Backup]:
    """The backup at that path, every byte of it read and compared with its manifest first.

    Raises BrokenBackup for a file that is cut off, damaged, no backup of ours, or of a newer form.
    """
    if not path.is_file():
        raise BrokenBackup(f"{path}: there is no such file.")
    with ExitStack() as closing:
        try:
            archive = closing.enter_context(zipfile.ZipFile(path))
            backup = Backup(archive, _manifest(archive, path))
            _compare(backup, archive, progress)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as problem:
            raise BrokenBackup(f"The file is damaged, cut off, or no backup ({problem}).") from None
        yield backup


def seal(path: Path) -> bytes:
    """What the last bytes of the file must be: the digest of those before."""
    seen, left = hashlib.sha256(), path.stat().st_size - SEAL
    with path.open("rb") as file:
        while body := file.read(min(left, 1_000_000)):
            seen.update(body)
            left -= len(body)
    return seen.hexdigest().encode()


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise BrokenBackup(f"This is no backup of On the Record: it has no {MANIFEST}.")
    if archive.comment != seal(path):
        raise BrokenBackup("The file is not as it was written: its SHA-256 differs.")
    with archive.open(MANIFEST) as member:
        body = member.read(LARGEST_MANIFEST)
    try:
        said: dict[str, Any] = json.loads(body)
        what, form = said["what"], said["format"]
    except (ValueError, TypeError, KeyError):
        raise BrokenBackup(
            f"This is no backup of On the Record: its {MANIFEST} says something else."
        ) from None
    if what != WHAT:
        raise BrokenBackup(f"This is no backup of On the Record: its {MANIFEST} says something else.")
    if form != FORMAT:
        raise BrokenBackup(
            f"The backup has form {form}, this site reads form {FORMAT}: restore it by the version "
            f"of the site that made it ({said.get('version')})."
        )
    try:
        tables = [TableEntry(**table) for table in said["tables"]]
        manifest = Manifest(
            **{one.name: said[one.name] for one in fields(Manifest) if one.name != "tables"}, tables=tables
        )
    except (KeyError, TypeError):
        raise BrokenBackup(f"The {MANIFEST} of the backup is incomplete.") from None
    if not all(re.fullmatch(r"\w+\.\w+", table.name) for table in tables):
        raise BrokenBackup(f"The {MANIFEST} of the backup names tables that cannot be.")
    return manifest


def _compare(backup: Backup, archive: zipfile.ZipFile, progress: Progress) -> None:
    """Every file that must be there is, holds what it must hold, and there are no others."""
    expected = [MANIFEST, *(table.member for table in backup.manifest.tables)]
    found = archive.namelist()
    for name in [*expected, *found]:
        if expected.count(name) != 1 or found.count(name) != 1:
            raise BrokenBackup(f"{name} is missing from the backup, or does not belong there.")
    for table in backup.manifest.tables:
        tally, seen = Tally(), hashlib.sha256()
        for line in backup.lines(table):
            tally.add(line)
            seen.update(f"{line}\n".encode())
            progress(1)
        if (tally.rows, tally.digest, seen.hexdigest()) != (table.rows, table.digest, table.sha256):
            raise BrokenBackup(f"{table.member} is not as it was written: its SHA-256 differs.")
