"""Merging two records that are one, and giving the old id back where that was wrong."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles.actions.moving import Merged, Mover, twins_of
from articles.actions.recording import Refused, enter, locked, refuse_unless_clear, tell, write
from articles.actions.unmerging import put_back, reasons_against_undoing
from articles.domain.text import fold_name
from articles.models import (
    Article,
    Change,
    Evidence,
    Merge,
    OldSlug,
    Permission,
    PublicId,
    Quote,
    Stakeholder,
    StakeholderName,
    Status,
)

# Of two quotes that are one, the one further on its way to readers stays.
RANK = {Status.HELD: 1, Status.PUBLISHED: 2}


@transaction.atomic
def merge(*, keep: Merged, drop: Merged, by: AbstractBaseUser, why: str, told: str = "") -> Merge:
    """Make one record of two: everything that named the dropped one names the kept one from now on.

    The dropped id leads to the kept one, and so does every id and slug that led to it. Two equal quotes
    become one in the same way. Names, affiliations and identifiers are carried over; where both say
    something of their own, the kept record's stays. Gives back what is needed to undo it.
    Raises Refused where the two cannot be one.
    """
    if type(keep) is not type(drop):
        raise Refused(drop, ["The two are of different kinds."])
    first, second = sorted((keep, drop), key=lambda record: record.pk)
    rows = {record.pk: record for record in (locked(first), locked(second))}
    kept, dropped = rows[keep.pk], rows[drop.pk]
    refuse_unless_clear(
        dropped, reasons_against_merging(kept, dropped), by=by, permission=Permission.MERGE, why=why
    )
    mover = Mover(kept, dropped, by, why)
    mover.moved.status = dropped.status
    losers = [_one_of_two(*pair, mover) for pair in twins_of(kept, dropped)]
    mover.part()
    mover.move(losers)
    _fill(mover)
    _follow(mover, told)
    made = Merge.objects.create(
        kind=Merge.Kind.STAKEHOLDER if isinstance(kept, Stakeholder) else Merge.Kind.ARTICLE,
        kept=kept.pk,
        dropped=dropped.pk,
        by_id=by.pk,
        why=why,
        moved=mover.moved.as_json(),
    )
    if dropped.public is not None:
        tell(Change.Kind.MERGED, dropped.public)
    return made


@transaction.atomic
def undo_merge(merge: Merge, *, by: AbstractBaseUser, why: str) -> None:
    """Give the dropped record its id, slug and rows back; what was edited since stays as edited.

    Quotes that became one are two again, unless the one was withdrawn or removed since.
    Raises Refused where the kept record was itself merged, held or removed since.
    """
    done = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    refuse_unless_clear(done, reasons_against_undoing(done), by=by, permission=Permission.MERGE, why=why)
    put_back(done, by=by, why=why)
    done.undone_at, done.undone_by_id, done.undone_why = timezone.now(), by.pk, why
    done.save()


def reasons_against_merging(keep: Merged, drop: Merged) -> list[str]:
    """Why the two cannot be one record; empty where they can."""
    if keep.pk == drop.pk:
        return ["A record cannot be merged into itself."]
    reasons = [
        reason
        for record, part in ((keep, "The record to keep"), (drop, "The record to drop"))
        for reason in _against_status(record, part)
    ]
    if drop.public is not None and keep.public is None:
        reasons.append("The record to keep is not published, but the one to drop is: keep the other.")
    if isinstance(keep, Stakeholder) and isinstance(drop, Stakeholder):
        reasons += _against_identity(keep, drop)
    return reasons


def _against_status(record: Merged, part: str) -> list[str]:
    if record.status in (Status.WITHDRAWN, Status.REJECTED):
        return [f"{part} was withdrawn, merged or rejected."]
    return [f"{part} is held: release it first."] if record.status == Status.HELD else []


def _against_identity(keep: Stakeholder, drop: Stakeholder) -> list[str]:
    if keep.kind != drop.kind:
        return ["One is a person, the other an organisation."]
    return [
        f"{register} knows them as two, {keep.identifiers[register]} and {drop.identifiers[register]}: "
        "mend the wrong one first."
        for register in sorted(keep.identifiers.keys() & drop.identifiers.keys())
        if keep.identifiers[register] != drop.identifiers[register]
    ]


def _one_of_two(ours: Quote, theirs: Quote, mover: Mover) -> Quote:
    """Let one of two equal quotes lead to the other, with the evidence; gives back the one that leads."""
    first = RANK.get(Status(ours.status), 0) >= RANK.get(Status(theirs.status), 0)
    winner, loser = (ours, theirs) if first else (theirs, ours)
    went = []
    for evidence in loser.evidence.all():
        double = Evidence.objects.filter(position=evidence.position_id, quote=winner).first()
        if double is not None:
            mover.give_up(evidence, double)
        else:
            went.append([evidence.pk, evidence.article_id])
            write(evidence, by=mover.by, why=mover.why, quote=winner, article_id=winner.article_id)
    public = loser.public
    mover.moved.twins.append(
        {
            "loser": loser.pk,
            "winner": winner.pk,
            "status": loser.status,
            "evidence": went,
            "successor": public and public.successor_id,
        }
    )
    gone = Status.REJECTED if public is None else Status.WITHDRAWN
    write(loser, by=mover.by, why=mover.why, status=gone)
    if public is not None:
        _lead(public, winner.public, mover)
        tell(Change.Kind.MERGED, public)
    return loser


def _fill(mover: Mover) -> None:
    """What the kept record says nothing of, the dropped one says; its name stays findable."""
    keep, drop = mover.keep, mover.drop
    fields = ("website", "country", "description") if isinstance(keep, Stakeholder) else ("authors", "note")
    filled = {name: getattr(drop, name) for name in fields if getattr(drop, name) and not getattr(keep, name)}
    if isinstance(keep, Stakeholder) and isinstance(drop, Stakeholder):
        if drop.identifiers.keys() - keep.identifiers.keys():
            filled["identifiers"] = drop.identifiers | keep.identifiers
        known = {fold_name(name) for name in keep.names.values_list("name", flat=True)}
        if fold_name(drop.name) not in known | {fold_name(keep.name)}:
            name = StakeholderName(stakeholder=keep, name=drop.name, use=StakeholderName.Use.ALSO)
            write(name, by=mover.by, why=mover.why)
            mover.moved.names.append(name.pk)
    elif isinstance(keep, Article) and isinstance(drop, Article):
        more = drop.debates.exclude(pk__in=keep.debates.all())
        mover.moved.debates = list(more.values_list("pk", flat=True))
        keep.debates.add(*mover.moved.debates)
        for quote in Quote.objects.filter(article=keep, said_from=None).exclude(sort_date=keep.date_from):
            Quote.objects.filter(pk=quote.pk).update(sort_date=keep.date_from)
    mover.moved.filled = {name: [getattr(keep, name), value] for name, value in filled.items()}
    if filled:
        write(keep, by=mover.by, why=mover.why, **filled)


def _follow(mover: Mover, told: str) -> None:
    """Every address of the dropped record leads to the kept one."""
    keep, drop, moved = mover.keep, mover.drop, mover.moved
    changes: dict[str, Any] = {"status": Status.REJECTED if drop.public is None else Status.WITHDRAWN}
    if isinstance(drop, Stakeholder):
        changes["merged_into"] = keep
    write(drop, by=mover.by, why=mover.why, **changes)
    if drop.public is None or keep.public is None:
        return
    _lead(drop.public, keep.public, mover, told=told)
    old = OldSlug.objects.filter(public=drop.public)
    moved.slugs = list(old.values_list("pk", flat=True))
    old.update(public=keep.public)
    kind = OldSlug.Kind.STAKEHOLDER if isinstance(keep, Stakeholder) else OldSlug.Kind.ARTICLE
    moved.slug = OldSlug.objects.create(kind=kind, slug=drop.slug, public=keep.public).pk


def _lead(public: PublicId, heir: PublicId | None, mover: Mover, *, told: str = "") -> None:
    """The id leads to its heir, and so do those that were merged into it: no chain is longer than one."""
    led = PublicId.objects.filter(successor=public, state=PublicId.State.MERGED)
    mover.moved.ids += list(led.values_list("pk", flat=True))
    led.update(successor=heir, changed_at=timezone.now())
    enter(public, PublicId.State.MERGED, successor=heir, reason=told)
