"""Bringing a package in: all of it or nothing, and never over an editor's change."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction

from articles.domain.addresses import url_key
from articles.importing.corpus import cells
from articles.importing.corpus.closing import Package
from articles.importing.corpus.comparing import Decision, Unit, decide, differences, grouped, units_of
from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.problems import BrokenPackage, Problem
from articles.importing.corpus.reading import Contents, read_package
from articles.importing.corpus.resources import RESOURCES
from articles.importing.corpus.rules import problems_of
from articles.importing.corpus.writing import MissingRecordError, Progress, Writer
from articles.models import Article, ArticleAddress, Change, LoadedRecord, Stakeholder


@dataclass
class Report:
    """What loading did, or would do: how many records of each resource, and every conflict in words."""

    package: str
    counts: Counter[tuple[str, Decision]] = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    # Loaded once, in the package no more; they stay.
    gone: list[str] = field(default_factory=list)

    def count(self, decision: Decision) -> int:
        return sum(count for (_, one), count in self.counts.items() if one is decision)

    @property
    def changes_something(self) -> bool:
        return bool(self.count(Decision.NEW) or self.count(Decision.UPDATE))


def load(path: Path, *, dry_run: bool, progress: Progress) -> Report:
    """Load the package at that path in one transaction; with `dry_run` only say what would happen.

    Raises BrokenPackage, and leaves the database as it was, where anything in the package has to be mended.
    """
    contents = read_package(path)
    problems = problems_of(contents)
    if problems:
        raise BrokenPackage(problems)
    report = Report(contents.name)
    try:
        with transaction.atomic():
            _load(contents, report, progress)
            transaction.set_rollback(dry_run)
    except (IntegrityError, MissingRecordError) as problem:
        why = f"does not fit what is in the database already ({problem})"
        raise BrokenPackage([Problem(path.name, why)]) from problem
    return report


def _load(contents: Contents, report: Report, progress: Progress) -> None:
    here = units_of(published_package())
    loaded = _loaded(contents.name)
    new = units_of(_canonical(contents))
    decided: dict[Decision, list[Unit]] = {decision: [] for decision in Decision}
    for identity, unit in new.items():
        decision = decide(unit, here.get(identity), loaded.get((unit.resource.name, unit.identity)))
        decided[decision].append(unit)
        report.counts[unit.resource.name, decision] += 1
        if decision is Decision.CONFLICT:
            differing = "; ".join(differences(unit, here.get(identity)))
            report.conflicts.append(f"{unit.resource.path}, {unit.name}: {differing}")
    known = {(unit.resource.name, unit.identity) for unit in new.values()}
    report.gone = [f"{name}.csv, {identity}" for name, identity in loaded if (name, identity) not in known]
    _refuse_taken(decided[Decision.NEW])
    writer = Writer(f"Loaded from the package {contents.name}")
    for units in grouped(decided[Decision.NEW]).values():
        writer.insert(units, progress)
    for unit in decided[Decision.UPDATE]:
        writer.update(unit)
        progress(1)
    remembered = decided[Decision.NEW] + decided[Decision.UPDATE] + decided[Decision.SAME]
    _remember(contents.name, remembered, loaded)
    if report.changes_something:
        summary = f"{report.count(Decision.NEW)} new, {report.count(Decision.UPDATE)} updated"
        Change.objects.create(kind=Change.Kind.LOADED, subject=contents.name, summary=summary)


def _canonical(contents: Contents) -> Package:
    """The package's rows as an export would write them, so that two spellings of a value are equal."""
    return {
        resource.name: [
            {column.name: cells.write(record.values[column.name], column.kind) for column in resource.columns}
            for record in contents.records[resource.name]
        ]
        for resource in RESOURCES
    }


def _loaded(package: str) -> dict[tuple[str, str], str]:
    """What was loaded before, as digests by resource and identity."""
    rows = LoadedRecord.objects.filter(package=package).values_list("resource", "key", "digest")
    return {(resource, identity): digest for resource, identity, digest in rows}


def _remember(package: str, units: Iterable[Unit], before: dict[tuple[str, str], str]) -> None:
    """Keep what was loaded of each record, to tell an editor's change from the package's next time."""
    changed = [unit for unit in units if before.get((unit.resource.name, unit.identity)) != unit.digest]
    LoadedRecord.objects.bulk_create(
        [
            LoadedRecord(package=package, resource=unit.resource.name, key=unit.identity, digest=unit.digest)
            for unit in changed
        ],
        update_conflicts=True,
        unique_fields=["package", "resource", "key"],
        update_fields=["digest"],
    )


def _refuse_taken(units: Sequence[Unit]) -> None:
    """Slugs and addresses that other records here have already. Raises BrokenPackage that names them."""
    slugs = {
        "articles": set(Article.objects.values_list("slug", flat=True)),
        "stakeholders": set(Stakeholder.objects.values_list("slug", flat=True)),
    }
    taken = set(ArticleAddress.objects.values_list("url_key", flat=True))
    problems = []
    for unit in units:
        if unit.resource.name in slugs and unit.row["slug"] in slugs[unit.resource.name]:
            why = f"{unit.row['slug']!r} is the slug of another record here: rename one of them"
            problems.append(Problem(unit.resource.path, why, field="slug"))
        for row in unit.rows.get("article-addresses", []):
            key = url_key(row["url"])
            if key in taken:
                why = f"{row['url']} is already the address of another article"
                problems.append(Problem("article-addresses.csv", why, field="url"))
            taken.add(key)
    if problems:
        raise BrokenPackage(problems)
