"""Who may take a decision: asked by every door, and by the decisions themselves, so that none forgets."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.utils.translation import gettext as _

from articles.actions.roles import roles_with
from articles.models import Permission, Position, Quote, Status

Account = AbstractBaseUser | AnonymousUser


def may(by: Account, permission: Permission) -> bool:
    """Whether the account may decide so; never where it was deactivated."""
    return isinstance(by, PermissionsMixin) and by.has_perm(f"articles.{permission.value}")


def reasons_against(by: Account, permission: Permission, record: models.Model | None = None) -> list[str]:
    """Why this account may not decide so, of this record; empty where it may."""
    if not may(by, permission):
        roles = _in_words(str(role.label) for role in roles_with(permission))
        told = _("{name} may not {decide}: that is for {roles}.")
        return [told.format(name=by, decide=permission.label, roles=roles)]
    if permission is Permission.PUBLISH and settings.SECOND_PAIR_OF_EYES:
        return _against_own_work(by, record)
    return []


def _against_own_work(by: Account, record: models.Model | None) -> list[str]:
    """Nobody publishes a quote or a position that they coded, or were the last to edit."""
    if not isinstance(record, Quote | Position) or by.pk not in _hands(record):
        return []
    return [
        _("{name} coded it or edited it last, and a second pair of eyes publishes: ask a colleague.").format(
            name=by
        )
    ]


def _hands(record: Quote | Position) -> set[int | None]:
    """The accounts that coded the record (else made it) and edited it last, by its history.

    A row of the history with another status than the one before is a decision, any other an edit.
    """
    coder = editor = before = None
    rows = record.history.order_by("history_date", "history_id")
    for user, status in rows.values_list("history_user", "status"):
        if before is None:
            coder = editor = user
        elif status == before:
            editor = user
        elif status == Status.CODED:
            coder = user
        before = status
    return {coder, editor} - {None}


def _in_words(names: Iterable[str]) -> str:
    """The names as a sentence lists them: “Reviewer and Administrator”."""
    *first, last = names
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last
