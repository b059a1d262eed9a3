"""The quotations of a text, kept as suggestions for an editor to confirm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from articles.domain.extraction import Quotation, extract
from articles.domain.spans import Span as Place
from articles.domain.spans import exact_of, span_at, trimmed
from articles.importing.articles.people import Named, People
from articles.models import Article, ArticleText, Quote, Span, Status, Suggestion
from articles.models.folded import refold

# The release of the rules, counted up when they propose otherwise than before.
EXTRACTOR = "2"
# Below this share of right ones an editor looks twice.
SURE = 0.8


@dataclass(frozen=True)
class Suggested:
    """The suggestions made of one text, and the quotations that were left out, each with why."""

    quotes: tuple[Quote, ...] = ()
    linked: int = 0
    doubtful: int = 0
    left_out: tuple[str, ...] = ()


NOTHING = Suggested()


def suggest(
    article: Article, text: ArticleText, people: People, *, by: AbstractBaseUser | None, why: str
) -> Suggested:
    """Keep each quotation of the text that the article does not have yet, with its spans, unpublished.

    What an editor rejected once is not suggested again, and what is quoted from the article this one
    copies is not suggested twice. Five statements, however many there are.
    """
    quotations = extract(text.body)
    named = people.of(quotations, on=article.date.first)
    made: list[tuple[Quote, list[Place], Suggestion]] = []
    left_out: list[str] = []
    taken = _taken(article, text)
    for one, who in zip(quotations, named, strict=True):
        places = list(_places(one, text.body))
        if not places:
            continue
        quote = _quote(article, text, one, who, places)
        refold(quote)
        why_not = taken.why_not(quote, one.speaker or "", places)
        if why_not:
            left_out.append(f"“{quote.exact}”: {why_not}")
            continue
        taken.said[_said(quote, one.speaker or "")] = _("said twice in it")
        made.append((quote, places, _suggestion(quote, one, who)))
    _keep(made, by=by, why=why)
    return Suggested(
        quotes=tuple(quote for quote, _places_of, _of in made),
        linked=sum(quote.speaker_id is not None for quote, _places_of, _of in made),
        doubtful=sum(bool(suggestion.doubts) for _quote_of, _places_of, suggestion in made),
        left_out=tuple(left_out),
    )


@dataclass
class _Taken:
    """What is not suggested (again), each with why not."""

    # By their key, whoever said them.
    words: dict[str, str]
    # By their key and who said them: two people may say the same, and one may say it twice.
    said: dict[tuple[str, str], str]
    # Where quotes stand in this very text, whatever an editor made of them since.
    places: list[tuple[int, int, str]]

    def why_not(self, quote: Quote, name: str, places: Sequence[Place]) -> str:
        """Empty for what can be suggested."""
        for start, end, why in self.places:
            if any(place.start < end and start < place.end for place in places):
                return why
        return self.words.get(quote.words_key) or self.said.get(_said(quote, name), "")


def _said(quote: Quote, name: str) -> tuple[str, str]:
    return quote.words_key, str(quote.speaker_id or quote.speaker_label or name)


def _taken(article: Article, text: ArticleText) -> _Taken:
    taken = _Taken({}, {}, [])
    if article.same_text_as is not None:
        there = Quote.objects.filter(article=article.same_text_as)
        taken.words |= dict.fromkeys(
            there.values_list("words_key", flat=True), _("quoted from the article it is a copy of")
        )
    for quote in Quote.objects.filter(article=article).prefetch_related("spans"):
        why = _("rejected before") if quote.status == Status.REJECTED else _("quoted already")
        if quote.text_id == text.pk:
            taken.places += [(span.start, span.end, why) for span in quote.spans.all()]
            if quote.status not in (Status.REJECTED, Status.WITHDRAWN):
                taken.said[_said(quote, "")] = why
        else:
            taken.words[quote.words_key] = why
    return taken


def _places(one: Quotation, body: str) -> Iterator[Place]:
    for start, end in one.spans:
        try:
            yield span_at(body, *trimmed(body, start, end))
        except ValueError:
            # Marks around nothing but marks.
            continue


def _quote(article: Article, text: ArticleText, one: Quotation, who: Named, places: Sequence[Place]) -> Quote:
    return Quote(
        article=article,
        text=text,
        exact=exact_of(text.body, places),
        kind=Quote.Kind(one.kind.value),
        language=article.language,
        speaker_id=who.speaker,
        speaker_label=who.label,
        on_behalf_of_id=who.on_behalf_of,
        speaker_printed=(one.printed or "")[:200],
        role_printed=(one.role or "")[:300],
        sort_date=article.date.first,
        status=Status.SUGGESTED,
        origin=one.rule[:60],
        confidence=Decimal(f"{one.confidence:.2f}"),
    )


def _suggestion(quote: Quote, one: Quotation, who: Named) -> Suggestion:
    doubts = list(who.doubts)
    if one.confidence < SURE:
        doubts.append(_("Of suggestions like this one %d in 100 are right.") % round(100 * one.confidence))
    return Suggestion(
        speaker_name=(one.speaker or "")[:200],
        organisation_name=(one.organisation or "")[:200],
        extractor=EXTRACTOR,
        doubts=doubts,
        exact=quote.exact,
    )


def _keep(
    made: Sequence[tuple[Quote, list[Place], Suggestion]], *, by: AbstractBaseUser | None, why: str
) -> None:
    quotes: list[Any] = bulk_create_with_history(
        [quote for quote, _places_of, _of in made], Quote, default_user=by, default_change_reason=why
    )
    spans, suggestions = [], []
    for quote, (_quote_of, places, suggestion) in zip(quotes, made, strict=True):
        suggestion.quote = quote
        suggestions.append(suggestion)
        spans += [
            Span(
                quote=quote,
                text_id=quote.text_id,
                ordinal=ordinal,
                start=place.start,
                end=place.end,
                exact=place.exact,
                prefix=place.prefix,
                suffix=place.suffix,
            )
            for ordinal, place in enumerate(places, start=1)
        ]
    bulk_create_with_history(spans, Span, default_user=by, default_change_reason=why)
    Suggestion.objects.bulk_create(suggestions)
