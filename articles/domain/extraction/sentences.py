"""Sentences with their quotations blanked out, as words and as a line of one-letter classes.

Each word has a class, so that the shape of a sentence can be matched like a text:

    N part of a name      J people or party    T title         D day or month    0 number
    p person noun         o body               f writing       n other noun, adjective, or unknown
    d determiner          S subject pronoun    O object pronoun
    c reporting verb      k its bare form      g its -ing form
    v other verb          b its bare form      i its -ing form a auxiliary       r adverb
    F of                  P other preposition  A according     s subordinator    t that
    w who, which          & and, or, but       ' possessive    Q a quotation     and marks as themselves
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from articles.domain.extraction import lexicon
from articles.domain.extraction.agreement import FRESH, Word, agreed, ends_name
from articles.domain.extraction.classes import MONTHS, SEEN, see
from articles.domain.extraction.marks import Run

_WORD = re.compile(
    r",\s[RDI]-[A-Z][A-Za-z.]*,?|\([^()\s]{1,12}(?: [^()\s]{1,12})?\)"
    r"|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’&/][^\W_]+|[.,:]\d+)*['’]?"
    r"|[,;:.!?()\[\]]|--+|[–—―-]|…|[^\s\w]"
)
_AFTER_QUOTATION = re.compile(r"(?:[dTNJnpo'-]{0,9}[NpoS](?:,[^,;:Q.]{1,24},)?r?c|[vc](?=[TN]))(?P<then>.?)")
# At these a sentence may end.
_MAY_END = frozenset(".!?Q")
# No sentence is longer; what pretends to be is cut, so that the work grows with the text and no faster.
LONGEST = 250
_ENDS = frozenset(".!?…")


@dataclass(slots=True)
class Sentence:
    """A sentence: its words, their classes, its paragraph, and which run each Q stands for."""

    words: list[Word]
    codes: str
    paragraph: int
    runs: dict[int, int]


def split(text: str, places: Sequence[tuple[int, int]], runs: Sequence[Run]) -> list[Sentence]:
    """The sentences of the paragraphs at `places`, in order, with the runs blanked out."""
    starts = [run.start for run in runs]
    read = [
        _words(text, low, high, runs, bisect_left(starts, low), bisect_left(starts, high))
        for low, high in places
    ]
    names = {
        words[place].text
        for words, codes, _ in read
        for place in range(1, len(codes))
        if codes[place - 1] not in FRESH and (codes[place] == "N" or ends_name(words, codes, place))
    }
    common = {word.low for words, _, _ in read for word in words if word.text == word.low} - {
        name.lower() for name in names
    }
    found: list[Sentence] = []
    for number, (words, codes, at) in enumerate(read):
        found += _cut(text, words, "".join(agreed(words, codes, names, common)), at, runs, number)
    return found


def _words(  # noqa: PLR0913, PLR0917 — all of it is looked at
    text: str, low: int, high: int, runs: Sequence[Run], first: int, last: int
) -> tuple[list[Word], list[str], dict[int, int]]:
    words: list[Word] = []
    codes: list[str] = []
    at: dict[int, int] = {}
    place = low
    for number in range(first, last):
        run = runs[number]
        _read(text, place, run.start, words, codes)
        place = run.end
        if nickname := _nickname(text, run, codes):
            words.append(Word(nickname, nickname.lower(), run.start, run.end))
            codes.append("N")
            continue
        at[len(words)] = number
        words.append(Word("", "", run.start, run.end))
        codes.append("Q")
    _read(text, place, high, words, codes)
    return words, codes, at


def _nickname(text: str, run: Run, codes: list[str]) -> str:
    """What stands in marks within a name: Robert “Bobby” Hale."""
    said = text[run.inner : run.inner_end]
    if not (
        codes and codes[-1] == "N" and run.closed and said[:1].isupper() and said.isalpha() and len(said) < 14  # noqa: PLR2004 — counted in words or letters
    ):
        return ""
    return said if text[run.end : run.end + 1] == " " and text[run.end + 1 : run.end + 2].isupper() else ""


def _read(text: str, low: int, high: int, words: list[Word], codes: list[str]) -> None:
    seen, make, keep, tell = SEEN, tuple.__new__, words.append, codes.append
    for match in _WORD.finditer(text, low, high):
        word = match[0]
        start = match.start()
        kind, lowered, code = seen.get(word) or see(word)
        if kind == "P":
            keep(make(Word, (word, lowered, start, start + len(word))))
            tell(code)
        elif kind == "S":
            before = words[-1] if words else None
            if before is not None and before.end == start and _absorbs(text, before, start + 1, high):
                words[-1] = Word(before.text + ".", before.low, before.start, start + 1)
                codes[-1] = "N" if len(before.low) == 1 else codes[-1]
            else:
                keep(Word(word, word, start, start + 1))
                tell(".")
        elif kind == "H":
            end = start + len(lowered)
            keep(Word(word[: len(lowered)], lowered, start, end))
            tell(code)
            keep(Word(word[len(lowered) :], "'s", end, start + len(word)))
            tell("'")


def _absorbs(text: str, before: Word, end: int, high: int) -> bool:
    """Whether the full stop at `end` belongs to the word before it: Mr., Sen., J., Inc."""
    low = before.low.rpartition("-")[2]
    if len(before.low) == 1:
        return before.text.isupper() and before.text != "I" and end < high
    if low not in lexicon.ABBREVIATIONS or end >= high:
        return False
    following = text[end + 1 : end + 2]
    return (
        low in lexicon.TITLES
        or (low in MONTHS and before.text[:1].isupper())
        or not (following.isupper() or following in '“"‘')
    )


def _cut(  # noqa: PLR0913, PLR0917 — all of it is looked at
    text: str, words: list[Word], codes: str, at: dict[int, int], runs: Sequence[Run], paragraph: int
) -> list[Sentence]:
    found: list[Sentence] = []
    begin = 0
    spots = sorted(at)
    taken = 0
    for place, code in enumerate(codes):
        last = place + 1 == len(codes) or place - begin >= LONGEST
        if not last and (code not in _MAY_END or not _ends(text, words, codes, at, runs, place, code, begin)):
            continue
        inside = {}
        while taken < len(spots) and spots[taken] <= place:
            inside[spots[taken] - begin] = at[spots[taken]]
            taken += 1
        found.append(Sentence(words[begin : place + 1], codes[begin : place + 1], paragraph, inside))
        begin = place + 1
    return found


def _ends(  # noqa: PLR0913, PLR0917 — an answer a case
    text: str,
    words: list[Word],
    codes: str,
    at: dict[int, int],
    runs: Sequence[Run],
    place: int,
    code: str,
    begin: int,
) -> bool:
    following = codes[place + 1]
    if code in "!?":
        return following not in ",)&-"
    if code == ".":
        before = words[place - 1].text if place > begin else ""
        if words[place].text == "…":
            return words[place + 1].text[:1].isupper()
        if words[place].start != (words[place - 1].end if place else -1) and place:
            return words[place + 1].text[:1].isupper()
        if before.endswith("."):  # U.S.
            return following in "dSsPQ" and words[place + 1].text[:1] != words[place + 1].text[:1].lower()
        return following == "Q" or (not words[place + 1].text[:1].islower() and following not in ",;)-:")
    return code == "Q" and _ends_at_quotation(text, words, codes, runs[at[place]], place, begin)


def _ends_at_quotation(  # noqa: PLR0913, PLR0917 — all of it is looked at
    text: str, words: list[Word], codes: str, run: Run, place: int, begin: int
) -> bool:
    stop = text[run.inner_end - 1]
    if stop not in _ENDS and run.closed:
        return False
    if codes[place + 1] == "Q" or not run.closed:
        return True
    if not words[place + 1].text[:1].isupper():
        return False
    if stop in ".!?" and place - begin > 1 and codes[place - 1] in ":," and codes[place - 2] in "cg":
        return True  # she said: “…” What follows is no attribution
    spoken = _AFTER_QUOTATION.match(codes, place + 1)
    return not (spoken and (stop != "." or spoken["then"] in ".,"))
