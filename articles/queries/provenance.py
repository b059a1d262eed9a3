"""Where a quote comes from: for editors with names and reasons, for readers with rules and roles."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from articles.models import Quote, Status, Suggestion
from articles.models.quotes import QuoteQuerySet


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


@dataclass(frozen=True)
class Making:
    """How a quote came on the record, as readers are told it: by which means, and confirmed in which role.

    Whose account it was is never public. `rule` is empty unless a rule proposed it, `file` unless it came
    from one; both are empty for a quote that was made by hand. What is not known is empty or None.
    """

    rule: str = ""
    # Of a hundred proposals by this rule, so many are right.
    share: int | None = None
    extractor: str = ""
    file: str = ""
    confirmed_in_role: str = ""
    confirmed_on: datetime | None = None

    @property
    def means(self) -> str:
        """One word for it: `hand`, `rule` or `file`."""
        return "rule" if self.rule else "file" if self.file else "hand"


def with_making(quotes: QuoteQuerySet) -> QuoteQuerySet:
    """The quotes with what `making_of` reads; no further query."""
    proposed = Suggestion.objects.filter(quote=OuterRef("pk"))
    published = Quote.history.filter(
        id=OuterRef("pk"), status=Status.PUBLISHED, history_user__isnull=False
    ).order_by("history_date", "history_id", "history_user__groups__name")
    return quotes.annotate(
        made_by_extractor=Subquery(proposed.values("extractor")[:1]),
        confirmed_at_first=Subquery(published.values("history_date")[:1]),
        confirmed_by_group=Subquery(published.values("history_user__groups__name")[:1]),
    )


def making_of(annotated: Any) -> Making:
    """How a quote of `with_making` came on the record."""
    extractor, origin, on = annotated.made_by_extractor or "", annotated.origin, annotated.confirmed_at_first
    is_by_rule, is_by_hand = bool(extractor), origin == "hand"
    # Accounts have a role, but for the first one of a site, which may do what an Administrator may.
    role = _(annotated.confirmed_by_group or "Administrator") if on else ""
    return Making(
        rule=origin if is_by_rule else "",
        share=_in_a_hundred(annotated.confidence) if is_by_rule else None,
        extractor=extractor,
        file="" if is_by_rule or is_by_hand else origin,
        confirmed_in_role=role,
        confirmed_on=on,
    )


def _in_a_hundred(confidence: Decimal | None) -> int | None:
    return None if confidence is None else round(100 * confidence)
