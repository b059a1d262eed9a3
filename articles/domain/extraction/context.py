"""A run whose sentence names nobody: the speaker of the one before, or who was introduced there."""

from articles.domain.extraction.governing import before, plain_subject
from articles.domain.extraction.marks import Run
from articles.domain.extraction.memory import Attributed, Reading, salient
from articles.domain.extraction.phrases import is_name, phrase_from
from articles.domain.extraction.speakers import Speaker, is_person_noun, speaker_of
from articles.domain.extraction.taking import go_on, take

_LONGEST_SIGNATURE = 20
# Two who take turns spoke within so many sentences.
_TURNS = 4


def from_context(reading: Reading, found: Attributed) -> None:
    """Give a run that nothing in its own sentence ties to anybody the speaker that its surroundings tell."""
    if found.rule != "none" or _signed(reading, found) or not found.sentence:
        return
    previous = reading.done[-1] if reading.done else None
    paragraph = reading.sentences[found.sentence].paragraph
    if previous is not None and reading.sentences[previous.sentence].paragraph == paragraph:
        if found.sentence - previous.sentence > 1 and _hand_on(reading, found, "introduced before"):
            return
        go_on(found, previous, "same paragraph")
    else:
        _from_paragraph_before(reading, found, previous)


def leave_to_speaker(reading: Reading, found: Attributed) -> None:
    """Things do not speak: where one is the subject, whoever speaks in the paragraph goes on."""
    if not is_thing(found.speaker) or found.rule != "subject":
        return
    previous = reading.done[-1] if reading.done else None
    paragraph = reading.sentences[found.sentence].paragraph
    if (
        previous is not None
        and previous.speaker is not None
        and previous.speaker.person is not None
        and reading.sentences[previous.sentence].paragraph == paragraph
    ):
        go_on(found, previous, "same paragraph")
        return
    last = reading.sentences[found.sentence - 1] if found.sentence else None
    if last is not None and last.paragraph == paragraph and before(last, len(last.codes)) is not None:
        introduced = _introduced(reading, found.sentence - 1)
        if introduced is not None and introduced.person is not None:
            found.speaker, found.rule = introduced, "introduced before"
            found.anchor = (found.sentence - 1, -1)


def is_thing(speaker: Speaker | None) -> bool:
    """Whether a speaker is named by a common noun that is no person, body or document."""
    return (
        speaker is not None
        and speaker.person is None
        and speaker.kind == "anonymous"
        and bool(speaker.noun)
        and not is_person_noun(speaker.noun)
    )


def _from_paragraph_before(reading: Reading, found: Attributed, previous: Attributed | None) -> None:
    sentence, last = reading.sentences[found.sentence], reading.sentences[found.sentence - 1]
    if previous is not None and not previous.run.closed and previous.sentence == found.sentence - 1:
        go_on(found, previous, "left open before")
        return
    if last.paragraph == sentence.paragraph and _hand_on(reading, found, "introduced before"):
        return
    if last.codes.endswith(":") and _hand_on(reading, found, "colon before"):
        return
    if (
        previous is not None
        and previous.speaker
        and reading.sentences[previous.sentence].paragraph == sentence.paragraph - 1
    ):
        partner = _partner(reading, found, previous)
        go_on(found, partner or previous, "taking turns" if partner else "paragraph before")
        found.anchor = (found.sentence, -1) if partner else found.anchor
        return
    _hand_on(reading, found, "introduced in the paragraph before")


def _partner(reading: Reading, found: Attributed, previous: Attributed) -> Attributed | None:
    """Who spoke before the previous speaker, where a question is answered or another one asked."""
    name = previous.speaker.name if previous.speaker else ""
    others = (done for done in reversed(reading.done[-4:-1]) if done.speaker and done.speaker.name != name)
    other = next(others, None)
    if other is None or found.sentence - other.sentence > _TURNS:
        return None
    asked, asks = _is_question(reading, previous), _is_question(reading, found)
    return other if asked != asks and (asked or _is_question(reading, other)) else None


def _is_question(reading: Reading, found: Attributed) -> bool:
    return reading.text[found.run.inner_end - 1] == "?"


def _hand_on(reading: Reading, found: Attributed, rule: str) -> bool:
    """Give the run whom the sentence before introduces; False where that is nobody."""
    introduced = _introduced(reading, found.sentence - 1)
    if introduced is None:
        return False
    found.speaker, found.rule, found.anchor = introduced, rule, (found.sentence - 1, -1)
    return True


def _signed(reading: Reading, found: Attributed) -> bool:
    """“…” with – NAME in a line of its own below."""
    following = found.sentence + 1
    if found.place or following >= len(reading.sentences):
        return False
    below = reading.sentences[following]
    stop = phrase_from(below.codes, 1) if below.codes[0] == "-" else None
    if stop is None or not is_name(below.codes, 1, stop) or len(below.codes) > _LONGEST_SIGNATURE:
        return False
    found.speaker = speaker_of(reading.sentences, following, 1, stop, reading.register, reading.text)
    found.rule, found.anchor = "dash", (following, 0)
    return True


def _introduced(reading: Reading, number: int) -> Speaker | None:
    """Who the sentence before speaks of."""
    sentence = reading.sentences[number]
    tie = before(sentence, len(sentence.codes)) or plain_subject(sentence, len(sentence.codes))
    if tie is None:
        return None
    probe = Attributed(Run(0, 0, 0, 0), -1, number, tie.at)
    speaker = probe.speaker if take(reading, probe, tie) else None
    if speaker is None or speaker.person is not None or probe.pronoun or is_person_noun(speaker.noun):
        return speaker
    if speaker.kind in ("organisation", "name") and tie.rule != "subject":
        return speaker
    return salient(reading, number) or speaker


def look_back(reading: Reading) -> None:
    """A run left open is one with the next: whoever is named there said it."""
    done = reading.done
    for place in range(len(done) - 2, -1, -1):
        if not done[place].run.closed and done[place].speaker is None and done[place + 1].speaker is not None:
            go_on(done[place], done[place + 1], "left open before")
