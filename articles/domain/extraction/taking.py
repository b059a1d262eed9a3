"""From a tie to the speaker it names: a name, a common noun used before, or a pronoun."""

from dataclasses import replace

from articles.domain.extraction import lexicon
from articles.domain.extraction.memory import Attributed, Reading, resolve, salient
from articles.domain.extraction.names import Person
from articles.domain.extraction.pronouns import antecedent
from articles.domain.extraction.speakers import Speaker, gender_of, speaker_of
from articles.domain.extraction.tie import Tie


def take(reading: Reading, found: Attributed, tie: Tie) -> bool:
    sentence = reading.sentences[found.sentence]
    pronoun = sentence.words[tie.begin].low
    pronoun = _OWNERS.get(pronoun, pronoun) if tie.rule == "possessive" else pronoun
    if sentence.codes[tie.begin : tie.end] in ("S", "O") or pronoun in _OWNERS.values():
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


_OWNERS = {"his": "he", "her": "she", "their": "they"}


def _meant(reading: Reading, speaker: Speaker) -> Speaker:
    """Whom “the 43-year-old” means: whoever the story is about there."""
    person = salient(reading, speaker.sentence)
    return replace(speaker, name=person.name, kind="person", person=person.person) if person else speaker


def known_before(reading: Reading, speaker: Speaker) -> Speaker:
    """Somebody described before by the same common noun: the spokesman, the judge.

    The bearer of the noun who was mentioned last; nobody where no bearer has been mentioned yet.
    """
    if speaker.person is None and speaker.noun and speaker.mention[:4].lower() == "the ":
        person = _bearer(reading, speaker)
        if person is not None:
            return replace(speaker, name=person.name, kind="person", person=person)
        before = reading.nouns.get(speaker.noun)
        if before is not None and " former " not in speaker.mention:
            return replace(speaker, name=before.name, kind=before.kind)
    if speaker.noun:
        reading.nouns[speaker.noun] = speaker
    return speaker


def _bearer(reading: Reading, speaker: Speaker) -> Person | None:
    """Whom the article describes by the noun and speaks of there; for a public post, whoever it speaks of."""
    later = reading.nouns.get(speaker.noun)
    if later is not None and later.person is None and later.mention[:2].lower() in _INDEFINITE:
        return None  # another bearer, without a name, was introduced since
    noun = f"former {speaker.noun}" if " former " in speaker.mention else speaker.noun
    bearers = reading.posts.get(noun, frozenset())
    paragraph = reading.sentences[speaker.sentence].paragraph
    found = antecedent(reading.traces, "", speaker.sentence, paragraph, speaker.begin, among=bearers)
    if found is not None:
        trace, lead, _ = found
        return trace.person if lead else None  # one of two alike is not chosen
    mentioned = (trace.person for trace in reversed(reading.traces[-_FAR:]) if trace.key in bearers)
    bearer = next(mentioned, None)
    if bearer is None and noun in lexicon.PUBLIC_POSTS:
        return _topic(reading, speaker)
    return bearer


# How many mentions back a bearer is looked for.
_FAR = 500
_INDEFINITE = ("a ", "an", "on")


def _topic(reading: Reading, speaker: Speaker) -> Person | None:
    """The person who leads the sentence before, if the article gives them no other public post."""
    for trace in reversed(reading.traces):
        if speaker.sentence - trace.sentence > 1:
            return None
        if trace.sentence < speaker.sentence and trace.main and trace.person is not None:
            if _asked(reading, trace.person):
                return None
            gender = gender_of(speaker.noun)
            other = any(trace.key in reading.posts.get(noun, ()) for noun in _OFFICES if noun != speaker.noun)
            return None if other or (gender and trace.gender not in ("", gender)) else trace.person
    return None


_OFFICES = (
    "president",
    "senator",
    "governor",
    "congressman",
    "congresswoman",
    "mayor",
    "minister",
    "judge",
    "mp",
)


def _asked(reading: Reading, person: Person) -> bool:
    """Whether the last quotation is the person's question, which somebody else will answer."""
    last = reading.done[-1] if reading.done else None
    return (
        last is not None
        and last.speaker is not None
        and last.speaker.person is person
        and reading.text[last.run.inner_end - 1] == "?"
    )


def go_on(found: Attributed, earlier: Attributed, rule: str) -> None:
    found.speaker, found.rule, found.anchor = earlier.speaker, rule, earlier.anchor
    found.lead, found.pronoun = earlier.lead, earlier.pronoun
