"""Confirming that a stakeholder changed its stance: an editor's word, with both positions behind it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.recording import locked, refuse_unless_clear, tell
from articles.models import Change, Permission, Position, StanceChange


@transaction.atomic
def confirm_stance_change(
    *, before: Position, after: Position, by: AbstractBaseUser, why: str
) -> StanceChange:
    """Say that the stakeholder stood otherwise at the later position than at the earlier.

    Raises Refused where the two are not public positions of one stakeholder on one proposition, in this
    order in time, with different stances, or where it was confirmed already.
    """
    earlier, later = locked(before), locked(after)
    refuse_unless_clear(later, _against(earlier, later), by=by, permission=Permission.REVIEW, why=why)
    made = StanceChange.objects.create(before=earlier, after=later, confirmed_by_id=by.pk, why=why)
    tell(Change.Kind.STANCE_CHANGED, later.public, summary=f"{earlier.stance} → {later.stance}")
    return made


def _against(earlier: Position, later: Position) -> list[str]:
    reasons = []
    if not (earlier.is_published and later.is_published):
        reasons.append("Both positions have to be published.")
    if earlier.stakeholder_id != later.stakeholder_id:
        reasons.append("The positions are of two stakeholders.")
    if earlier.proposition != later.proposition:
        reasons.append("The positions are on two propositions.")
    if earlier.stance == later.stance:
        reasons.append(f"Both positions have the stance “{earlier.get_stance_display()}”.")
    if (earlier.date_from, earlier.date_to) >= (later.date_from, later.date_to):
        reasons.append("The position before is not earlier than the one after.")
    if StanceChange.objects.filter(before=earlier, after=later).exists():
        reasons.append("It was confirmed already.")
    return reasons
