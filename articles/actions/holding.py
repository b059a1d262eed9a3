"""Holding something back for review after it was public, and releasing it again."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Q

from articles.actions.gates import reasons_against_showing
from articles.actions.recording import (
    Record,
    enter,
    enter_many,
    left_without_evidence,
    locked,
    refuse_unless_clear,
    tell,
    write,
    write_many,
)
from articles.models import (
    Article,
    Change,
    Evidence,
    Permission,
    Position,
    PublicId,
    Quote,
    Stakeholder,
    Status,
)


@transaction.atomic
def hold(record: Record, *, by: AbstractBaseUser, why: str, told: str = "") -> None:
    """Show the record to nobody until it is released; its address answers 403 with a dated notice.

    What rests on it is held along: the quotes of an article or a stakeholder, its positions, and positions
    whose last public evidence is held. Raises Refused where it is not published.
    """
    row = locked(record)
    refuse_unless_clear(
        row, [] if row.is_published else ["It is not published."], by=by, permission=Permission.HOLD, why=why
    )
    write(row, by=by, why=why, status=Status.HELD)
    if row.public is None:
        return
    enter(row.public, PublicId.State.HELD, reason=told, left_with=None)
    tell(Change.Kind.HELD, row.public)
    quotes = _quotes_resting_on(row)
    _hold_along(quotes, row.public, by=by, why=why)
    _hold_along(_positions_resting_on(row, quotes), row.public, by=by, why=why)


@transaction.atomic
def release(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Show a held record again, and with it what was held along, as far as nothing else stands against.

    Raises Refused where it is not held, or a rule of what is public is not met.
    """
    row = locked(record)
    held = row.status == Status.HELD
    refuse_unless_clear(
        row,
        reasons_against_showing(row) if held else ["It is not held."],
        by=by,
        permission=Permission.HOLD,
        why=why,
    )
    write(row, by=by, why=why, status=Status.PUBLISHED)
    if row.public is None:
        return
    state = PublicId.State.LIVE if row.public.successor_id is None else PublicId.State.REPLACED
    enter(row.public, state, reason="", left_with=None)
    tell(Change.Kind.RELEASED, row.public)
    waiting = list(Quote.objects.filter(status=Status.HELD, public__left_with=row.public))
    back = _release_along(waiting, list(_with_source(waiting)), by=by, why=why)
    positions = list(_positions_waiting_for(row.public, [row, *back]))
    _release_along(positions, list(_with_evidence(positions)), by=by, why=why)


def _quotes_resting_on(row: Record) -> list[Quote]:
    """The published quotes that cannot be shown without this article or stakeholder."""
    quotes = Quote.objects.published()
    if isinstance(row, Article):
        return list(quotes.filter(article=row))
    if isinstance(row, Stakeholder):
        return list(quotes.filter(Q(speaker=row) | Q(on_behalf_of=row)))
    return []


def _positions_resting_on(row: Record, quotes: Sequence[Quote]) -> list[Position]:
    """The published positions of a held stakeholder, and those that no public evidence bears any longer."""
    positions = Position.objects.published()
    if isinstance(row, Position):
        return []
    touched = Q(evidence__quote__in=[quote.pk for quote in quotes])
    if isinstance(row, Stakeholder):
        own = list(positions.filter(Q(stakeholder=row) | Q(on_behalf_of=row)))
        touched &= ~Q(pk__in=[position.pk for position in own])
        return own + left_without_evidence(positions.filter(touched).distinct())
    touched |= Q(evidence__article=row) if isinstance(row, Article) else Q(evidence__quote=row)
    return left_without_evidence(positions.filter(touched).distinct())


def _hold_along(
    rows: "Sequence[Quote] | Sequence[Position]", taker: PublicId, *, by: AbstractBaseUser, why: str
) -> None:
    write_many(rows, {"status": Status.HELD}, by=by, why=why)
    ids = [str(row.public_id) for row in rows]
    enter_many(ids, PublicId.State.HELD, Change.Kind.HELD, left_with=taker)


def _with_source(quotes: Sequence[Quote]) -> "models.QuerySet[Quote]":
    """Those of the quotes whose article and speakers are public."""
    return Quote.objects.filter(
        Q(speaker=None) | Q(speaker__status=Status.PUBLISHED),
        Q(on_behalf_of=None) | Q(on_behalf_of__status=Status.PUBLISHED),
        article__status=Status.PUBLISHED,
        pk__in=[quote.pk for quote in quotes],
    ).select_related("public")


def _positions_waiting_for(public: PublicId, back: Sequence[Record]) -> "models.QuerySet[Position]":
    """Held positions that this took along, and those that have evidence again by what comes back."""
    quotes = [row.pk for row in back if isinstance(row, Quote)]
    waiting = Q(public__left_with=public) | Q(public__left_with__isnull=False, evidence__quote__in=quotes)
    return Position.objects.filter(waiting, status=Status.HELD).distinct()


def _with_evidence(positions: Sequence[Position]) -> "models.QuerySet[Position]":
    """Those of the positions whose stakeholders and some of whose evidence are public."""
    return Position.objects.filter(
        Q(on_behalf_of=None) | Q(on_behalf_of__status=Status.PUBLISHED),
        stakeholder__status=Status.PUBLISHED,
        pk__in=Evidence.objects.public().filter(position__in=positions).values("position"),
    ).select_related("public")


def _release_along(
    waiting: "Sequence[Record]", free: "Sequence[Record]", *, by: AbstractBaseUser, why: str
) -> "Sequence[Record]":
    """Show those that nothing stands against; the others wait for whatever else is held."""
    write_many(free, {"status": Status.PUBLISHED}, by=by, why=why)
    for state, ids in (
        (
            PublicId.State.LIVE,
            [str(row.public_id) for row in free if row.public and not row.public.successor_id],
        ),
        (
            PublicId.State.REPLACED,
            [str(row.public_id) for row in free if row.public and row.public.successor_id],
        ),
    ):
        enter_many(ids, state, Change.Kind.RELEASED, left_with=None)
    shown = {row.pk for row in free}
    for row in waiting:
        if row.pk not in shown:
            _hand_on(row)
    return free


def _hand_on(waiting: Record) -> None:
    """Where something else that is held keeps it from readers, it comes back with that."""
    if waiting.public is None:
        return
    holding: list[Any] = []
    if isinstance(waiting, Quote):
        holding = [waiting.article, waiting.speaker, waiting.on_behalf_of]
    elif isinstance(waiting, Position):
        holding = [waiting.stakeholder, waiting.on_behalf_of]
        holding += [one.quote or one.article for one in waiting.evidence.select_related("quote", "article")]
    held = (other.public for other in holding if other is not None and other.status == Status.HELD)
    waiting.public.left_with = next(held, None)
    waiting.public.save()
