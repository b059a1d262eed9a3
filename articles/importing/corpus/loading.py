"""Bringing a package in: all of it or nothing, and never over an editor's change."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from articles.importing.corpus import cells
from articles.importing.corpus.closing import Package, Row
from articles.importing.corpus.comparing import (
    UNITS,
    Decision,
    Key,
    Loaded,
    Unit,
    Units,
    decide,
    differences,
    units_of,
)
from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.leaving import (
    Why,
    bring_back,
    coming_back,
    leant_on,
    leaving,
    name_heir,
    take_away,
)
from articles.importing.corpus.obstacles import obstacles, taken
from articles.importing.corpus.problems import BrokenPackage, Problem
from articles.importing.corpus.reading import Contents, read_package
from articles.importing.corpus.renaming import Names, in_their_words, names_of
from articles.importing.corpus.resources import RESOURCES
from articles.importing.corpus.rules import problems_of
from articles.importing.corpus.writing import MissingRecordError, Progress, Writer
from articles.models import Change, LoadedRecord, Position, PublicId


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
class Here:
    """What is public here in the words of the package, and what was loaded of it before."""

    units: Units
    loaded: Loaded
    names: Names


@dataclass(frozen=True)
class Plan:
    """What is to be written: records that are new, records to change, and records that leave."""

    new: list[Unit]
    updates: list[tuple[Unit, Unit]]
    leaving: Mapping[tuple[str, Key], Row]
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
    package, loaded = _canonical(contents), _loaded(contents.name)
    new, reason = units_of(package), f"Loaded from the package {contents.name}"
    here, against = _read(package, new, loaded, reason)
    plan = _plan(new, here, against, report)
    _report_gone(new, here, plan, report)
    _write(plan, Writer(reason, here.names), progress)
    written = [*plan.new, *(unit for unit, _ in plan.updates)]
    _remember(contents.name, [*written, *plan.same], loaded, here)
    if report.changes_something:
        summary = f"{report.count(Decision.NEW)} new, {report.count(Decision.UPDATE)} updated"
        Change.objects.create(kind=Change.Kind.LOADED, subject=contents.name, summary=summary)


def _read(package: Package, new: Units, loaded: Loaded, reason: str) -> tuple[Here, Why]:
    """What is public here, with what the package shows again; and what of that an editor decided about."""
    here = _here(package, loaded)
    ledger = [unit for (resource, _), unit in new.items() if resource == "public-ids"]
    again = coming_back(ledger, here.units, here.loaded)
    if not again:
        return here, {}
    against: Why = {}
    with transaction.atomic():
        for resource, key in again:
            bring_back(resource, key, reason)
        shown = _here(package, loaded)
        for resource, key in again:
            record = shown.units.get((resource, key))
            if record is None or shown.loaded.get((resource, record.identity)) != record.digest:
                against["public-ids", key] = "public again in the package, but changed here since"
        transaction.set_rollback(bool(against))
    if against:
        for resource, key in again:
            if ("public-ids", key) not in against:
                bring_back(resource, key, reason)
        shown = _here(package, loaded)
    return shown, against


def _here(package: Package, loaded: Loaded) -> Here:
    public = published_package()
    names = names_of(package, public)
    return Here(*in_their_words(public, names, loaded), names)


def _plan(new: Units, here: Here, against: Why, report: Report) -> Plan:
    used = _used_wordings(here.names)
    decisions = {
        identity: decide(
            unit, here.units.get(identity), here.loaded.get((unit.resource.name, unit.identity)), used
        )
        for identity, unit in new.items()
    }
    coming = [new[one] for one, what in decisions.items() if what in (Decision.NEW, Decision.UPDATE)]
    leave, against = _settled(coming, here, against)
    decided: dict[Decision, list[Unit]] = {decision: [] for decision in Decision}
    for identity, unit in new.items():
        decision = Decision.CONFLICT if identity in against else decisions[identity]
        decided[decision].append(unit)
        report.counts[unit.resource.name, decision] += 1
        if decision is Decision.CONFLICT:
            why = against.get(identity) or "; ".join(differences(unit, here.units.get(identity)))
            report.conflicts.append(f"{unit.resource.path}, {unit.name}: {why}")
        elif decision is Decision.KEPT and identity not in here.units:
            report.taken_away.append(f"{unit.resource.path}, {unit.name}")
    updates = [(unit, here.units[unit.resource.name, unit.key]) for unit in decided[Decision.UPDATE]]
    return Plan(decided[Decision.NEW], updates, leave, decided[Decision.SAME])


def _settled(coming: list[Unit], here: Here, against: Why) -> tuple[Mapping[tuple[str, Key], Row], Why]:
    """What leaves, and what stands against the rest: until nothing public would rest on what is not."""
    ledger = [unit for unit in coming if unit.resource.name == "public-ids"]
    leave, kept = leaving(ledger, here.units, here.loaded)
    against = against | kept
    while True:
        leave = {one: row for one, row in leave.items() if ("public-ids", one[1]) not in against}
        staying = {one: unit for one, unit in here.units.items() if one not in leave}
        left = [unit for unit in coming if (unit.resource.name, unit.key) not in against]
        found = against | obstacles(left, staying, {one: here.units[one] for one in leave})
        accepted = {(unit.resource.name, unit.key): unit for unit in left}
        after = staying | {one: unit for one, unit in accepted.items() if one not in found}
        kept = leant_on(leave, after)
        if not kept:
            return leave, found
        against = against | kept


def _report_gone(new: Units, here: Here, plan: Plan, report: Report) -> None:
    """What was loaded once and is here still, though the package has it no longer."""
    for identity, unit in here.units.items():
        if identity not in new and (unit.resource.name, unit.identity) in here.loaded:
            told = report.withdrawn if identity in plan.leaving else report.gone
            told.append(f"{unit.resource.path}, {unit.name}")


def _write(plan: Plan, writer: Writer, progress: Progress) -> None:
    """Each resource after those it refers to. Raises BrokenPackage where the place of a record is taken."""
    for (resource, key), ledger in plan.leaving.items():
        take_away(resource, key, ledger, writer.reason)
    for unit, old in plan.updates:
        writer.make_way(unit, old)
    problems = taken([*plan.new, *(unit for unit, _ in plan.updates)], writer.keys)
    if problems:
        raise BrokenPackage(problems)
    for described in UNITS:
        new = [unit for unit in plan.new if unit.resource is described]
        if new:
            writer.insert(new, progress)
        for unit, old in plan.updates:
            if unit.resource is described:
                writer.update(unit, old)
                progress(1)
    for (resource, key), ledger in plan.leaving.items():
        if resource == "stakeholders" and ledger["state"] == PublicId.State.MERGED:
            name_heir(key, ledger)


def _used_wordings(names: Names) -> Container[Key]:
    """The wordings under which positions were coded, public or not, in the words of the package."""
    used = Position.objects.values_list(
        "proposition_version__proposition__slug", "proposition_version__number"
    ).distinct()
    return {(names["propositions"].get(slug, slug), str(number)) for slug, number in used}


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


def _remember(package: str, units: Iterable[Unit], before: Loaded, here: Here) -> None:
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
    # What it was known by before it was renamed; another record may have that slug one day.
    for resource, names in here.names.items():
        renamed = [today for today, theirs in names.items() if (resource, today) in before]
        LoadedRecord.objects.filter(package=package, resource=resource, key__in=renamed).delete()
