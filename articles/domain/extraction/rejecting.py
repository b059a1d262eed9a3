"""Runs between marks that are no quotations: titles, terms, scare quotes. Rejected with evidence only."""

import re
from dataclasses import dataclass

from articles.domain.extraction import lexicon
from articles.domain.extraction.agreement import Word
from articles.domain.extraction.sentences import Sentence

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "my",
        "not",
        "of",
        "on",
        "or",
        "the",
        "to",
        "up",
        "with",
        "your",
        "our",
        "vs",
    ]
)
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_WEAK = frozenset(
    (
        "subject",
        "none",
        "same sentence",
        "same paragraph",
        "colon before",
        "introduced before",
        "paragraph before",
        "taking turns",
        "introduced in the paragraph before",
    )
)
_CALLED = re.compile(",[cv]d$")
_GIVING = frozenset(("called", "named", "dubbed", "titled", "entitled", "nicknamed"))
_CHOSEN = (["named"], ["chose"], ["picked"], ["listed"])
_NEAR = 3
_FAR = 7
_SHORT = 4
_MAKERS = frozenset(
    [
        "author",
        "co-author",
        "host",
        "co-host",
        "writer",
        "director",
        "star",
        "creator",
        "editor",
        "producer",
        "winner",
    ]
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a run.

    The rule that tied it, how many words before it the verb stands, whether its source is somebody, and
    whether the verb is one of `naming`, such as call and describe.
    """

    rule: str
    gap: int
    somebody: bool
    naming: bool = False


def why_rejected(said: str, sentence: Sentence, place: int, evidence: Evidence) -> str:  # noqa: PLR0911 — an answer a case
    """Why a run is no quotation; empty where it may be one."""
    codes, words = sentence.codes, sentence.words
    count = len(said.replace("-", " ").split())
    before = [word.low for word in words[max(0, place - 3) : place]]
    title = is_title(said)
    weak = evidence.rule in _WEAK
    near = not weak and evidence.gap <= (_FAR if evidence.naming else _NEAR)
    if (
        before[-1:] in (["so-called"], ["nicknamed"])
        or before[-2:] == ["known", "as"]
        or before[-3:-1] == ["known", "as"]
    ):
        return "term"
    given = _given_or_listed(sentence, place, title=title, listed=weak and count <= _SHORT)
    if given:
        return given
    if _named_by_its_kind(before) and (title or weak):
        return "title"
    named = before[:-1] if before[-1:] == [","] else before
    if named and named[-1] in lexicon.WORD_NOUNS and (weak or not near) and count <= _SHORT:
        return "word"
    if title and count > 1 and any(word.low in lexicon.TITLED_NOUNS for word in words[place + 1 : place + 3]):
        return "title"  # her “Morning Steep” radio show
    if (
        title
        and (place or _is_subject(codes, place))
        and codes[place - 1 : place] != ":"
        and not near
        and not said.rstrip("”\"'’ ").endswith(("?", "!"))
    ):
        return "title" if weak or count > 1 or _after_owner(codes, place) else ""
    if title and count > 1 and _after_owner(codes, place):
        return "title"
    if weak and count <= _SHORT and place and codes[place - 1] == "'" and _is_subject(codes, place):
        return "scare"  # the club's “reform” now runs to ten pages
    if count <= _SHORT and place and not said[:1].isupper():
        return _scare(codes, place, count, evidence, weak=weak, near=near)
    return ""


def _given_or_listed(sentence: Sentence, place: int, *, title: bool, listed: bool) -> str:
    """Whether a run is a name given to a thing, one chosen as somebody's favourite, or an example."""
    codes, words = sentence.codes, sentence.words
    before = [word.low for word in words[max(0, place - 3) : place]]
    following = codes[place + 1 : place + 2]
    called = title and _CALLED.search(codes, max(0, place - 3), place) is not None
    if called and before[-1] == "the" and before[-2] in _GIVING and following != "P":
        return "title"  # a blog, called the “Kettle”
    if title and before[-1:] in _CHOSEN and following == "s":
        return "title"  # named “The Kettle” as her favourite
    return "term" if listed and _is_example(words, place) else ""


def _is_example(words: list[Word], place: int) -> bool:
    """Whether a run is an example of a thing: matters like biscuits and “cold cups”, such as “cold cups”."""
    before = [word.low for word in words[max(0, place - 4) : place]]
    return "like" in before or "such as" in " ".join(before)


def _scare(codes: str, place: int, count: int, evidence: Evidence, *, weak: bool, near: bool) -> str:  # noqa: PLR0913 — all of it is looked at
    following = codes[place + 1 : place + 2]
    if (
        following in ("n", "o", "f", "p")
        and codes[place - 1] in "dnJ'0o"
        and count < _SHORT
        and not near
        and (weak or not evidence.somebody)
    ):
        return "scare"
    if evidence.rule in _WEAK - {"subject", "same sentence"}:
        return "scare"
    if weak and not evidence.somebody and evidence.rule != "same sentence":
        return "scare"
    return ""


def is_title(said: str) -> bool:
    """Whether Its Words Are Capital as in a title, with no sentence's end but a comma or full stop."""
    words = _WORD.findall(said)
    if not words or len(words) > 9 or not words[0][0].isupper():  # noqa: PLR2004 — counted in words or letters
        return False
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and all(word[0].isupper() for word in large) and (len(large) > 1 or len(words) < 3)  # noqa: PLR2004 — counted in words or letters


def _named_by_its_kind(before: list[str]) -> bool:
    """The film “…”, his book, “…”, titled “…”, host of “…”."""
    if not before:
        return False
    last = before[-1] if before[-1] != "," else (before[-2] if len(before) > 1 else "")
    if last in lexicon.TITLED_NOUNS or last in ("titled", "entitled", "headlined", "nicknamed"):
        return True
    return before[-1] == "of" and len(before) > 1 and before[-2] in _MAKERS


def _after_owner(codes: str, place: int) -> bool:
    """The BBC's “…”, on “…”."""
    return place > 0 and codes[place - 1] in "'PF"


def _is_subject(codes: str, place: int) -> bool:
    return codes[place + 1 : place + 2] in ("a", "v", "r")
