"""What a decision would do, before it is taken: every address it touches, and everything that depends on it.

A preview takes the decision and takes it back within one transaction, so it says what will happen, never
what somebody once wrote down about it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from articles.actions.holding import hold
from articles.actions.merging import merge
from articles.actions.moving import Merged, named
from articles.actions.recording import Record, Refused, portions
from articles.actions.removing import remove_on_legal_demand
from articles.actions.renaming import KINDS, Named, rename
from articles.actions.withdrawing import withdraw
from articles.models import (
    Article,
    Change,
    Merge,
    OldSlug,
    Position,
    PublicId,
    Quote,
    Stakeholder,
    Status,
)

# What is put down as the reason of a decision that is taken back again.
FOR_LOOKING = "Looking what it would do."


@dataclass(frozen=True)
class AffectedId:
    """One permanent id, what its address answers now, and what it would answer."""

    public_id: str
    kind: str
    name: str
    before: str
    after: str
    leads_to: str


@dataclass(frozen=True)
class AffectedSlug:
    """A slug that would lead to another one, in addresses and as the value of filters."""

    kind: str
    slug: str
    leads_to: str


@dataclass(frozen=True)
class Dependants:
    """How many rows of one kind would be moved to another record, by what they say of it."""

    kind: str
    field: str
    count: int


@dataclass(frozen=True)
class Preview:
    """What a decision would do. Where `refused` says something, it would change nothing."""

    refused: tuple[str, ...] = ()
    ids: tuple[AffectedId, ...] = ()
    slugs: tuple[AffectedSlug, ...] = ()
    moved: tuple[Dependants, ...] = ()
    # Other public records that say the same words, which the decision leaves as they are.
    same_words: tuple[str, ...] = ()


def preview_withdrawal(record: Record, *, by: AbstractBaseUser) -> Preview:
    return _preview(partial(withdraw, record, by=by, why=FOR_LOOKING), same_words=_same_words(record))


def preview_hold(record: Record, *, by: AbstractBaseUser) -> Preview:
    return _preview(partial(hold, record, by=by, why=FOR_LOOKING))


def preview_removal(record: Record, *, by: AbstractBaseUser, positions: tuple[Position, ...] = ()) -> Preview:
    decision = partial(
        remove_on_legal_demand,
        record,
        by=by,
        why=FOR_LOOKING,
        blocked_by="https://demand.invalid/",
        positions=positions,
    )
    return _preview(decision, same_words=_same_words(record))


def preview_rename(
    record: Named, *, by: AbstractBaseUser, name: str | None = None, slug: str | None = None
) -> Preview:
    return _preview(partial(rename, record, by=by, why=FOR_LOOKING, name=name, slug=slug))


def preview_merge(*, keep: Merged, drop: Merged, by: AbstractBaseUser) -> Preview:
    return _preview(partial(merge, keep=keep, drop=drop, by=by, why=FOR_LOOKING))


def _preview(decision: Callable[[], object], same_words: tuple[str, ...] = ()) -> Preview:
    try:
        with transaction.atomic():
            began = timezone.now()
            last_change = Change.objects.aggregate(last=Max("pk"))["last"] or 0
            last_slug = OldSlug.objects.aggregate(last=Max("pk"))["last"] or 0
            done = decision()
            told = Change.objects.filter(pk__gt=last_change).values("public")
            after = {
                public.pk: public
                for public in PublicId.objects.filter(Q(changed_at__gte=began) | Q(pk__in=told))
            }
            slugs = tuple(
                AffectedSlug(old.kind, old.slug, _slug_today(old))
                for old in OldSlug.objects.filter(pk__gt=last_slug).select_related("public")
            )
            moved = _moved(done) if isinstance(done, Merge) else ()
            transaction.set_rollback(True)
    except Refused as refusal:
        return Preview(refused=tuple(refusal.reasons))
    before, names = PublicId.objects.in_bulk(list(after)), _names(after)
    ids = tuple(
        AffectedId(
            public_id=key,
            kind=public.kind,
            name=names.get(key, ""),
            before=before[key].state if key in before else "",
            after=public.state,
            leads_to=public.successor_id or "",
        )
        for key, public in sorted(after.items())
    )
    return Preview(ids=ids, slugs=slugs, moved=moved, same_words=same_words)


def _moved(done: Merge) -> tuple[Dependants, ...]:
    return tuple(
        Dependants(kind=str(model._meta.verbose_name_plural), field=name, count=len(keys))
        for reference, keys in done.moved["rows"].items()
        for model, name in [named(reference)]
    )


def _names(ids: Iterable[str]) -> dict[str, str]:
    """What editors know the records of these ids by."""
    found: dict[str, str] = {}
    for some in portions(list(ids)):
        for rows in (
            Quote.objects.select_related("speaker"),
            Position.objects.with_subject(),
            Stakeholder.objects.all(),
            Article.objects.select_related("outlet"),
        ):
            found |= {str(row.public_id): str(row) for row in rows.filter(public__in=some)}
    return found


def _slug_today(old: OldSlug) -> str:
    for model, (kind, _) in KINDS.items():
        if kind == old.kind:
            key = {"public": old.public} if old.public is not None else {"pk": old.row}
            found = model._default_manager.filter(**key).values_list("slug", flat=True).first()
            return found or ""
    return ""


def _same_words(record: Record) -> tuple[str, ...]:
    """The ids of other public quotes of the same words, wherever they were printed."""
    if not isinstance(record, Quote):
        return ()
    same = Quote.objects.filter(words_key=record.words_key, status__in=[Status.PUBLISHED, Status.HELD])
    return tuple(same.exclude(pk=record.pk).order_by("public").values_list("public_id", flat=True))
