"""Quotes as pages show them: the card in a list, and one quote with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Case, Exists, Min, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from articles.domain.marking import Piece, marked
from articles.domain.spans import Span
from articles.models import (
    Affiliation,
    Article,
    ArticleAddress,
    Evidence,
    Quote,
    QuoteVersion,
    Rights,
    StakeholderName,
    Status,
    Verification,
)
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
    return with_names_of_the_day(quotes.with_source()).prefetch_related(
        Prefetch("evidence", receipts, to_attr=to_attr)
    )


def with_names_of_the_day(quotes: QuoteQuerySet) -> QuoteQuerySet:
    """The quotes with the former names their speakers bore when the words were said; no further query."""
    return quotes.annotate(
        speaker_of_the_day=_former_name("speaker"), on_behalf_of_the_day=_former_name("on_behalf_of")
    )


def _former_name(stakeholder: str) -> Coalesce:
    """The former name in use on the day: of those that ended after it, the one that ended first."""
    first_day = Coalesce(OuterRef("said_from"), OuterRef("article__date_from"))
    borne = StakeholderName.objects.filter(
        Q(since_first__isnull=True) | Q(since_first__lte=first_day),
        until_last__gte=first_day,
        stakeholder=OuterRef(stakeholder),
        use=StakeholderName.Use.FORMER,
    )
    return Coalesce(Subquery(borne.order_by("until_last", "pk").values("name")[:1]), Value(""))


def sorted_quotes(quotes: QuoteQuerySet, sort: str) -> QuoteQuerySet:
    """In the order asked for; of equals the first recorded comes first."""
    if sort == "oldest":
        return quotes.order_by("sort_date", "pk")
    if sort == "speaker":
        named = Coalesce("speaker__name_folded", "label_folded")
        return quotes.order_by(named, "-sort_date", "pk")
    return quotes.latest_first()


def in_order_of_text(article: Article) -> QuoteQuerySet:
    """The published quotes of an article with source and spans, as they follow each other in its text."""
    quotes = Quote.objects.published().filter(article=article).with_source().prefetch_related("spans")
    return quotes.annotate(begins=Min("spans__start")).order_by("begins", "pk")


@dataclass(frozen=True)
class Proof:
    """What the latest check of a quote found, since when, and when it was last looked at.

    `sha256` is that of the text it was held against; a text that is not kept cannot be looked at again.
    """

    result: Verification.Result
    since: datetime
    last_looked_at: datetime
    sha256: str
    is_text_kept: bool

    @property
    def was_looked_at_again(self) -> bool:
        return self.last_looked_at.date() != self.since.date()


@dataclass(frozen=True)
class QuotePage:
    """One quote, its proof, what its speaker was on that day, and further quotes of the speaker."""

    quote: Quote
    proof: Proof | None
    # Where the publisher's page, else a copy of it, can be read; empty where no address is known.
    address: str
    # A copy that an archive keeps, and the day on which it was last looked at.
    archived: str
    archived_on: date | None
    roles: Sequence[Affiliation]
    more: Sequence[Quote]
    # The latest version and the day it was made, where it is not the first.
    corrected: tuple[int, datetime] | None

    @property
    def address_host(self) -> str:
        """The site on which the source can be read, as readers name it."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def shows_passage(self) -> bool:
        """Whether rights allow the words beside the quote to be shown (promise 6)."""
        return self.quote.article.rights_in_force != Rights.NONE

    @property
    def spans(self) -> list[Span]:
        """Where the words stand; with the words beside them as far as rights allow."""
        shown = self.shows_passage
        return [
            Span(span.start, span.end, span.exact, span.prefix * shown, span.suffix * shown)
            for span in self.quote.spans.all()
        ]


@dataclass(frozen=True)
class QuoteContext:
    """A quote among what stands around it, as far as rights allow (promise 6)."""

    quote: Quote
    # The whole text, in paragraphs, with the words marked; none where it may not be shown or is not kept.
    text: Sequence[Sequence[Piece]]
    # The published quotes of the article in order; none where the reference alone may be shown.
    quotes: Sequence[Quote]


def find_quote_context(public_id: str) -> QuoteContext | None:
    """The published quote of that id among what stands around it; None where none is public."""
    quote = (
        Quote.objects.published()
        .filter(public=public_id)
        .with_source()
        .select_related("text")
        .prefetch_related("spans")
        .first()
    )
    if quote is None:
        return None
    rights = quote.article.rights_in_force
    if rights == Rights.FULL and quote.text.body:
        places = [(span.start, span.end) for span in quote.spans.all()]
        return QuoteContext(quote, marked(quote.text.body, places), [])
    quotes = [] if rights == Rights.NONE else list(in_order_of_text(quote.article))
    return QuoteContext(quote, [], quotes)


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
    versions = QuoteVersion.objects.filter(quote=OuterRef("pk")).order_by("-number")
    kept = ArticleAddress.objects.filter(article=OuterRef("article"), use=uses.ARCHIVE).order_by("pk")
    checks = Verification.objects.filter(quote=OuterRef("pk")).order_by("-checked_at", "-pk")
    quote = (
        quotes.select_related("public__successor", "text", "suggestion")
        .prefetch_related("spans")
        .annotate(
            source_address=Subquery(best_address),
            archive_address=Subquery(kept.values("url")[:1]),
            archive_checked_at=Subquery(kept.values("checked_at")[:1]),
            is_text_kept=~Q(text__body=""),
            checked_result=Subquery(checks.values("result")[:1]),
            checked_at=Subquery(checks.values("checked_at")[:1]),
            confirmed_at=Subquery(checks.values("confirmed_at")[:1]),
            checked_sha256=Subquery(checks.values("text_sha256")[:1]),
            version_number=Subquery(versions.values("number")[:1]),
            version_made_at=Subquery(versions.values("made_at")[:1]),
        )
        .first()
    )
    if quote is None:
        return None
    return QuotePage(
        quote=quote,
        proof=_proof(quote),
        **_addresses(quote),
        roles=roles_on_the_day(quote),
        more=more_by_speaker(quote),
        corrected=_corrected(quote),
    )


def _addresses(annotated: Any) -> dict[str, Any]:
    source, archived = annotated.source_address or "", annotated.archive_address or ""
    checked = annotated.archive_checked_at
    return {
        "address": source,
        "archived": archived if archived != source else "",
        "archived_on": checked.date() if checked else None,
    }


def _proof(annotated: Any) -> Proof | None:
    """None for a quote that was never checked, and for one that the latest check did not find."""
    if annotated.checked_result in (None, Verification.Result.FAILED):
        return None
    return Proof(
        result=Verification.Result(annotated.checked_result),
        since=annotated.checked_at,
        last_looked_at=annotated.confirmed_at or annotated.checked_at,
        sha256=annotated.checked_sha256,
        is_text_kept=annotated.is_text_kept and annotated.checked_sha256 == annotated.text.sha256,
    )


def _corrected(annotated: Any) -> tuple[int, datetime] | None:
    if (annotated.version_number or 1) == 1:
        return None
    return annotated.version_number, annotated.version_made_at


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
    ranked = with_names_of_the_day(others.with_source()).latest_first()
    if matters:
        ranked = ranked.order_by(Exists(on_the_matter).desc(), "-sort_date", "pk")
    return list(ranked[:MORE])
