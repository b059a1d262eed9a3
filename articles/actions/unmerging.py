"""Putting back what a merge moved, without undoing what was edited since."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core import serializers
from django.core.exceptions import ValidationError

from articles.actions.moving import Merged, named
from articles.actions.recording import enter, locked, portions, tell, write, write_many
from articles.models import (
    Article,
    ArticleText,
    Change,
    Evidence,
    Merge,
    OldSlug,
    PublicId,
    Quote,
    Stakeholder,
    StakeholderName,
    Status,
)

TABLES: dict[str, type[Stakeholder] | type[Article]] = {
    Merge.Kind.STAKEHOLDER: Stakeholder,
    Merge.Kind.ARTICLE: Article,
}


def reasons_against_undoing(merge: Merge) -> list[str]:
    """Why what was merged cannot be two again; empty where it can."""
    if merge.undone_at is not None:
        return ["It was undone already."]
    keep, drop = _both(merge)
    if keep is None or drop is None:
        return ["One of the two records is no longer here."]
    if Merge.objects.filter(kind=merge.kind, dropped=keep.pk, undone_at=None).exists():
        return ["The kept record was itself merged into another: undo that first."]
    if keep.status == Status.HELD:
        return ["The kept record is held: release it first."]
    states = {public.state for public in (keep.public, drop.public) if public is not None}
    if PublicId.State.REMOVED in states:
        return ["One of the two was removed on legal demand, and does not come back."]
    held = Quote.objects.filter(
        pk__in=[twin["winner"] for twin in merge.moved["twins"]], status=Status.HELD
    ).count()
    return [f"{held} quotes that were one are held: release them first."] if held else []


def put_back(merge: Merge, *, by: AbstractBaseUser, why: str) -> None:
    """Everything goes back that still is where the merge put it."""
    keep, drop = _both(merge)
    if keep is None or drop is None:
        return
    moved = merge.moved
    keep, drop = locked(keep), locked(drop)
    changes: dict[str, Any] = {"status": moved["status"]}
    if isinstance(drop, Stakeholder):
        changes["merged_into"] = None
    write(drop, by=by, why=why, **changes)
    _rows(moved, keep, drop, by=by, why=why)
    for twin in reversed(moved["twins"]):
        _two_again(twin, moved, by=by, why=why)
    _restore(moved)
    _unfill(moved, keep, by=by, why=why)
    _ledger(moved, keep, drop)


def _both(merge: Merge) -> tuple[Merged | None, Merged | None]:
    manager: Any = TABLES[merge.kind]._default_manager
    found = manager.select_related("public").in_bulk([merge.kept, merge.dropped])
    return found.get(merge.kept), found.get(merge.dropped)


def _rows(moved: dict[str, Any], keep: Merged, drop: Merged, *, by: AbstractBaseUser, why: str) -> None:
    for reference, keys in moved["rows"].items():
        model, name = named(reference)
        for some in portions(keys):
            still = model._default_manager.filter(pk__in=some, **{name: keep.pk})
            if model is ArticleText:
                for text in still:
                    number = moved["versions"][str(text.pk)]
                    ArticleText.objects.filter(pk=text.pk).update(article=drop.pk, version=number)
            else:
                write_many(still, {name: drop}, by=by, why=why)
    for reference, pairs in moved["emptied"].items():
        model, name = named(reference)
        for key, was in pairs:
            write_many(
                model._default_manager.filter(pk=key, **{f"{name}__isnull": True}),
                {f"{name}_id": was},
                by=by,
                why=why,
            )
    if isinstance(drop, Article):
        Quote.objects.filter(article=drop, said_from=None).update(sort_date=drop.date_from)


def _two_again(twin: dict[str, Any], moved: dict[str, Any], *, by: AbstractBaseUser, why: str) -> None:
    """The quote that led to its equal is itself again, as long as its equal is public or never was."""
    loser = Quote.objects.select_related("public").filter(pk=twin["loser"]).first()
    winner = Quote.objects.select_related("public").filter(pk=twin["winner"]).first()
    if loser is None or winner is None or winner.status == Status.WITHDRAWN:
        return
    public = loser.public
    if public is not None and (public.state, public.successor_id) != (
        PublicId.State.MERGED,
        winner.public_id,
    ):
        return
    for key, article in twin["evidence"]:
        for evidence in Evidence.objects.filter(pk=key, quote=winner):
            write(evidence, by=by, why=why, quote=loser, article_id=article)
    write(loser, by=by, why=why, status=twin["status"])
    if public is not None:
        state = PublicId.State.LIVE if twin["successor"] is None else PublicId.State.REPLACED
        if twin["status"] == Status.HELD:
            state = PublicId.State.HELD
        enter(public, state, successor_id=twin["successor"], reason="")
        PublicId.objects.filter(pk__in=moved["ids"], successor=winner.public).update(successor=public)
        tell(Change.Kind.UNMERGED, public)


def _restore(moved: dict[str, Any]) -> None:
    """Rows that said the same twice are two again, where what they refer to is still there."""
    for row in serializers.deserialize("python", moved["deleted"]):
        record = row.object
        if isinstance(record, Evidence):
            others = Evidence.objects.filter(position=record.position_id)
            record.primary = record.primary and not others.filter(primary=True).exists()
        with suppress(ValidationError):
            record.full_clean()
            record.save()


def _unfill(moved: dict[str, Any], keep: Merged, *, by: AbstractBaseUser, why: str) -> None:
    back = {name: before for name, (before, after) in moved["filled"].items() if getattr(keep, name) == after}
    if back:
        write(keep, by=by, why=why, **back)
    StakeholderName.objects.filter(pk__in=moved["names"], use=StakeholderName.Use.ALSO).delete()
    if isinstance(keep, Article):
        keep.debates.remove(*moved["debates"])


def _ledger(moved: dict[str, Any], keep: Merged, drop: Merged) -> None:
    if drop.public is None or keep.public is None:
        return
    OldSlug.objects.filter(pk=moved["slug"], public=keep.public).delete()
    OldSlug.objects.filter(pk__in=moved["slugs"], public=keep.public).update(public=drop.public)
    PublicId.objects.filter(pk__in=moved["ids"], successor=keep.public).update(successor=drop.public)
    enter(drop.public, PublicId.State.LIVE, successor=None, reason="")
    tell(Change.Kind.UNMERGED, drop.public)
