"""Quote marks of every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.extraction.marks import Run, paragraphs, scan

MARKS = st.text(alphabet="“”„\"'‘’«»`ab .,!?s\n(", max_size=60)


def inner(text: str) -> list[str]:
    return [text[run.inner : run.inner_end] for run in scan(text)]


@pytest.mark.parametrize(
    "text",
    ["“Tea,” she said.", '"Tea," she said.', "''Tea,'' she said.", "``Tea,'' she said.", "«Tea,» she said.",
     "»Tea,« she said.", "„Tea,“ she said.", '"Tea,” she said.', "‘Tea,’ she said.", "'Tea,' she said."],
)  # fmt: skip
def test_marks_of_every_kind_are_read(text: str) -> None:
    assert inner(text) == ["Tea,"]


def test_a_run_knows_itself_with_and_without_its_marks() -> None:
    assert scan("Say “tea”.") == [Run(start=4, end=9, inner=5, inner_end=8)]


@pytest.mark.parametrize(
    "text", ["The 14\" tray and the 6' shelf", "It's the '90s, 'em and rock 'n' roll", "the potters' wheels"]
)
def test_inches_and_apostrophes_are_no_marks(text: str) -> None:
    assert inner(text) == []


def test_speech_inside_speech_is_not_given_again() -> None:
    assert inner("“He said ‘no’ to “green” tea,” she said.") == ["He said ‘no’ to “green” tea,"]
    assert inner("‘He called it “weak”, and left,’ she said.") == ["He called it “weak”, and left,"]


def test_a_plural_possessive_does_not_close_a_run_in_single_marks() -> None:
    assert inner("‘The potters’ wheels won’t turn, and nobody’s sorry,’ she said.") == [
        "The potters’ wheels won’t turn, and nobody’s sorry,"
    ]


def test_a_run_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert scan("She said: “Tea. \n“More.”") == [
        Run(10, 15, 11, 15, closed=False),
        Run(17, 24, 18, 23),
    ]


def test_a_slip_in_one_paragraph_does_not_reach_the_next() -> None:
    assert inner('He said "tea.\nShe said "coffee" twice.') == ["tea.", "coffee"]


def test_where_a_close_was_forgotten_the_next_run_begins_at_its_own_mark() -> None:
    assert inner("“Tea, he said. “Milk.”") == ["Tea, he said.", "Milk."]


def test_attributes_of_mark_up_are_no_speech() -> None:
    assert inner('<a href="kettle.html">Kettle</a>') == []


def test_paragraphs_are_lines_that_hold_something() -> None:
    assert paragraphs("One\r\n\r\n  \nTwo") == [(0, 3), (10, 13)]


@given(MARKS)
def test_runs_lie_in_one_paragraph_in_order_and_never_overlap(text: str) -> None:
    reached = 0
    for run in scan(text):
        assert reached <= run.start < run.inner <= run.inner_end <= run.end <= len(text)
        assert "\n" not in text[run.start : run.end]
        reached = run.end
