"""Who changed a record and its parts, when and why, and what was before and after."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import models
from django.db.models import Q

from articles.domain.diffing import Piece, pieces
from articles.models import (
    Affiliation,
    Article,
    ArticleAddress,
    ArticleText,
    Evidence,
    OrganisationTie,
    Position,
    PropositionVersion,
    Quote,
    Span,
    Stakeholder,
    StakeholderName,
)
from articles.models.folded import FoldedField

# The rows that are edited with a record, and how each names it.
PARTS: dict[type[models.Model], Sequence[tuple[type[models.Model], str]]] = {
    Position: [(Evidence, "position")],
    Quote: [(Span, "quote"), (Evidence, "quote")],
    Stakeholder: [(StakeholderName, "stakeholder"), (Affiliation, "person"), (OrganisationTie, "parent")],
    Article: [(ArticleAddress, "article")],
}
# Entries of one editor for one reason so close together were made by one press of a button.
AT_ONCE = timedelta(seconds=2)
# Columns that follow from others, or count.
ASIDE = {"lock_version", "sort_date"}
# What the name of a record is made of, to be loaded with it.
CALLED_BY: dict[type[Any], list[str]] = {
    Quote: ["speaker"],
    Position: ["stakeholder", "proposition_version__proposition"],
    Article: ["outlet"],
    ArticleText: ["article__outlet"],
    PropositionVersion: ["proposition"],
}
KINDS = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, and word by word."""

    name: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        return pieces(self.before, self.after)


@dataclass(frozen=True)
class RowChange:
    """What became of one row: added, changed or removed."""

    kind: str
    table: str
    is_part: bool
    fields: Sequence[FieldChange]


@dataclass(frozen=True)
class Edit:
    """All that one editor changed at once; `entry` is the history of the record itself, where it has one."""

    when: datetime
    who: str
    why: str
    rows: Sequence[RowChange]
    entry: int | None
    is_now: bool

    @property
    def can_be_reverted_to(self) -> bool:
        return self.entry is not None and not self.is_now


def edits_of(record: models.Model) -> list[Edit]:
    """The edits of the record and its parts, latest first. A few queries a table, however many edits."""
    entries = sorted(_entries(record), key=lambda one: (one.history_date, one.history_id), reverse=True)
    names = _names(entries)
    before = _before(entries)
    edits: list[Edit] = []
    now_met = False
    for group in _at_once(entries, type(record)):
        own = next((one for one in group if one.instance_type is type(record)), None)
        rows = [_row(one, before.get(id(one)), names, is_part=one is not own) for one in reversed(group)]
        latest = group[0]
        edits.append(
            Edit(
                when=latest.history_date,
                who=str(latest.history_user or ""),
                why=next((one.history_change_reason for one in group if one.history_change_reason), ""),
                rows=[row for row in rows if row.fields or row.kind != "changed"],
                entry=own.history_id if own is not None and own.history_type != "-" else None,
                is_now=own is not None and not now_met,
            )
        )
        now_met = now_met or own is not None
    return edits


def compared(record: models.Model, kept: Any, columns: Sequence[str]) -> list[FieldChange]:
    """Those columns of the record as they are, and as they were in that entry of its history."""
    manager: Any = type(record)
    names = _names([kept, *_as_entries(record, manager)])
    fields = [field for field in record._meta.concrete_fields if field.attname in columns]
    return [
        FieldChange(str(field.verbose_name), _shown(field, record, names), _shown(field, kept, names))
        for field in fields
    ]


def _as_entries(record: models.Model, manager: Any) -> list[Any]:
    latest = manager.history.filter(id=record.pk).first()
    return [latest] if latest is not None else []


def _entries(record: models.Model) -> Iterator[Any]:
    manager: Any = type(record)
    yield from manager.history.filter(id=record.pk).select_related("history_user")
    for part, name in PARTS.get(type(record), ()):
        of_part: Any = part
        # A row may have belonged to another record before.
        keys = of_part.history.filter(Q(**{f"{name}_id": record.pk})).values("id")
        yield from of_part.history.filter(id__in=keys).select_related("history_user")


def _before(entries: Sequence[Any]) -> dict[int, Any]:
    """The entry before each, of the same row."""
    rows: defaultdict[tuple[type[Any], int], list[Any]] = defaultdict(list)
    for one in entries:
        rows[type(one), one.id].append(one)
    return {id(later): earlier for row in rows.values() for later, earlier in pairwise(row)}


def _at_once(entries: Sequence[Any], table: type[models.Model]) -> Iterator[list[Any]]:
    """The entries by press of a button, latest first; saving writes the record first, then its rows."""
    group: list[Any] = []
    for one in entries:
        if group and (group[-1].instance_type is table or not _same_press(group, one)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _same_press(group: Sequence[Any], earlier: Any) -> bool:
    latest = group[0]
    return (
        latest.history_date - earlier.history_date <= AT_ONCE
        and latest.history_user_id == earlier.history_user_id
        and (latest.history_change_reason or "") == (earlier.history_change_reason or "")
        and all((type(one), one.id) != (type(earlier), earlier.id) for one in group)
    )


def _row(entry: Any, before: Any, names: dict[tuple[type[Any], Any], str], *, is_part: bool) -> RowChange:
    kind = KINDS[entry.history_type]
    after = entry if kind != "removed" else None
    before = entry if kind == "removed" else before
    changes = []
    for field in entry.instance_type._meta.concrete_fields:
        if field.primary_key or field.name in ASIDE or isinstance(field, FoldedField):
            continue
        old, new = (_shown(field, one, names) if one is not None else "" for one in (before, after))
        if old != new:
            changes.append(FieldChange(str(field.verbose_name), old, new))
    return RowChange(kind, str(entry.instance_type._meta.verbose_name), is_part, changes)


def _shown(field: Any, entry: Any, names: dict[tuple[type[Any], Any], str]) -> str:
    value = getattr(entry, field.attname, None)
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), f"#{value}")
    return str(dict(field.flatchoices).get(value, value) if field.choices else value)


def _names(entries: Iterable[Any]) -> dict[tuple[type[Any], Any], str]:
    """What the records are called to which the entries refer: a query for each table."""
    wanted: defaultdict[type[Any], set[Any]] = defaultdict(set)
    for entry in entries:
        for field in entry.instance_type._meta.concrete_fields:
            value = getattr(entry, field.attname, None)
            if field.is_relation and value is not None:
                wanted[field.related_model].add(value)
    named: dict[tuple[type[Any], Any], str] = {}
    for table, keys in wanted.items():
        rows = table._default_manager.filter(pk__in=keys).select_related(*CALLED_BY.get(table, []))
        named |= {(table, row.pk): str(row) for row in rows}
    return named
