"""An editor types the words; where they stand is found, or said to be unclear."""

import pytest

from articles.actions.anchoring import CannotAnchor, anchor
from articles.models import Span
from tests.factories import make_quote

pytestmark = pytest.mark.django_db

BODY = "“Milk goes in first,” she said, “and sugar never.”\nLater: “Milk, I said.”"


def test_words_are_found_with_their_neighbours() -> None:
    quote = make_quote("Milk goes in first […] and sugar never.", body=BODY, published=False)

    anchor(quote)

    assert list(quote.spans.values_list("ordinal", "exact", "start")) == [
        (1, "Milk goes in first", 1),
        (2, "and sugar never.", BODY.index("and")),
    ]
    assert quote.spans.get(ordinal=2).prefix == "Milk goes in first,” she said, “"[-32:]


def test_spans_that_are_there_stay() -> None:
    quote = make_quote()
    before = list(Span.objects.values())
    anchor(quote)
    assert list(Span.objects.values()) == before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Never said", "do not stand in this text"),
        ("Milk", "2 times"),
        ("and sugar never. […] Milk goes in first", "stands before the part quoted ahead of it"),
    ],
)
def test_unclear_words_are_left_to_the_editor(words: str, why: str) -> None:
    quote = make_quote(words, body=BODY, published=False)
    quote.spans.all().delete()
    with pytest.raises(CannotAnchor, match=why):
        anchor(quote)
    assert not quote.spans.exists()
