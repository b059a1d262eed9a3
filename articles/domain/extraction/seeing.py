"""Who is mentioned in each sentence and how, remembered for the pronouns that follow."""

import re

from articles.domain.extraction import lexicon, pronouns
from articles.domain.extraction.memory import Attributed, Reading, resolve
from articles.domain.extraction.names import is_place
from articles.domain.extraction.phrases import REACH
from articles.domain.extraction.pronouns import Trace
from articles.domain.extraction.register import Mention
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.speakers import Speaker, gender_of, is_person_noun, speaker_of
from articles.domain.extraction.subjects import first_subject


def see_name(reading: Reading, mention: Mention) -> None:
    sentence = reading.sentences[mention.sentence]
    codes = sentence.codes
    begin = mention.begin
    while begin and codes[begin - 1] == "T":
        begin -= 1
    after = codes[mention.end : mention.end + 1]
    before = codes[begin - 1 : begin] if begin else ""
    subject = before not in ("P", "F") and (
        after in ("a", "v", "c", "r", "k", "b") or (after == "," and before in ("", ",", "J", "p"))
    )
    if mention.person is None:
        return
    agent = (
        before == "P"
        and sentence.words[begin - 1].low == "by"
        and codes[max(0, begin - 2) : begin - 1] in ("c", "v")
    )
    agent = agent and after != "'" and sentence.words[begin - 2].low not in _ASKED
    found = _first_subject(reading, mention.sentence)
    # Hale's defence of Bell; the Hale campaign.
    hangs = before in ("P", "F") and found is not None and found[0] < begin < found[1]
    asked = before == "c" and sentence.words[begin - 1].low in _ASKED  # and will answer
    told = _is_inverted(sentence, begin) and after in _ENDS
    # With Hale leading, with Hale – who is …: the subject of what is said to be so.
    absolute = before == "P" and after in ("i", "g", "-") and sentence.words[begin - 1].low == "with"
    subject = subject or agent or asked or told or absolute  # praised by Hale
    person = mention.person
    main = _is_main(reading, mention.sentence, mention.begin, mention.end)
    main = main or (begin == 1 and sentence.words[0].low == "for" and after == ",")  # For Hale, it is …
    main = main or asked or told
    spoke = agent or asked or told or (subject and _SPEAKS.match(codes, mention.end) is not None)
    reading.traces.append(
        Trace(
            mention.sentence,
            sentence.paragraph,
            person.name,
            person.gender,
            subject or main,
            spoke,
            person,
            possessive=after == "'" or hangs or (before == "d" and after in ("o", "n", "f", "p")),
            main=main and after != "'",
            introduced=mention.offset == person.first and _INTRODUCED.match(codes, mention.end) is not None,
            at=mention.begin,
        )
    )


_ENDS = ("", ",", ".", ";", ":", "-", "(", "F", "P", "w")


def _is_inverted(sentence: Sentence, begin: int) -> bool:
    """Whether a verb of saying and no quotation stands before a name: the tea is cold, said Hale."""
    codes = sentence.codes
    if codes[begin - 1 : begin] == "'":
        begin -= 1  # said the Herald's NAME
        while begin and codes[begin - 1] in "NJo":
            begin -= 1
    begin -= codes[begin - 1 : begin] == "d"
    return codes[max(0, begin - 2) : begin] == ",c" and sentence.words[begin - 1].low in lexicon.INVERTING


def _first_subject(reading: Reading, number: int) -> tuple[int, int] | None:
    if number not in reading.first_subjects:
        sentence = reading.sentences[number]
        found = first_subject(sentence, 0, min(len(sentence.codes), 2 * REACH))
        reading.first_subjects[number] = found
    return reading.first_subjects[number]


def _is_main(reading: Reading, number: int, begin: int, end: int) -> bool:
    """Whether a name lies in the first subject of its sentence, and nothing there hangs before it."""
    found = _first_subject(reading, number)
    if found is None or begin < found[0] or end > found[1]:
        return False
    return not _HANGS.search(reading.sentences[number].codes, found[0], begin)


_ASKED = frozenset(("asked", "pressed", "questioned", "quizzed", "challenged", "interviewed"))

# What newly introduces somebody: an age, a post, a “who”.
_INTRODUCED = re.compile(r",(?:0|[dnJNoi0F']{0,9}p|w|P)|\(0\)")

# What hangs on another noun by a preposition, or is joined as an owner is.
_HANGS = re.compile("[PF']")

# A verb of saying behind a subject and its aside.
_SPEAKS = re.compile(r"(?:,[^.;:Q,]{1,40},)?[ra]{0,3}c")


_SOMEBODY = re.compile(r"d[nJ0]{0,2}p(?![NTp'n])")


