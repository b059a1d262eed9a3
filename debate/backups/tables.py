"""Every table of the site, row by row, in a form that no database colours."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection, models

Line = str
ROWS_AT_ONCE = 1000
# Who is signed in is no part of a backup: whoever restores one signs in again.
LEFT_OUT = {Session._meta.db_table}


@dataclass(frozen=True)
class Table:
    """One table of the database, by the name of its model, with the columns that are kept of it."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.label

    @property
    def columns(self) -> list[str]:
        return list(self._by_column)

    def lines(self, columns: Sequence[str] = ()) -> Iterator[Line]:
        """Each row as one line of JSON, a list of the values in the order of these columns, or of all."""
        fields = self._fields(columns or self.columns)
        # The manager that hides nothing.
        every = self.model._base_manager.order_by("pk")  # noqa: SLF001
        rows = every.values_list(*[field.attname for field in fields])
        for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
            yield json.dumps(
                [_told(value) for value in row], ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )

    def _fields(self, columns: Sequence[str]) -> "list[models.Field[Any, Any]]":
        return [self._by_column[name] for name in columns]

    @property
    def _by_column(self) -> "dict[str, models.Field[Any, Any]]":
        return {str(field.column): field for field in self.model._meta.concrete_fields}

    def empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {_quoted(self.model._meta.db_table)}")  # noqa: S608 — ours

    def write(self, columns: Sequence[str], lines: Iterable[Line]) -> None:
        """Write the rows as they were, past everything that would fill in or check values on the way."""
        fields = self._fields(columns)
        names, places = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
        # The names are those of our own models.
        insert = f"INSERT INTO {_quoted(self.model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
        rows = (
            [
                field.get_db_prep_save(field.to_python(value), connection)
                for field, value in zip(fields, json.loads(line), strict=True)
            ]
            for line in lines
        )
        with connection.cursor() as cursor:
            for batch in _batches(rows):
                cursor.executemany(insert, batch)

    def count_on(self) -> None:
        """Let new keys come after all that were ever given; a number given once is not given again."""
        key = self.model._meta.pk
        if connection.vendor != "postgresql" or not isinstance(key, models.AutoField):
            return
        table, column = _quoted(self.model._meta.db_table), _quoted(str(key.column))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key.column])
            (sequence,) = cursor.fetchone()
            cursor.execute(
                f"SELECT setval(%s, GREATEST((SELECT last_value FROM {sequence}), "  # noqa: S608 — ours
                f"(SELECT COALESCE(MAX({column}), 1) FROM {table})))",
                [sequence],
            )


class Tally:
    """How many rows there were, and a digest of them that does not depend on their order."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, line: Line) -> None:
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")

    @property
    def digest(self) -> str:
        return f"{self._sum % 2**256:064x}"


def tables_of(models_: Iterable[type[models.Model]]) -> list[Table]:
    """The tables of these models that are kept, by name."""
    kept = (
        Table(model)
        for model in models_
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    )
    return sorted(kept, key=lambda table: table.name)


def _told(value: Any) -> Any:
    """A value as JSON has it, alike from every database; the field it belongs to reads it back."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    return str(value)


def _batches(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    batch: list[list[Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
