"""The class of each word once it is looked at beside its neighbours: a claim, they claim; Hale, hale."""

from typing import NamedTuple

from articles.domain.extraction import lexicon
from articles.domain.extraction.classes import CIVIL, CLOSED, low_code, noun_code

# What alone may name somebody, and what then follows it.
_SOMEBODY = frozenset(("another", "some", "many", "several"))
_AFTER_SOMEBODY: tuple[list[str], ...] = (["c"], ["a"], ["."], [","], [":"], [])
_NOUNS = (["n"], ["p"], ["o"], ["N"], ["T"])
_VERBS = (["c"], ["v"], ["a"])
# After these a capital may only tell that a sentence begins.
FRESH = frozenset(".!?:Q(")
# Determiners that may also stand between a subject and its verb: they both said.
_NO_ARTICLES = frozenset(("that", "to", "both", "all", "each"))
_THIS = frozenset(("this", "these", "those"))
_OBJECTS = (["d"], ["N"], ["T"], ["O"])
_NOUNISH_BEFORE = frozenset("d'JFP")


class Word(NamedTuple):
    """A word, mark or quotation of a sentence; `low` is in lower case, without a possessive."""

    text: str
    low: str
    start: int
    end: int


def ends_name(words: list[Word], codes: list[str], place: int) -> bool:
    """Whether a word that may be a title or a people ends a name: Harold Dean."""
    return (
        codes[place] in "TJ"
        and words[place - 1].low in lexicon.FORENAMES
        and codes[place + 1 : place + 2] not in (["N"], ["T"])
    )


def agreed(words: list[Word], codes: list[str], names: set[str], common: set[str]) -> list[str]:
    """The classes after each word has been looked at beside its neighbours."""
    first = True
    for place, word in enumerate(words):
        code = codes[place]
        if first and word.low == "since":
            code = "s"  # no adverb where it opens a sentence
        elif first and code in "NTJ":
            code = _first_code(word, codes, place, names, common)
        elif code in "cgkvbd":
            code = _as_noun(words, codes, place)
        elif code in "nTJ":
            code = _as_name(words, codes, place, names)
        elif code == "N" and word.text.isupper() and word.low in lexicon.PERSON_NOUNS:
            code = "p" if place and codes[place - 1] in "dJ" else code  # the MP, the CEO
        codes[place] = code
        first = code in FRESH or (first and code in "-x&r")
    return codes


def _as_noun(words: list[Word], codes: list[str], place: int) -> str:  # noqa: PLR0911 — an answer a case
    """The class of what looks like a verb, or like a determiner, and may be a noun."""
    code, low, following = codes[place], words[place].low, codes[place + 1 : place + 2]
    before, above = (codes[place - 1], words[place - 1].low) if place else (".", "")
    if code == "d":
        return "p" if low in _SOMEBODY and following in _AFTER_SOMEBODY else code  # another said
    if above in _THIS and code in "cv" and low.endswith("ed") and following in _OBJECTS:
        return code  # this prompted the paper to …
    if code != "g" and before in _NOUNISH_BEFORE and above not in _NO_ARTICLES:
        # His claims, a call, in demand: no verb stands there.
        code = noun_code(low) if code in "kb" or not low.endswith("ed") else "n"
        return "n" if code == "v" else code
    if code == "g":
        return "i" if before in "d'0J" else code  # a shooting spree
    if code in "cv":
        # Recent attacks from, multiple reports reveal.
        return "n" if before in "nvg" and _is_plural_noun(words, codes, place) else code
    if code == "b":
        if before in "&,." and following == ["F"]:
            return noun_code(low)  # founder and head of
        verb = (before in "aSP&" or above.endswith("s")) and following not in _VERBS
        return code if verb else noun_code(low)
    noun = before in "npof" or (before == "N" and following in _NOUNS) or following == ["T"]
    return noun_code(low) if noun and not above.endswith(("s", "people", "men", "women", "police")) else code


def _as_name(words: list[Word], codes: list[str], place: int, names: set[str]) -> str:
    """The class of what may be a part of the name before it: van Hale, al-Hale, Mr King, Harold Dean."""
    code, word, following = codes[place], words[place], codes[place + 1 : place + 2]
    before, above = (codes[place - 1], words[place - 1].low.rstrip(".")) if place else (".", "")
    if code == "n":
        if before != "N" or word.low.startswith(("al-", "el-", "ibn-", "bin-")):
            return before if before == "N" else code
        if word.low not in lexicon.PARTICLES:
            return code
        after = place + 1 + (words[place + 1].low in lexicon.PARTICLES if place + 1 < len(words) else 0)
        return "N" if after < len(words) and words[after].text[:1].isupper() else code
    if place and following not in (["N"], ["T"], ["J"], ["F"]):
        named = above in lexicon.FORENAMES or above in CIVIL or (code == "T" and word.text in names)
        return "N" if named else code
    return code


def _is_plural_noun(words: list[Word], codes: list[str], place: int) -> bool:
    """Whether a form in -s is rather a noun than a verb: what follows it is nothing one says."""
    low = words[place].low
    return (
        low.endswith("s")
        and not low.endswith("ss")
        and low not in ("says", "is", "was", "has")
        and codes[place + 1 : place + 2] != []
        and codes[place + 1] in "PF&,.acvki"
        and words[place + 1].low not in ("for", "on", "out", "off", "up")
    )


def _first_code(  # noqa: PLR0911 — an answer a case
    word: Word, codes: list[str], place: int, names: set[str], common: set[str]
) -> str:
    """The class of a word whose capital may only tell that a sentence begins."""
    following = codes[place + 1] if place + 1 < len(codes) else "."
    if word.text.isupper() and len(word.text) > 1:
        return codes[place]
    low = word.low
    closed = CLOSED.get(low)
    if closed and not (following == "N" and low in lexicon.FORENAMES):
        return closed
    if codes[place] in "JT":
        if codes[place] == "T" and word.text in names and following not in "NTJ":
            return "N"
        return codes[place] if following in "NTJF'" else low_code(low)
    if low in lexicon.FORENAMES or following == "'" or word.text in names:
        return "N"
    code = low_code(low)
    if (
        code == "n"
        and following != "c"
        and (low in common or (following != "N" and low.endswith(lexicon.NOUN_ENDINGS)))
    ):
        return "n"
    if following == "N" and code in "nkb":
        return "N"
    return "N" if code == "n" or (code == "r" and following in "cv") else code
