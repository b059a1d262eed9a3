"""Records of a package become rows of the tables."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history

from articles.importing.corpus import cells
from articles.importing.corpus.closing import Row
from articles.importing.corpus.columns import Column, Kind, Resource
from articles.importing.corpus.comparing import IMMUTABLE, Unit
from articles.importing.corpus.exporting import BY_ROW
from articles.importing.corpus.resources import RESOURCES
from articles.models import Article, ArticleText, Position, PropositionVersion, Quote, Status

# Told how many records were just written.
Progress = Callable[[int], object]


class MissingRecordError(LookupError):
    """A record refers to one that is not in the database: an editor took it away."""


class Writer:
    """Writes records of one package, knowing the database's key of everything they refer to."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.keys: dict[str, dict[str, Any]] = {
            resource.name: _keys(resource) for resource in RESOURCES if len(resource.key) == 1
        }
        self.texts = _pairs(ArticleText, "article__public_id", "version")
        self.versions = _pairs(PropositionVersion, "proposition__slug", "number")
        self.articles = dict(Quote.objects.values_list("public_id", "article__public_id"))
        self.days = dict(Article.objects.values_list("pk", "date_from"))

    def insert(self, units: Sequence[Unit], done: Progress) -> None:
        """Write new records of one resource, those that others of them refer to first."""
        resource = units[0].resource
        waiting = list(units)
        while waiting:
            ready = [unit for unit in waiting if self._is_ready(unit, waiting)]
            if not ready:
                raise MissingRecordError(f"{resource.path}: records refer to each other in a circle.")
            self._create(resource, [row for unit in ready for row in unit.rows[resource.name]])
            for child in _children(resource):
                self._create(child, [row for unit in ready for row in unit.rows.get(child.name, [])])
            done(len(ready))
            waiting = [unit for unit in waiting if unit not in ready]

    def update(self, unit: Unit) -> None:
        """Bring one record to what the package says, with the rows that belong to it."""
        resource = unit.resource
        record = _manager(resource).get(**_identity(resource, unit.row))
        for name, value in self._fields(resource, unit.row).items():
            setattr(record, name, value)
        if resource.name == "articles":
            record.debates.set([self.keys["debates"][slug] for slug in unit.row["debates"].split()])
        record._change_reason = self.reason  # noqa: SLF001 — how simple-history is told
        record.save()
        for child in _children(resource):
            rows = unit.rows.get(child.name, [])
            held = _manager(child).filter(**{child.part_of[1]: record}) if child.part_of else None
            if held is None:
                continue
            if child.name in IMMUTABLE:
                known = _rows_of(child, held)
                rows = [row for row in rows if tuple(row[name] for name in child.key) not in known]
            else:
                held.delete()
            self._create(child, rows)

    def _is_ready(self, unit: Unit, waiting: Sequence[Unit]) -> bool:
        """Whether everything of its own kind that it refers to is written already."""
        unwritten = {other.key[0] for other in waiting}
        own = [column.name for column in unit.resource.columns if column.refers == unit.resource.name]
        return not any(unit.row[name] in unwritten for name in own if name != "id")

    def _create(self, resource: Resource, rows: Sequence[Row]) -> None:
        if not rows:
            return
        made = [resource.model(**self._fields(resource, row)) for row in rows]
        if hasattr(resource.model, "history"):
            made = bulk_create_with_history(made, resource.model, default_change_reason=self.reason)
        else:
            made = _manager(resource).bulk_create(made)
        self._remember(resource, rows, made)

    def _remember(self, resource: Resource, rows: Sequence[Row], made: Iterable[Any]) -> None:
        for row, record in zip(rows, made, strict=True):
            if resource.name in self.keys:
                self.keys[resource.name][row[resource.key[0]]] = record.pk
            if resource.name == "article-texts":
                self.texts[row["article"], int(row["version"])] = record.pk
            elif resource.name == "proposition-versions":
                self.versions[row["proposition"], int(row["number"])] = record.pk
            elif resource.name == "quotes":
                self.articles[row["id"]] = row["article"]
            elif resource.name == "articles":
                self.days[record.pk] = record.date_from
                record.debates.set([self.keys["debates"][slug] for slug in row["debates"].split()])

    def _fields(self, resource: Resource, row: Row) -> dict[str, Any]:
        """The fields of the model for a row. Raises MissingRecordError."""
        fields: dict[str, Any] = {}
        for column in resource.columns:
            fields |= self._field(resource, column, row)
        if any(field.name == "status" for field in resource.model._meta.get_fields()):
            fields["status"] = Status.PUBLISHED
        if resource.model is Quote:
            fields["sort_date"] = fields["said_from"] or self.days[fields["article_id"]]
        return fields

    def _field(self, resource: Resource, column: Column, row: Row) -> dict[str, Any]:
        value = cells.read(row[column.name], column)
        if column.kind is Kind.SLUGS:
            return {}
        if column.kind is Kind.PARTIAL:
            return {column.path: value and value.first, column.last_path: value and value.last}
        special = self._special(resource, column, row)
        if special is not None:
            return special
        if column.refers:
            name = column.path.split("__")[0].removesuffix("_id")
            known = self.keys[column.refers]
            return {f"{name}_id": _found(known, row[column.name]) if value else None}
        return {column.path: value}

    def _special(self, resource: Resource, column: Column, row: Row) -> dict[str, Any] | None:
        """The fields of columns that refer to a row by two cells, or to a row of one of several tables."""
        if column.name == "text_version":
            article = row["article"] if "article" in row else _found(self.articles, row["quote"])
            return {"text_id": _found(self.texts, (article, int(row["text_version"])))}
        if resource.model is Position and column.name in ("proposition", "version"):
            version = _found(self.versions, (row["proposition"], int(row["version"])))
            return {"proposition_version_id": version}
        if resource.name == "old-slugs" and column.name == "record":
            return {"row": self._row_of(row) if row["record"] else None}
        return None

    def _row_of(self, row: Row) -> int:
        manager: Any = BY_ROW[row["kind"]]._default_manager
        key: int = manager.values_list("pk", flat=True).get(slug=row["record"])
        return key


