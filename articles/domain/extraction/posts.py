"""Which common nouns describe whom: the senator, the actor, the director, wherever they are told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from articles.domain.extraction import lexicon
from articles.domain.extraction.phrases import BASE, phrase_until
from articles.domain.extraction.register import Mention
from articles.domain.extraction.sentences import Sentence

# What a title means as a noun.
_OFFICES = {
    "sen": "senator",
    "gov": "governor",
    "rep": "congressman",
    "prof": "professor",
    "cllr": "councillor",
    "sgt": "sergeant",
    "capt": "captain",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
}
_IS = re.compile(r"[ra]{1,2}(?=d)")
_LESSER = frozenset(("vice", "deputy", "assistant", "associate", "shadow"))
_PAST = frozenset(("former", "ex", "then"))


def posts(sentences: Sequence[Sentence], mentions: Iterable[Mention]) -> dict[str, frozenset[str]]:
    """For each noun, the names of the people it describes wherever they are named."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.person is None:
            continue
        sentence = sentences[mention.sentence]
        for noun in (*_before(sentence, mention.begin), *_after(sentence, mention.end)):
            found[noun].add(mention.person.name)
    return {noun: frozenset(names) for noun, names in found.items()}


def _before(sentence: Sentence, begin: int) -> list[str]:
    """The posts right before a name: Judge Ann Hale, the harbour master Ann Hale."""
    codes, words = sentence.codes, sentence.words
    nouns = []
    place = begin - 1
    while place >= 0 and codes[place] in "Tp":
        low = words[place].low.rstrip(".")
        low = _OFFICES.get(low, low)
        if low in lexicon.PERSON_NOUNS:
            nouns += _as_said(words[place - 1].low if place else "", low)
        place -= 1
    start = phrase_until(codes, place) if place > 0 and codes[place] == "," else None
    head = BASE.match(codes, start, place) if start is not None else None
    if head is not None and codes[head.end() - 1] == "p":  # the head of the guild, Ann Hale
        nouns += _as_said(words[head.end() - 2].low, words[head.end() - 1].low.rpartition("-")[2])
    return nouns


def _after(sentence: Sentence, end: int) -> list[str]:
    """The posts in the apposition behind a name, or what the person is said to be."""
    codes, words = sentence.codes, sentence.words
    place = end
    if codes[end : end + 1] == ",":
        place = end + 1
        if codes[place : place + 1] == "0" and codes[place + 1 : place + 2] == ",":
            place += 2  # Ann Hale, 43, a lock-keeper
    elif (linked := _IS.match(codes, end)) is not None and words[linked.end() - 1].low in _BEING:
        place = linked.end()
    if place == end:
        return []
    nouns = []
    for _ in range(2):  # a lawyer and father of two
        base = BASE.match(codes, place, place + 14)
        if base is None or codes[base.end() - 1] != "p":
            break
        nouns += _as_said(words[base.end() - 2].low, words[base.end() - 1].low.rpartition("-")[2])
        if codes[base.end() : base.end() + 1] != "&":
            break
        place = base.end() + 1
    return nouns


def _as_said(before: str, noun: str) -> list[str]:
    """The noun, and with “former” where that stands before it; nothing for vice presidents and deputies."""
    if noun not in lexicon.PERSON_NOUNS or before in _LESSER:
        return []
    return [noun, f"former {noun}"] if before in _PAST else [noun]


_BEING = frozenset(("is", "was", "became", "be", "been"))
