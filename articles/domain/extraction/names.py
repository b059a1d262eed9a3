"""Names within one article: cut out of a phrase, told apart as people or bodies, brought together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.domain.extraction import lexicon
from articles.domain.extraction.agreement import Word
from articles.domain.extraction.sentences import Sentence
from articles.domain.titles import HONOURS

# Titles and names, with what may join the parts of one name.
RUN = re.compile(r"[TJ]*N(?:[NT]|F(?=N))*")
_PLACES = frozenset(
    [
        "new",
        "north",
        "south",
        "east",
        "west",
        "san",
        "los",
        "las",
        "saint",
        "st",
        "fort",
        "mount",
        "united",
        "upper",
        "lower",
        "great",
        "wall",
        "white",
        "supreme",
        "capitol",
        "super",
        "election",
        "labor",
        "fox",
        "good",
        "morning",
        "happy",
        "washington",
    ]
)


@dataclass(slots=True)
class Person:
    """Somebody named in the article, by the fullest name printed."""

    words: tuple[str, ...]
    gender: str = ""
    name: str = ""
    first: int = 0
    titled: set[str] = field(default_factory=set)
    forms: dict[tuple[str, ...], int] = field(default_factory=dict)

    def settle(self) -> None:
        """Choose the name to show: the full form printed most often, not one that is the end of another."""
        forms = {
            form: count
            for form, count in self.forms.items()
            if len(form[0].rstrip(".")) > 1 and not any(_ends(other, form) for other in self.forms)
        } or self.forms
        common = sorted(forms.items(), key=lambda form: -form[1])
        self.name = " ".join(common[0][0] if common else self.words)

    @property
    def surname(self) -> str:
        return surname_of(self.words)


@dataclass(frozen=True, slots=True)
class Printed:
    """A name as printed: its words, the titles before them, and the words it stands at in its sentence."""

    words: tuple[str, ...]
    titles: tuple[str, ...]
    begin: int
    end: int


def _ends(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    return len(longer) > len(shorter) and tuple(longer[-len(shorter) :]) == tuple(shorter)


def surname_of(words: Sequence[str]) -> str:
    rest = [word for word in words if word.lower().rstrip(".") not in lexicon.SUFFIXES]
    return (rest or words)[-1].lower().replace("’", "'")


def printed_in(sentence: Sentence, begin: int = 0, end: int | None = None) -> list[Printed]:
    """The names between two words of a sentence."""
    stop = len(sentence.words) if end is None else end
    found = []
    for match in RUN.finditer(sentence.codes, begin, stop):
        found += _cut(sentence, match.start(), match.end())
    return found


def _cut(sentence: Sentence, begin: int, end: int) -> list[Printed]:
    """The names in one unbroken run: a body, and the person who follows it."""
    codes, words = sentence.codes, sentence.words
    parts: list[Printed] = []
    of = codes.find("F", begin, end)
    if of - begin >= 2 and codes[of - 2 : of] == "NN" and not is_body(_texts(words, begin, of)):  # noqa: PLR2004 — counted in words or letters
        return _cut(sentence, begin, of) + _cut(sentence, of + 1, end)  # NAME of the Guild
    while end - begin > 1 and words[end - 1].low in HONOURS:
        end -= 1  # Ann Hale MP
    last_title = max(codes.rfind("T", begin, end), codes.rfind("J", begin, end))
    if last_title + 1 >= end:
        end = last_title
        last_title = begin - 1
    person = max(last_title + 1, begin)
    while end - person > 1 and words[person].low in HONOURS:
        person += 1  # Labour MP Ann Hale
    if codes.find("T", begin, person) > begin and "N" in codes[begin:person]:
        first = codes.find("N", begin, person)
        stop = first
        while stop < person and codes[stop] == "N":
            stop += 1
        parts.append(Printed(_texts(words, first, stop), (), first, stop))
    person = _skip_to_forename(words, codes, person, end, parts)
    if person < end:
        titles: list[str] = []
        place = person - 1
        while place >= begin and codes[place] == "T":
            titles.insert(0, words[place].low.rstrip("."))
            place -= 1
        while person > begin and codes[person - 1] == "J" and is_body(_texts(words, person, end)):
            person -= 1  # a people's name belongs to a body's
        parts.append(Printed(_texts(words, person, end), tuple(titles), person, end))
    return [part for part in parts if part.words]


def _skip_to_forename(words: list[Word], codes: str, begin: int, end: int, parts: list[Printed]) -> int:
    """Where a person's name begins behind a body's: Washington Post | Marty Baron."""
    for place in range(begin + 1, end - 1):
        low = words[place].low
        if low not in lexicon.FORENAMES or codes[place + 1] != "N":
            continue
        before = words[place - 1]
        if before.low in lexicon.FORENAMES or len(before.low) <= 2 or codes[place - 1] == "F":  # noqa: PLR2004 — counted in words or letters
            return begin
        office = begin > 1 and codes[begin - 2 : begin] == "TF"  # Secretary of State | NAME
        if (
            place - begin >= 2  # noqa: PLR2004 — counted in words or letters
            or office
            or before.text in lexicon.ORGANISATION_WORDS
            or before.low in lexicon.PERSON_NOUNS
            or before.text.isupper()
            or before.low in _PLACES
        ):
            parts.append(Printed(_texts(words, begin, place), (), begin, place))
            return place
        return begin
    return begin


def _texts(words: list[Word], begin: int, end: int) -> tuple[str, ...]:
    return tuple(word.text for word in words[begin:end] if word.text)


def is_body(words: Sequence[str]) -> bool:
    """Whether a name is an organisation's, a thing's or an event's by its own words."""
    if len(words) == 1:
        word = words[0]
        return (len(word) > 1 and word.isupper() and word[-1] != ".") or word in lexicon.ORGANISATION_WORDS
    if any(_is_initialism(word) for word in words[1:]) or "of" in words or "&" in words:
        return True
    known = words[0].lower() in lexicon.FORENAMES
    thing = lexicon.THING_WORDS.get(words[-1].lower())
    if known and len(words) == 2:  # noqa: PLR2004 — counted in words or letters
        unsure = words[0].lower() in lexicon.SURNAMES_TOO or words[0] in lexicon.PLACES
        return thing == "" or (thing is None and unsure and words[-1] in lexicon.ORGANISATION_WORDS)
    return (
        (thing is not None and not (known and thing))
        or any(word in lexicon.ORGANISATION_WORDS for word in words[2 if known else 0 :])
        or (words[0].isupper() and len(words[0]) > 2 and "." not in words[0])  # noqa: PLR2004 — counted in words or letters
    )


