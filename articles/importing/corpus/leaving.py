"""Records that their package has withdrawn since: they leave this site too, unless an editor changed them."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.importing.corpus.closing import Row
from articles.importing.corpus.comparing import Key, Unit
from articles.importing.corpus.obstacles import Units
from articles.importing.corpus.rules import KINDS
from articles.models import PublicId, Stakeholder, Status

LEAVING = {
    PublicId.State.HELD: Status.HELD,
    PublicId.State.WITHDRAWN: Status.WITHDRAWN,
    PublicId.State.REMOVED: Status.WITHDRAWN,
    PublicId.State.MERGED: Status.WITHDRAWN,
}


def leaving(
    ledger: Iterable[Unit], here: Units, loaded: Mapping[tuple[str, str], str]
) -> tuple[list[tuple[Unit, Row]], dict[tuple[str, Key], str]]:
    """The records whose ids the package has withdrawn, each with its row of the ledger; and conflicts.

    One that an editor changed here since stays, and so does its id.
    """
    found, kept = [], {}
    resources = {kind: name for name, kind in KINDS.items()}
    for unit in ledger:
        resource = resources[PublicId.Kind(unit.row["kind"])]
        record = here.get((resource, unit.key))
        if record is None or unit.row["state"] not in LEAVING:
            continue
        if loaded.get((resource, record.identity)) == record.digest:
            found.append((record, unit.row))
        else:
            kept["public-ids", unit.key] = f"{unit.row['state']} in the package, but changed here since"
    return found, kept


def take_away(record: Unit, ledger: Row, reason: str) -> None:
    """Show the record no longer; its address answers as the ledger says."""
    manager: Any = record.resource.model._default_manager
    row = manager.get(public_id=record.key[0])
    row.status = LEAVING[PublicId.State(ledger["state"])]
    if isinstance(row, Stakeholder) and ledger["state"] == PublicId.State.MERGED:
        row.merged_into = Stakeholder.objects.filter(public_id=ledger["successor"]).first()
    if hasattr(row, "lock_version"):
        row.lock_version += 1
    row._change_reason = reason  # noqa: SLF001 — how simple-history is told
    row.save()
