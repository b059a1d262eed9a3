"""Whose turn it is: a quote or a position is handed to one editor, or to nobody."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.editing import mark_edit
from articles.models import Position, Quote


@transaction.atomic
def assign(record: Quote | Position, *, to: AbstractBaseUser | None, by: AbstractBaseUser, why: str) -> None:
    """Hand the record to that editor, None for nobody; what is theirs already stays as it is."""
    row = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if row.assigned_to_id == (to.pk if to else None):
        return
    row.assigned_to_id = to.pk if to else None
    mark_edit(row, by=by, why=why)
    row.save()
