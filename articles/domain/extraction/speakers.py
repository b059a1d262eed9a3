"""From the words that name a source to the speaker: a person's full name, a body, or the words as printed."""

import re
from dataclasses import dataclass

from articles.domain.extraction import lexicon
from articles.domain.extraction.names import Person, Printed, is_body, is_place, printed_in
from articles.domain.extraction.phrases import BASE, phrase_from, phrase_until
from articles.domain.extraction.register import Register
from articles.domain.extraction.sentences import Sentence
from articles.domain.titles import HONOURS

_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever is quoted: the name to show, the words printed there, and of what kind it is.

    `kind` is person, organisation, document, anonymous or none; `noun` the common noun that names it.
    """

    name: str
    mention: str
    kind: str
    person: Person | None = None
    noun: str = ""
    sentence: int = -1
    begin: int = 0
    end: int = 0


def head_of(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """The phrase without what hangs on it by a preposition."""
    found = BASE.match(sentence.codes, begin, end)
    stop = found.end() if found else end
    while stop - begin > 1 and sentence.codes[stop - 2] == "N" and sentence.words[stop - 1].low in HONOURS:
        stop -= 1  # Ann Hale MP
    return begin, stop


def speaker_of(  # noqa: PLR0913, PLR0917 — all of it is looked at
    sentences: list[Sentence], number: int, begin: int, end: int, register: Register, text: str
) -> Speaker:
    """The speaker that a noun phrase names; pronouns are not for here."""
    sentence = sentences[number]
    words = sentence.words
    head_begin, head_end = head_of(sentence, begin, end)
    mention = _mention(text, sentence, begin, end)
    several = _several(sentence, begin, end, register, text)
    if several:
        return Speaker(several, mention, "anonymous", None, "people", number, begin, end)
    name = _name_at_end(sentence, head_begin, end, head_end) or _name_behind_post(
        sentence, end, head_end, register
    )
    if name is not None:
        person = register.named_at(number, name)
        if person is not None:
            return Speaker(person.name, mention, "person", person, "", number, begin, end)
        printed = text[words[_joined_by_owner(sentence, name)].start : words[name.end - 1].end]
        printed = register.bodies.get(printed, printed)
        kind = (
            "organisation"
            if is_body(name.words) or _the(sentence, name.begin)
            else "person"
            if name.titles
            else "name"
        )
        return Speaker(printed, mention, kind, None, "", number, begin, end)
    noun = words[head_end - 1].low
    apposed = _apposed(sentence, end, register) or _apposed_to(sentence, begin, noun, register)
    if apposed is not None:
        return Speaker(apposed.name, mention, "person", apposed, noun, number, begin, end)
    return Speaker(mention, mention, _kind_of(sentence, head_end), None, noun, number, begin, end)


def _several(sentence: Sentence, begin: int, end: int, register: Register, text: str) -> str:
    """The full names of two people joined by and; empty where there are not two."""
    codes = sentence.codes
    both = codes.find("&", begin, end)
    if both < 0 or codes[both - 1] != "N" or sentence.words[both].low != "and":
        return ""
    names = printed_in(sentence, begin, end)
    people = [register.find(name.words, name.titles) for name in names]
    if len(people) == 2 and people[0] is None and people[1] is not None and len(names[0].words) == 1:  # noqa: PLR2004 — counted in words or letters
        first, last = sentence.words[names[0].begin], sentence.words[names[1].end - 1]
        return text[first.start : last.end]  # Ann and Ivo Hale
    known = [person.name for person in people if person is not None]
    return " and ".join(known) if len(known) == len(people) == 2 else ""  # noqa: PLR2004 — counted in words or letters


def _joined_by_owner(sentence: Sentence, name: Printed) -> int:
    """Where a body's name begins whose first part is an owner: the Potters' Union."""
    place = name.begin - 2
    if place < 0 or sentence.codes[place : name.begin] != "N'" or not is_body(name.words):
        return name.begin
    low = sentence.words[place].low
    return place if low.endswith("s") or low in _PLURALS else name.begin


_PLURALS = frozenset(("children", "women", "men", "people"))


def _the(sentence: Sentence, place: int) -> bool:
    return place > 0 and sentence.words[place - 1].low == "the"


def _name_at_end(sentence: Sentence, begin: int, end: int, head_end: int) -> Printed | None:
    """The name that the phrase ends on before its prepositions; None where that is a common noun."""
    if sentence.codes[head_end - 1] not in "NJT":
        return None
    for name in reversed(printed_in(sentence, begin, end)):
        if name.begin < head_end <= name.end:
            return name
    return None


def _name_behind_post(sentence: Sentence, end: int, head_end: int, register: Register) -> Printed | None:
    """The person right behind what a post is of: head of brewing NAME."""
    if sentence.codes[head_end - 1] != "p" or _POST_OF.match(sentence.codes, head_end, end) is None:
        return None
    name = printed_in(sentence, head_end, end)[-1:]
    known = name and len(name[0].words) > 1 and register.find(name[0].words, name[0].titles) is not None
    return name[0] if known and name[0].end == end else None


_POST_OF = re.compile("F[nJi&]*[nig]T*N+")


def _apposed(sentence: Sentence, end: int, register: Register) -> Person | None:
    """The person named behind a comma: the mayor, NAME."""
    codes = sentence.codes
    if sentence.words[end : end + 1] and sentence.words[end].low in _NAMED:
        end += sentence.words[end].low == "known"  # the chief known as NAME, a man named NAME
    elif codes[end : end + 1] != ",":
        return None
    names = printed_in(sentence, end + 1, phrase_from(codes, end + 1) or end + 1)
    posts = re.compile("[noJ]{0,3}").match(codes, end + 1)  # Hale's niece, state Del. Marcia Hale
    if not names or posts is None or names[0].begin > posts.end() + len(names[0].titles):
        return None
    return register.find(names[0].words, names[0].titles)


_NAMED = frozenset(("known", "named", "called"))


def _apposed_to(sentence: Sentence, begin: int, noun: str, register: Register) -> Person | None:
    """The person named before the comma: NAME, Bell's deputy, was asked."""
    if sentence.codes[max(0, begin - 2) : begin] != "N," or not is_person_noun(noun):
        return None
    names = printed_in(sentence, phrase_until(sentence.codes, begin - 1) or 0, begin - 1)
    if not names or names[-1].end != begin - 1:
        return None
    return register.find(names[-1].words, names[-1].titles)


def _kind_of(sentence: Sentence, head_end: int) -> str:
    code = sentence.codes[head_end - 1]
    return {"o": "organisation", "f": "document"}.get(code, "anonymous")


def _mention(text: str, sentence: Sentence, begin: int, end: int) -> str:
    words = sentence.words[begin : min(end, begin + _LONGEST)]
    return text[words[0].start : words[-1].end]


def gender_of(word: str) -> str:
    """The gender that a common noun tells, or nothing."""
    return lexicon.PERSON_NOUNS.get(word, "")


def is_somebody(speaker: Speaker) -> bool:
    """Whether a speaker is a person or a body by name, not a place, a thing or a number."""
    if speaker.person is not None or speaker.kind not in ("name", "organisation"):
        return speaker.person is not None
    words = speaker.name.split()
    thing = lexicon.THING_WORDS.get(words[-1].lower()) == "" and words[-1] not in lexicon.ORGANISATION_WORDS
    return not thing and not is_place(words) and not any(mark.isdigit() for mark in words[-1])


def is_person_noun(word: str) -> bool:
    last = word.rpartition("-")[2]
    return last in lexicon.PERSON_NOUNS or last.rstrip("s") in lexicon.PERSON_NOUNS
