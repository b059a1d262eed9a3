"""Making a backup: one moment of the database, while others go on writing to it."""

import hashlib
import os
import secrets
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from debate.backups.files import MANIFEST, SEAL, BrokenBackup, Manifest, Progress, TableEntry, opened, seal
from debate.backups.tables import Table, Tally, tables_of


@dataclass(frozen=True)
class Made:
    """A backup that was written and read back: where it lies, what is in it, and the SHA-256 of the file."""

    path: Path
    manifest: Manifest
    size: int
    sha256: str


def make(path: Path, *, progress: Progress = lambda _: None) -> Made:
    """Write everything in the database, as of now, into one file; into a folder under a name with the time.

    The file is read back and compared with what was read before it gets its name; only its owner may read
    it. Raises FileExistsError where the name is taken, OSError where nothing can be written there, and
    BrokenBackup where what was written is not what was read.
    """
    now = timezone.now()
    if path.is_dir():
        path /= f"on-the-record-{now:%Y-%m-%d-%H%M%S}.backup"
    if path.exists():
        raise FileExistsError(f"{path} is there already: give another name, or a folder.")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, snapshot():
                manifest = _write(archive, now, progress)
                archive.comment = b"0" * SEAL
            file.flush()
            file.seek(-SEAL, os.SEEK_END)
            file.write(seal(draft))
            file.flush()
            os.fsync(file.fileno())
        with opened(draft) as written:
            if written.manifest != manifest:
                raise BrokenBackup("What was written is not what was read: is the disk in order?")
        made = Made(path, manifest, draft.stat().st_size, _sha256(draft))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return made


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read within is as of one moment; nobody who writes meanwhile has to wait."""
    here: Any = connection
    if here.vendor == "postgresql":
        with transaction.atomic(durable=True), here.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    here.ensure_connection()
    # As other transactions begin here, they would keep every writer out until they end.
    usual, here.transaction_mode = here.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic(durable=True):
            yield
    finally:
        here.transaction_mode = usual


def _write(archive: zipfile.ZipFile, now: datetime, progress: Progress) -> Manifest:
    migrations: defaultdict[str, list[str]] = defaultdict(list)
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations[app].append(name)
    manifest = Manifest(
        version=site_version(),
        made_at=now.isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=dict(migrations),
        tables=[_write_table(archive, table, progress) for table in tables()],
    )
    archive.writestr(MANIFEST, manifest.dumped())
    return manifest


def _write_table(archive: zipfile.ZipFile, table: Table, progress: Progress) -> TableEntry:
    tally, seen = Tally(), hashlib.sha256()
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as member:
        for line in table.lines():
            body = f"{line}\n".encode()
            member.write(body)
            seen.update(body)
            tally.add(line)
            progress(1)
    return TableEntry(table.name, table.columns, tally.rows, tally.digest, seen.hexdigest())


def tables() -> list[Table]:
    """Every table of the site as the code knows it now."""
    return tables_of(apps.get_models(include_auto_created=True))


def site_version() -> str:
    described = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))
    return str(described["project"]["version"])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
