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
from functools import lru_cache
from typing import NamedTuple

from articles.domain.extraction import lexicon
from articles.domain.extraction.marks import Run

_WORD = re.compile(
    r",\s[RDI]-[A-Z][A-Za-z.]*,?|\([^()\s]{1,12}(?: [^()\s]{1,12})?\)|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’&/][^\W_]+|[.,:]\d+)*['’]?"
    r"|[,;:.!?()\[\]]|--+|[–—―-]|…|[^\s\w]"
)
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_AFTER_QUOTATION = re.compile(r"(?:[dTNJnpo'-]{0,9}[NpoS](?:,[^,;:Q.]{1,24},)?r?c|[vc](?=[TN]))(?P<then>.?)")
_PUNCTUATION = {mark: mark for mark in ",;:.!?()"} | dict.fromkeys("–—―-", "-") | {"…": ".", "&": "N"}
# After these a capital may only tell that a sentence begins.
_MAY_END = frozenset(".!?Q")
# No sentence is longer; what pretends to be is cut, so that the work grows with the text and no faster.
LONGEST = 250
_FRESH = frozenset(".!?:Q(")
_ENDS = frozenset(".!?…")
# A name may not begin with these where they stand first in a sentence.
_NOUNISH_BEFORE = frozenset("d'JFP0")


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
    read = [_words(text, low, high, runs, bisect_left(starts, low), bisect_left(starts, high)) for low, high in places]
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


