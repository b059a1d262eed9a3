"""The decisions that there are: of which records, for whom, in which words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.permissions import Account, may
from articles.actions.renaming import KINDS
from articles.admin.decisions import forms
from articles.models import Article, Merge, Permission, Position, Quote, Stakeholder, Status

RECORDS = (Quote, Position, Stakeholder, Article)


@dataclass(frozen=True)
class Decision:
    """One kind of decision on one record."""

    name: str
    label: str | Promise
    # What it does, and what stays.
    lead: str | Promise
    done: str | Promise
    permission: Permission
    form: type[forms.DecisionForm]
    tables: tuple[type[models.Model], ...]
    applies: Callable[[Any], bool]
    # Whether the page lists what rests on the record.
    shows_resting: bool = False
    # Whether the page names other records of the same words.
    shows_same_words: bool = False


def _is_public(record: Any) -> bool:
    return record.status in (Status.PUBLISHED, Status.HELD)


def _is_in_use(record: Any) -> bool:
    return record.status not in (Status.WITHDRAWN, Status.REJECTED)


DECISIONS = (
    Decision(
        "hold",
        _("Hold for review"),
        _("It is shown to nobody until it is released; its address answers with a dated notice."),
        _("Held."),
        Permission.HOLD,
        forms.HoldForm,
        RECORDS,
        lambda record: record.is_published,
        shows_resting=True,
    ),
    Decision(
        "release",
        _("Release"),
        _("It is shown again, and with it what was held along."),
        _("Released."),
        Permission.HOLD,
        forms.ReleaseForm,
        RECORDS,
        lambda record: record.status == Status.HELD,
    ),
    Decision(
        "replace",
        _("Replace"),
        _("Readers are sent on to other words, and can still read these. Evidence stays where it is."),
        _("Replaced."),
        Permission.PUBLISH,
        forms.ReplaceForm,
        (Quote, Position),
        lambda record: record.is_published,
    ),
    Decision(
        "stance-change",
        _("Confirm a change of stance"),
        _("Says publicly that the stakeholder stood otherwise before. Both positions are its evidence."),
        _("The change is confirmed."),
        Permission.REVIEW,
        forms.StanceChangeForm,
        (Position,),
        lambda record: record.is_published,
    ),
    Decision(
        "rename",
        _("Rename"),
        _("Its id and all that refers to it stay. The old slug leads on, in addresses and in filters."),
        _("Renamed."),
        Permission.MERGE,
        forms.RenameForm,
        tuple(KINDS),
        lambda record: not hasattr(record, "status") or _is_in_use(record),
    ),
    Decision(
        "merge",
        _("Merge with another"),
        _(
            "Two records become one: everything that names the dropped one names the kept one, and the old "
            "address leads on. It can be undone."
        ),
        _("Merged."),
        Permission.MERGE,
        forms.MergeForm,
        (Stakeholder, Article),
        _is_in_use,
    ),
    Decision(
        "split",
        _("Split"),
        _("Where a record mixes two: what you tick goes to the other. Every address stays with its record."),
        _("Split."),
        Permission.MERGE,
        forms.SplitForm,
        (Stakeholder,),
        _is_in_use,
    ),
    Decision(
        "withdraw",
        _("Withdraw from the site"),
        _("It leaves the site. Its address says so for ever, with dates and the kind of reason."),
        _("Withdrawn."),
        Permission.WITHDRAW,
        forms.WithdrawForm,
        RECORDS,
        _is_public,
        shows_resting=True,
        shows_same_words=True,
    ),
    Decision(
        "remove",
        _("Remove on legal demand"),
        _(
            "It leaves the site, and its words are forgotten: in its record, history, versions and texts. "
            "This cannot be undone. Backups and copies made by others are not reached."
        ),
        _("Removed, and its words forgotten."),
        Permission.REMOVE,
        forms.RemoveForm,
        RECORDS,
        lambda record: record.public_id is not None,
        shows_resting=True,
        shows_same_words=True,
    ),
    Decision(
        "undo",
        _("Undo the merge"),
        _("The dropped record gets its id, its slug and its rows back; what was edited since stays."),
        _("The merge is undone."),
        Permission.MERGE,
        forms.UndoMergeForm,
        (Merge,),
        lambda merge: merge.undone_at is None,
    ),
)


def decisions_on(table: type[models.Model]) -> list[Decision]:
    return [one for one in DECISIONS if table in one.tables]


def open_decisions(record: models.Model, *, by: Account) -> list[Decision]:
    """Those that this account may take, and that make sense of the record as it is."""
    return [one for one in decisions_on(type(record)) if one.applies(record) and may(by, one.permission)]
