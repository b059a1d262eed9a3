"""Two printings of one text are recognised by a few numbers of each."""

from hypothesis import given
from hypothesis import strategies as st

from articles.domain.shingles import ALIKE, KEPT, resemblance, shingles_of

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS)


def test_a_copy_with_another_ending_is_alike() -> None:
    copy = " ".join(WORDS[:380]) + " Reporting by the wire."
    assert resemblance(shingles_of(TEXT), shingles_of(copy)) >= ALIKE


def test_another_text_has_nothing_in_common() -> None:
    other = " ".join(f"other{number}" for number in range(400))
    assert resemblance(shingles_of(TEXT), shingles_of(other)) == 0


def test_marks_case_and_spaces_do_not_count() -> None:
    assert shingles_of("“Milk goes in first,”  she SAID.") == shingles_of("Milk goes in first, she said")


def test_four_words_are_too_few() -> None:
    assert shingles_of("Milk goes in first") == frozenset()


@given(st.text(), st.text())
def test_it_is_a_share_and_the_same_from_either_side(one: str, other: str) -> None:
    ours, theirs = shingles_of(one), shingles_of(other)
    assert len(ours) <= KEPT
    assert all(0 <= value < 2**63 for value in ours)
    assert 0 <= resemblance(ours, theirs) <= 1
    assert resemblance(ours, theirs) == resemblance(theirs, ours)
    assert resemblance(ours, ours) == bool(ours)
