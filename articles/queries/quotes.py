"""Quotes as pages show them: the card in a list, and one quote with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce

from articles.models import Affiliation, ArticleAddress, Evidence, Quote, Rights, Status, Verification
from articles.models.quotes import QuoteQuerySet

# How many further quotes of the same speaker a quote's page offers.
MORE = 3


# What may become public, beside what is: shown to editors who look ahead.
COMING = [Status.SUGGESTED, Status.CODED, Status.REVIEWED, Status.HELD, Status.PUBLISHED]


def as_cards(quotes: QuoteQuerySet, *, also: Sequence[str] = ()) -> QuoteQuerySet:
    """The quotes with all that a card shows: the source, and as `receipts` the evidence for positions.

    Positions count that are public, and those whose status is among `also`. Two queries, however many
    quotes there are.
    """
    receipts = (
        Evidence.objects.filter(position__status__in=[Status.PUBLISHED, *also])
        .select_related(
            "position__stakeholder",
            "position__on_behalf_of",
            "position__proposition_version__proposition__debate",
        )
        .order_by("position__proposition_version__proposition__label_folded", "pk")
    )
    # The plugin takes the attribute that the model declares for this very list to be a second one.
    to_attr = "receipts"
    return quotes.with_source().prefetch_related(Prefetch("evidence", receipts, to_attr=to_attr))


def sorted_quotes(quotes: QuoteQuerySet, sort: str) -> QuoteQuerySet:
    """In the order asked for; of equals the first recorded comes first."""
    if sort == "oldest":
        return quotes.order_by("sort_date", "pk")
    if sort == "speaker":
        named = Coalesce("speaker__name_folded", "label_folded")
        return quotes.order_by(named, "-sort_date", "pk")
    return quotes.latest_first()


@dataclass(frozen=True)
class Check:
    """The latest check of a quote: what was found, when, and the SHA-256 of the text it was held against."""

    result: Verification.Result
    checked_at: datetime
    text_sha256: str


@dataclass(frozen=True)
class QuotePage:
    """One quote, its latest check, what its speaker was on that day, and further quotes of the speaker."""

    quote: Quote
    verification: Check | None
    # Where the publisher's page, else a copy of it, can be read; empty where no address is known.
    address: str
    roles: Sequence[Affiliation]
    more: Sequence[Quote]

    @property
    def address_host(self) -> str:
        """The site on which the source can be read, as readers name it."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def shows_passage(self) -> bool:
        """Whether rights allow the words beside the quote to be shown (promise 6)."""
        return self.quote.article.rights_in_force != Rights.NONE


def find_quote_page(public_id: str) -> QuotePage | None:
    """The published quote of that id with what its page shows; None where none is public. Six queries."""
    return page_of(as_cards(Quote.objects.published().filter(public=public_id)))


def page_of(quotes: QuoteQuerySet) -> QuotePage | None:
    """The page of the one quote among these cards; None where there is none."""
    uses = ArticleAddress.Use
    best_address = (
        ArticleAddress.objects.filter(article=OuterRef("article"))
        .order_by(Case(*(When(use=use, then=place) for place, use in enumerate(uses))), "pk")
        .values("url")[:1]
    )
    checks = Verification.objects.filter(quote=OuterRef("pk")).order_by("-checked_at", "-pk")
    quote = (
        quotes.select_related("public", "text")
        .prefetch_related("spans")
        .annotate(
            source_address=Subquery(best_address),
            checked_result=Subquery(checks.values("result")[:1]),
            checked_at=Subquery(checks.values("checked_at")[:1]),
            checked_sha256=Subquery(checks.values("text_sha256")[:1]),
        )
        .first()
    )
    if quote is None:
        return None
    return QuotePage(
        quote=quote,
        verification=_check(quote),
        address=_address(quote),
        roles=roles_on_the_day(quote),
        more=more_by_speaker(quote),
    )


def _address(annotated: Any) -> str:
    return annotated.source_address or ""


def _check(annotated: Any) -> Check | None:
    if not annotated.checked_result:
        return None
    result = Verification.Result(annotated.checked_result)
    return Check(result, annotated.checked_at, annotated.checked_sha256)


def roles_on_the_day(quote: Quote) -> list[Affiliation]:
    """What the speaker is known to have been when the words were said; none for an unnamed one."""
    if quote.speaker is None:
        return []
    day = quote.date
    held = Affiliation.objects.filter(
        Q(since_first__isnull=True) | Q(since_first__lte=day.last),
        Q(until_last__isnull=True) | Q(until_last__gte=day.first),
        person=quote.speaker,
    )
    return list(held.select_related("organisation").order_by("since_first", "pk"))


def more_by_speaker(quote: Quote) -> list[Quote]:
    """Up to three other quotes of the same speaker, those on the same propositions first, latest first."""
    if quote.speaker is None:
        return []
    matters = {receipt.position.proposition.pk for receipt in quote.receipts}
    on_the_matter = Evidence.objects.filter(
        quote=OuterRef("pk"), position__proposition_version__proposition__in=matters
    )
    others = Quote.objects.published().filter(speaker=quote.speaker).exclude(pk=quote.pk)
    ranked = others.with_source().latest_first()
    if matters:
        ranked = ranked.order_by(Exists(on_the_matter).desc(), "-sort_date", "pk")
    return list(ranked[:MORE])
