"""Removing on legal demand: the address answers 451, and the words are kept nowhere we can reach."""

import re
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.gates import reasons_against_withdrawing
from articles.actions.purging import purge
from articles.actions.recording import Record, Refused, enter, locked, refuse_unless_clear, tell, write
from articles.actions.withdrawing import withdraw_what_rested_on
from articles.models import Article, Change, Permission, Position, PublicId, Quote, Stakeholder, Status

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"]{1,480}", re.IGNORECASE | re.ASCII)


@transaction.atomic
def remove_on_legal_demand(  # noqa: PLR0913 — each is a choice of the editor
    record: Record,
    *,
    by: AbstractBaseUser,
    why: str,
    blocked_by: str,
    told: str = "",
    positions: Sequence[Position] = (),
) -> None:
    """Take the record from the site for ever and forget its words; its address answers 451 from now on.

    `blocked_by` is the address of who demands it, as they give it: readers and machines are told. The words
    of a quote go from its row, its history, versions, spans and checks, from the texts of its article that
    carry them (whole, because a text is kept as it was seen or not at all), from what is kept beside other
    quotes there, from equal quotes that were merged into it, and from the admin's log. Of a stakeholder or
    an article go its names, slugs and descriptions. Positions that rested on a quote alone are withdrawn;
    what they say is in our words and stays kept, unless they are named in `positions`: those are removed
    likewise.

    What cannot be purged from here: backups, packages and releases already taken, copies that others made,
    the logs of a server. Other records that repeat the words (the same words in another article, a title, a
    summary, a reason given for something else) are for the editor: the preview names equal quotes.
    Every process reads its index anew before it next answers from it, because the list of changes moved.
    Raises Refused where it was never public, is removed already, or what is public still rests on it.
    """
    row = locked(record)
    refuse_unless_clear(
        row, reasons_against_removing(row, blocked_by), by=by, permission=Permission.REMOVE, why=why
    )
    named = [locked(position) for position in positions]
    for position in named:
        if position.public is None:
            raise Refused(position, ["It was never public: delete it."])
    if isinstance(row, Quote):
        # First, because it writes down what the quote says of itself.
        _withdraw_row(row, by=by, why=why)
        withdraw_what_rested_on(row, by=by, why=why)
    for one in (row, *named):
        one.refresh_from_db()
        purge(one, by=by, why=why)
        _withdraw_row(one, by=by, why=why)
        if one.public is not None:
            enter(
                one.public,
                PublicId.State.REMOVED,
                category="",
                reason=told,
                successor=None,
                blocked_by=blocked_by,
                left_with=None if one is row else row.public,
            )
            tell(Change.Kind.REMOVED, one.public)


def reasons_against_removing(record: Record, blocked_by: str) -> list[str]:
    """Why the record cannot be removed as things are; empty where it can."""
    if record.public is None:
        return ["It was never public: delete it."]
    if record.public.state == PublicId.State.REMOVED:
        return ["It was removed already."]
    if record.public.state == PublicId.State.MERGED:
        return [f"It was merged into {record.public.successor_id}: remove that."]
    reasons = []
    if not ADDRESS.fullmatch(blocked_by):
        reasons.append("Give the address of who demands it, such as https://… or mailto:….")
    if isinstance(record, Stakeholder | Article) and record.status != Status.WITHDRAWN:
        reasons += reasons_against_withdrawing(record)
    return reasons


def _withdraw_row(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    if record.status != Status.WITHDRAWN:
        write(record, by=by, why=why, status=Status.WITHDRAWN)
