"""Bringing a package in: all of it or nothing, and never over an editor's change."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from articles.importing.corpus import cells
from articles.importing.corpus.closing import Package, Row
from articles.importing.corpus.comparing import UNITS, Decision, Key, Unit, decide, differences, units_of
from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.leaving import leaving, take_away
from articles.importing.corpus.obstacles import Units, obstacles, taken
from articles.importing.corpus.problems import BrokenPackage, Problem
from articles.importing.corpus.reading import Contents, read_package
from articles.importing.corpus.resources import RESOURCES
from articles.importing.corpus.rules import problems_of
from articles.importing.corpus.writing import MissingRecordError, Progress, Writer
from articles.models import Change, LoadedRecord, Position

Loaded = dict[tuple[str, str], str]


@dataclass
class Report:
    """What loading did, or would do: how many records of each resource, and what there is to look at."""

    package: str
    counts: Counter[tuple[str, Decision]] = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    # Loaded once and taken away by an editor; they are not brought back.
    taken_away: list[str] = field(default_factory=list)
    # Loaded once, in the package no more; they stay.
    gone: list[str] = field(default_factory=list)
    # Withdrawn by the package; they are shown no longer.
    withdrawn: list[str] = field(default_factory=list)

    def count(self, decision: Decision) -> int:
        return sum(count for (_, one), count in self.counts.items() if one is decision)

    @property
    def changes_something(self) -> bool:
        return bool(self.count(Decision.NEW) or self.count(Decision.UPDATE))


@dataclass(frozen=True)
class Plan:
    """What is to be written: records that are new, records to change, and records that leave."""

    new: list[Unit]
    updates: list[tuple[Unit, Unit]]
    leaving: list[tuple[Unit, Row]]
    same: list[Unit]


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
    except (IntegrityError, DataError, MissingRecordError) as problem:
        why = f"does not fit what is in the database already ({problem})"
        raise BrokenPackage([Problem(str(path), why)]) from problem
    return report


def _load(contents: Contents, report: Report, progress: Progress) -> None:
    here = units_of(published_package())
    loaded = _loaded(contents.name)
    new = units_of(_canonical(contents))
    plan = _plan(new, here, loaded, report)
    _report_gone(new, here, loaded, plan, report)
    _write(plan, Writer(f"Loaded from the package {contents.name}"), progress)
    written = [*plan.new, *(unit for unit, _ in plan.updates)]
    _remember(contents.name, [*written, *plan.same], loaded)
    if report.changes_something:
        summary = f"{report.count(Decision.NEW)} new, {report.count(Decision.UPDATE)} updated"
        Change.objects.create(kind=Change.Kind.LOADED, subject=contents.name, summary=summary)


def _plan(new: Units, here: Units, loaded: Loaded, report: Report) -> Plan:
    used = _used_wordings()
    decisions = {
        identity: decide(unit, here.get(identity), loaded.get((unit.resource.name, unit.identity)), used)
        for identity, unit in new.items()
    }
    coming = [new[one] for one, what in decisions.items() if what in (Decision.NEW, Decision.UPDATE)]
    withdrawn, against = leaving(
        [unit for unit in coming if unit.resource.name == "public-ids"], here, loaded
    )
    against |= obstacles(coming, here)
    decided: dict[Decision, list[Unit]] = {decision: [] for decision in Decision}
    for identity, unit in new.items():
        decision = Decision.CONFLICT if identity in against else decisions[identity]
        decided[decision].append(unit)
        report.counts[unit.resource.name, decision] += 1
        if decision is Decision.CONFLICT:
            why = against.get(identity) or "; ".join(differences(unit, here.get(identity)))
            report.conflicts.append(f"{unit.resource.path}, {unit.name}: {why}")
        elif decision is Decision.KEPT and identity not in here:
            report.taken_away.append(f"{unit.resource.path}, {unit.name}")
    updates = [(unit, here[unit.resource.name, unit.key]) for unit in decided[Decision.UPDATE]]
    return Plan(decided[Decision.NEW], updates, withdrawn, decided[Decision.SAME])


def _report_gone(new: Units, here: Units, loaded: Loaded, plan: Plan, report: Report) -> None:
    """What was loaded once and is here still, though the package has it no longer."""
    leave = {(unit.resource.name, unit.key) for unit, _ in plan.leaving}
    for identity, unit in here.items():
        if identity not in new and (unit.resource.name, unit.identity) in loaded:
            told = report.withdrawn if identity in leave else report.gone
            told.append(f"{unit.resource.path}, {unit.name}")


def _write(plan: Plan, writer: Writer, progress: Progress) -> None:
    """Each resource after those it refers to. Raises BrokenPackage where the place of a record is taken."""
    for unit, old in plan.updates:
        writer.remove(unit, old)
    problems = taken([*plan.new, *(unit for unit, _ in plan.updates)])
    if problems:
        raise BrokenPackage(problems)
    for resource in UNITS:
        new = [unit for unit in plan.new if unit.resource is resource]
        if new:
            writer.insert(new, progress)
        for unit, old in plan.updates:
            if unit.resource is resource:
                writer.update(unit, old)
                progress(1)
    for record, ledger in plan.leaving:
        take_away(record, ledger, writer.reason)


def _used_wordings() -> set[Key]:
    """The wordings under which positions were coded, public or not."""
    used = Position.objects.values_list(
        "proposition_version__proposition__slug", "proposition_version__number"
    ).distinct()
    return {(slug, str(number)) for slug, number in used}


def _canonical(contents: Contents) -> Package:
    """The package's rows as an export would write them, so that two spellings of a value are equal."""
    return {
        resource.name: [
            {column.name: cells.write(record.values[column.name], column.kind) for column in resource.columns}
            for record in contents.records[resource.name]
        ]
        for resource in RESOURCES
    }


def _loaded(package: str) -> Loaded:
    """What was loaded before, as digests by resource and identity."""
    rows = LoadedRecord.objects.filter(package=package).values_list("resource", "key", "digest")
    return {(resource, identity): digest for resource, identity, digest in rows}


def _remember(package: str, units: Iterable[Unit], before: Loaded) -> None:
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
