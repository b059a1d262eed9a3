"""Withdrawing: what readers see no longer; its address says so for ever, and never shows another thing."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.gates import reasons_against_succeeding, reasons_against_withdrawing
from articles.actions.recording import (
    Record,
    enter,
    left_without_evidence,
    locked,
    refuse_unless_clear,
    tell,
    write,
)
from articles.models import Change, Position, PublicId, Quote, Status

Category = PublicId.Category


@transaction.atomic
def withdraw(  # noqa: PLR0913 — each is a choice of the editor
    record: Record,
    *,
    by: AbstractBaseUser,
    why: str,
    category: Category = Category.OTHER,
    told: str = "",
    successor: Record | None = None,
) -> None:
    """Take the record from the site; its address answers 410 from now on.

    `why` is kept for editors. Readers are told the category, `told` where it is given, and to look at the
    successor, a public record of the same kind. Positions that rested on a withdrawn quote alone leave with
    it. Raises Refused where other public records still rest on this one.
    """
    row = locked(record)
    against = reasons_against_withdrawing(row) + reasons_against_succeeding(row, successor)
    refuse_unless_clear(row, why, against)
    _take_away(row, by=by, why=why, category=category, told=told, successor=successor)


def _take_away(  # noqa: PLR0913
    row: Record,
    *,
    by: AbstractBaseUser,
    why: str,
    category: Category,
    told: str = "",
    successor: Record | None = None,
    left_with: PublicId | None = None,
) -> None:
    write(row, by=by, why=why, status=Status.WITHDRAWN)
    if row.public is None:
        return
    enter(
        row.public,
        PublicId.State.WITHDRAWN,
        category=category,
        reason=told,
        successor=successor and successor.public,
        left_with=left_with,
    )
    tell(Change.Kind.WITHDRAWN, row.public)
    if isinstance(row, Quote):
        withdraw_what_rested_on(row, by=by, why=why)


def withdraw_what_rested_on(quote: Quote, *, by: AbstractBaseUser, why: str) -> None:
    """Positions whose last public evidence the quote was leave with it; held ones come back no more."""
    on_it = Position.objects.filter(evidence__quote=quote).distinct()
    for position in left_without_evidence(on_it.filter(status=Status.PUBLISHED)):
        _take_away(position, by=by, why=why, category=Category.OTHER, left_with=quote.public)
    for position in left_without_evidence(on_it.filter(status=Status.HELD, public__left_with=quote.public)):
        _take_away(position, by=by, why=why, category=Category.OTHER, left_with=quote.public)