def _manager(resource: Resource) -> Any:
    return resource.model._default_manager


def _children(resource: Resource) -> list[Resource]:
    return [child for child in RESOURCES if child.part_of and child.part_of[0] == resource.name]


def _keys(resource: Resource) -> dict[str, Any]:
    path = resource.column(resource.key[0]).path
    return {str(key): pk for key, pk in _manager(resource).values_list(path, "pk") if key is not None}


def _pairs(model: type[models.Model], first: str, second: str) -> dict[tuple[str, int], int]:
    manager: Any = model._default_manager
    return {(one, other): pk for one, other, pk in manager.values_list(first, second, "pk")}


def _found(known: dict[Any, Any], key: Any) -> Any:
    if key not in known:
        raise MissingRecordError(f"{key} is not in the database.")
    return known[key]


def _identity(resource: Resource, row: Row) -> dict[str, Any]:
    """The look-up that finds the one record a row is about."""
    found: dict[str, Any] = {}
    for name in resource.key:
        column = resource.column(name)
        value = cells.read(row[name], column)
        if column.kind is Kind.PARTIAL:
            found |= {column.path: value and value.first, column.last_path: value and value.last}
        else:
            found[column.path] = None if column.refers and not value else value
    return {
        f"{path}__isnull" if value is None else path: value is None or value for path, value in found.items()
    }


def _rows_of(resource: Resource, held: Any) -> set[tuple[str, ...]]:
    """The keys of these rows, as a package writes them."""
    columns = [resource.column(name) for name in resource.key]
    return {
        tuple(cells.write(value, column.kind) for value, column in zip(values, columns, strict=True))
        for values in held.values_list(*(column.path for column in columns))
    }
