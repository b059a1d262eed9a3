"""What ties a quotation to its source within one sentence: a verb of saying, “according to”, a dash …"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.domain.extraction import lexicon
from articles.domain.extraction.phrases import PHRASE, REACH, is_name, phrase_from, phrase_until
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.subjects import first_subject, subject_of


@dataclass(frozen=True, slots=True)
class Tie:
    """The words of a sentence that name the source, the rule that found them, and the word that ties."""

    begin: int
    end: int
    rule: str
    at: int


# What somebody says, as a noun: their claim, their verdict.
SPEECH_NOUNS = frozenset(
    [
        "claim",
        "claims",
        "verdict",
        "statement",
        "statements",
        "remark",
        "remarks",
        "comment",
        "comments",
        "answer",
        "response",
        "reply",
        "words",
        "argument",
        "assertion",
        "call",
        "pledge",
        "promise",
        "warning",
        "suggestion",
        "prediction",
        "insistence",
        "declaration",
        "description",
        "message",
        "question",
    ]
)
_P = PHRASE.pattern
_ASIDE = r"(?:,[^,;:.]{1,24}){0,4}?"
_SAID_AFTER = re.compile(rf",?v?(?P<who>{_P})(?:{_ASIDE},)?(?:[ra]|P?[D0])*(?P<cue>[ck])")
_SAID_BEFORE = re.compile(rf",?(?P<cue>[cv])(?:r|P?D)*(?P<who>{_P})")
_ACCORDING = re.compile(rf"[,-]?A P?(?P<who>{_P})".replace(" ", ""))
_AS_PUT = re.compile(rf",?s(?P<who>{_P})(?:{_ASIDE},)?[ra]*(?P<cue>c)")
_DASHED = re.compile(rf"[,.]?-(?P<who>{_P})(?P<then>,|\.|$|-)")
_BY = re.compile(rf"(?:P(?!Q)[^,;.Q]{{0,6}})?P(?P<who>{_P})")
_TRAILING_INVERTED = re.compile(rf",(?P<cue>c)(?:r|P?D)*(?P<who>{_P})")
_TRAILING = re.compile(rf",(?P<who>{_P})(?:{_ASIDE},)?(?:[ra]|P?D)*(?P<cue>[ck])")


def ties(sentence: Sentence, place: int, words: str) -> Iterator[Tie]:
    """The ties of the quotation at a place, the likeliest first. `words` is what it says."""
    ends_open = words[-1:] in ",?!…—-–"
    begins_low = words[:1].islower()
    close = close_before(sentence, place)
    right = beside(sentence, place, ends_open=ends_open)
    if close and place and sentence.codes[place - 1] in ",:":
        yield close
    if right and (ends_open or (not begins_low and not close)):
        yield right
    by = by_whom(sentence, place)
    if by and by.at == place + 1 and re.search("[cv][^,;]{0,3}$", sentence.codes[max(0, place - 5) : place]):
        yield by
    if close:
        yield close
    if right:
        yield right
    trailing = trailing_after(sentence, place)
    if trailing:
        yield trailing
    after = verb_after(sentence, place) if ends_open and not close and not begins_low else None
    if after:
        yield after
    left = as_they_say(sentence, place) or before(sentence, place)
    if left:
        yield left
    if by:
        yield by


def beside(sentence: Sentence, place: int, *, ends_open: bool = True) -> Tie | None:  # noqa: PLR0911 — an answer a case
    """The tie right after a quotation: said NAME, NAME said, according to NAME, as NAME put it, – NAME."""
    codes = sentence.codes
    start, end = place + 1, min(len(codes), place + 1 + REACH)
    if start >= end:
        return None
    found = _ACCORDING.match(codes, start, end)
    if found and found["who"]:
        return Tie(*found.span("who"), "according to", start)
    found = _SAID_BEFORE.match(codes, start, end)
    if found and sentence.words[found.start("cue")].low in lexicon.INVERTING:
        begin, stop = found.span("who")
        # “…” said on Monday NAME: no; “…”, said NAME: yes. What follows may itself be a subject.
        return Tie(*_apposed(codes, begin, stop), "said before its subject", found.start("cue"))
    if found and codes[found.start("who")] in "TN":
        return Tie(*found.span("who"), "verb before its subject", found.start("cue"))
    found = _SAID_AFTER.match(codes, start, end)
    if found and (ends_open or codes[start] == "," or codes[found.start("who")] in "NTJdSp"):
        begin, stop = found.span("who")
        return Tie(*_apposed(codes, begin, stop), "said after its subject", found.start("cue"))
    found = _AS_PUT.match(codes, start, end)
    if found and sentence.words[found.start() + (codes[found.start()] == ",")].low == "as":
        return Tie(*found.span("who"), "as they put it", found.start("cue"))
    found = _DASHED.match(codes, start, end)
    if (
        found
        and codes[found.start("who")] in "NTdnp"
        and (place == 0 or (found["then"] != "," and is_name(codes, *found.span("who"))))
    ):
        return Tie(*found.span("who"), "dash", start)
    return None


def _apposed(codes: str, begin: int, stop: int) -> tuple[int, int]:
    """The name behind a post: said its director, NAME."""
    if (
        stop < len(codes)
        and codes[stop] == ","
        and not is_name(codes, begin, stop)
        and codes[begin] not in "SO"
    ):
        after = phrase_from(codes, stop + 1)
        if after is not None:
            name = after
            while name > stop + 1 and not is_name(codes, stop + 1, name):
                name -= 1
            if name > stop + 1 and codes[name : name + 1] in (
                "",
                ",",
                ".",
                "P",
                "F",
                "w",
                "c",
                "r",
                "a",
                "-",
                ";",
            ):
                return stop + 1, name
    return begin, stop


def close_before(sentence: Sentence, place: int) -> Tie | None:
    """A verb of saying right before the quotation, but for a comma, colon, “that” or a short object."""
    codes = sentence.codes
    spot = place
    if place > 1 and codes[place - 1] == ":":
        begin = phrase_until(codes, place - 1)
        if (
            begin is not None
            and is_name(codes, begin, place - 1)
            and (begin == 0 or codes[begin - 1] in "-.x")
        ):
            return Tie(begin, place - 1, "name and colon", place - 1)
    if spot and codes[spot - 1] in ",:-":
        spot -= 1
    if spot and codes[spot - 1] == "t":
        spot -= 1
    for cue in range(spot - 1, max(-1, spot - 9), -1):
        code = codes[cue]
        if code in "cgk":
            outer = None if spot < place and cue == spot - 1 else _outer(sentence, cue)
            return outer or _tie_at(sentence, cue, "verb right before")
        if code == "A":
            return _according(sentence, cue)
        if code in "nfk" and (owner := _owner(sentence, cue)) is not None:
            return owner
        if code in "Q;.:w" or (
            spot == place and (code == "," or (code == "s" and sentence.words[cue].low != "as"))
        ):
            return None
    return None


def before(sentence: Sentence, place: int) -> Tie | None:  # noqa: PLR0911 — an answer a case
    """The nearest verb of saying farther to the left that governs the quotation."""
    codes = sentence.codes
    for cue in range(place - 1, max(-1, place - REACH), -1):
        code = codes[cue]
        if code in "cgk":
            main = first_subject(sentence, 0, place)
            if main is not None and cue < main[0] < place - 1:
                if codes[0] == "A":
                    return _according(sentence, 0)
                return Tie(*main, "subject", main[1])  # the verb belongs to a leading adverbial
            return _outer(sentence, cue) or _tie_at(sentence, cue, "verb before")
        if code in "nf" and (owner := _owner(sentence, cue)) is not None:
            return owner
        if code == "A":
            return _according(sentence, cue)
        if code == ";":
            return None
    return None


def _outer(sentence: Sentence, cue: int) -> Tie | None:
    """The verb of speech above one of thought, of a condition, or of what would be said."""
    codes, words = sentence.codes, sentence.words
    low = words[cue].low
    subject = subject_of(sentence, cue) if codes[cue] in "ck" else None
    conditional = subject is not None and subject[0] > 0 and words[subject[0] - 1].low in _CONDITIONS
    supposed = cue > 0 and words[cue - 1].low in _MODALS
    if not (low in lexicon.THOUGHT or conditional or supposed):
        return None
    for above in range((subject[0] if subject else cue) - 1, max(-1, cue - REACH), -1):
        if codes[above] in "Q;.":
            return None
        if (
            codes[above] in "cg"
            and words[above].low not in lexicon.THOUGHT
            and not _is_passive(sentence, above)
        ):
            main = subject_of(sentence, above)
            if main is not None and (main[0] == 0 or codes[main[0] - 1] != "s"):
                return Tie(*main, "verb above", above)
    return None


_CONDITIONS = frozenset(["if", "unless", "whether", "because", "when", "whenever", "until", "once"])
_MODALS = frozenset(["will", "would", "should", "could", "might", "may", "can"])


def _tie_at(sentence: Sentence, cue: int, rule: str) -> Tie | None:
    codes = sentence.codes
    if _is_passive(sentence, cue):
        stop = (
            phrase_from(codes, cue + 2) if sentence.words[min(cue + 1, len(codes) - 1)].low == "by" else None
        )
        if stop is not None:
            return Tie(cue + 2, stop, "passive", cue)
    before_cue = codes[max(0, cue - 2) : cue]
    if before_cue.endswith(("Q", "Q,")) and sentence.words[cue].low in lexicon.INVERTING:
        stop = phrase_from(codes, cue + 1)  # “…,” warned NAME, “…”
        return Tie(*_apposed(codes, cue + 1, stop), rule, cue) if stop is not None else None
    found = subject_of(sentence, cue)
    return Tie(*found, rule, cue) if found else None


def _owner(sentence: Sentence, noun: int) -> Tie | None:
    """NAME's claim that …, NAME's verdict: …"""
    codes, words = sentence.codes, sentence.words
    if words[noun].low not in SPEECH_NOUNS or codes[noun + 1 : noun + 2] not in ("t", ":", ",", "Q"):
        return None
    owned = codes.rfind("'", max(0, noun - 5), noun)
    if owned < 1 or codes[owned - 1] not in "Npo":
        return None
    begin = phrase_until(codes, owned)
    return Tie(begin, owned, "possessive", noun) if begin is not None else None


def _is_passive(sentence: Sentence, cue: int) -> bool:
    return (
        sentence.codes[cue] == "c"
        and cue > 0
        and sentence.words[cue - 1].low in ("was", "were", "is", "are", "been", "being", "be")
    )


def _according(sentence: Sentence, cue: int) -> Tie | None:
    stop = phrase_from(sentence.codes, cue + 2)
    return Tie(*_apposed(sentence.codes, cue + 2, stop), "according to", cue) if stop is not None else None


def verb_after(sentence: Sentence, place: int) -> Tie | None:
    """The first verb of saying behind a quotation that its comma leaves open, whatever stands before it."""
    codes = sentence.codes
    for cue in range(place + 2, min(len(codes), place + 26)):
        if codes[cue] in "Q;:.":
            return None
        if codes[cue] == "c":
            found = subject_of(sentence, cue)
            return Tie(*found, "verb after", cue) if found and found[0] > place else None
    return None


def trailing_after(sentence: Sentence, place: int) -> Tie | None:
    """An attribution at the end of the sentence: it would be “…” to accept, NAME told …"""
    codes = sentence.codes
    comma = codes.find(",", place + 1, place + 1 + REACH)
    while comma >= 0:
        found = _TRAILING.match(codes, comma, comma + REACH)
        if found and "Q" not in codes[place + 1 : comma]:
            return Tie(*found.span("who"), "at the end", found.start("cue"))
        found = _TRAILING_INVERTED.match(codes, comma, comma + REACH)
        if (
            found
            and sentence.words[comma + 1].low in lexicon.INVERTING
            and "Q" not in codes[place + 1 : comma]
        ):
            return Tie(*_apposed(codes, *found.span("who")), "at the end", comma + 1)
        comma = codes.find(",", comma + 1, place + 1 + REACH)
    return None


def as_they_say(sentence: Sentence, place: int) -> Tie | None:
    """As NAME put it, …"""
    found = _AS_PUT.match(sentence.codes, 0, place)
    if found and sentence.words[0].low == "as" and "," in sentence.codes[found.end() : place]:
        return Tie(*found.span("who"), "as they put it", found.start("cue"))
    return None


def by_whom(sentence: Sentence, place: int) -> Tie | None:
    """Dismissed as “…” by NAME."""
    codes = sentence.codes
    if not re.search("[cv]", codes[max(0, place - 8) : place]):
        return None
    for spot in range(place + 1, min(len(codes), place + 4)):
        if codes[spot] == "P" and sentence.words[spot].low == "by":
            stop = phrase_from(codes, spot + 1)
            return Tie(*_apposed(codes, spot + 1, stop), "by whom", spot) if stop is not None else None
        if codes[spot] in ",;.Q":
            return None
    return None


def plain_subject(sentence: Sentence, place: int) -> Tie | None:
    """The subject of the clause, where no verb of saying stands."""
    found = first_subject(sentence, 0, place)
    return Tie(*found, "subject", found[1]) if found and found[1] < place else None
