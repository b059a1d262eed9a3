"""Records of a package become rows of the tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from simple_history.utils import bulk_create_with_history

from articles.importing.corpus import cells
from articles.importing.corpus.closing import Row
from articles.importing.corpus.columns import Column, Kind, Resource
from articles.importing.corpus.comparing import IMMUTABLE, Unit, by_key
from articles.importing.corpus.renaming import Names
from articles.importing.corpus.resources import BY_NAME, BY_SLUG, RESOURCES
from articles.models import Article, ArticleText, OldSlug, Position, PropositionVersion, Quote, Status

# What happened, happened.
ADDED_TO = (*IMMUTABLE, "changes")
# Of what is only added to, wordings alone are told anew, as long as nobody was coded under them.
FIXED = frozenset(ADDED_TO) - {"proposition-versions"}
# What no two records share, by the fields of the table, each with the columns that change it: let go of
# first, two records of a package can change places.
GIVEN_UP: dict[str, dict[str, tuple[str, ...]]] = {
    "outlets": {"name": ("name",)},
    "propositions": {"label": ("label",)},
    "articles": {"slug": ("slug",)},
    "stakeholders": {"slug": ("slug",)},
    "debates": {"is_default": ("is_default",)},
    "quotes": {"words_key": ("article", "exact", "speaker", "speaker_label")},
}
# Told how many records were just written.
Progress = Callable[[int], object]


class MissingRecordError(LookupError):
    """A record refers to one that is not in the database: an editor took it away."""


class Writer:
    """Writes records of one package, knowing the database's key of everything they refer to."""

    def __init__(self, reason: str, names: Names) -> None:
        self.reason = reason
        self.keys: dict[str, dict[str, Any]] = {
            resource.name: _keys(resource) for resource in RESOURCES if len(resource.key) == 1
        }
        for resource, known in names.items():
            self.keys[resource] |= {theirs: self.keys[resource][today] for today, theirs in known.items()}
        self.texts = _pairs(ArticleText, "article__public_id", "version")
        self.versions = _pairs(PropositionVersion, "proposition", "number")
        self.articles = dict(Quote.objects.values_list("public_id", "article__public_id"))
        self.days = dict(Article.objects.values_list("pk", "date_from"))

    def insert(self, units: Sequence[Unit], done: Progress) -> None:
        """Write new records of one resource, those that others of them refer to first."""
        resource = units[0].resource
        waiting = list(units)
        while waiting:
            unwritten = {unit.key[0] for unit in waiting}
            ready = [unit for unit in waiting if not _refers_to(unit, unwritten)]
            waiting = [unit for unit in waiting if _refers_to(unit, unwritten)]
            if not ready:
                raise MissingRecordError(f"{resource.path}: records refer to each other in a circle.")
            self._create(resource, [row for unit in ready for row in unit.rows[resource.name]])
            for child in _children(resource):
                self._create(child, [row for unit in ready for row in unit.rows.get(child.name, [])])
            done(len(ready))

    def make_way(self, unit: Unit, here: Unit) -> None:
        """Let go of what the record holds no longer, so that other records of the package can have it."""
        for name, rows in here.rows.items():
            resource, new = BY_NAME[name], unit.rows.get(name, [])
            if name in ADDED_TO or _is_one(resource, new, rows):
                continue
            for row in _only_in(resource, rows, new):
                record = self._record(resource, row)
                record._change_reason = self.reason  # noqa: SLF001 — how simple-history is told
                record.delete()
        given_up: dict[str, Any] = {
            field: False if field == "is_default" else f"~{self.keys[unit.resource.name][unit.key[0]]}"
            for field, columns in GIVEN_UP.get(unit.resource.name, {}).items()
            if any(unit.row[name] != here.row[name] for name in columns)
        }
        if given_up:
            _manager(unit.resource).filter(self._identity(unit.resource, here.row)).update(**given_up)

    def update(self, unit: Unit, here: Unit) -> None:
        """Bring one record to what the package says, with the rows that belong to it."""
        for resource in [unit.resource, *_children(unit.resource)]:
            new, old = unit.rows.get(resource.name, []), here.rows.get(resource.name, [])
            if _is_one(resource, new, old):
                # Whoever has it open in the admin is told so, also where a row that belongs to it changed.
                self._change(resource, new[0], old[0], touch=unit.digest != here.digest)
                continue
            if not resource.repeats:
                before = by_key(resource.name, old)
                # What ceases to be the primary evidence makes room for what becomes it, also for a new one.
                for row in sorted(new, key=lambda row: row.get("primary", "")):
                    self._change(resource, row, before.get(tuple(row[name] for name in resource.key), row))
            self._create(resource, _only_in(resource, new, old))

    def _change(self, resource: Resource, row: Row, before: Row, *, touch: bool = False) -> None:
        """Write the cells that differ, and no others: what is not in a package stays as it is."""
        changed = [column for column in resource.columns if row[column.name] != before[column.name]]
        is_locked = touch and any(field.name == "lock_version" for field in resource.model._meta.fields)
        if (not changed and not is_locked) or resource.name in FIXED:
            return
        record = self._record(resource, before)
        for column in changed:
            for name, value in self._field(resource, column, row).items():
                setattr(record, name, value)
            if column.kind is Kind.SLUGS:
                record.debates.set([self.keys["debates"][slug] for slug in row["debates"].split()])
        if is_locked:
            record.lock_version += 1
        record._change_reason = self.reason  # noqa: SLF001
        record.save()
        if resource.model is Article:
            self.days[record.pk] = record.date_from
            record.quotes.filter(said_from=None).update(sort_date=record.date_from)
        elif resource.model is Quote:
            self._move(record, row)

    def _move(self, quote: Quote, row: Row) -> None:
        """Let the spans stand in the text in which the quote stands now."""
        self.articles[row["id"]] = row["article"]
        for span in quote.spans.exclude(text=quote.text_id):
            span.text_id = quote.text_id
            span._change_reason = self.reason  # type: ignore[attr-defined]  # noqa: SLF001
            span.save()

    def _record(self, resource: Resource, row: Row) -> Any:
        """The record of a row. Raises MissingRecordError where an editor took it away meanwhile."""
        record = _manager(resource).filter(self._identity(resource, row)).first()
        if record is None:
            raise MissingRecordError(f"{resource.path}: {', '.join(row[name] for name in resource.key)}")
        return record

    def _identity(self, resource: Resource, row: Row) -> Q:
        """What finds the record of a row by its key; where keys repeat, by all that it says."""
        if resource.name in self.keys:
            return Q(pk=_found(self.keys[resource.name], row[resource.key[0]]))
        found = Q()
        columns = resource.columns if resource.repeats else [resource.column(name) for name in resource.key]
        for column in columns:
            value = cells.read(row[column.name], column)
            if column.kind is Kind.PARTIAL:
                found &= _is(column.path, value and value.first) & _is(column.last_path, value and value.last)
            elif column.refers:
                path = column.path.split("__")[0].removesuffix("_id")
                key = _found(self.keys[column.refers], row[column.name]) if value else None
                # Left empty where there is none, and where the one there is may not be named.
                may_hide = column.can_be_left_empty and key is None
                found &= ~Q(**{f"{path}__status": Status.PUBLISHED}) if may_hide else _is(path, key)
            else:
                found &= _is(column.path, value)
        return found

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
                self.versions[record.proposition_id, record.number] = record.pk
            elif resource.name == "quotes":
                self.articles[row["id"]] = row["article"]
            elif resource.name == "articles":
                self.days[record.pk] = record.date_from
        if resource.name == "articles":
            self._enter(rows)

    def _enter(self, articles: Sequence[Row]) -> None:
        """Say of new articles which debates they belong to."""
        belongs = Article.debates.through
        belongs._default_manager.bulk_create(
            belongs(article_id=self.keys["articles"][row["id"]], debate_id=self.keys["debates"][slug])
            for row in articles
            for slug in row["debates"].split()
        )

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
        if resource.model is Quote and column.name == "article":
            text = _found(self.texts, (row["article"], int(row["text_version"])))
            return {"article_id": _found(self.keys["articles"], row["article"]), "text_id": text}
        if resource.model is Position and column.name in ("proposition", "version"):
            proposition = _found(self.keys["propositions"], row["proposition"])
            version = _found(self.versions, (proposition, int(row["version"])))
            return {"proposition_version_id": version}
        if resource.name == "old-slugs" and column.name == "record":
            known = self.keys[BY_SLUG[row["kind"]].name] if row["record"] else {}
            return {"row": _found(known, row["record"]) if row["record"] else None}
        return None


