"""Finding words again in a text, by themselves and by what stands beside them; never by likeness."""

from collections.abc import Callable

from articles.domain.spans import Span
from articles.domain.text import Folded, fold

# Two places are too many already; to count on would cost much in a text that repeats itself.
MOST_COUNTED = 1000


class NotFound(Exception):  # noqa: N818 — said as it reads
    """The words, or the words with these neighbours, do not stand in the text."""


class Ambiguous(Exception):  # noqa: N818 — said as it reads
    """The words stand in the text `count` times, and their neighbours do not tell which is meant.

    The count stops at 1,000.
    """

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
    places = _places(folded, sought.text, begin, end)
    if len(places) == 1:
        return folded.original_span(places[0] + begin, places[0] + end)
    if places:
        raise Ambiguous(
            f"The words stand there {len(places)} times with the same neighbours: give more of them.",
            len(places),
        )
    alone = len(_places(folded, sought.text[begin:end], 0, end - begin))
    if not alone:
        raise NotFound("The words do not stand in this text.")
    times = "once" if alone == 1 else f"{alone} times"
    raise NotFound(f"The words stand in this text {times}, but not between these neighbours.")


def find_again(ground: Folded, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """As `find`, in another text than the one the neighbours were taken from.

    Where that text begins or ends amid the neighbours, as a pasted passage may, only those that stand in it
    are asked for, and they must reach to its edge. Raises NotFound or Ambiguous.
    """
    try:
        return find(ground, exact, prefix, suffix)
    except NotFound as problem:
        sought, before, after = fold(exact).text, fold(prefix).text, fold(suffix).text
        places = [
            place
            for place in _places(ground, sought, 0, len(sought))
            if _cut_short(before, ground.text[:place].lstrip(), str.endswith)
            and _cut_short(after, ground.text[place + len(sought) :].rstrip(), str.startswith)
        ]
        if len(places) != 1:
            raise problem from None
        return ground.original_span(places[0], places[0] + len(sought))


def _cut_short(neighbour: str, there: str, meets: Callable[[str, str], bool]) -> bool:
    """Whether the text on that side of the words is the neighbour, as much of it as there is."""
    return meets(there, neighbour) or (len(there) < len(neighbour) and meets(neighbour, there))


def is_unique(text: str | Folded, span: Span) -> bool:
    """Whether the span's words between its neighbours stand exactly once in the text, at its offsets."""
    try:
        return find(text, span.exact, span.prefix, span.suffix) == (span.start, span.end)
    except (NotFound, Ambiguous):
        return False


def _between(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """The folded characters that come from the original between the two offsets.

    One that comes from both sides of an offset is the neighbour's: it is a space, or a mark around the words.
    """
    inside = [
        place
        for place, (first, last) in enumerate(zip(folded.starts, folded.ends, strict=True))
        if start <= first and last <= end
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _places(ground: Folded, sought: str, begin: int, end: int) -> list[int]:
    """Every place where what is sought begins and its part from `begin` to `end` is whole, overlaps too."""
    found: list[int] = []
    place = ground.text.find(sought)
    while place != -1 and len(found) < MOST_COUNTED:
        if ground.is_whole(place + begin, place + end):
            found.append(place)
        place = ground.text.find(sought, place + 1)
    return found
