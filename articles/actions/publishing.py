"""Publishing and withdrawing: what readers may see, decided by someone, for a reason that is kept."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles.actions.gates import reasons_against_publishing, reasons_against_withdrawing
from articles.models import (
    Article,
    Change,
    Evidence,
    Position,
    PublicId,
    Quote,
    QuoteVersion,
    Stakeholder,
    Status,
)

Record = Quote | Position | Stakeholder | Article

KINDS: dict[type[Record], PublicId.Kind] = {
    Quote: PublicId.Kind.QUOTE,
    Position: PublicId.Kind.POSITION,
    Stakeholder: PublicId.Kind.STAKEHOLDER,
    Article: PublicId.Kind.ARTICLE,
}


class Refused(Exception):  # noqa: N818 — said as it reads
    """A decision that cannot be taken as things are; `reasons` say what has to be mended first."""

    def __init__(self, record: Record, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(f"{record}: {' '.join(reasons)}")


@transaction.atomic
def publish(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Show the record to readers at an address that is its own for ever.

    A quote is held against its text first. Raises Refused, and changes nothing, where a rule stands against.
    """
    locked = _locked(record)
    reasons = _without_reason(why) + reasons_against_publishing(locked)
    if reasons:
        raise Refused(locked, reasons)
    if locked.public is None:
        locked.public = PublicId.objects.issue(KINDS[type(locked)])
    _write(locked, Status.PUBLISHED, by=by, why=why)
    if isinstance(locked, Quote) and not locked.versions.exists():
        QuoteVersion.objects.create(quote=locked, number=1, shown=locked.as_shown(), reason="")
    Change.objects.create(kind=Change.Kind.PUBLISHED, public=locked.public)


@transaction.atomic
def withdraw(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Take the record from the site; its address answers 410 from now on, with the reason's category.

    Positions that rested on a withdrawn quote alone leave with it. Raises Refused where other public
    records still rest on this one.
    """
    locked = _locked(record)
    reasons = _without_reason(why) + reasons_against_withdrawing(locked)
    if reasons:
        raise Refused(locked, reasons)
    _write(locked, Status.WITHDRAWN, by=by, why=why)
    public = locked.public
    if public is not None:
        public.state, public.reason, public.changed_at = PublicId.State.WITHDRAWN, why, timezone.now()
        public.save()
        Change.objects.create(kind=Change.Kind.WITHDRAWN, public=public)
    if isinstance(locked, Quote):
        for position in _left_without_evidence(locked):
            withdraw(position, by=by, why=why)


def _locked(record: Record) -> Record:
    """The row as it is now, held until the decision is written: two editors decide one after the other."""
    manager = type(record)._default_manager
    return manager.select_for_update(of=("self",)).get(pk=record.pk)


def _write(record: Record, status: Status, *, by: AbstractBaseUser, why: str) -> None:
    record.status = status
    record.lock_version += 1
    record._change_reason = why  # type: ignore[union-attr]  # noqa: SLF001 — how simple-history is told
    record._history_user = by  # type: ignore[union-attr]  # noqa: SLF001
    record.save()


def _without_reason(why: str) -> list[str]:
    return [] if why.strip() else ["Give a reason: it is kept with the decision."]


def _left_without_evidence(quote: Quote) -> list[Position]:
    """The published positions that this quote was the last public evidence of."""
    touched = Position.objects.published().filter(evidence__quote=quote).distinct()
    resting = Evidence.objects.public().filter(position__in=touched).values_list("position_id", flat=True)
    return list(touched.exclude(pk__in=list(resting)))
