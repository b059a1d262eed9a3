"""Who is named in the article: every person once, by the fullest name, whichever form is printed where."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.domain.extraction import lexicon
from articles.domain.extraction.names import (
    Person,
    Printed,
    is_body,
    printed_in,
    same_person,
    surname_of,
)
from articles.domain.extraction.persons import (
    is_forename_apposed,
    is_full_name,
    is_headline,
    is_titled,
    speaks,
)
from articles.domain.extraction.sentences import Sentence
from articles.domain.titles import ADDRESS

# More people of one surname are not told apart; the work stays in proportion to the text.
_ALIKE = 20
# In sentences: so long not named, a person has left the story; so lately, one is still in it.
_LONG_AGO, _LATELY = 10, 3
_HIS = frozenset(("he", "his", "him", "himself"))
_HERS = frozenset(("she", "her", "hers", "herself"))
_FORENAME_TITLES = frozenset(("sir", "dame", "lady", "prince", "princess", "king", "queen", "pope"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it is printed: sentence, its words there, and who that is (None: no person)."""

    sentence: int
    begin: int
    end: int
    offset: int
    person: Person | None
    words: tuple[str, ...]


class Register:
    """The people of one article."""

    def __init__(self, sentences: Sequence[Sentence], text: str = "") -> None:
        self.people: list[Person] = []
        self._by_surname: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_forename: defaultdict[str, list[Person]] = defaultdict(list)
        self.mentions: list[Mention] = []
        self._meant: dict[tuple[int, int], Person] = {}
        # Bodies by their initials: CNP for the Confederation of Northern Ports.
        self.bodies: dict[str, str] = {}
        self._read(sentences, text)

    def _read(self, sentences: Sequence[Sentence], text: str) -> None:
        printed = [
            (number, sentence, name)
            for number, sentence in enumerate(sentences)
            if "N" in sentence.codes and not is_headline(sentence)
            for name in printed_in(sentence)
        ]
        self._enter_all([(sentence, name) for _, sentence, name in printed], text)
        seen: dict[int, int] = {}
        for number, sentence, name in printed:
            offset = sentence.words[name.begin].start
            found = self.find(name.words, name.titles)
            if found is not None and len(name.words) == 1 and not name.titles:
                found = self._meant_lately(found, number, seen)
                self._meant[number, name.begin] = found
            if found is not None:
                seen[id(found)] = number
            self.mentions.append(Mention(number, name.begin, name.end, offset, found, name.words))
        self._tell_genders(sentences)

    def _meant_lately(self, person: Person, number: int, seen: dict[int, int]) -> Person:
        """Another of the same surname who was named just before, where the person was not for long."""
        if number - seen.get(id(person), -_LONG_AGO) < _LONG_AGO:
            return person
        others = self._by_surname.get(person.surname, [])[:_ALIKE]
        return next((one for one in others if number - seen.get(id(one), -_LONG_AGO) <= _LATELY), person)

    def named_at(self, sentence: int, name: Printed) -> Person | None:
        """Whom a name printed in a sentence means; None where that is nobody known."""
        return self._meant.get((sentence, name.begin)) or self.find(name.words, name.titles)

    def _enter_all(self, printed: Sequence[tuple[Sentence, Printed]], text: str) -> None:
        """Full names first, wherever they stand; then those of whom one name alone is printed."""
        titled = {
            name.words[0].lower()
            for sentence, name in printed
            if len(name.words) == 1 and (ADDRESS.intersection(name.titles) or speaks(sentence, name))
        }
        for sentence, name in printed:
            if len(name.words) > 1 and is_body(name.words):
                initials = "".join(word[0] for word in name.words if word[0].isupper())
                self.bodies.setdefault(initials, " ".join(name.words))
            if is_full_name(sentence, name, titled) or is_forename_apposed(sentence, name):
                self._enter(name, sentence.words[name.begin].start)
        self._enter_named_aside(printed, text)
        for sentence, name in printed:
            if name.titles and len(name.words) == 1 and is_titled(sentence, name):
                self._enter_titled(name, sentence.words[name.begin].start)
        self._enter_forenames(printed)
        for person in self.people:
            person.settle()

    def _enter_named_aside(self, printed: Sequence[tuple[Sentence, Printed]], text: str) -> None:
        """Those whose fore-name stands only in the headline or in a quotation."""
        full: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for found in _FULL_NAME.finditer(text):
            first, last = found["first"], found["last"]
            if first.lower() not in lexicon.FORENAMES or len(full[last.lower()]) >= _ALIKE:
                continue
            full[last.lower()].append((first, last))
            known = self._by_surname.get(last.lower(), [])[-_ALIKE:]
            person = next((one for one in known if one.words[0] == first), None)
            if person is not None:
                person.forms[first, last] = person.forms.get((first, last), 0) + 1
        for sentence, name in printed:
            low = surname_of(name.words)
            if len(name.words) > 1 or low not in full or not (name.titles or speaks(sentence, name)):
                continue
            gender = _gender_of(name.titles)
            if any(_agree(person.gender, gender) for person in self._by_surname.get(low, ())[:_ALIKE]):
                continue
            fitting = (words for words in full[low] if _agree(lexicon.gender_of_forename(words[0]), gender))
            words = next(fitting, None)
            if words is not None:
                self._enter(
                    Printed(words, name.titles, name.begin, name.end), sentence.words[name.begin].start
                )

    def _enter_forenames(self, printed: Sequence[tuple[Sentence, Printed]]) -> None:
        """Those who are named by a fore-name alone."""
        for sentence, name in printed:
            low = surname_of(name.words)
            if (
                len(name.words) == 1
                and low in lexicon.FORENAMES
                and name.words[0] not in lexicon.PLACES
                and not self._by_surname.get(low)
                and not self._by_forename.get(low)
                and (low not in lexicon.SURNAMES_TOO or speaks(sentence, name))
                and sentence.codes[name.end : name.end + 1] in "acvrkb,'."
                and sentence.codes[name.end : name.end + 1]
            ):
                gender = "" if low in lexicon.SURNAMES_TOO else lexicon.gender_of_forename(low)
                self._add(Person(name.words, gender, first=sentence.words[name.begin].start))

    def _tell_genders(self, sentences: Sequence[Sentence]) -> None:
        """Genders from the noun beside a name, from the pronoun of who is named alone, from an ending."""
        votes: defaultdict[str, int] = defaultdict(int)
        named: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.person is not None:
                named[mention.sentence].append(mention)
                votes[mention.person.name] += 3 * _noun_beside(sentences[mention.sentence], mention)
        for number, mentions in named.items():
            person = mentions[0].person
            if person is not None and all(other.person is person for other in mentions):
                told = sentences[number].words[mentions[0].end :]
                if number + 1 < len(sentences) and number + 1 not in named:
                    told = told + [word for word in sentences[number + 1].words if word.low][:1]
                votes[person.name] += sum((word.low in _HIS) - (word.low in _HERS) for word in told)
        for person in self.people:
            if not person.gender and votes[person.name]:
                person.gender = "m" if votes[person.name] > 0 else "f"
            elif not person.gender and len(person.words) > 1:
                person.gender = lexicon.likely_gender(person.words[0])

    def _enter(self, name: Printed, offset: int) -> None:
        words = name.words
        for person in self._by_surname[surname_of(words)][-_ALIKE:]:
            if same_person(person.words, words):
                person.forms[words] = person.forms.get(words, 0) + 1
                if len(words) > len(person.words):
                    person.words = words
                _learn(person, name.titles)
                return
        person = Person(words, lexicon.gender_of_forename(words[0]), first=offset, forms={words: 1})
        _learn(person, name.titles)
        self._add(person)

    def _enter_titled(self, name: Printed, offset: int) -> None:
        """Mr Hale, whom the article never names in full."""
        if name.titles[-1] in _FORENAME_TITLES and self._by_forename[name.words[0].lower()]:
            return
        if self._by_forename[name.words[0].lower()] and not self._by_surname[name.words[0].lower()]:
            return  # a family name that stands first
        gender = _gender_of(name.titles)
        known = self._by_surname[surname_of(name.words)]
        if not known or (gender and all(person.gender not in ("", gender) for person in known)):
            person = Person(name.words, first=offset)
            _learn(person, name.titles)
            self._add(person)

    def _add(self, person: Person) -> None:
        self.people.append(person)
        self._by_surname[person.surname].append(person)
        if len(person.words) > 1:
            self._by_forename[person.words[0].lower()].append(person)

    def find(self, words: Sequence[str], titles: Iterable[str] = ()) -> Person | None:
        """Whom a printed name means; None where that is nobody known.

        The gender of a title decides between two of one surname, then who was named first.
        """
        if not words:
            return None
        if len(words) > 1:
            same = [
                person
                for person in self._by_surname.get(surname_of(words), [])[-_ALIKE:]
                if same_person(person.words, words)
            ]
            return same[0] if same else None
        low = words[0].lower().replace("’", "'")
        titles = tuple(titles)
        found = self._by_surname.get(low, [])
        if not found or (titles and titles[-1] in _FORENAME_TITLES):
            found = self._by_forename.get(low, []) or found
        if len(found) > 1:
            found = _narrowed(found[:_ALIKE], titles)
        return found[0] if found else None


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _noun_beside(sentence: Sentence, mention: Mention) -> int:
    """1 for a man's noun before a name or in its apposition (the actor NAME), -1 for a woman's, else 0."""
    words, codes = sentence.words, sentence.codes
    nouns = [words[mention.begin - 1].low] if mention.begin else []
    if codes[mention.end : mention.end + 1] == ",":
        stop = codes.find(",", mention.end + 1, mention.end + 8)
        nouns += [word.low for word in words[mention.end + 1 : stop if stop > 0 else mention.end + 6]][:5]
    marks = [lexicon.PERSON_NOUNS.get(noun, "") for noun in nouns]
    return next((1 if mark == "m" else -1 for mark in marks if mark), 0)


def _narrowed(found: list[Person], titles: Sequence[str]) -> list[Person]:
    titled = [person for person in found if any(title in person.titled for title in titles)]
    if len(titled) == 1:
        return titled
    gender = _gender_of(titles)
    fitting = [person for person in found if not gender or person.gender in ("", gender)] or found
    if gender:
        certain = [person for person in fitting if person.gender == gender]
        fitting = certain or fitting
    return sorted(fitting, key=lambda person: person.first)


def _gender_of(titles: Sequence[str]) -> str:
    return next((lexicon.TITLES[title] for title in titles if lexicon.TITLES.get(title)), "")


def _learn(person: Person, titles: Sequence[str]) -> None:
    for title in titles:
        gender = lexicon.TITLES.get(title, "")
        if gender:
            person.gender = gender
        person.titled.add(title)


_FULL_NAME = re.compile(r"\b(?P<first>[A-Z][\w-]+) (?P<last>[A-Z][\w’'-]*\w)")
