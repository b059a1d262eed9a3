"""Where a quote comes from: who kept it, when and how, and what its latest check found. For editors."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Quote


@dataclass(frozen=True)
class Provenance:
    """The first entry of a quote's history and its latest check; what is not known is empty or None."""

    origin: str
    who: str
    when: datetime | None
    why: str
    checked: str
    checked_at: datetime | None


def provenance_of(quote: Quote) -> Provenance:
    """Two queries."""
    first = quote.history.select_related("history_user").order_by("history_date", "history_id").first()
    check = quote.verifications.order_by("checked_at", "pk").last()
    return Provenance(
        origin=quote.origin,
        who=str(first.history_user or "") if first else "",
        when=first.history_date if first else None,
        why=(first.history_change_reason or "") if first else "",
        checked=str(check.get_result_display()) if check else "",
        checked_at=check.checked_at if check else None,
    )
