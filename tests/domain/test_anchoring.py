"""Finding words again in a text."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.anchoring import MOST_COUNTED, Ambiguous, NotFound, find, is_unique
from articles.domain.spans import Span, span_at, trimmed
from articles.domain.text import fold
from tests.domain.test_text import TRICKY

TEXT = (
    "Ada Invented said: “We’ll  never weaken it — not for anyone…”\n"
    "Asked again, Ms Invented said: ''We'll never weaken it''.\n"
    "“Never,” said Mr\u00a0Made\u00adUp."
)


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ("Ada Invented", "Ada Invented"),
        ("not for anyone", "not for anyone"),
        ("weaken it - not for anyone...", "weaken it — not for anyone…"),
        ("weaken it – not", "weaken it — not"),
        ("‘We'll never weaken it’.", None),
        ('"We\'ll never weaken it".', "''We'll never weaken it''."),
        ("anyone…” Asked again", "anyone…”\nAsked again"),
        ("Mr MadeUp", "Mr\u00a0Made\u00adUp"),
    ],
)
def test_words_are_found_whatever_the_form_of_their_marks_dashes_and_spaces(
    exact: str, found: str | None
) -> None:
    if found is None:
        with pytest.raises(NotFound):
            find(TEXT, exact)
        return

    start, end = find(TEXT, exact)

    assert TEXT[start:end] == found


def test_a_text_is_prepared_once_for_many_look_ups() -> None:
    ground = fold(TEXT)

    assert find(ground, "not for anyone") == find(TEXT, "not for anyone")
    assert is_unique(ground, span_at(TEXT, 0, 12))


@pytest.mark.parametrize(
    ("prefix", "suffix", "place"),
    [("said: “", "", 0), ("", " — not", 0), ("", " - not", 0), ("said: ''", "", 1), ("", "''.\n“", 1), ("", '".', 1)],
)
def test_neighbours_tell_which_of_two_places_is_meant(prefix: str, suffix: str, place: int) -> None:
    first = TEXT.index("We’ll  never")
    second = TEXT.index("We'll never")
    places = [(first, first + len("We’ll  never weaken it")), (second, second + len("We'll never weaken it"))]

    asked = (prefix + "|" + suffix).strip("|")
    if prefix == "said: “" or prefix == "said: ''":
        # Both folds to the same mark, so the neighbours do not tell.
        with pytest.raises(Ambiguous):
            find(TEXT, "We'll never weaken it", prefix, suffix)
        return

    assert asked
    assert find(TEXT, "We'll never weaken it", prefix, suffix) == places[place]
