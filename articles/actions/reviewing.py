"""The way to the public: suggested, coded, reviewed; each step by someone who may, for a reason."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.permissions import reasons_against
from articles.actions.recording import Record, Refused, locked, without_reason, write
from articles.models import Permission, Status


@dataclass(frozen=True)
class Step:
    """From which statuses to which, and who may take it."""

    before: tuple[Status, ...]
    after: Status
    permission: Permission


CODED = Step((Status.SUGGESTED,), Status.CODED, Permission.CODE)
REVIEWED = Step((Status.CODED,), Status.REVIEWED, Permission.REVIEW)
SENT_BACK = Step((Status.CODED, Status.REVIEWED, Status.REJECTED), Status.SUGGESTED, Permission.REVIEW)
REJECTED = Step((Status.SUGGESTED, Status.CODED, Status.REVIEWED), Status.REJECTED, Permission.REVIEW)


def mark_coded(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Say that a suggested record is complete, and waits for a Reviewer. Raises Refused."""
    _take(CODED, record, by=by, why=why)


def mark_reviewed(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Say that a coded record is right and may be published. Raises Refused."""
    _take(REVIEWED, record, by=by, why=why)


def send_back(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Ask for more work on a record that was coded or reviewed, or take a rejection back. Raises Refused."""
    _take(SENT_BACK, record, by=by, why=why)


def reject(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Keep a record from the public, unless it is sent back one day. Raises Refused."""
    _take(REJECTED, record, by=by, why=why)


@transaction.atomic
def _take(step: Step, record: Record, *, by: AbstractBaseUser, why: str) -> None:
    row = locked(record)
    reasons = reasons_against(by, step.permission, row) + without_reason(why)
    if row.status not in step.before:
        told = _("It is {status}; this step begins at: {before}.")
        begins = ", ".join(str(status.label).lower() for status in step.before)
        reasons.append(told.format(status=row.get_status_display().lower(), before=begins))
    reasons = reasons or _against_being(row, step.after)
    if reasons:
        raise Refused(row, reasons)
    write(row, by=by, why=why, status=step.after)


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