def _tells_of_another(sentence: Sentence, begin: int) -> bool:
    """Whether a phrase is an apposition or what somebody is said to be, and so nobody new."""
    before = sentence.codes[max(0, begin - 2) : begin]
    return (before[-1:] == "," and before[:1] in ("N", "p", "'")) or bool(
        begin and (sentence.words[begin - 1].low in _BEING or sentence.words[begin - 1].low == "as")
    )


_BEING = frozenset(
    ("is", "was", "are", "were", "be", "been", "being", "become", "became", "’s", "'s", "remains")
)


def see_people(reading: Reading, number: int) -> None:
    """Remember people without a name who are no subject: he asked the lock-keeper."""
    sentence = reading.sentences[number]
    for match in _SOMEBODY.finditer(sentence.codes):
        begin, end = match.span()
        noun = sentence.words[end - 1].low
        if noun.endswith("s") or not is_person_noun(noun) or _tells_of_another(sentence, begin):
            continue
        mention = reading.text[sentence.words[begin].start : sentence.words[end - 1].end]
        if sentence.words[begin].low == "the" and noun in reading.posts:
            continue  # somebody with a name
        speaker = Speaker(mention, mention, "anonymous", None, noun, number, begin, end)
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
                at=begin,
            )
        )


_VERB = re.compile("r?[acv]|,")


def see_pronouns(reading: Reading, number: int) -> None:
    """Remember whom each pronoun that is a subject means: who it means first, it mostly means again."""
    sentence = reading.sentences[number]
    place = sentence.codes.find("S")
    while place >= 0:
        pronoun = sentence.words[place].low
        answer = resolve(reading, pronoun, number, place) if pronoun in ("he", "she", "they", "it") else None
        if answer:
            _learn_gender(reading, answer, pronoun)
            main = _is_main(reading, number, place, place + 1)
            _remember(reading, number, answer[0], place, subject=True, main=main)
        place = sentence.codes.find("S", place + 1)


def _learn_gender(reading: Reading, answer: tuple[Speaker, float], pronoun: str) -> None:
    """Somebody of whom no gender is told has the pronoun's, where the pronoun surely means them."""
    gender = pronouns.gender_of_pronoun(pronoun)
    speaker, lead = answer
    if not gender or lead < 2:  # noqa: PLR2004 — two reasons apart
        return
    for trace in reading.traces[-_TOLD:]:
        if trace.key == speaker.name and not trace.gender:
            trace.gender = gender
            if trace.person is not None and not trace.person.gender:
                trace.person.gender = gender


_TOLD = 20


def see_subject(reading: Reading, number: int) -> None:
    """Remember a subject that is no named person: a body, a group, a pronoun already resolved."""
    sentence = reading.sentences[number]
    found = first_subject(sentence, 0, min(len(sentence.codes), 2 * REACH))
    if found is None:
        return
    begin, end = found
    code = sentence.codes[begin:end]
    if code == "S":
        return
    if code == "O":
        return
    speaker = speaker_of(reading.sentences, number, begin, end, reading.register, reading.text)
    if speaker.person is None and speaker.kind == "name" and not _VERB.match(sentence.codes, end):
        return  # Harsh?
    if speaker.person is None:
        _remember(reading, number, speaker, begin, subject=True)
        if speaker.noun:
            reading.nouns.setdefault(speaker.noun, speaker)


def _remember(  # noqa: PLR0913 — all of it is looked at
    reading: Reading,
    number: int,
    speaker: Speaker,
    at: int,
    *,
    subject: bool,
    spoke: bool = False,
    main: bool = True,
) -> None:
    paragraph = reading.sentences[number].paragraph
    gender = speaker.person.gender if speaker.person else gender_of(speaker.noun)
    if not gender:
        told = (trace.gender for trace in reversed(reading.traces[-_TOLD:]) if trace.key == speaker.name)
        gender = next((known for known in told if known), "")
    thing = speaker.kind in ("organisation", "document") and speaker.person is None
    noun = speaker.noun
    plural = speaker.person is None and (
        " and " in speaker.name or (noun.endswith("s") and speaker.kind == "anonymous")
    )
    plural = plural or speaker.name.removesuffix("s") in lexicon.DEMONYMS  # Americans, Republicans
    thing = thing or (speaker.kind == "name" and is_place(speaker.name.split()))
    thing = thing or (speaker.kind == "anonymous" and not plural and not is_person_noun(noun))
    if (
        speaker.kind == "anonymous"
        and speaker.mention[:4].lower() == "the "
        and not plural
        and not thing
        and speaker.person is None
    ):
        salient = pronouns.antecedent(reading.traces, "she" if gender == "f" else "he", number, paragraph, at)
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
            main=main,
            at=at,
        )
    )


def see_speaker(reading: Reading, found: Attributed) -> None:
    if found.speaker is not None:
        _remember(reading, found.sentence, found.speaker, found.place, subject=True, spoke=True)
