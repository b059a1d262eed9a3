"""What every edit leaves behind: who, why, and a version that tells another editor of it."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F

from articles.models import Status

# What readers see or saw: changing it asks for a reason.
PUBLIC = [Status.PUBLISHED, Status.HELD]


def mark_edit(record: models.Model, *, by: AbstractBaseUser, why: str) -> None:
    """Have the next save of the record counted as an edit by that editor, for that reason."""
    marked: Any = record
    if marked.pk and hasattr(marked, "lock_version"):
        marked.lock_version += 1
    marked._change_reason = why.strip()  # noqa: SLF001 — how simple-history is told
    marked._history_user = by  # noqa: SLF001


def mark_edit_of_part(record: models.Model) -> None:
    """Tell those who have the record open that a part of it was changed from elsewhere."""
    type(record)._default_manager.filter(pk=record.pk).update(lock_version=F("lock_version") + 1)


def needs_reason(record: Any) -> bool:
    """Whether the record, or the record it is a part of, is public, so that an edit says why."""
    return getattr(record, "status", "") in PUBLIC
