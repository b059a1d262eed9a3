"""The role and organisation of each speaker, collected from wherever the article describes them."""

from collections import defaultdict
from collections.abc import Sequence

from articles.domain.extraction.names import Person
from articles.domain.extraction.phrases import phrase_from
from articles.domain.extraction.register import Mention, Register
from articles.domain.extraction.roles import Role, doings, owned_by, role_beside, role_of_phrase, title_of
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.speakers import Speaker, is_person_noun

_EARLY = 4
# Whoever is first called by a post alone is named within so many sentences.
_SOON = 6
# Posts at the top of a body, which papers use for one another.
_TOP = frozenset(("boss", "chief", "head", "executive", "leader", "owner", "founder", "co-founder", "ceo"))


class Described:
    """Roles by speaker; a person's is found once, at the first mention that tells it."""

    def __init__(self, text: str, sentences: Sequence[Sentence], register: Register) -> None:
        self._text = text
        self._register = register
        self._sentences = sentences
        self._mentions: defaultdict[int, list[Mention]] = defaultdict(list)
        self._named: defaultdict[int, list[Person]] = defaultdict(list)
        for mention in register.mentions:
            if mention.person is not None:
                self._mentions[id(mention.person)].append(mention)
                self._named[mention.sentence].append(mention.person)
        self._doings = doings(text, sentences)
        self._known: dict[int, Role] = {}

    def role_of(self, speaker: Speaker | None) -> Role:
        """The role and organisation of a speaker; empty where the article tells none."""
        if speaker is None:
            return Role()
        if speaker.person is not None:
            return self._known_role(speaker.person)
        if speaker.kind == "organisation":
            return Role("", _bare(speaker.name))
        if speaker.kind == "document" or speaker.sentence < 0:
            return Role()
        sentence = self._sentences[speaker.sentence]
        if speaker.noun and speaker.noun != "people":
            return role_of_phrase(self._text, sentence, speaker.begin, speaker.end)
        return role_beside(self._text, sentence, speaker.begin, speaker.end)

    def holder_of(self, speaker: Speaker | None) -> Person | None:
        """Who has the post that a speaker is called by, if one person named soon after has; else None."""
        if speaker is None or speaker.person is not None or speaker.mention[:4].lower() != "the ":
            return None
        plural = speaker.noun.endswith("s") and not speaker.noun.endswith("ss")
        if plural or not is_person_noun(speaker.noun) or speaker.sentence < 0:
            return None
        sentence = self._sentences[speaker.sentence]
        post = role_of_phrase(self._text, sentence, speaker.begin, speaker.end, whole=True)
        holders: list[Person] = []
        for number in range(speaker.sentence + 1, speaker.sentence + 1 + _SOON):
            for person in self._named.get(number, ()):
                mentions = self._mentions[id(person)]
                if mentions[0].sentence != number or person in holders:
                    continue
                if _is_same_post(post, speaker.noun, self._known_role(person)):
                    holders.append(person)
        return holders[0] if len(holders) == 1 else None

    def _known_role(self, person: Person) -> Role:
        key = id(person)
        if key not in self._known:
            self._known[key] = self._of_bodies(self._of_person(person))
        return self._known[key]

    def _of_bodies(self, role: Role) -> Role:
        """The role without an organisation that is a person's name: Mr Hale's deputy."""
        person = self._register.find(role.organisation.split())
        surely = person is not None and (person.gender or person.titled)
        return Role(role.words) if surely else role

    def _of_person(self, person: Person) -> Role:
        mentions = self._mentions[id(person)]
        title = Role()
        for mention in mentions:
            sentence = self._sentences[mention.sentence]
            role = role_beside(self._text, sentence, mention.begin, mention.end)
            if role:
                if not role.organisation and owned_by(sentence, mention.begin):
                    return Role(role.words, self._owner(mention.sentence))
                return role
            title = title or title_of(self._text, sentence, mention.begin)
        if title:
            return title
        return self._leading(mentions) or self._doings.get(person.surname, Role())

    def _owner(self, number: int) -> str:
        """The body that the sentence before begins with."""
        before = self._sentences[number - 1] if number else None
        if before is None or not before.codes or before.codes[0] not in "Nd":
            return ""
        stop = 1
        while (
            stop < len(before.codes)
            and before.codes[stop] in "NF"
            and before.codes[stop - 1 : stop + 1] != "FF"
        ):
            stop += 1
        start = 1 if before.codes[0] == "d" else 0
        return self._text[before.words[start].start : before.words[stop - 1].end] if stop > start else ""

    def _leading(self, mentions: Sequence[Mention]) -> Role:
        """A post that opens the article, whose holder is named right after: “The head of the club says …”."""
        first = self._sentences[0] if self._sentences else None
        if not mentions or first is None or not 0 < mentions[0].sentence < _EARLY:
            return Role()
        opening = next(
            (number for number in range(mentions[0].sentence) if self._opens_with_post(number)), None
        )
        if opening is None or any(self._names_somebody(number) for number in range(mentions[0].sentence)):
            return Role()
        sentence = self._sentences[opening]
        return role_of_phrase(self._text, sentence, 0, self._post_end(sentence), whole=True)

    def _opens_with_post(self, number: int) -> bool:
        sentence = self._sentences[number]
        stop = self._post_end(sentence)
        return (
            sentence.codes[:1] == "d"
            and "p" in sentence.codes[:stop]
            and sentence.codes[stop : stop + 1] in ("c", "a", "r", "v")
        )

    def _post_end(self, sentence: Sentence) -> int:
        return phrase_from(sentence.codes, 0) or 0

    def _names_somebody(self, number: int) -> bool:
        return any(mention.sentence == number for mentions in self._mentions.values() for mention in mentions)


def _is_same_post(post: Role, noun: str, told: Role) -> bool:
    """Whether a role told of somebody is the post: of the same body, by the same noun or both at its top.

    Where the post names no body, there are many who hold it: only a title will do.
    """
    if not told:
        return False
    if not post.organisation:
        return told.words[0].isupper() and told.words.casefold() == post.words.casefold()
    nouns = {word.strip(",").lower() for word in told.words.split()}
    same = noun in nouns or (noun in _TOP and not nouns.isdisjoint(_TOP))
    return same and _bare(post.organisation).casefold() == _bare(told.organisation).casefold()


def _bare(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " else name
