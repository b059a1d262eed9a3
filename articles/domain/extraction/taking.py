"""From a tie to the speaker it names: a name, a common noun used before, or a pronoun."""

from dataclasses import replace

from articles.domain.extraction.cues import Tie
from articles.domain.extraction.memory import Attributed, Reading, resolve, salient
from articles.domain.extraction.speakers import Speaker, speaker_of

# How many mentions back somebody may be meant by a noun.
_LATE = 8


def take(reading: Reading, found: Attributed, tie: Tie) -> bool:
    sentence = reading.sentences[found.sentence]
    if sentence.codes[tie.begin : tie.end] in ("S", "O"):
        pronoun = sentence.words[tie.begin].low
        if pronoun in ("i", "we", "you", "me", "us"):
            return False
        answer = resolve(reading, pronoun, found.sentence, tie.begin)
        if answer is None:
            found.pronoun, found.rule, found.anchor = pronoun, tie.rule, (found.sentence, tie.at)
            return True
        found.speaker, found.lead = answer
        found.pronoun = pronoun
    else:
        found.speaker = known_before(
            reading,
            speaker_of(reading.sentences, found.sentence, tie.begin, tie.end, reading.register, reading.text),
        )
        if found.speaker.noun.endswith("-year-old") and sentence.words[tie.begin].low == "the":
            found.speaker = _meant(reading, found.speaker)
    found.rule, found.anchor = tie.rule, (found.sentence, tie.at)
    found.gap = found.place - tie.at if tie.at < found.place else 0 if tie.at <= found.place + 8 else 9
    return True


def _meant(reading: Reading, speaker: Speaker) -> Speaker:
    """Whom “the 43-year-old” means: whoever the story is about there."""
    person = salient(reading, speaker.sentence)
    return replace(speaker, name=person.name, kind="person", person=person.person) if person else speaker


def known_before(reading: Reading, speaker: Speaker) -> Speaker:
    """Somebody introduced before by the same common noun: the spokesman, the judge.

    Nobody where two people bear the noun, or where its bearer has not been mentioned of late.
    """
    if speaker.person is None and speaker.noun and speaker.mention.lower().startswith("the "):
        before = reading.nouns.get(speaker.noun)
        if before is not None and before.name != speaker.name and _is_meant(reading, before, speaker):
            return replace(speaker, name=before.name, kind=before.kind, person=before.person)
    if speaker.noun:
        reading.nouns[speaker.noun] = speaker
    return speaker


def _is_meant(reading: Reading, before: Speaker, speaker: Speaker) -> bool:
    if speaker.noun in reading.shared or " former " in speaker.mention:
        return False
    late = reading.traces[-_LATE:]
    return before.person is None or any(trace.person is before.person for trace in late)


def go_on(found: Attributed, earlier: Attributed, rule: str) -> None:
    found.speaker, found.rule, found.anchor = earlier.speaker, rule, earlier.anchor
    found.lead, found.pronoun = earlier.lead, earlier.pronoun
