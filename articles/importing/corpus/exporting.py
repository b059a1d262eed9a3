"""The public corpus as the rows of a data package, in an order that is the same on every database."""

from collections import defaultdict
from typing import Any

from articles.domain.dates import PartialDate
from articles.importing.corpus import cells
from articles.importing.corpus.closing import Package, Row, close
from articles.importing.corpus.columns import Column, Kind, Resource
from articles.importing.corpus.resources import BY_SLUG, RESOURCES
from articles.models import ArticleText, Debate, Rights


def published_package() -> Package:
    """Every row of every resource: what is published, and the whole ledger. Reads in one query a table."""
    package = {resource.name: _rows(resource) for resource in RESOURCES}
    close(package)
    starts = {span["quote"]: int(span["start"]) for span in reversed(package["spans"])}
    for resource in RESOURCES:
        package[resource.name].sort(key=lambda row, by=resource: _order(by, row, starts))  # type: ignore[misc]
    return package


def _rows(resource: Resource) -> list[Row]:
    plain = [column for column in resource.columns if column.kind is not Kind.SLUGS]
    paths = [path for column in plain for path in (column.path, column.last_path) if path]
    manager: Any = resource.model._default_manager
    kept = manager.filter(resource.public).order_by("pk")
    rows = []
    hidden = _hidden_texts() if resource.model is ArticleText else frozenset()
    debates = _debates() if resource.name == "articles" else {}
    slugs = _slugs_by_row() if resource.name == "old-slugs" else {}
    for key, *values in kept.values_list("pk", *paths):
        row = _row(plain, values)
        if key in hidden:
            row["body"] = ""
        if resource.name == "articles":
            row["debates"] = cells.write(debates.get(key, []), Kind.SLUGS)
        if resource.name == "old-slugs" and row["record"]:
            row["record"] = slugs.get((row["kind"], int(row["record"])), "")
        rows.append({name: row[name] for name in resource.column_names})
    return rows


def _row(columns: list[Column], values: list[Any]) -> Row:
    given = iter(values)
    row = {}
    for column in columns:
        value = next(given)
        if column.kind is Kind.PARTIAL:
            last = next(given)
            value = PartialDate(value, last) if value and last else None
        row[column.name] = cells.write(value, column.kind)
    return row


def _order(resource: Resource, row: Row, starts: dict[str, int]) -> tuple[Any, ...]:
    """Compared in Python, because databases sort by the language of their machine."""
    order: list[Any] = []
    for name in resource.sorted_by:
        if name == "begins":
            order.append(starts.get(row["id"], 0))
        elif resource.column(name).kind is Kind.WHOLE:
            order.append(int(row[name] or 0))
        else:
            order.append(row[name])
    return tuple(order)


def _hidden_texts() -> frozenset[int]:
    """The texts whose words are not public: rights are not full (promise 6)."""
    texts = ArticleText.objects.exclude(body="").select_related("article__outlet").defer("body")
    return frozenset(text.pk for text in texts if text.article.rights_in_force != Rights.FULL)


def _debates() -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for article, slug in Debate.objects.filter(articles__isnull=False).values_list("articles", "slug"):
        found[article].append(slug)
    return found


def _slugs_by_row() -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for kind, resource in BY_SLUG.items():
        manager: Any = resource.model._default_manager
        found |= {(kind, key): slug for key, slug in manager.values_list("pk", "slug")}
    return found
