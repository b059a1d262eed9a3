"""Records that their package withdrew since: they leave this site too, and come back if they do there."""

from collections.abc import Iterable
from typing import Any

from articles.importing.corpus.closing import Package, Row, close
from articles.importing.corpus.comparing import Key, Loaded, Unit, Units
from articles.importing.corpus.resources import BY_NAME, RESOURCES
from articles.importing.corpus.rules import KINDS
from articles.models import PublicId, Stakeholder, Status

LEAVING = {
    PublicId.State.HELD: Status.HELD,
    PublicId.State.WITHDRAWN: Status.WITHDRAWN,
    PublicId.State.REMOVED: Status.WITHDRAWN,
    PublicId.State.MERGED: Status.WITHDRAWN,
}
RESOURCE_OF = {kind: name for name, kind in KINDS.items()}
Why = dict[tuple[str, Key], str]


def leaving(ledger: Iterable[Unit], here: Units, loaded: Loaded) -> tuple[dict[tuple[str, Key], Row], Why]:
    """The records whose ids the package has withdrawn, each with its row of the ledger; and conflicts.

    One that an editor changed here since stays, and so does its id.
    """
    found: dict[tuple[str, Key], Row] = {}
    kept: Why = {}
    for unit in ledger:
        resource = _resource(unit)
        record = here.get((resource, unit.key))
        if record is None or unit.row["state"] not in LEAVING:
            continue
        if loaded.get((resource, record.identity)) == record.digest:
            found[resource, unit.key] = unit.row
        else:
            kept["public-ids", unit.key] = f"{unit.row['state']} in the package, but changed here since"
    return found, kept


def leant_on(leave: dict[tuple[str, Key], Row], staying: Units) -> Why:
    """Which of the leaving records something that stays cannot do without, and so stay as well.

    `staying` is all that will be public but for them. What an editor made here must not lose its speaker,
    its article or its last evidence to a package.
    """
    if not leave:
        return {}
    package: Package = {resource.name: [] for resource in RESOURCES}
    for unit in staying.values():
        for name, rows in unit.rows.items():
            package[name] += [dict(row) for row in rows]
    close(package)
    kept: Why = {}
    for (resource, key), unit in staying.items():
        if resource not in KINDS or any(row["id"] == key[0] for row in package[resource]):
            continue
        for lost in _referred_to(unit) & leave.keys():
            state = leave[lost]["state"]
            kept["public-ids", lost[1]] = (
                f"{state} in the package, but {unit.resource.path}, {unit.name} rests on it here"
            )
    return kept


def _referred_to(unit: Unit) -> set[tuple[str, Key]]:
    return {
        (column.refers, (row[column.name],))
        for name, rows in unit.rows.items()
        for column in BY_NAME[name].columns
        if column.refers
        for row in rows
    }


def take_away(resource: str, key: Key, ledger: Row, reason: str) -> None:
    """Show the record no longer; its address answers as the ledger says."""
    _set_status(_record(resource, key), LEAVING[PublicId.State(ledger["state"])], reason)


def name_heir(key: Key, ledger: Row) -> None:
    """Say of a stakeholder that was merged into another which one that is, once that one is written."""
    heir = Stakeholder.objects.filter(public_id=ledger["successor"]).first()
    Stakeholder.objects.filter(public_id=key[0]).update(merged_into=heir)


def coming_back(ledger: Iterable[Unit], here: Units, loaded: Loaded) -> list[tuple[str, Key]]:
    """The records that the package took away and shows again, where nobody decided about them here."""
    found = []
    for unit in ledger:
        before = here.get(("public-ids", unit.key))
        if (
            before is not None
            and before.row["state"] in LEAVING
            and unit.row["state"] not in LEAVING
            and loaded.get(("public-ids", unit.identity)) == before.digest
            and _manager(_resource(unit)).filter(public_id=unit.key[0]).exists()
        ):
            found.append((_resource(unit), unit.key))
    return found


def bring_back(resource: str, key: Key, reason: str) -> None:
    """Show the record again, as it was when it left."""
    record = _record(resource, key)
    if isinstance(record, Stakeholder):
        record.merged_into = None
    _set_status(record, Status.PUBLISHED, reason)


def _set_status(record: Any, status: Status, reason: str) -> None:
    record.status = status
    if hasattr(record, "lock_version"):
        record.lock_version += 1
    record._change_reason = reason  # noqa: SLF001 — how simple-history is told
    record.save()


def _resource(ledger: Unit) -> str:
    return RESOURCE_OF[PublicId.Kind(ledger.row["kind"])]


def _record(resource: str, key: Key) -> Any:
    return _manager(resource).get(public_id=key[0])


def _manager(resource: str) -> Any:
    return BY_NAME[resource].model._default_manager
