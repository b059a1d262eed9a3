"""Finding words again in a text."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.anchoring import MOST_COUNTED, Ambiguous, NotFound, find, find_again, is_unique
from articles.domain.spans import Span, span_at, trimmed
from articles.domain.text import fold
from tests.domain.test_text import TRICKY

TEXT = (
    "Ada Invented said: “We’ll  never weaken it — not for anyone…”\n"
    "Asked again, Ms Invented said: ''We'll never weaken it''.\n"
    "“Never,” said Mr\u00a0Made\u00adUp."
)
FIRST, SECOND = "We’ll  never weaken it", "We'll never weaken it"


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ("Ada Invented", "Ada Invented"),
        ("weaken it - not for anyone...", "weaken it — not for anyone…"),
        ("weaken it\n–\tnot", "weaken it — not"),
        ("“We'll never weaken it”.", "''We'll never weaken it''."),
        ("anyone…” Asked again", "anyone…”\nAsked again"),
        ("Mr MadeUp", "Mr\u00a0Made\u00adUp"),
    ],
)
def test_words_are_found_whatever_the_form_of_marks_dashes_and_spaces(exact: str, found: str) -> None:
    start, end = find(TEXT, exact)

    assert TEXT[start:end] == found


@pytest.mark.parametrize("exact", ["ada invented", "We will never", "Ada  Invented says", "Zoë"])
def test_nothing_is_found_by_likeness(exact: str) -> None:
    with pytest.raises(NotFound, match=r"^The words do not stand in this text\.$"):
        find(TEXT, exact)


def test_a_text_is_prepared_once_for_many_look_ups() -> None:
    ground = fold(TEXT)

    assert find(ground, "not for anyone") == find(TEXT, "not for anyone")
    assert is_unique(ground, span_at(TEXT, 0, 12))


@pytest.mark.parametrize(
    ("prefix", "suffix", "meant"),
    [
        ("Ada Invented said: “", "", FIRST),
        ('Ada Invented said:  "', "", FIRST),
        ("", " — not", FIRST),
        ("", "\n- not", FIRST),
        ("Ms Invented said: ''", "", SECOND),
        ("Ms Invented said: “", "", SECOND),
        ("", "''.", SECOND),
        ("", "”.", SECOND),
        ("“", "”.\n“", SECOND),
    ],
)
def test_neighbours_tell_which_place_is_meant(prefix: str, suffix: str, meant: str) -> None:
    place = TEXT.index(meant)

    for exact in (FIRST, SECOND):
        assert find(TEXT, exact, prefix, suffix) == (place, place + len(meant))


@pytest.mark.parametrize("prefix", ["", "“", "said: “", "Invented said: ''"])
@pytest.mark.parametrize("exact", [FIRST, SECOND])
def test_where_neighbours_do_not_tell_nothing_is_guessed(exact: str, prefix: str) -> None:
    with pytest.raises(Ambiguous, match=r"^The words stand there 2 times with the same neighbours") as told:
        find(TEXT, exact, prefix)

    assert told.value.count == 2


def test_words_that_stand_there_but_between_other_neighbours_are_told_apart_from_absent_ones() -> None:
    with pytest.raises(NotFound, match=r"^The words stand in this text once, but not between these"):
        find(TEXT, "Asked again", "Then ", "")
    with pytest.raises(NotFound, match=r"^The words stand in this text 2 times, but not between these"):
        find(TEXT, SECOND, "", " for money")
    with pytest.raises(NotFound, match=r"^The words do not stand in this text"):
        find(TEXT, "Never mind", "“", "")


def test_places_that_overlap_are_several() -> None:
    with pytest.raises(Ambiguous) as told:
        find("no no no", "no no")

    assert told.value.count == 2


@pytest.mark.parametrize("exact", ["", " ", "\u200b"])
def test_no_words_are_found_nowhere(exact: str) -> None:
    with pytest.raises(NotFound):
        find("Onetwo", exact)


def test_a_part_of_what_is_one_character_is_not_there() -> None:
    with pytest.raises(NotFound):
        find("It goes on…", "on.")
    with pytest.raises(NotFound):
        find("x\u0301y", "x")
    with pytest.raises(NotFound):
        find("cafe\u0301", "cafe")


def test_space_and_marks_at_the_border_of_words_and_neighbours_belong_to_the_neighbours() -> None:
    text = "He said  ''yes'' twice"

    assert find(text, "yes", "said ''", "'' ") == (11, 14)
    assert find(text, "yes", "said “", "” twice") == (11, 14)
    assert find(text, " ''yes''", "He said ", " twice") == (9, 16)
    assert find(text, "'yes'", "said '", "' twice") == (11, 14)


def test_a_span_is_unique_only_at_its_own_offsets() -> None:
    here = span_at(TEXT, 0, 12)

    assert is_unique(TEXT, here)
    assert not is_unique("More. " + TEXT, here)
    assert is_unique("More. " + TEXT, Span(6, 18, here.exact, here.prefix, here.suffix))
    assert not is_unique(TEXT.replace("Ada Invented", "Eve Invented"), here)


def test_a_span_without_its_neighbours_may_not_be_unique() -> None:
    place = TEXT.index(SECOND)
    cut = span_at(TEXT, place, place + len(SECOND))

    assert is_unique(TEXT, cut)
    assert not is_unique(TEXT, Span(cut.start, cut.end, cut.exact))


@given(TRICKY, st.data())
def test_what_was_cut_from_a_text_is_found_there_again_unless_it_stands_there_twice(
    text: str, data: st.DataObject
) -> None:
    ground = fold(text)
    first = data.draw(st.integers(0, len(ground.text)))
    last = data.draw(st.integers(first, len(ground.text)))
    if first == last or not ground.is_whole(first, last):
        return
    try:
        start, end = trimmed(text, *ground.original_span(first, last))
    except ValueError:
        return
    span = span_at(text, start, end)

    places = [
        place
        for place in range(len(ground.text))
        if ground.text.startswith(fold(span.prefix + span.exact + span.suffix).text, place)
    ]
    if len(places) == 1:
        assert find(text, span.exact, span.prefix, span.suffix) == (start, end)
    else:
        with pytest.raises(Ambiguous):
            find(text, span.exact, span.prefix, span.suffix)


def test_many_places_are_counted_up_to_a_thousand_and_in_good_time() -> None:
    begun = perf_counter()

    with pytest.raises(Ambiguous) as told:
        find("a" * 100_000, "a" * 50_000)

    assert told.value.count == MOST_COUNTED == 1000
    # It takes well under a second; what grows with the square would take minutes.
    assert perf_counter() - begun < 10


def test_in_another_text_words_are_found_between_the_neighbours_they_had() -> None:
    span = span_at(TEXT, TEXT.index(SECOND), TEXT.index(SECOND) + len(SECOND))
    other = fold(f"A headline\n{TEXT}")

    start, end = find_again(other, span.exact, span.prefix, span.suffix)

    assert (start, end) == (span.start + 11, span.end + 11)


@given(st.data())
def test_in_a_passage_words_are_found_however_closely_it_is_cut(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 12))
    end = data.draw(st.integers(start + 10, min(len(TEXT), start + 40)))
    try:
        span = span_at(TEXT, *trimmed(TEXT, start, end))
    except ValueError:
        return
    left = data.draw(st.integers(0, 40))
    passage = TEXT[max(0, span.start - left) : span.end + data.draw(st.integers(0, 40))]
    try:
        found = find_again(fold(passage), span.exact, span.prefix, span.suffix)
    except (NotFound, Ambiguous):
        # Cut through what is compared as one, or so short that the words stand there twice.
        return
    assert passage[found[0] : found[1]] == span.exact


def test_a_neighbour_that_differs_is_no_edge_of_a_passage() -> None:
    kept = ("never weaken it", "We will ", " at all.")
    assert find_again(fold("will never weaken it at"), *kept) == (5, 20)
    assert find_again(fold("never weaken it"), *kept) == (0, 15)
    for passage in ("You can never weaken it at all.", "We will never weaken it, no.", "Nothing at all."):
        with pytest.raises(NotFound):
            find_again(fold(passage), *kept)
