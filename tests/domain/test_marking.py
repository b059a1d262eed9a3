"""A text cut at the words to be marked: nothing is lost, and nothing else is marked."""

from hypothesis import given
from hypothesis import strategies as st

from articles.domain.marking import Piece, marked


def test_words_are_marked_where_they_stand() -> None:
    assert marked("Tea.\nMilk first, she said.", [(5, 15)]) == [
        [Piece("Tea.")],
        [Piece("Milk first", is_marked=True, begins=True), Piece(", she said.")],
    ]


def test_words_over_paragraphs_are_marked_in_each() -> None:
    assert marked("Tea.\n\nMilk.", [(2, 9)]) == [
        [Piece("Te"), Piece("a.", is_marked=True, begins=True)],
        [],
        [Piece("Mil", is_marked=True), Piece("k.")],
    ]


def test_spans_that_touch_or_overlap_are_one() -> None:
    assert marked("Milk first.", [(0, 4), (2, 6), (6, 10)]) == [
        [Piece("Milk first", is_marked=True, begins=True), Piece(".")]
    ]


@given(
    st.text("ab\n🫖", max_size=30), st.lists(st.tuples(st.integers(0, 35), st.integers(0, 35)), max_size=4)
)
def test_joined_the_pieces_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    paragraphs = marked(text, spans)
    assert "\n".join("".join(piece.text for piece in pieces) for pieces in paragraphs) == text
    shown = "\n".join(
        "".join(("x" if piece.is_marked else ".") * len(piece.text) for piece in pieces)
        for pieces in paragraphs
    )
    wanted = {place for start, end in spans for place in range(start, end)}
    assert shown == "".join(
        "\n" if character == "\n" else "x" if place in wanted else "." for place, character in enumerate(text)
    )
    assert sum(piece.begins for pieces in paragraphs for piece in pieces) == ("x" in shown)
