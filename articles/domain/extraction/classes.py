"""The class of a word by itself: one letter, as sentences explains."""

from functools import lru_cache

from articles.domain.extraction import lexicon
from articles.domain.titles import ADDRESS

_POSSESSIVE = ("'s", "’s", "s'", "s’")
_PUNCTUATION = {mark: mark for mark in ",;:.!?()"} | dict.fromkeys("–—―-", "-") | {"…": ".", "&": "N"}
# What a word is by itself: P plain, H with a possessive, S a full stop, X not to be read; then its lower
# case and its class.
SEEN: dict[str, tuple[str, str, str]] = {}
_MOST_SEEN = 50_000


def see(word: str) -> tuple[str, str, str]:
    if len(SEEN) >= _MOST_SEEN:
        SEEN.clear()
    SEEN[word] = seen = _look_at(word)
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


CIVIL = ADDRESS - {"professor", "lord", "lady", "baron", "baroness"}
MONTHS = lexicon.GRAMMAR["day"]


def _code(word: str) -> str:
    """The class of a word by itself; capital ones are looked at again where a sentence begins."""
    if word[0].isdigit():
        return "p" if word.endswith("-year-old") else "0"
    if word[0].isupper():
        low = word.lower().rstrip(".")
        if low in lexicon.GRAMMAR["day"] and low not in ("mar", "sat", "sun"):
            return "D"
        if word in lexicon.DEMONYMS:
            return "J"
        if low in lexicon.TITLES:
            return "T"
        return CLOSED.get(word.lower(), "N") if word in _NEVER_NAMES or len(word) == 1 else "N"
    return low_code(word)


@lru_cache(maxsize=20_000)
def low_code(low: str) -> str:  # noqa: PLR0911 — an answer a case
    known = CLOSED.get(low)
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
    return noun_code(low)


def noun_code(low: str) -> str:  # noqa: PLR0911 — an answer a case
    low = low.rpartition("-")[2] or low  # the inn-keeper
    for form in (low, low.removesuffix("s"), low[:-3] + "y" if low.endswith("ies") else low):
        if form in lexicon.PERSON_NOUNS:
            return "p"
        if form in lexicon.ORGANISATION_NOUNS:
            return "o"
        if form in lexicon.DOCUMENT_NOUNS:
            return "f"
    if low in _NOUNS_IN_LY:
        return "n"
    if low.endswith("ly") and len(low) > 4:  # noqa: PLR2004 — counted in words or letters
        return "r"
    if low.endswith("ed") and len(low) > 4:  # noqa: PLR2004 — counted in words or letters
        return "v"
    if low.endswith("ing") and len(low) > 5:  # noqa: PLR2004 — counted in words or letters
        return "i"
    return "n"


_NOUNS_IN_LY = frozenset(("ally", "anomaly", "bully", "fly", "monopoly", "rally", "supply"))
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
CLOSED = {word: code for kind, code in _CLASSES.items() for word in lexicon.GRAMMAR[kind]} | {
    "of": "F",
    "that": "t",
    "to": "P",
    **dict.fromkeys(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "twenty",
        ],
        "0",
    ),
    "according": "A",
    "her": "d",
}
_NEVER_NAMES = frozenset(
    word.capitalize()
    for kind in ("determiner", "preposition", "conjunction", "subject", "object", "subordinator", "relative")
    for word in lexicon.GRAMMAR[kind]
) | {"That", "Of", "To", "According", "I", "Not", "Also", "Then"}
