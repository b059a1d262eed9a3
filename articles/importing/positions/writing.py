"""Checked rows become positions: what is there already is left, and a second time changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.importing.positions.checking import GONE, PositionRow, check_rows
from articles.importing.positions.reading import SheetRow
from articles.models import Evidence, Position, Status


@dataclass(frozen=True)
class Outcome:
    """What becomes of one row: `new`, `evidence` added to a draft that is there, or `there` already."""

    row: PositionRow
    what: str


def import_rows(
    rows: Sequence[SheetRow], *, by: AbstractBaseUser | None, why: str, dry_run: bool = False
) -> list[Outcome]:
    """Keep the positions of the rows as coded drafts, all of them or none; `by` is None for a command.

    A position with the same stakeholder, organisation spoken for, proposition, stance, condition and date
    is the same: it is not made twice, and what an editor changed of it stays. Raises BrokenSheet.
    """
    checked = check_rows(rows)
    with transaction.atomic():
        outcomes = [Outcome(row, _keep(row, by=by, why=why)) for row in checked]
        if dry_run:
            transaction.set_rollback(True)
    return outcomes


def _keep(row: PositionRow, *, by: AbstractBaseUser | None, why: str) -> str:
    position = _same(row)
    if position is None:
        position = Position(
            stakeholder=row.stakeholder,
            on_behalf_of=row.on_behalf_of,
            proposition_version=row.version,
            stance=row.stance,
            condition=row.condition,
            summary=row.summary,
            confidence=row.confidence,
            note=row.note,
            status=Status.CODED,
        )
        position.date = row.date
        _save(position, by, why)
        _save(Evidence(position=position, article=row.article, quote=row.quote, primary=True), by, why)
        return "new"
    evidence = position.evidence.filter(article=row.article, quote=row.quote)
    if position.status in (Status.PUBLISHED, Status.HELD) or evidence.exists():
        return "there"
    primary = not position.evidence.filter(primary=True).exists()
    _save(Evidence(position=position, article=row.article, quote=row.quote, primary=primary), by, why)
    return "evidence"


def _same(row: PositionRow) -> Position | None:
    return (
        Position.objects.exclude(status__in=GONE)
        .filter(
            stakeholder=row.stakeholder,
            on_behalf_of=row.on_behalf_of,
            proposition_version__proposition=row.version.proposition_id,
            stance=row.stance,
            condition=row.condition,
            date_from=row.date.first,
            date_to=row.date.last,
        )
        .order_by("pk")
        .first()
    )


def _save(record: Any, by: AbstractBaseUser | None, why: str) -> None:
    record._change_reason = why  # noqa: SLF001 — how simple-history is told
    record._history_user = by  # noqa: SLF001
    record.save()
