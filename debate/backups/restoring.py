"""Restoring a backup: all of it or nothing, into tables of the very shape it was made from."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from debate.backups.files import Backup, BrokenBackup, Manifest, Progress, opened
from debate.backups.making import tables
from debate.backups.tables import Line, Table, Tally, tables_of

OURS = "articles"


class RefusedToRestore(Exception):  # noqa: N818 — said as it reads
    """The backup is whole, but cannot be restored here as things are; the text says what to do."""


def check(path: Path, *, progress: Progress = lambda _: None) -> Manifest:
    """What is in the backup, after every byte of it was checked. Raises BrokenBackup."""
    with opened(path, progress) as backup:
        return backup.manifest


def restore(path: Path, *, replace: bool, progress: Progress = lambda _: None) -> Manifest:
    """Put back everything as it was when the backup was made; with `replace` in place of what is here.

    The file is checked before anything is touched, and what was restored is read back and compared before
    it holds: a restore that fails leaves the database as it was. A backup from before an upgrade goes into
    an empty database alone, and is brought to the tables of today there. Raises BrokenBackup and
    RefusedToRestore.
    """
    with opened(path) as backup:
        _refuse_newer(backup.manifest)
        applied = _applied()
        if applied and is_filled() and not replace:
            raise RefusedToRestore(
                "There are records or accounts in this database already. Restore into an empty one, "
                "or say --replace to lose what is in it."
            )
        ours = _by_app(_today())
        if backup.manifest.migrations == ours:
            if applied != ours:
                _make_tables()
            _replace(backup, tables(), progress)
        else:
            _restore_older(backup, progress)
    ContentType.objects.clear_cache()
    # Whatever has to be made anew from the tables is made after migrations: permissions, search.
    _make_tables()
    return backup.manifest


def is_filled() -> bool:
    """Whether the database holds records or accounts; what making the tables brings along does not count."""
    kept = [model for model in apps.get_models() if model._meta.app_label == OURS]
    return any(model._default_manager.exists() for model in [get_user_model(), *kept])


def _restore_older(backup: Backup, progress: Progress) -> None:
    """Make the tables as they were then, fill them, and let the later migrations do their work on them."""
    if _applied() and is_filled():
        raise RefusedToRestore(
            "The backup was made before an upgrade, and its rows do not fit the tables of today. Restore it "
            "into an empty database (another DATABASE_URL, or another DATA_DIR): it is upgraded there."
        )
    executor = MigrationExecutor(connection)
    # The last migration of each app then; none of an app that came later.
    then: list[tuple[str, Any]] = [
        (app, backup.manifest.migrations[app][-1] if app in backup.manifest.migrations else None)
        for app in executor.loader.migrated_apps
    ]
    try:
        try:
            executor.migrate(then)
        except IrreversibleError:
            raise RefusedToRestore(
                "The backup was made before an upgrade that cannot be taken back: restore it into a database "
                "without any tables (another DATABASE_URL, or another DATA_DIR)."
            ) from None
        state = MigrationExecutor(connection).loader.project_state([one for one in then if one[1]])
        _replace(backup, tables_of(state.apps.get_models(include_auto_created=True)), progress)
    finally:
        _make_tables()


@transaction.atomic(durable=True)
def _replace(backup: Backup, here: list[Table], progress: Progress) -> None:
    entries = {entry.name: entry for entry in backup.manifest.tables}
    by_name = {table.name: table for table in here}
    if set(entries) != set(by_name) or any(
        set(entries[n].columns) != set(by_name[n].columns) for n in entries
    ):
        raise BrokenBackup("Its tables are not those that its migrations make.")
    _keep_writers_out(here)
    for table in [*here, Table(Session)]:
        table.empty()
    try:
        for name, table in by_name.items():
            table.write(entries[name].columns, _counted(backup.lines(entries[name]), progress))
        connection.check_constraints()
    except (DatabaseError, ValueError, TypeError) as problem:
        raise BrokenBackup(f"Its rows do not fit the tables ({problem}).") from problem
    for name, table in by_name.items():
        tally = Tally()
        for line in table.lines(entries[name].columns):
            tally.add(line)
        if (tally.rows, tally.digest) != (entries[name].rows, entries[name].digest):
            raise BrokenBackup(f"What came into {name} is not what the backup holds.")
        table.count_on()


def _counted(lines: Iterable[Line], progress: Progress) -> Iterator[Line]:
    for line in lines:
        yield line
        progress(1)


def _keep_writers_out(here: list[Table]) -> None:
    """Until all is written; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(table.model._meta.db_table) for table in here)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def _refuse_newer(manifest: Manifest) -> None:
    known = set(_today())
    unknown = [
        f"{app}.{name}"
        for app, names in manifest.migrations.items()
        for name in names
        if (app, name) not in known
    ]
    if unknown:
        raise RefusedToRestore(
            f"The backup was made by a newer version of the site ({manifest.version}): this one does not "
            f"know {', '.join(unknown)}. Update the site, then restore."
        )


def _today() -> list[tuple[str, str]]:
    """Every migration that the code knows."""
    return sorted(MigrationExecutor(connection).loader.disk_migrations)


def _applied() -> dict[str, list[str]]:
    """The migrations that made the tables here; empty where there are none yet."""
    return _by_app(sorted(MigrationRecorder(connection).applied_migrations()))


def _by_app(migrations: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in migrations:
        found.setdefault(app, []).append(name)
    return found


def _make_tables() -> None:
    call_command("migrate", verbosity=0, interactive=False)
