"""What became of words is shown word by word, and nothing of either wording is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.rewording import Fate, reworded


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(str(stretch.fate), stretch.text) for stretch in reworded(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Milk first.", "Milk first.", [("kept", "Milk first.")]),
        (
            "Milk goes in last.",
            "Milk goes in first.",
            [("kept", "Milk goes in "), ("taken out", "last"), ("put in", "first"), ("kept", ".")],
        ),
        ("the pot, and more", "the pot", [("kept", "the pot"), ("taken out", ", and more")]),
        ("we won't", "we will", [("kept", "we "), ("taken out", "won't"), ("put in", "will")]),
        # Two words in a row are read as one change, not as two.
        ("Tess Teapot", "Una Urn", [("taken out", "Tess Teapot"), ("put in", "Una Urn")]),
        ("", "new", [("put in", "new")]),
    ],
)
def test_words_are_kept_taken_out_and_put_in(before: str, after: str, told: list[tuple[str, str]]) -> None:
    assert shown(before, after) == told


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_wordings_can_be_read_from_it(before: str, after: str) -> None:
    stretches = reworded(before, after)
    assert "".join(one.text for one in stretches if one.fate != Fate.PUT_IN) == before
    assert "".join(one.text for one in stretches if one.fate != Fate.TAKEN_OUT) == after
