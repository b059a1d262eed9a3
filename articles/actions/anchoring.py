"""Finding where the words of a quote stand in the stored text, so that an editor need not count."""

from django.db import transaction

from articles.domain.anchoring import Ambiguous, NotFound, find
from articles.domain.spans import LEFT_OUT, span_at
from articles.domain.spans import Span as Place
from articles.domain.text import fold
from articles.models import Quote, Span


class CannotAnchor(Exception):  # noqa: N818 — said as it reads
    """The words do not stand in the text, or more than once; the text says which."""


def places_of(words: str, *, body: str) -> list[Place]:
    """Where the words stand in the text, cut at “[…]” and at line feeds; each part with its neighbours.

    Raises CannotAnchor where a part is not found exactly once, or stands before the part ahead of it.
    """
    ground = fold(body)
    places, after = [], 0
    parts = [part.strip() for line in words.splitlines() for part in line.split(LEFT_OUT.strip())]
    for part in filter(None, parts):
        try:
            start, end = find(ground, part)
        except (NotFound, Ambiguous) as problem:
            raise CannotAnchor(f"“{part}”: {problem}") from None
        if start < after:
            raise CannotAnchor(f"“{part}” stands before the part quoted ahead of it.")
        after = end
        places.append(span_at(body, start, end))
    return places


@transaction.atomic
def anchor(quote: Quote) -> list[Span]:
    """Give a quote without spans those at which its words stand in its text.

    Raises CannotAnchor where any part is not found exactly once; such a quote needs its spans entered by
    hand. A quote that has spans, or whose text is not kept, is left as it is.
    """
    if quote.spans.exists() or not quote.text.body:
        return list(quote.spans.all())
    return keep_places(quote, places_of(quote.exact, body=quote.text.body))


def keep_places(quote: Quote, places: list[Place]) -> list[Span]:
    """Write the places down as the spans of the quote, in their order."""
    return Span.objects.bulk_create(
        Span(
            quote=quote,
            text=quote.text,
            ordinal=ordinal,
            start=place.start,
            end=place.end,
            exact=place.exact,
            prefix=place.prefix,
            suffix=place.suffix,
        )
        for ordinal, place in enumerate(places, start=1)
    )
