"""What ties a quotation to its source within one sentence: a verb of saying, “according to”, a dash …"""

import re
from collections.abc import Iterator

from articles.domain.extraction import lexicon
from articles.domain.extraction.governing import apposed, before, close_before
from articles.domain.extraction.outer import is_predicate
from articles.domain.extraction.phrases import PHRASE, REACH, is_name, phrase_from
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.subjects import subject_of
from articles.domain.extraction.tie import Tie

_P = PHRASE.pattern
_ASIDE = r"(?:,[^,;:.]{1,24}){0,4}?"
_SAID_AFTER = re.compile(rf",?v?(?P<who>{_P})(?:{_ASIDE},)?(?:[ra]|P?[D0])*(?P<cue>[ck])")
_SAID_BEFORE = re.compile(rf",?(?P<cue>[cv])(?:r|P?D)*(?P<who>{_P})")
_ACCORDING = re.compile(rf"[,-]?A P?(?P<who>{_P})".replace(" ", ""))
_AS_PUT = re.compile(rf",?s(?P<who>{_P})(?:{_ASIDE},)?[ra]*(?P<cue>c)")
_DASHED = re.compile(rf"[,.]?-(?P<who>{_P})(?P<then>,|\.|$|-)")
_TRAILING_INVERTED = re.compile(rf",(?P<cue>c)(?:r|P?D)*(?P<who>{_P})")
_TRAILING = re.compile(rf",(?P<who>{_P})(?:{_ASIDE},)?(?:[ra]|P?D)*(?P<cue>[ck])")


def ties(sentence: Sentence, place: int, words: str) -> Iterator[Tie]:
    """The ties of the quotation at a place, the likeliest first. `words` is what it says."""
    ends_open = words[-1:] in ",?!…—-–"
    begins_low = words[:1].islower()
    predicate = is_predicate(words)
    close = close_before(sentence, place, predicate=predicate)
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
    left = as_they_say(sentence, place) or before(sentence, place, predicate=predicate)
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
        return Tie(*apposed(codes, begin, stop), "said before its subject", found.start("cue"))
    if found and codes[found.start("who")] in "TN":
        return Tie(*found.span("who"), "verb before its subject", found.start("cue"))
    found = _SAID_AFTER.match(codes, start, end)
    if found and (ends_open or codes[start] == "," or codes[found.start("who")] in "NTJdSp"):
        begin, stop = found.span("who")
        return Tie(*apposed(codes, begin, stop), "said after its subject", found.start("cue"))
    found = _AS_PUT.match(codes, start, end)
    if found and sentence.words[found.start() + (codes[found.start()] == ",")].low == "as":
        return Tie(*found.span("who"), "as they put it", found.start("cue"))
    per = start + (codes[start] == "," and start + 1 < end)
    if sentence.words[per].low == "per" and (after := phrase_from(codes, per + 1)) is not None:
        return Tie(per + 1, after, "according to", per)
    found = _DASHED.match(codes, start, end)
    if (
        found
        and codes[found.start("who")] in "NTdnp"
        and (place == 0 or (found["then"] != "," and is_name(codes, *found.span("who"))))
    ):
        return Tie(*found.span("who"), "dash", start)
    return None


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
            return Tie(*apposed(codes, *found.span("who")), "at the end", comma + 1)
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
    verb = re.search("[cv](?=[^cv]*$)", codes[max(0, place - 8) : place])
    if verb is None:
        return None
    above = sentence.words[max(0, max(0, place - 8) + verb.start() - 1)].low
    if above in _HAVING:
        return None  # has called it “…” by tradition
    if codes[max(0, place - 2) : place] == "Pd" and sentence.words[place - 2].low != "as":
        return None  # in a “…” by whoever wrote it
    for spot in range(place + 1, min(len(codes), place + 4)):
        if codes[spot] == "P" and sentence.words[spot].low == "by":
            stop = phrase_from(codes, spot + 1)
            return Tie(*apposed(codes, spot + 1, stop), "by whom", spot) if stop is not None else None
        if codes[spot] in ",;.Q":
            return None
    return None


_HAVING = frozenset(("has", "have", "had", "having", "he", "she", "they"))
