"""Withdrawing: what readers see no longer; its address says so for ever, and never shows another thing."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

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
from articles.models import Article, Change, Permission, Position, PublicId, Quote, Status

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
    refuse_unless_clear(row, against, by=by, permission=Permission.WITHDRAW, why=why)
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
    """Positions that nothing bears any longer leave with the quote.

    Where other evidence is held, they are held along with that, and come back with it.
    """
    on_it = Position.objects.filter(evidence__quote=quote).distinct().select_related("public")
    waiting = Q(status=Status.HELD, public__left_with__isnull=False)
    for position in left_without_evidence(on_it.filter(waiting | Q(status=Status.PUBLISHED)).distinct()):
        held = _held_evidence(position)
        if held is None:
            _take_away(position, by=by, why=why, category=Category.OTHER, left_with=quote.public)
        elif position.public is not None:
            was_shown = position.is_published
            write(position, by=by, why=why, status=Status.HELD)
            enter(position.public, PublicId.State.HELD, left_with=held)
            if was_shown:
                tell(Change.Kind.HELD, position.public)


def _held_evidence(position: Position) -> PublicId | None:
    """The id of what is held, and would bear the position again; None where there is none."""
    for evidence in position.evidence.select_related("quote__public", "article__public"):
        borne_by: list[Article | Quote] = [evidence.article]
        borne_by += [evidence.quote] if evidence.quote is not None else []
        statuses = {record.status for record in borne_by}
        if statuses <= {Status.PUBLISHED, Status.HELD}:
            return next((record.public for record in borne_by if record.status == Status.HELD), None)
    return None
