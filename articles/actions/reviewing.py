"""The way to the public: suggested, coded, reviewed; each step by someone who may, for a reason that is kept."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.permissions import reasons_against
from articles.actions.publishing import Record, Refused, _locked, _without_reason, _write
from articles.models import Permission, Status


def mark_coded(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Say that a suggested record is complete, and wait for a Reviewer. Raises Refused."""
    _move(record, [Status.SUGGESTED], Status.CODED, Permission.CODE, by=by, why=why)


def mark_reviewed(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Say that a coded record is right and may be published. Raises Refused."""
    _move(record, [Status.CODED], Status.REVIEWED, Permission.REVIEW, by=by, why=why)


def send_back(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Ask for more work on a record that was coded or reviewed, or take a rejection back. Raises Refused."""
    before = [Status.CODED, Status.REVIEWED, Status.REJECTED]
    _move(record, before, Status.SUGGESTED, Permission.REVIEW, by=by, why=why)


def reject(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Keep a record from the public for good, unless it is sent back. Raises Refused."""
    before = [Status.SUGGESTED, Status.CODED, Status.REVIEWED]
    _move(record, before, Status.REJECTED, Permission.REVIEW, by=by, why=why)


@transaction.atomic
def _move(
    record: Record,
    before: Sequence[Status],
    after: Status,
    permission: Permission,
    *,
    by: AbstractBaseUser,
    why: str,
) -> None:
    locked = _locked(record)
    reasons = reasons_against(by, permission, locked) + _without_reason(why)
    if locked.status not in before:
        reasons.append(
            _("It is {status}; this step begins at: {before}.").format(
                status=locked.get_status_display().lower(),
                before=", ".join(str(status.label).lower() for status in before),
            )
        )
    reasons = reasons or _against_being(locked, after)
    if reasons:
        raise Refused(locked, reasons)
    _write(locked, after, by=by, why=why)


def _against_being(record: Record, status: Status) -> list[str]:
    """What the rules of the table say to the record in that status: a rejected twin may have come back."""
    was, record.status = record.status, status
    try:
        record.validate_constraints()
    except ValidationError as problem:
        return problem.messages
    finally:
        record.status = was
    return []
