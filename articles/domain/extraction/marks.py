"""Quote marks: which runs of a text stand between them, whatever the marks are.

A mark opens or closes by its neighbours, not by counting. Each paragraph starts afresh, so that one slip
does not turn the rest of the article inside out. Only the outermost runs are given: speech inside speech
is not a second quotation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]*[^\s][^\n\r\u2028\u2029]*")
# Every double mark, and every single one but those within a word (don't).
# Where three stand at a close, the first closes what is quoted within.
_MARK = re.compile(r"""(?<=\S)'(?=''(?!'))|''|``|‘‘|’’|["“”„‟«»〝〞‘‚‹›`]|['’](?:(?!\w)|(?<!\w['’]))""")
_ALWAYS_OPEN = frozenset("“„‟〝‘‚")
_MAY_PRECEDE = frozenset("([{-–—/…:>*|“‘\"'")
_MAY_FOLLOW = frozenset(")]},.;:?!-–—/…<*|”’\"'")
# Printed as nothing: no neighbours.
_NOTHING = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# What an apostrophe may begin: ’90s, ’em, ’tis.
_ELIDED = re.compile(r"(?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n['’]|bout\b|round\b)", re.IGNORECASE)
_STOPS = frozenset(',.?!…—”"')


@dataclass(frozen=True, slots=True)
class Run:
    """One run between marks: `start` to `end` with them, `inner` to `inner_end` the words between.

    A run that is not closed ends with its paragraph.
    """

    start: int
    end: int
    inner: int
    inner_end: int
    closed: bool = True


class Mark(NamedTuple):
    """A quote mark and how it stands: ( opens, ) closes, | may do either."""

    start: int
    end: int
    double: bool
    shape: str


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where each paragraph stands: lines that hold anything but white space."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def scan(text: str, places: list[tuple[int, int]] | None = None) -> list[Run]:
    """The outermost runs between quote marks, in the order of the text; none crosses a paragraph."""
    lines = [
        (low, high, marks)
        for low, high in (paragraphs(text) if places is None else places)
        if (marks := _marks_of(text, low, high))
    ]
    votes = sum(_votes(text, marks) for _, _, marks in lines)
    single = votes > 0 or (
        not votes and _only_single(text, [mark for _, _, marks in lines for mark in marks])
    )
    runs: list[Run] = []
    for _low, high, marks in lines:
        runs += _single_runs(text, high, marks) if single else _double_runs(text, high, marks)
    return runs


def _marks_of(text: str, low: int, high: int) -> list[Mark]:
    found = []
    for match in _MARK.finditer(text, low, high):
        start, end = match.span()
        double = end - start == 2 or text[start] in '"“”„‟«»〝〞'  # noqa: PLR2004 — counted in words or letters
        shape = _shape(text, start, end, low, high)
        if shape != "x":
            found.append(Mark(start, end, double, shape))
    return found


def _shape(text: str, start: int, end: int, low: int, high: int) -> str:  # noqa: PLR0911 — an answer a case
    """The shape of a mark; x where it marks no speech."""
    mark = text[start]
    before, after = _neighbours(text, start, end, low, high)
    if before == "=":
        return "x"  # an attribute of mark-up
    free_before = before.isspace() or before in _MAY_PRECEDE
    free_after = after.isspace() or after in _MAY_FOLLOW
    if mark in _ALWAYS_OPEN or text[start:end] == "``":
        return ")" if mark == "“" and free_after and not free_before else "("
    if mark in "”’〞" and end - start == 1:
        if mark == "’":
            return "x" if before.isspace() else ")"
        cut = after.isspace() and text[end + 1 : end + 4].startswith(("…", "..."))  # said. ” … the rest
        return "(" if before.isspace() and (cut or not free_after) else ")"
    if end - start == 1 and mark == "'" and _ELIDED.match(text, end, min(high, end + 7)):
        return "x"
    if free_before != free_after:
        return "(" if free_before else ")"
    if before.isspace() != after.isspace():
        return "(" if before.isspace() else ")"
    if not free_before and before in ".,?!":
        return ")"
    return "|"


def _neighbours(text: str, start: int, end: int, low: int, high: int) -> tuple[str, str]:
    """The characters before and after a mark; a space at the edges of the paragraph."""
    before, after = start - 1, end
    while before >= low and text[before] in _NOTHING:
        before -= 1
    while after < high and text[after] in _NOTHING:
        after += 1
    return (text[before] if before >= low else " "), (text[after] if after < high else " ")


