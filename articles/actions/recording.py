"""How a decision is written down: the row, its history with who and why, its id in the ledger, its Change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F
from django.utils import timezone

from articles.actions.permissions import reasons_against
from articles.models import Article, Change, Permission, Position, PublicId, Quote, Stakeholder, Status

Record = Quote | Position | Stakeholder | Article
Row = TypeVar("Row", bound=models.Model)
Key = TypeVar("Key")

KINDS: dict[type[Record], PublicId.Kind] = {
    Quote: PublicId.Kind.QUOTE,
    Position: PublicId.Kind.POSITION,
    Stakeholder: PublicId.Kind.STAKEHOLDER,
    Article: PublicId.Kind.ARTICLE,
}


class Refused(Exception):  # noqa: N818 — said as it reads
    """A decision that cannot be taken as things are; `reasons` say what has to be mended first."""

    def __init__(self, record: models.Model, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(f"{record}: {' '.join(reasons)}")


def refuse_unless_clear(
    record: models.Model, reasons: list[str], *, by: AbstractBaseUser, permission: Permission, why: str
) -> None:
    """Raises Refused where the account may not decide so, gives no reason, or something stands against it."""
    against = reasons_against(by, permission, record) + without_reason(why) + reasons
    if against:
        raise Refused(record, against)


def without_reason(why: str) -> list[str]:
    return [] if why.strip() else ["Give a reason: it is kept with the decision."]


def locked(record: Row) -> Row:
    """The row as it is now, held until the decision is written: two editors decide one after the other."""
    manager: models.Manager[Row] = type(record)._default_manager
    found: Row = manager.select_for_update(of=("self",)).get(pk=record.pk)
    return found


def write(record: models.Model, *, by: AbstractBaseUser, why: str, **changes: Any) -> None:
    """Save the record with these changes, and keep in its history who decided so, and why."""
    for name, value in changes.items():
        setattr(record, name, value)
    signed: Any = record
    if hasattr(record, "lock_version"):
        # Whoever has it open in a form is told so before they write over it.
        signed.lock_version += 1
    signed._change_reason = why  # noqa: SLF001 — how simple-history is told
    signed._history_user = by  # noqa: SLF001
    record.save()


def write_many(
    rows: Iterable[Row], changes: Mapping[str, Any], *, by: AbstractBaseUser, why: str
) -> list[Any]:
    """Change all of these rows in the same way, each with its entry in the history; gives back their keys.

    Two statements for each five hundred of them. Beware: a folded column does not follow here.
    """
    found: list[Any] = list(rows)
    if not found:
        return []
    model = type(found[0])
    counted = {"lock_version": F("lock_version") + 1} if hasattr(model, "lock_version") else {}
    keys = [row.pk for row in found]
    for some in portions(keys):
        model._default_manager.filter(pk__in=some).update(**changes, **counted)
    for row in found:
        for name, value in changes.items():
            setattr(row, name, value)
        if counted:
            row.lock_version += 1
    # What editors say to each other has no history.
    if hasattr(model, "history"):
        model.history.bulk_history_create(
            found, batch_size=500, update=True, default_user=by, default_change_reason=why
        )
    return keys


def enter(public: PublicId, state: PublicId.State, **said: Any) -> None:
    """Write into the ledger what became of the id; `said` is what else changes of its entry."""
    public.state, public.changed_at = state, timezone.now()
    for name, value in said.items():
        setattr(public, name, value)
    public.save()


def enter_many(
    ids: Sequence[str], state: PublicId.State, kind: Change.Kind, *, left_with: PublicId | None
) -> None:
    """Write the same of many ids, and a Change of each."""
    for some in portions(ids):
        PublicId.objects.filter(pk__in=some).update(
            state=state, changed_at=timezone.now(), left_with=left_with, reason=""
        )
    Change.objects.bulk_create([Change(kind=kind, public_id=one) for one in ids], batch_size=500)


def portions(keys: Sequence[Key], size: int = 500) -> Iterator[Sequence[Key]]:
    """The keys in runs short enough for one statement of any database."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def tell(kind: Change.Kind, public: PublicId | None, *, subject: str = "", summary: str = "") -> None:
    """Add to the list of changes. Beware: a summary is public; it holds no words and no reasons."""
    Change.objects.create(kind=kind, public=public, subject=subject, summary=summary)


def left_without_evidence(positions: "models.QuerySet[Position]") -> list[Position]:
    """Those of the positions that no public evidence bears any longer."""
    bearing = Position.objects.filter(
        models.Q(evidence__quote__isnull=True) | models.Q(evidence__quote__status=Status.PUBLISHED),
        evidence__article__status=Status.PUBLISHED,
        pk__in=positions.values("pk"),
    )
    return list(positions.exclude(pk__in=list(bearing.values_list("pk", flat=True))))
