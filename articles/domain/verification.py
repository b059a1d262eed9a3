"""Is it verbatim? A quote's words held against the text they are said to stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from articles.domain.anchoring import Ambiguous, NotFound, find
from articles.domain.spans import Span, exact_of
from articles.domain.text import Folded, fold

# How much of either wording a reason shows.
_SHOWN = 30


class Result(StrEnum):
    EXACT = "exact"
    # Equal but for marks, dashes and white space.
    FOLDED = "folded"
    # Held against a text that is not kept here.
    ELSEWHERE = "elsewhere"
    FAILED = "failed"


@dataclass(frozen=True)
class Finding:
    """What one check found; the reason tells an editor what to mend, and is empty where nothing is."""

    result: Result
    reason: str = ""

    @property
    def is_verbatim(self) -> bool:
        return self.result is not Result.FAILED


def verify(text: str, spans: Sequence[Span], quoted: str, *, ground: Folded | None = None) -> Finding:
    """Hold a quote against its text (product.md, promise 1).

    Each span must be found exactly once with its neighbours, at its offsets, and the spans joined must be
    the quoted words, up to marks, dashes and white space. Ambiguous or nearly equal is a failure.
    Pass `fold(text)` as `ground` to hold many quotes against one text.
    """
    if not spans:
        return Finding(Result.FAILED, "The quote has no span: mark where its words stand.")
    ground = fold(text) if ground is None else ground
    for number, span in enumerate(spans, start=1):
        try:
            place = find(ground, span.exact, span.prefix, span.suffix)
        except (NotFound, Ambiguous) as problem:
            return Finding(Result.FAILED, f"Span {number}: {problem}")
        if place != (span.start, span.end):
            there = f"the words stand at {place[0]} to {place[1]}, not at {span.start} to {span.end}"
            return Finding(Result.FAILED, f"Span {number}: {there}.")
    try:
        said = exact_of(text, spans)
    except ValueError as problem:
        return Finding(Result.FAILED, str(problem))
    if fold(said).text != fold(quoted).text:
        return Finding(Result.FAILED, _where_they_part(fold(said).text, fold(quoted).text))
    as_printed = said == quoted and all(text[span.start : span.end] == span.exact for span in spans)
    return Finding(Result.EXACT if as_printed else Result.FOLDED)


def _where_they_part(said: str, quoted: str) -> str:
    pairs = zip(said, quoted, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    there, here = (words[same : same + _SHOWN] or "nothing more" for words in (said, quoted))
    after = f"after “{said[:same][-_SHOWN:]}” " if same else ""
    differs = f"{after}the spans have “{there}”, the quote “{here}”"
    return f"The quoted words are not those of the spans: {differs}."
