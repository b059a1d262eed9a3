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
from typing import NamedTuple

from articles.domain.extraction import lexicon
from articles.domain.extraction.classes import CIVIL, CLOSED, MONTHS, SEEN, low_code, noun_code, see
from articles.domain.extraction.marks import Run

_WORD = re.compile(
    r",\s[RDI]-[A-Z][A-Za-z.]*,?|\([^()\s]{1,12}(?: [^()\s]{1,12})?\)"
    r"|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’&/][^\W_]+|[.,:]\d+)*['’]?"
    r"|[,;:.!?()\[\]]|--+|[–—―-]|…|[^\s\w]"
)
_AFTER_QUOTATION = re.compile(r"(?:[dTNJnpo'-]{0,9}[NpoS](?:,[^,;:Q.]{1,24},)?r?c|[vc](?=[TN]))(?P<then>.?)")
# After these a capital may only tell that a sentence begins.
_MAY_END = frozenset(".!?Q")
# No sentence is longer; what pretends to be is cut, so that the work grows with the text and no faster.
LONGEST = 250
_FRESH = frozenset(".!?:Q(")
_ENDS = frozenset(".!?…")
# A name may not begin with these where they stand first in a sentence.
# Determiners that may also stand between a subject and its verb: they both said.
_NO_ARTICLES = frozenset(("that", "to", "both", "all", "each"))
_NOUNISH_BEFORE = frozenset("d'JFP")


class Word(NamedTuple):
    """A word, mark or quotation of a sentence; `low` is in lower case, without a possessive."""

    text: str
    low: str
    start: int
    end: int


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
        if codes[place] == "N" and codes[place - 1] not in _FRESH
    }
    found: list[Sentence] = []
    for number, (words, codes, at) in enumerate(read):
        found += _cut(text, words, "".join(_agreed(words, codes, names)), at, runs, number)
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
    return low in lexicon.TITLES or low in MONTHS or not (following.isupper() or following in '“"‘')


def _agreed(words: list[Word], codes: list[str], names: set[str]) -> list[str]:
    """The classes after each word has been looked at beside its neighbours."""
    first = True
    for place, word in enumerate(words):
        code = codes[place]
        before = codes[place - 1] if place else "."
        if first and code in "NTJ":
            code = _first_code(word, codes, place, names)
        elif code in "ckvb" and before in _NOUNISH_BEFORE and words[place - 1].low not in _NO_ARTICLES:
            # His claims, a call, in demand: no verb stands there.
            code = noun_code(word.low) if code in "kb" or not word.low.endswith("ed") else "n"
            code = "n" if code == "v" else code
        elif (code == "b" and not (before in "aSP&" or words[place - 1].low.endswith("s"))) or (
            code == "k"
            and before in "npof"
            and not words[place - 1].low.endswith(("s", "people", "men", "women"))
        ):
            code = noun_code(word.low)
        elif code == "n" and before == "N" and word.low in lexicon.PARTICLES:
            after = place + 1 + (words[place + 1].low in lexicon.PARTICLES if place + 1 < len(words) else 0)
            code = "N" if after < len(words) and words[after].text[:1].isupper() else code
        elif code in "TJ" and codes[place + 1 : place + 2] not in (["N"], ["T"], ["J"], ["F"]) and place:
            named = words[place - 1].low.rstrip(".")
            if named in lexicon.FORENAMES or named in CIVIL:
                code = "N"  # Mr King, Howard Dean
        codes[place] = code
        first = code in _FRESH or (first and code in "-x&r")
    return codes


def _first_code(word: Word, codes: list[str], place: int, names: set[str]) -> str:
    """The class of a word whose capital may only tell that a sentence begins."""
    following = codes[place + 1] if place + 1 < len(codes) else "."
    if word.text.isupper() and len(word.text) > 1:
        return codes[place]
    low = word.low
    closed = CLOSED.get(low)
    if closed and not (following == "N" and low in lexicon.FORENAMES):
        return closed
    if codes[place] in "JT":
        return codes[place] if following in "NTJF'" else low_code(low)
    if low in lexicon.FORENAMES or following == "'" or word.text in names:
        return "N"
    code = low_code(low)
    if following == "N" and code in "nkb":
        return "N"
    return "N" if code == "n" or (code == "r" and following in "cv") else code


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


def _ends(  # noqa: PLR0911, PLR0913, PLR0917 — an answer a case
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
    if code != "Q":
        return False
    run = runs[at[place]]
    stop = text[run.inner_end - 1]
    if stop not in _ENDS and run.closed:
        return False
    if following == "Q" or not run.closed:
        return True
    if not words[place + 1].text[:1].isupper():
        return False
    spoken = _AFTER_QUOTATION.match(codes, place + 1)
    return not (spoken and (stop != "." or spoken["then"] in ".,"))