def _votes(text: str, marks: list[Mark]) -> int:
    """For single marks as the outer ones: pairs of them in this paragraph less pairs of double ones."""
    votes = 0
    level: Mark | None = None
    for mark in marks:
        if level is None:
            level = mark if mark.shape == "(" else None
        elif mark.double == level.double and mark.shape != "(" and _surely_closes(text, mark):
            votes += -1 if level.double else 1
            level = None
    return votes


def _only_single(text: str, marks: list[Mark]) -> bool:
    """Whether no double mark stands anywhere, and one that only opens: ‘he denies’ it."""
    return not any(mark.double for mark in marks) and any(text[mark.start] == "‘" for mark in marks)


def _surely_closes(text: str, mark: Mark) -> bool:
    return mark.double or text[mark.start - 1] not in "sS" or text[mark.end : mark.end + 1] in ",.;:?!)"


def _double_runs(text: str, high: int, marks: list[Mark]) -> Iterator[Run]:
    doubles = [mark for mark in marks if mark.double]
    # How many more marks close than open from each place on.
    surplus, closes = [0] * (len(doubles) + 1), [0] * (len(doubles) + 1)
    for place in range(len(doubles) - 1, -1, -1):
        shape = doubles[place].shape
        surplus[place] = max(0, surplus[place + 1] + (shape != "(") - (shape == "("))
        closes[place] = closes[place + 1] + (shape != "(")
    opened: Mark | None = None
    depth = 0
    for place, mark in enumerate(doubles):
        if opened is None:
            if (
                mark.shape == "("
                or (mark.shape == "|" and closes[place + 1])
                or _turned_about(text, mark, closes[place + 1])
            ):
                opened, depth = mark, 1
        elif mark.shape == "(" and surplus[place + 1] > depth:
            depth += 1
        elif mark.shape == "(" and closes[place + 1]:
            yield _run(text, opened, mark.start, None)  # the close was forgotten
            opened, depth = mark, 1
        else:
            depth = depth - 1 if mark.shape == ")" else 0
            if depth == 0:
                yield _run(text, opened, mark.start, mark)
                opened = None
    if opened is not None:
        yield _run(text, opened, high, None)


def _turned_about(text: str, mark: Mark, closes: int) -> bool:
    """»German« marks, which open with what closes in French."""
    return text[mark.start] == "»" and closes > 0 and text[mark.end : mark.end + 1].isalnum()


def _run(text: str, opened: Mark, inner_end: int, close: Mark | None) -> Run:
    if close:
        return Run(opened.start, close.end, opened.end, inner_end)
    while inner_end > opened.end and text[inner_end - 1].isspace():
        inner_end -= 1
    return Run(opened.start, inner_end, opened.end, inner_end, closed=False)


def _single_runs(text: str, high: int, marks: list[Mark]) -> Iterator[Run]:
    singles = [mark for mark in marks if not mark.double]
    depths = _double_depths(marks)
    reached = 0
    for place, mark in enumerate(singles):
        if place < reached or mark.shape != "(":
            continue
        close = _close_of(text, high, singles, place, depths)
        if close is None:
            yield _run(text, mark, high, None)
            return
        yield _run(text, mark, singles[close].start, singles[close])
        reached = close + 1


def _double_depths(marks: list[Mark]) -> dict[int, int]:
    """At the start of each single mark, how many double ones are open."""
    depth, found = 0, {}
    for mark in marks:
        if mark.double:
            depth = depth + 1 if mark.shape == "(" else max(0, depth - 1)
        else:
            found[mark.start] = depth
    return found


def _close_of(text: str, high: int, singles: list[Mark], place: int, depths: dict[int, int]) -> int | None:
    """Which mark closes the one at `place`; None where it is never closed.

    Where the apostrophe of a plural (workers’) and a close look alike, a mark beside a comma or full stop
    is preferred, and then the first that is no plural.
    """
    plural: int | None = None
    opened = singles[place].start
    for other in range(place + 1, len(singles)):
        mark = singles[other]
        if mark.shape == "(" and depths[mark.start] <= depths[opened]:
            break
        if mark.shape == "(" or depths[mark.start] > depths[opened] or mark.start <= opened + 1:
            continue
        before, after = text[mark.start - 1], text[mark.end] if mark.end < high else "."
        if before in _STOPS or after in ",.;:?!)—" or (before not in "sS" and not _dropped(text, mark.start)):
            return other
        plural = other if plural is None else plural
    return plural


def _dropped(text: str, mark: int) -> bool:
    """goin’, an’: the last letter is left out, and the mark is no close."""
    return text[mark - 2 : mark] in ("in", "an") and text[mark - 3 : mark - 2].isalnum()