def _words(
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
    if not (codes and codes[-1] == "N" and run.closed and said[:1].isupper() and said.isalpha() and len(said) < 14):
        return ""
    return said if text[run.end : run.end + 1] == " " and text[run.end + 1 : run.end + 2].isupper() else ""


# What a word is by itself: P plain, H with a possessive, S a full stop, X not to be read; its lower case; its class.
_SEEN: dict[str, tuple[str, str, str]] = {}
_MOST_SEEN = 50_000


def _read(text: str, low: int, high: int, words: list[Word], codes: list[str]) -> None:
    seen, make, keep, tell = _SEEN, tuple.__new__, words.append, codes.append
    for match in _WORD.finditer(text, low, high):
        word = match[0]
        start = match.start()
        kind, lowered, code = seen.get(word) or _see(word)
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


def _see(word: str) -> tuple[str, str, str]:
    if len(_SEEN) >= _MOST_SEEN:
        _SEEN.clear()
    _SEEN[word] = seen = _look_at(word)
    return seen


def _look_at(word: str) -> tuple[str, str, str]:
    if word[0] in "(," and len(word) > 1:
        return "X", "", ""  # (R-Ohio), (CNP), (42): an aside too short to matter
    if word == ".":
        return "S", word, "."
    if word[0] == "-":
        return "P", word, "-"
    if len(word) == 1 and not word.isalnum():
        return "P", word, _PUNCTUATION.get(word, "x")
    if word[-2:] in _POSSESSIVE or word[-1] in "'’":
        bare = word[:-1] if word[-1] in "'’" else word[:-2]
        return "H", bare.lower(), _code(bare)
    return "P", word.lower(), _code(word)


def _absorbs(text: str, before: Word, end: int, high: int) -> bool:
    """Whether the full stop at `end` belongs to the word before it: Mr., Sen., J., Inc."""
    low = before.low.rpartition("-")[2]
    if len(before.low) == 1:
        return before.text.isupper() and before.text != "I" and end < high
    if low not in lexicon.ABBREVIATIONS or end >= high:
        return False
    following = text[end + 1 : end + 2]
    return low in lexicon.TITLES or low in _MONTHS or not (following.isupper() or following in "“\"‘")


_CIVIL = frozenset("mr mrs ms miss dr mx".split())
_MONTHS = lexicon.GRAMMAR["day"]


def _code(word: str) -> str:
    """The class of a word by itself; capital ones are looked at again where a sentence begins."""
    if word[0].isdigit():
        return "0"
    if word[0].isupper():
        low = word.lower().rstrip(".")
        if low in lexicon.GRAMMAR["day"] and low not in ("mar", "sat", "sun"):
            return "D"
        if word in lexicon.DEMONYMS:
            return "J"
        if low in lexicon.TITLES:
            return "T"
        return _CLOSED.get(word.lower(), "N") if word in _NEVER_NAMES or len(word) == 1 else "N"
    return _low_code(word)


@lru_cache(maxsize=20_000)
def _low_code(low: str) -> str:
    known = _CLOSED.get(low)
    if known:
        return known
    if low in lexicon.CUES or low in lexicon.CUES_PARTICIPLE:
        return "c"
    if low in lexicon.CUES_ING:
        return "g"
    if low in lexicon.VERBS or low in lexicon.VERBS_PARTICIPLE:
        return "v"
    if low in lexicon.VERBS_ING:
        return "i"
    if low in lexicon.CUES_LEMMA:
        return "k"
    if low in lexicon.VERBS_LEMMA:
        return "b"
    return _noun_code(low)


def _noun_code(low: str) -> str:
    for form in (low, low[:-1] if low.endswith("s") else low, low[:-3] + "y" if low.endswith("ies") else low):
        if form in lexicon.PERSON_NOUNS:
            return "p"
        if form in lexicon.ORGANISATION_NOUNS:
            return "o"
        if form in lexicon.DOCUMENT_NOUNS:
            return "f"
    if low.endswith("ly") and len(low) > 4:
        return "r"
    if low.endswith("ed") and len(low) > 4:
        return "v"
    if low.endswith("ing") and len(low) > 5:
        return "i"
    return "n"


_CLASSES = {
    "auxiliary": "a",
    "determiner": "d",
    "preposition": "P",
    "subordinator": "s",
    "relative": "w",
    "conjunction": "&",
    "subject": "S",
    "object": "O",
    "adverb": "r",
}
_CLOSED = {word: code for kind, code in _CLASSES.items() for word in lexicon.GRAMMAR[kind]} | {
    "of": "F",
    "that": "t",
    "to": "P",
    "according": "A",
    "her": "d",
}
_NEVER_NAMES = frozenset(
    word.capitalize()
    for kind in ("determiner", "preposition", "conjunction", "subject", "object", "subordinator", "relative")
    for word in lexicon.GRAMMAR[kind]
) | {"That", "Of", "To", "According", "I", "Not", "Also", "Then"}


def _agreed(words: list[Word], codes: list[str], names: set[str]) -> list[str]:
    """The classes after each word has been looked at beside its neighbours."""
    first = True
    for place, word in enumerate(words):
        code = codes[place]
        before = codes[place - 1] if place else "."
        if first and code in "NTJ":
            code = _first_code(word, codes, place, names)
        elif code in "ckvb" and before in _NOUNISH_BEFORE and words[place - 1].low not in ("that", "to"):
            # His claims, a call, in demand: no verb stands there.
            code = _noun_code(word.low) if code in "kb" or not word.low.endswith("ed") else "n"
            code = "n" if code == "v" else code
        elif code == "b" and not (before in "aSP&" or words[place - 1].low.endswith("s")):
            code = _noun_code(word.low)
        elif code == "k" and before in "npof" and not words[place - 1].low.endswith(("s", "people", "men", "women")):
            code = _noun_code(word.low)
        elif code == "n" and before == "N" and word.low in lexicon.PARTICLES:
            after = place + 1 + (words[place + 1].low in lexicon.PARTICLES if place + 1 < len(words) else 0)
            code = "N" if after < len(words) and words[after].text[:1].isupper() else code
        elif code in "TJ" and codes[place + 1 : place + 2] not in (["N"], ["T"], ["J"], ["F"]) and place:
            named = words[place - 1].low.rstrip(".")
            if named in lexicon.FORENAMES or named in _CIVIL:
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
    closed = _CLOSED.get(low)
    if closed and not (following == "N" and low in lexicon.FORENAMES):
        return closed
    if codes[place] in "JT":
        return codes[place] if following in "NTJF'" else _low_code(low)
    if low in lexicon.FORENAMES or following in "'" or word.text in names:
        return "N"
    code = _low_code(low)
    if following == "N" and code in "nkb":
        return "N"
    return "N" if code in "n" or (code == "r" and following in "cv") else code


def _cut(
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


def _ends(
    text: str, words: list[Word], codes: str, at: dict[int, int], runs: Sequence[Run], place: int, code: str, begin: int
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
        return following == "Q" or not words[place + 1].text[:1].islower() and following not in ",;)-:"
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
