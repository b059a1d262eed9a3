"""A day, a month or a year in two columns: its first day and its last."""

from datetime import date
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from articles.domain.dates import PartialDate


class _LastDay(models.Func):
    """The last day of the month or year in which a date lies, computed by the database itself.

    Made of the databases' own functions, so that any other tool can open and change the tables.
    """

    arity = 1
    output_field = models.DateField()

    def __init__(self, expression: Any, *, of: str) -> None:
        self.of = of
        super().__init__(expression)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        template = f"date(%(expressions)s, 'start of {self.of}', '+1 {self.of}', '-1 day')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        template = (
            f"(date_trunc('{self.of}', (%(expressions)s)::timestamp) + interval '1 {self.of} - 1 day')::date"
        )
        return self.as_sql(compiler, connection, template=template, **context)


class _FirstDay(_LastDay):
    """The first day of the month or year in which a date lies."""

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        template = f"date(%(expressions)s, 'start of {self.of}')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        template = f"date_trunc('{self.of}', (%(expressions)s)::timestamp)::date"
        return self.as_sql(compiler, connection, template=template, **context)


def bounds_one_period(first: str, last: str, *, table: str) -> models.CheckConstraint:
    """The two columns bound exactly one day, one month or one year, or are both empty."""
    whole = [
        Q(**{first: _FirstDay(F(first), of=period), last: _LastDay(F(first), of=period)})
        for period in ("month", "year")
    ]
    both = Q(**{f"{first}__isnull": False, f"{last}__isnull": False})
    # Said in full, because a comparison with nothing is unknown, and a check lets the unknown pass.
    return models.CheckConstraint(
        name=f"{table}_{first}_one_period",
        condition=Q(**{f"{first}__isnull": True, f"{last}__isnull": True})
        | (both & (Q(**{first: F(last)}) | whole[0] | whole[1])),
        violation_error_message=_("A date is one day, one month or one year."),
    )


class PartialDateProperty(property):
    """Reads two date columns as one `PartialDate`, and writes them from one; None where both are empty."""

    def __init__(self, first: str, last: str) -> None:
        def read(row: models.Model) -> PartialDate | None:
            start, end = getattr(row, first), getattr(row, last)
            return PartialDate(start, end) if start is not None and end is not None else None

        def write(row: models.Model, value: PartialDate | None) -> None:
            setattr(row, first, value and value.first)
            setattr(row, last, value and value.last)

        super().__init__(read, write)
        self.first, self.last = first, last


def on_or_before(day: date, *, first: str) -> Q:
    """A period that may have begun by that day: an unknown beginning excludes nothing."""
    return Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": day})
