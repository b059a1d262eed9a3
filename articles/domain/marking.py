"""A text cut into pieces at the words that are to be marked in it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A run of text without a line feed; `begins` where it is the first that is marked at all."""

    text: str
    is_marked: bool = False
    begins: bool = False


def marked(text: str, spans: Iterable[tuple[int, int]]) -> list[list[Piece]]:
    """The paragraphs of the text, each as pieces in order; joined they are the text again.

    Spans are offsets in code points, end exclusive. One that reaches over paragraphs is marked in each; those
    that overlap are marked as one.
    """
    inside = {place for start, end in spans for place in range(start, min(end, len(text)))}
    paragraphs: list[list[Piece]] = []
    at, begun = 0, False
    for line in text.split("\n"):
        pieces: list[Piece] = []
        cuts = [
            place for place in range(at + 1, at + len(line)) if (place in inside) != (place - 1 in inside)
        ]
        for start, end in zip([at, *cuts], [*cuts, at + len(line)], strict=True):
            if start < end:
                is_marked = start in inside
                pieces.append(Piece(text[start:end], is_marked, begins=is_marked and not begun))
                begun = begun or is_marked
        paragraphs.append(pieces)
        at += len(line) + 1
    return paragraphs
