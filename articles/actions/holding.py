"""Holding something back for review after it was public, and releasing it again."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from articles.actions.gates import reasons_against_showing
from articles.actions.recording import (
    Record,
    enter,
    left_without_evidence,
    locked,
    refuse_unless_clear,
    tell,
    write,
)
from articles.models import Article, Change, Position, PublicId, Quote, Stakeholder, Status


@transaction.atomic
def hold(record: Record, *, by: AbstractBaseUser, why: str, told: str = "") -> None:
    """Show the record to nobody until it is released; its address answers 403 with a dated notice.

    What rests on it is held along: the quotes of an article or a stakeholder, its positions, and positions
    whose last public evidence is held. Raises Refused where it is not published.
    """
    row = locked(record)
    refuse_unless_clear(row, why, [] if row.is_published else ["It is not published."])
    _hold(row, by=by, why=why, told=told, left_with=None)


@transaction.atomic
def release(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Show a held record again, and with it what was held along, as far as nothing else stands against.

    Raises Refused where it is not held, or a rule of what is public is not met.
    """
    row = locked(record)
    held = row.status == Status.HELD
    refuse_unless_clear(row, why, reasons_against_showing(row) if held else ["It is not held."])
    _release(row, by=by, why=why)


def _hold(row: Record, *, by: AbstractBaseUser, why: str, told: str, left_with: PublicId | None) -> None:
    public = row.public
    write(row, by=by, why=why, status=Status.HELD)
    if public is None:
        return
    enter(public, PublicId.State.HELD, reason=told, left_with=left_with)
    tell(Change.Kind.HELD, public)
    for one in _resting_on(row):
        _hold(one, by=by, why=why, told="", left_with=left_with or public)


def _resting_on(row: Record) -> Iterator[Record]:
    """The published records that cannot be shown without this one."""
    if isinstance(row, Article):
        yield from Quote.objects.published().filter(article=row)
        documented = Position.objects.published().filter(evidence__article=row).distinct()
        yield from left_without_evidence(documented)
    elif isinstance(row, Stakeholder):
        yield from Quote.objects.published().filter(Q(speaker=row) | Q(on_behalf_of=row))
        yield from Position.objects.published().filter(Q(stakeholder=row) | Q(on_behalf_of=row))
    elif isinstance(row, Quote):
        on_it = Position.objects.published().filter(evidence__quote=row).distinct()
        yield from left_without_evidence(on_it)


def _release(row: Record, *, by: AbstractBaseUser, why: str) -> None:
    public = row.public
    write(row, by=by, why=why, status=Status.PUBLISHED)
    if public is None:
        return
    state = PublicId.State.LIVE if public.successor_id is None else PublicId.State.REPLACED
    enter(public, state, reason="", left_with=None)
    tell(Change.Kind.RELEASED, public)
    for one in _held_along_with(row, public):
        if reasons_against_showing(one):
            _hand_on(one)
        else:
            _release(one, by=by, why=why)


def _held_along_with(row: Record, public: PublicId) -> Iterable[Record]:
    """What may come back now: what this took along, and positions that have its words as evidence again.

    Quotes before positions, which need them.
    """
    yield from Quote.objects.filter(status=Status.HELD, public__left_with=public)
    taken = Q(public__left_with=public)
    if isinstance(row, Quote):
        taken |= Q(evidence__quote=row, public__left_with__isnull=False)
    yield from Position.objects.filter(taken, status=Status.HELD).distinct()


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
