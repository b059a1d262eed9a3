"""What is known while an article is read from its beginning, and whom a pronoun means there."""

import re
from dataclasses import dataclass, field

from articles.domain.extraction import lexicon, pronouns
from articles.domain.extraction.marks import Run
from articles.domain.extraction.phrases import REACH
from articles.domain.extraction.pronouns import Trace
from articles.domain.extraction.register import Mention, Register
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.speakers import Speaker, gender_of, is_person_noun, speaker_of
from articles.domain.extraction.subjects import first_subject


@dataclass(slots=True)
class Attributed:
    """A run with its source; `anchor` is the attribution it hangs on, equal for the parts of a split one."""

    run: Run
    number: int
    sentence: int
    place: int
    speaker: Speaker | None = None
    rule: str = "none"
    anchor: tuple[int, int] | None = None
    lead: float = 3.0
    pronoun: str = ""
    partial: bool = False
    rejected: str = ""
    gap: int = 0


@dataclass(slots=True)
class Reading:
    """What is known while an article is read from its beginning."""

    text: str
    sentences: list[Sentence]
    register: Register
    traces: list[Trace] = field(default_factory=list)
    done: list[Attributed] = field(default_factory=list)
    nouns: dict[str, Speaker] = field(default_factory=dict)
    # Common nouns that more than one person bears: the senator may be either.
    shared: set[str] = field(default_factory=set)
    rejected: list[Attributed] = field(default_factory=list)
    by_sentence: dict[int, list[Mention]] = field(default_factory=dict)


def resolve(reading: Reading, pronoun: str, sentence: int, at: int) -> tuple[Speaker, float] | None:
    shut = _named_after(reading, sentence, at)
    answer = pronouns.antecedent(
        reading.traces, pronoun, sentence, reading.sentences[sentence].paragraph, at, shut
    )
    if answer is None:
        return None
    trace, lead, _ = answer
    word = reading.sentences[sentence].words[at].text
    if trace.person is not None:
        return Speaker(trace.person.name, word, "person", trace.person, "", sentence, at, at + 1), lead
    known = trace.speaker
    if known is None:
        return None
    return Speaker(
        known.name, word, known.kind, None, known.noun, known.sentence, known.begin, known.end
    ), lead


def _named_after(reading: Reading, number: int, at: int) -> frozenset[str]:
    """Who is named behind a main clause's pronoun in its sentence, and so is not meant by it."""
    sentence = reading.sentences[number]
    if at and sentence.codes[at - 1] not in "Q,.;:&":
        return frozenset()
    if "s" in sentence.codes[:at]:
        return frozenset()
    names = [  # a sentence is short: see sentences.LONGEST
        mention.person.name
        for mention in reading.by_sentence.get(number, ())
        if mention.begin > at and mention.person is not None
    ]
    return frozenset(names)


def see_name(reading: Reading, mention: Mention) -> None:
    sentence = reading.sentences[mention.sentence]
    codes = sentence.codes
    after = codes[mention.end : mention.end + 1]
    before = codes[mention.begin - 1 : mention.begin] if mention.begin else ""
    subject = before not in ("P", "F") and (
        after in ("a", "v", "c", "r", "k", "b") or (after == "," and before in ("", ",", "J", "p"))
    )
    if mention.person is not None:
        person = mention.person
        if before in ("p", "T"):
            noun = sentence.words[mention.begin - 1].low.rstrip(".")
            noun = _OFFICES.get(noun, noun)
            above = sentence.words[mention.begin - 2].low if mention.begin > 1 else ""
            if is_person_noun(noun) and above not in ("vice", "former", "deputy"):
                _call(reading, noun, Speaker(person.name, "", "person", person, noun, mention.sentence))
        spoke = subject and _SPEAKS.match(codes, mention.end) is not None
        reading.traces.append(
            Trace(
                mention.sentence,
                sentence.paragraph,
                person.name,
                person.gender,
                subject,
                spoke,
                person,
                possessive=after == "'",
                governed=before in ("P", "F"),
                at=mention.begin,
            )
        )


_OFFICES = {
    "sen": "senator",
    "gov": "governor",
    "rep": "congressman",
    "prof": "professor",
    "cllr": "councillor",
}
# A verb of saying behind a subject and its aside.
_SPEAKS = re.compile(r"(?:,[^.;:Q,]{1,40},)?[ra]{0,3}c")


