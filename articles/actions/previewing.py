"""What a decision would do, before it is taken: every address it touches, and everything that depends on it.

A preview takes the decision and takes it back within one transaction, so it says what will happen, never
what somebody once wrote down about it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone

from articles.actions.moving import named
from articles.actions.recording import Record, Refused, portions
from articles.actions.renaming import KINDS
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
    """One permanent id, what its address answers now, and what it would answer; empty where it is new."""

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


def preview(
    decision: Callable[..., object], *, by: AbstractBaseUser, same_words_as: Record | None = None
) -> Preview:
    """What the decision, a verb that still wants `by` and `why`, would do if that editor took it now.

    With `same_words_as`, other public quotes of the words of that record are named.
    """
    try:
        with transaction.atomic():
            began = timezone.now()
            last_change = Change.objects.aggregate(last=Max("pk"))["last"] or 0
            last_slug = OldSlug.objects.aggregate(last=Max("pk"))["last"] or 0
            done = decision(by=by, why=FOR_LOOKING)
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
            names = _names(after)
            transaction.set_rollback(True)
    except Refused as refusal:
        return Preview(refused=tuple(refusal.reasons))
    return Preview(
        ids=_affected(after, names | _names(after)),
        slugs=slugs,
        moved=moved,
        same_words=_same_words(same_words_as) if same_words_as is not None else (),
    )


def _affected(after: dict[str, PublicId], names: dict[str, str]) -> tuple[AffectedId, ...]:
    """Each id before and after; one that was issued only to look is not told, because it will be another."""
    before = PublicId.objects.in_bulk([*after, *(one.successor_id for one in after.values())])
    return tuple(
        AffectedId(
            public_id=key if key in before else "",
            kind=public.kind,
            name=names.get(key, ""),
            before=before[key].state if key in before else "",
            after=public.state,
            leads_to=str(public.successor_id) if public.successor_id in before else "",
        )
        for key, public in sorted(after.items(), key=lambda one: (one[0] not in before, one[0]))
    )


def _moved(done: Merge) -> tuple[Dependants, ...]:
    return tuple(
        Dependants(
            kind=str(model._meta.verbose_name_plural),
            field=str(cast("models.Field[Any, Any]", model._meta.get_field(name)).verbose_name),
            count=len(keys),
        )
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
