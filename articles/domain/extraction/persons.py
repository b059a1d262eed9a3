"""Whether a printed name is somebody's: a fore-name, a title, or somebody beside it."""

import re
from collections.abc import Container

from articles.domain.extraction import lexicon
from articles.domain.extraction.names import Printed, is_body, is_place, surname_of
from articles.domain.extraction.sentences import Sentence
from articles.domain.titles import ADDRESS

_HALF_TITLES = frozenset(("former", "vice", "prime", "deputy", "assistant", "associate", "chief", "attorney"))


def is_headline(sentence: Sentence) -> bool:
    """Whether Nearly All Words Are Capital, so that capitals tell no names."""
    if sentence.paragraph or ("Q" in sentence.codes and "c" in sentence.codes):
        return False
    words = [word.text for word in sentence.words if word.text[:1].isalpha() and len(word.text) > 3]  # noqa: PLR2004 — counted in words or letters
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.75 * len(words)  # noqa: PLR2004 — counted in words or letters


def is_titled(sentence: Sentence, name: Printed) -> bool:
    """Whether a title and one word are somebody's: Mr Hale, but not former Texas governor."""
    after = sentence.codes[name.end : name.end + 1]
    return (
        not is_body(name.words)
        and name.titles[-1] not in _HALF_TITLES
        and (after not in ("n", "p", "o", "T") or name.titles[-1] in ADDRESS)
    )


def is_forename_apposed(sentence: Sentence, name: Printed) -> bool:
    """His wife, Carol: a person of whom only the fore-name is printed."""
    before = sentence.codes[max(0, name.begin - 2) : name.begin]
    return len(name.words) == 1 and before == "p," and name.words[0].lower() in lexicon.FORENAMES


_SAYS_OF_BODY = re.compile("[Q,]c(?:d?[NJo]{1,3})'$")
_SAYS = re.compile("[ra]{0,2}c")


def speaks(sentence: Sentence, name: Printed) -> bool:
    """Whether a verb of saying follows a name of one word: Hale said; “…,” said Hale."""
    codes = sentence.codes
    return (
        not is_body(name.words)
        and name.words[0] not in lexicon.PLACES
        and (not name.begin or sentence.words[name.begin - 1].low != "the")
        and (
            _SAYS.match(codes, name.end) is not None
            or (
                codes[max(0, name.begin - 2) : name.begin] in ("Qc", ",c")
                and codes[name.end : name.end + 1] in "., "
            )
        )
    )


def is_full_name(sentence: Sentence, name: Printed, titled: Container[str]) -> bool:
    """Whether two words or more are a person's name: a fore-name among them, or somebody beside them."""
    words = name.words
    if len(words) < 2 or len(words) > 5 or is_body(words):  # noqa: PLR2004 — counted in words or letters
        return False
    first = words[0].lower()
    if first in lexicon.FORENAMES or first.partition("-")[0] in lexicon.FORENAMES or name.titles:
        return not is_place(words) or bool(name.titles)
    if is_place(words) or words[0].lower() in _NO_NAMES:
        return False
    if any(len(word.rstrip(".")) == 1 for word in words[:-1]) or surname_of(words) in titled:
        return True
    return _is_beside_somebody(sentence, name)


_NO_NAMES = _HALF_TITLES | {
    "interim",
    "acting",
    "senior",
    "national",
    "black",
    "real",
    "red",
    "big",
    "old",
    "first",
}

_DESCRIBED = re.compile(r",(?:0,|[dnJNoi0F']{0,9}p|w)|\(0\)|w[ra]{0,2}[cv]")

_LEADS = re.compile(rf"[ra]{{0,2}}[cv]|{_DESCRIBED.pattern}")


def _is_beside_somebody(sentence: Sentence, name: Printed) -> bool:
    """Whether a post stands before the name, or an age, a post, a “who” or a verb of saying behind it."""
    codes, words = sentence.codes, sentence.words
    before = codes[name.begin - 1] if name.begin else "."
    if before == "p":
        return True
    if before == "c" and words[name.begin - 1].low in lexicon.INVERTING:
        return True
    if (
        _SAYS_OF_BODY.search(codes, max(0, name.begin - 6), name.begin)
        and codes[name.end : name.end + 1] in ",."
    ):
        return True  # said the Herald's Tess Teapot.
    if name.begin and words[name.begin - 1].low == "the":
        return False
    behind = _DESCRIBED if before in "PF" else _LEADS  # the head of Steeple Tea says
    return behind.match(codes, name.end) is not None
