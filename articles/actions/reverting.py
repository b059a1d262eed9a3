"""Going back to what a record was: a new edit, with a reason, never a rewriting of what happened."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.anchoring import CannotAnchor, keep_places, places_of
from articles.actions.editing import mark_edit, needs_reason
from articles.actions.recording import Record, Refused
from articles.models import Quote
from articles.models.folded import FoldedField, refold

# What decisions write, and what counts or follows: no edit, so nothing to go back to.
FIXED = {"id", "public", "status", "lock_version", "merged_into", "sort_date", "assigned_to", "confirmed_by"}


@transaction.atomic
def revert(record: Record, *, entry: int, by: AbstractBaseUser, why: str) -> None:
    """Give the record the words and values that it had after the entry of its history with that key.

    Its status and address stay; the rows that belong to it stay, but the words of a quote are found in its
    text again. Raises Refused where no reason is given, nothing differs, or a rule stands against.
    """
    row: Any = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    kept = row.history.filter(history_id=entry).exclude(history_type="-").first()
    reasons = [] if why.strip() else [_("Give a reason: it is kept with the decision.")]
    if kept is None:
        raise Refused(row, [*reasons, _("Its history has no such entry.")])
    changed = differing(row, kept)
    if not changed:
        reasons.append(_("It is what it was then already."))
    if reasons:
        raise Refused(row, reasons)
    for name in changed:
        setattr(row, name, getattr(kept, name))
    refold(row)
    try:
        row.full_clean()
    except ValidationError as problem:
        raise Refused(row, problem.messages) from None
    mark_edit(row, by=by, why=why)
    row.save()
    if isinstance(row, Quote) and {"exact", "text_id"} & set(changed):
        _find_words(row)


def differing(record: Record, kept: Any) -> list[str]:
    """The columns in which the record differs from that entry of its history, of those an edit can change."""
    return [
        field.attname
        for field in record._meta.concrete_fields
        if field.name not in FIXED
        and not isinstance(field, FoldedField)
        and getattr(record, field.attname) != getattr(kept, field.attname)
    ]


def _find_words(quote: Quote) -> None:
    """The words as they were stand elsewhere in the text: find them, or refuse where readers see them."""
    if not quote.text.body:
        return
    try:
        places = places_of(quote.exact, body=quote.text.body)
    except CannotAnchor as problem:
        if needs_reason(quote):
            raise Refused(quote, [str(problem)]) from None
        places = []
    quote.spans.all().delete()
    keep_places(quote, places)