def _manager(resource: Resource) -> Any:
    return resource.model._default_manager


def _children(resource: Resource) -> list[Resource]:
    return [child for child in RESOURCES if child.part_of and child.part_of[0] == resource.name]


def _refers_to(unit: Unit, keys: set[str]) -> bool:
    """Whether it refers to a record of its own kind with one of these keys."""
    own = [column.name for column in unit.resource.columns if column.refers == unit.resource.name]
    return any(unit.row[name] in keys for name in own if name != "id")


def _is_one(resource: Resource, new: Sequence[Row], old: Sequence[Row]) -> bool:
    """Whether both say one thing of one record, whose row is then changed in its place."""
    return resource.part_of is None and len(new) == len(old) == 1


def _only_in(resource: Resource, rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows whose key none of the others has; where keys repeat, those that say something else."""
    names = resource.column_names if resource.repeats else resource.key
    left = Counter(tuple(row[name] for name in names) for row in others)
    found = []
    for row in rows:
        key = tuple(row[name] for name in names)
        left[key] -= 1
        if left[key] < 0:
            found.append(row)
    return found


def _keys(resource: Resource) -> dict[str, Any]:
    """The database's key of each record, by its own; renamed ones are found by their old slugs too."""
    path = resource.column(resource.key[0]).path
    kinds = [kind for kind, named in BY_SLUG.items() if named is resource]
    old = OldSlug.objects.filter(kind__in=kinds, row__isnull=False).values_list("slug", "row")
    now = _manager(resource).values_list(path, "pk")
    return {slug: row for slug, row in old if row} | {str(key): pk for key, pk in now if key is not None}


def _pairs(model: type[models.Model], first: str, second: str) -> dict[tuple[Any, int], int]:
    manager: Any = model._default_manager
    return {(one, other): pk for one, other, pk in manager.values_list(first, second, "pk")}


def _is(path: str, value: Any) -> Q:
    return Q(**{f"{path}__isnull": True}) if value is None else Q(**{path: value})


def _found(known: dict[Any, Any], key: Any) -> Any:
    if key not in known:
        raise MissingRecordError(f"{key} is not in the database.")
    return known[key]
