"""A change of words is shown word by word, and both wordings can be read from it."""

from hypothesis import given
from hypothesis import strategies as st

from articles.domain.diffing import Piece, pieces


def test_the_words_that_went_stand_before_those_that_came() -> None:
    assert pieces("Milk goes in first.", "Milk goes in last.") == [
        Piece("Milk goes in ", "kept"),
        Piece("first.", "gone"),
        Piece("last.", "new"),
    ]


def test_from_and_to_nothing() -> None:
    assert pieces("", "Milk") == [Piece("Milk", "new")]
    assert pieces("Milk", "") == [Piece("Milk", "gone")]
    assert pieces("", "") == []


texts = st.text(alphabet="ab \n", max_size=12)


@given(texts, texts)
def test_both_wordings_can_be_read_from_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.fate != "new") == before
    assert "".join(one.text for one in found if one.fate != "gone") == after