def _call(reading: Reading, noun: str, speaker: Speaker) -> None:
    before = reading.nouns.get(noun)
    if before is not None and before.person is not None and before.person is not speaker.person:
        reading.shared.add(noun)
    reading.nouns[noun] = speaker


_SOMEBODY = re.compile(r"d[nJ0]{0,2}p(?![NTp'n])")


def see_people(reading: Reading, number: int) -> None:
    """Remember people without a name who are no subject: he asked the lock-keeper."""
    sentence = reading.sentences[number]
    for match in _SOMEBODY.finditer(sentence.codes):
        begin, end = match.span()
        noun = sentence.words[end - 1].low
        if noun.endswith("s") or not is_person_noun(noun):
            continue
        mention = reading.text[sentence.words[begin].start : sentence.words[end - 1].end]
        known = reading.nouns.get(noun)
        if known is not None and known.person is not None and sentence.words[begin].low == "the":
            continue
        speaker = Speaker(mention, mention, "anonymous", None, noun, number, begin, end)
        governed = begin > 0 and sentence.codes[begin - 1] in "PF"
        reading.traces.append(
            Trace(
                number,
                sentence.paragraph,
                mention,
                gender_of(noun),
                False,
                False,
                None,
                speaker=speaker,
                governed=governed,
                at=begin,
            )
        )


def see_subject(reading: Reading, number: int) -> None:
    """Remember a subject that is no named person: a body, a group, a pronoun already resolved."""
    sentence = reading.sentences[number]
    found = first_subject(sentence, 0, min(len(sentence.codes), 2 * REACH))
    if found is None:
        return
    begin, end = found
    code = sentence.codes[begin:end]
    if code == "S":
        pronoun = sentence.words[begin].low
        answer = resolve(reading, pronoun, number, begin) if pronoun in ("he", "she", "they", "it") else None
        if answer:
            _remember(reading, number, answer[0], begin, subject=True)
        return
    if code == "O":
        return
    speaker = speaker_of(reading.sentences, number, begin, end, reading.register, reading.text)
    if speaker.person is None:
        _remember(reading, number, speaker, begin, subject=True)
        if speaker.noun:
            reading.nouns.setdefault(speaker.noun, speaker)
    elif speaker.noun:
        _call(reading, speaker.noun, speaker)


def _remember(  # noqa: PLR0913 — all of it is looked at
    reading: Reading, number: int, speaker: Speaker, at: int, *, subject: bool, spoke: bool = False
) -> None:
    paragraph = reading.sentences[number].paragraph
    gender = speaker.person.gender if speaker.person else gender_of(speaker.noun)
    thing = speaker.kind in ("organisation", "document") and speaker.person is None
    noun = speaker.noun
    plural = speaker.person is None and (
        " and " in speaker.name or (noun.endswith("s") and speaker.kind == "anonymous")
    )
    plural = plural or speaker.name.removesuffix("s") in lexicon.DEMONYMS  # Americans, Republicans
    thing = thing or (speaker.kind == "anonymous" and not plural and not is_person_noun(noun))
    if (
        speaker.kind == "anonymous"
        and speaker.mention[:4].lower() == "the "
        and not plural
        and not thing
        and speaker.person is None
    ):
        salient = pronouns.antecedent(
            reading.traces, "she" if gender == "f" else "he", number, paragraph, at, frozenset()
        )
        if salient is not None and salient[0].person is not None:
            speaker = Speaker(
                salient[0].person.name, speaker.mention, "person", salient[0].person, noun, number, at, at + 1
            )
            gender = salient[0].person.gender
    reading.traces.append(
        Trace(
            number,
            paragraph,
            speaker.name,
            gender,
            subject,
            spoke,
            speaker.person,
            plural,
            thing,
            speaker,
            at=at,
        )
    )


def see_speaker(reading: Reading, found: Attributed) -> None:
    if found.speaker is not None:
        _remember(reading, found.sentence, found.speaker, found.place, subject=True, spoke=True)


def salient(reading: Reading, number: int) -> Speaker | None:
    """Whom a story is about at the end of a sentence: who he or she would be there."""
    paragraph = reading.sentences[number].paragraph
    answers = [pronouns.antecedent(reading.traces, word, number, paragraph, 10_000) for word in ("he", "she")]
    known = [answer for answer in answers if answer is not None and answer[0].person is not None]
    if not known:
        return None
    person = max(known, key=lambda answer: answer[2])[0].person
    return Speaker(person.name, "", "person", person, "", number, 0, 0) if person else None
