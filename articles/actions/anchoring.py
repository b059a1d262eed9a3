"""Finding where the words of a quote stand in the stored text, so that an editor need not count."""

from django.db import transaction

from articles.domain.anchoring import Ambiguous, NotFound, find
from articles.domain.spans import LEFT_OUT, span_at
from articles.domain.text import fold
from articles.models import Quote, Span


class CannotAnchor(Exception):  # noqa: N818 — said as it reads
    """The words do not stand in the text, or more than once; the text says which."""


@transaction.atomic
def anchor(quote: Quote) -> list[Span]:
    """Give a quote without spans those at which its words stand in its text, and its words as printed there.

    Its words are cut at “[…]” and at line feeds. Raises CannotAnchor where any part is not found exactly
    once; such a quote needs its spans entered by hand. A quote that has spans, or whose text is not kept,
    is left as it is.
    """
    if quote.spans.exists() or not quote.text.body:
        return list(quote.spans.all())
    ground = fold(quote.text.body)
    made, after = [], 0
    parts = [part.strip() for line in quote.exact.splitlines() for part in line.split(LEFT_OUT.strip())]
    for ordinal, part in enumerate(filter(None, parts), start=1):
        try:
            start, end = find(ground, part)
        except (NotFound, Ambiguous) as problem:
            raise CannotAnchor(f"“{part}”: {problem}") from None
        if start < after:
            raise CannotAnchor(f"“{part}” stands before the part quoted ahead of it.")
        after = end
        place = span_at(quote.text.body, start, end)
        made.append(
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
        )
    return Span.objects.bulk_create(made)