def _is_initialism(word: str) -> bool:
    return len(word) > 1 and word.isupper() and "." not in word and word.lower() not in lexicon.SUFFIXES


def is_place(words: Sequence[str]) -> bool:
    """Whether a name begins as places' do, and not with a fore-name that some place has too."""
    first = words[0].rstrip(".")
    if first.lower() in _PLACES:
        return True
    return first in lexicon.PLACES and (first.lower() not in lexicon.FORENAMES or len(words) == 1)


def same_person(known: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether two full names may be one person's: surname equal, fore-names no contradiction."""
    if surname_of(known) != surname_of(printed):
        return False
    one, other = known[0].lower().rstrip("."), printed[0].lower().rstrip(".")
    if other in (word.lower() for word in known[1:-1]) or one in (word.lower() for word in printed[1:-1]):
        return True  # Robert “Bobby” Hale, Bobby Hale
    if one == other or ((len(one) == 1 or len(other) == 1) and one[0] == other[0]):
        return True
    if lexicon.gender_of_forename(one) and lexicon.gender_of_forename(one) != (
        lexicon.gender_of_forename(other) or lexicon.gender_of_forename(one)
    ):
        return False
    return one[:3] == other[:3] and min(len(one), len(other)) >= 3  # noqa: PLR2004 — counted in words or letters
