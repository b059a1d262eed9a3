"""Finding words again in a text, by themselves and by what stands beside them; never by likeness."""

from articles.domain.spans import Span
from articles.domain.text import Folded, fold


class NotFound(Exception):  # noqa: N818 — said as it reads
    """The words, or the words with these neighbours, do not stand in the text."""


class Ambiguous(Exception):  # noqa: N818 — said as it reads
    """The words stand in the text `count` times, and their neighbours do not tell which is meant."""

    def __init__(self, message: str, count: int) -> None:
        super().__init__(message)
        self.count = count


def find(ground: str | Folded, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Where the words stand between these neighbours: offsets into the original text, end exclusive.

    Marks, dashes and white space are compared folded. Pass `fold(text)` to look many words up in one text.
    Raises NotFound or Ambiguous; a guess is never returned.
    """
    folded = fold(ground) if isinstance(ground, str) else ground
    # Folded together, because folding joins characters across the borders between the three.
    sought = fold(prefix + exact + suffix)
    begin, end = _between(sought, len(prefix), len(prefix) + len(exact))
    if begin >= end:
        raise NotFound("There are no words to look for.")
    places = _places(folded.text, sought.text)
    if len(places) == 1:
        return folded.original_span(places[0] + begin, places[0] + end)
    if places:
        raise Ambiguous(
            f"The words stand there {len(places)} times with the same neighbours: give more of them.",
            len(places),
        )
    alone = len(_places(folded.text, sought.text[begin:end]))
    raise NotFound(
        "The words do not stand in this text."
        if not alone
        else f"The words stand in this text {'once' if alone == 1 else f'{alone} times'}, "
        "but not between these neighbours."
    )


def is_unique(text: str | Folded, span: Span) -> bool:
    """Whether the span's words between its neighbours stand exactly once in the text, at its offsets."""
    try:
        return find(text, span.exact, span.prefix, span.suffix) == (span.start, span.end)
    except (NotFound, Ambiguous):
        return False


def _between(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """The folded characters that come from the original between the two offsets."""
    inside = [
        place
        for place, (first, last) in enumerate(zip(folded.starts, folded.ends, strict=True))
        if first < end and last > start
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _places(text: str, words: str) -> list[int]:
    """Every place where the words begin, overlapping ones too."""
    found, place = [], text.find(words)
    while place != -1:
        found.append(place)
        place = text.find(words, place + 1)
    return found
