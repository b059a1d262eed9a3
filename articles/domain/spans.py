"""Where words stand in a text: unbroken runs of them, each with the characters beside it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.domain.text import fold_text

# How many characters of the text are kept on either side of a span (W3C Web Annotation, TextQuoteSelector).
NEIGHBOURS = 32
LEFT_OUT = " […] "
# What folds to one of these is no part of the words where it stands at their edge.
_OUTER = frozenset(("", " ", '"', "'"))


@dataclass(frozen=True)
class Span:
    """One unbroken run of words: code points `start` to `end` (exclusive) of a text, and its neighbours.

    Raises ValueError where offsets and words do not fit, or a neighbour is longer than 32 characters.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span starts before it ends, unlike {self.start} to {self.end}.")
        if len(self.exact) != self.end - self.start:
            raise ValueError(
                f"From {self.start} to {self.end} there is room for {self.end - self.start} characters, "
                f"but the words have {len(self.exact)}."
            )
        if max(len(self.prefix), len(self.suffix)) > NEIGHBOURS:
            raise ValueError(f"Prefix and suffix have at most {NEIGHBOURS} characters.")


def span_at(text: str, start: int, end: int) -> Span:
    """The span of the text between the two offsets, with its neighbours.

    Raises ValueError for offsets outside the text. A neighbour is cut shorter than 32 characters rather
    than through what is compared as one (the two marks of '', a letter and its accent).
    """
    prefix = text[max(0, start - NEIGHBOURS) : start]
    if not _stands_alone(prefix[:1]):
        before = fold_text(text[max(0, start - 2 * NEIGHBOURS) : start])
        while not before.endswith(fold_text(prefix)):
            prefix = prefix[1:]
    suffix = text[end : end + NEIGHBOURS]
    if not _stands_alone(text[end + NEIGHBOURS : end + NEIGHBOURS + 1]):
        after = fold_text(text[end : end + 2 * NEIGHBOURS])
        while not after.startswith(fold_text(suffix)):
            suffix = suffix[:-1]
    return Span(start=start, end=end, exact=text[start:end], prefix=prefix, suffix=suffix)


def _stands_alone(character: str) -> bool:
    """Whether nothing before it can be compared as one with it: true of plain letters, and where none is."""
    return not character or (character.isascii() and character.isalnum())


def whole_before(prefix: str) -> str:
    """The words before a span as readers see them: without one that the length of 32 cut in two.

    A word is not told from half of one, so the first may go that was whole.
    """
    return re.sub(r"^\S+\s+", "", prefix) if len(prefix) >= NEIGHBOURS - 1 else prefix


def whole_after(suffix: str) -> str:
    """The words after a span, without one that was cut in two."""
    return re.sub(r"\s+\S+$", "", suffix) if len(suffix) >= NEIGHBOURS - 1 else suffix


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without outer quote marks, white space and a final comma, which are not the speaker's.

    Beware: an apostrophe at the edge (’tis, workers’) looks like a mark and goes too.
    Raises ValueError where nothing is left.
    """
    while start < end and _is_outer(text[start]):
        start += 1
    while start < end and (text[end - 1] == "," or _is_outer(text[end - 1])):
        end -= 1
    if start >= end:
        raise ValueError("Nothing is left between the marks.")
    return start, end


def _is_outer(character: str) -> bool:
    return fold_text(character) in _OUTER


def exact_of(text: str, spans: Sequence[Span]) -> str:
    """The words of a quote: its spans joined by “ […] ”, across paragraphs by a line feed.

    Raises ValueError where spans overlap or stand in another order than in the text.
    """
    words = spans[0].exact if spans else ""
    for before, after in pairwise(spans):
        if after.start < before.end:
            raise ValueError(f"The span at {after.start} begins before the one at {before.start} ends.")
        words += ("\n" if "\n" in text[before.end : after.start] else LEFT_OUT) + after.exact
    return words


def joins_to(quoted: str, spans: Sequence[Span]) -> bool:
    """Whether the spans can make up the quoted words where the text is not at hand to say how they join."""
    rest = fold_text(quoted)
    for place, span in enumerate(spans):
        exact = fold_text(span.exact)
        for between in ("",) if place == 0 else (fold_text(LEFT_OUT), " "):
            if rest.startswith(between + exact):
                rest = rest[len(between + exact) :]
                break
        else:
            return False
    return bool(spans) and not rest


def share_quoted(length: int, spans: Iterable[Span]) -> float:
    """The part of a text of that length that the spans cover together, from 0 to 1."""
    covered, reached = 0, 0
    for span in sorted(spans, key=lambda one: one.start):
        covered += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return covered / length if length else 0.0
