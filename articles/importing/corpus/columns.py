"""What a column of a data package is: where its value is found in the tables, and what it may hold."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Q

from articles.models import Status

# Whole numbers that any database and spreadsheet holds.
LARGEST = 2**31 - 1
LARGEST_SMALL = 2**15 - 1


class Kind(StrEnum):
    """What a cell holds; an empty cell is an empty text or something unknown."""

    TEXT = "text"
    WHOLE = "whole number"
    SHARE = "number from 0 to 1"
    TRUTH = "true or false"
    DAY = "day"
    PARTIAL = "day, month or year"
    MOMENT = "moment in UTC"
    MAPPING = "JSON object"
    SLUGS = "slugs, separated by a space"


@dataclass(frozen=True)
class Pattern:
    """What a text has to look like, as a regular expression and as whoever mends it should write it."""

    expression: str
    write: str


SLUG = Pattern(r"[-a-zA-Z0-9_]+", "plain letters, digits, - and _ alone")
# Anything else in a link could run a script on the page that shows it.
WEB_ADDRESS = Pattern(r"(https?|ftps?)://[^\s/]\S*", "a web address that begins with https://")
SHA256 = Pattern(r"[0-9a-f]{64}", "the 64 digits of a SHA-256, in small letters")


@dataclass(frozen=True)
class Column:
    """One column: where its value is found from the resource's model, and what it may hold."""

    name: str
    path: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    longest: int | None = None
    most: int = LARGEST
    pattern: Pattern | None = None
    # The resource whose key the cell repeats.
    refers: str = ""
    # Whether a row stays, with the cell empty, where the record it refers to is not in the package.
    can_be_left_empty: bool = False
    # The second path of a partial date.
    last_path: str = ""


@dataclass(frozen=True)
class Resource:
    """One file. Rows are sorted by `order`; `key` names one row."""

    name: str
    model: type[models.Model]
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...] = ()
    # The record a row belongs to: the resource, and the column that names it. Compared and kept with it.
    part_of: tuple[str, str] | None = None
    # Whether several rows can have one key: somebody can hold one office twice, from unknown days on.
    repeats: bool = False
    public: Q = field(default_factory=Q)

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    @property
    def sorted_by(self) -> tuple[str, ...]:
        return self.order or self.key

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]


def columns(model: type[models.Model], *described: "str | Column") -> tuple[Column, ...]:
    """Columns for plain fields are read off the model; others are given as they are."""
    return tuple(of_field(model, name) if isinstance(name, str) else name for name in described)


def of_field(model: type[models.Model], name: str) -> Column:
    field: Any = model._meta.get_field(name)
    kinds: list[tuple[type[models.Field[Any, Any]], Kind]] = [
        (models.BooleanField, Kind.TRUTH),
        (models.IntegerField, Kind.WHOLE),
        (models.DecimalField, Kind.SHARE),
        (models.DateTimeField, Kind.MOMENT),
        (models.DateField, Kind.DAY),
        (models.JSONField, Kind.MAPPING),
    ]
    kind = next((kind for of, kind in kinds if isinstance(field, of)), Kind.TEXT)
    return Column(
        name=name,
        path=name,
        kind=kind,
        required=not (field.blank or field.null),
        choices=tuple(value for value, _ in field.choices or () if value),
        longest=field.max_length,
        most=LARGEST_SMALL if isinstance(field, models.PositiveSmallIntegerField) else LARGEST,
        pattern=_pattern_of(field),
    )


def _pattern_of(field: models.Field[Any, Any]) -> Pattern | None:
    if isinstance(field, models.SlugField):
        return SLUG
    if isinstance(field, models.URLField):
        return WEB_ADDRESS
    return SHA256 if field.name.endswith("sha256") else None


def ref(
    name: str, refers: str, path: str, *, required: bool = False, can_be_left_empty: bool = False
) -> Column:
    return Column(name, path, refers=refers, required=required, can_be_left_empty=can_be_left_empty)


def partial(name: str, first: str, last: str, *, required: bool = False) -> Column:
    return Column(name, first, kind=Kind.PARTIAL, last_path=last, required=required)


def public_id() -> Column:
    return Column("id", "public_id", refers="public-ids", required=True)


SINCE = partial("since", "since_first", "since_last")
UNTIL = partial("until", "until_first", "until_last")


def published(*paths: str) -> Q:
    """Every record on these paths (empty: the row itself) is public, or there is none."""
    found = Q()
    for path in paths:
        prefix = f"{path}__" if path else ""
        condition = Q(**{f"{prefix}status": Status.PUBLISHED})
        found &= condition | Q(**{f"{path}__isnull": True}) if path else condition
    return found
