"""A question to the corpus as a value: read from a query string, and written back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.dates import PartialDate
from articles.domain.filters import CorpusFilters, Note, Picked, parse_date, parse_words

SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)


def test_a_minus_excludes_and_repeats_count_once() -> None:
    picked, notes = Picked.parse("stance", ["supports", "-opposes", "supports", "", " Mixed "])

    assert picked == Picked(wanted=("supports", "mixed"), excluded=("opposes",))
    assert notes == ()


@pytest.mark.parametrize(
    "value", ["two words", "a/b", "--x", "-", "é", "a\x00b", "x" * 121, "🫖", "a--b", "'"]
)
def test_a_malformed_value_is_left_out_with_a_note(value: str) -> None:
    picked, notes = Picked.parse("person", ["tess", value])

    assert picked == Picked(wanted=("tess",))
    assert notes == (Note("person", value, "is not the name of anything here"),)


def test_nobody_needs_more_than_fifty_values() -> None:
    picked, notes = Picked.parse("person", [f"p{number}" for number in range(60)])

    assert len(picked.wanted) == 50
    assert len(notes) == 10
    assert notes[0] == Note("person", "p50", "is one too many: 50 values at most")


@given(st.lists(st.text(), max_size=8))
def test_no_text_breaks_the_reading(values: list[str]) -> None:
    for parse in (Picked.parse, parse_words, parse_date):
        parse("anything", values)


@given(st.lists(SLUGS, max_size=4, unique=True), st.lists(SLUGS, max_size=4, unique=True))
def test_a_question_is_read_back_from_its_own_query(wanted: list[str], excluded: list[str]) -> None:
    question = CorpusFilters(
        q=("milk", "first"),
        person=Picked(tuple(wanted), tuple(excluded)),
        after=PartialDate.parse("2020-02"),
    )

    again = [value for name, value in question.query() if name == "person"]

    assert Picked.parse("person", again) == (question.person, ())
    assert [pair for pair in question.query() if pair[0] != "person"] == [
        ("q", "milk first"),
        ("after", "2020-02"),
    ]


def test_a_part_is_taken_off_as_it_was_spelt() -> None:
    question = CorpusFilters(
        q=("milk",), person=Picked(("tess", "una"), ("otto",)), before=PartialDate.parse("2021")
    )

    assert question.without("person", "tess").person == Picked(("una",), ("otto",))
    assert question.without("person", "-otto").person == Picked(("tess", "una"))
    assert question.without("q", "milk").q == ()
    assert question.without("before", "2021").before is None


def test_the_empty_question_is_false_and_has_no_query() -> None:
    assert not CorpusFilters()
    assert CorpusFilters().query() == []


def test_words_are_cut_at_spaces_and_have_a_limit() -> None:
    assert parse_words("q", ["milk  in", "tea"]) == (("milk", "in", "tea"), ())
    assert parse_words("q", ["x" * 201])[0] == ()
    assert parse_words("q", ["milk\x00tea"])[0] == ()


def test_the_last_date_that_can_be_read_counts() -> None:
    found, notes = parse_date("after", ["2020", "soon", "2021-13", ""])

    assert found == PartialDate.parse("2020")
    why = "is no date: write 2022, 2022-07 or 2022-07-30"
    assert notes == (Note("after", "soon", why), Note("after", "2021-13", why))


def test_a_note_prints_no_invisible_characters_and_is_short() -> None:
    assert Note("q", "a\x00\u202eb", "").shown_value == "a��b"
    assert Note("q", "x" * 99, "").shown_value == "x" * 39 + "…"
