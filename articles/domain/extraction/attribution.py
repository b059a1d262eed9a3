"""Who said each run, over the whole article: sentence by sentence, and from one sentence to the next."""

import re
from dataclasses import dataclass, field

from articles.domain.extraction import lexicon, pronouns
from articles.domain.extraction.cues import Tie, before, plain_subject, ties
from articles.domain.extraction.marks import Run
from articles.domain.extraction.names import Person
from articles.domain.extraction.phrases import REACH, is_name, phrase_from
from articles.domain.extraction.pronouns import Trace
from articles.domain.extraction.rejecting import Evidence, why_rejected
from articles.domain.extraction.register import Mention, Register
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.speakers import Speaker, gender_of, is_person_noun, speaker_of
from articles.domain.extraction.subjects import first_subject


_LONGEST_SIGNATURE = 20


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
    own: bool = False
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
    rejected: list[Attributed] = field(default_factory=list)
    by_sentence: dict[int, list[Mention]] = field(default_factory=dict)


def attribute(text: str, sentences: list[Sentence], runs: list[Run], register: Register) -> list[Attributed]:
    """Each run with its speaker, in the order of the text."""
    reading = Reading(text, sentences, register)
    for mention in register.mentions:
        reading.by_sentence.setdefault(mention.sentence, []).append(mention)
    mentions = iter(register.mentions)
    following = next(mentions, None)
    for number, sentence in enumerate(sentences):
        while following is not None and following.sentence <= number:
            _trace(reading, following)
            following = next(mentions, None)
        _trace_people(reading, number)
        _trace_subject(reading, number)
        for place in sorted(sentence.runs):
            run = runs[sentence.runs[place]]
            found = Attributed(run, sentence.runs[place], number, place)
            found.partial = _is_partial(text, sentence, place, run)
            _within_sentence(reading, found)
            if found.speaker is None:
                _from_context(reading, found)
            found.rejected = _why_rejected(reading, found)
            if found.rejected:
                reading.rejected.append(found)
                continue
            reading.done.append(found)
            _trace_speaker(reading, found)
    _look_back(reading)
    return reading.done


def _is_partial(text: str, sentence: Sentence, place: int, run: Run) -> bool:
    first = text[run.inner : run.inner + 1]
    return place > 0 and sentence.codes[place - 1] not in ",:-;Q." and not first.isupper() or first.islower()


def _why_rejected(reading: Reading, found: Attributed) -> str:
    said = reading.text[found.run.inner : found.run.inner_end].strip()
    speaker = found.speaker
    somebody = speaker is not None and (speaker.person is not None or bool(found.pronoun) or speaker.kind in ("name", "organisation"))
    sentence = reading.sentences[found.sentence]
    naming = 0 < found.gap <= found.place and sentence.words[found.place - found.gap].low in lexicon.NAMING
    evidence = Evidence(found.rule, found.gap, somebody, naming)
    return why_rejected(said, sentence, found.place, evidence)


def _within_sentence(reading: Reading, found: Attributed) -> None:
    sentence = reading.sentences[found.sentence]
    words = reading.text[found.run.inner : found.run.inner_end].strip()
    for tie in ties(sentence, found.place, words):
        if _take(reading, found, tie):
            found.own = True
            return
    earlier = [done for done in reading.done[-3:] if done.sentence == found.sentence and done.speaker]
    if earlier and found.place:
        _continue(found, earlier[-1], "same sentence")
        return
    if found.place:
        tie = plain_subject(sentence, found.place)
        if tie is not None and _take(reading, found, tie):
            found.own = True


def _take(reading: Reading, found: Attributed, tie: Tie) -> bool:
    sentence = reading.sentences[found.sentence]
    if sentence.codes[tie.begin : tie.end] in ("S", "O"):
        pronoun = sentence.words[tie.begin].low
        if pronoun in ("i", "we", "you", "me", "us"):
            return False
        answer = _resolve(reading, pronoun, found.sentence, tie.begin)
        if answer is None:
            found.pronoun, found.rule, found.anchor = pronoun, tie.rule, (found.sentence, tie.at)
            return True
        found.speaker, found.lead = answer
        found.pronoun = pronoun
    else:
        found.speaker = _known(reading, speaker_of(reading.sentences, found.sentence, tie.begin, tie.end, reading.register, reading.text))
    found.rule, found.anchor = tie.rule, (found.sentence, tie.at)
    found.gap = found.place - tie.at if tie.at < found.place else 0 if tie.at <= found.place + 8 else 9
    return True


def _known(reading: Reading, speaker: Speaker) -> Speaker:
    """Somebody introduced before by the same common noun: the spokesman, the judge."""
    if speaker.person is None and speaker.noun and speaker.mention.lower().startswith("the "):
        before = reading.nouns.get(speaker.noun)
        if before is not None and before.name != speaker.name:
            return Speaker(before.name, speaker.mention, before.kind, before.person, speaker.noun, speaker.sentence, speaker.begin, speaker.end)
    if speaker.noun:
        reading.nouns[speaker.noun] = speaker
    return speaker


def _resolve(reading: Reading, pronoun: str, sentence: int, at: int) -> tuple[Speaker, float] | None:
    shut = _named_after(reading, sentence, at)
    answer = pronouns.antecedent(reading.traces, pronoun, sentence, reading.sentences[sentence].paragraph, at, shut)
    if answer is None:
        return None
    trace, lead, _ = answer
    word = reading.sentences[sentence].words[at].text
    if trace.person is not None:
        return Speaker(trace.person.name, word, "person", trace.person, "", sentence, at, at + 1), lead
    known = trace.speaker
    assert isinstance(known, Speaker)
    return Speaker(known.name, word, known.kind, None, known.noun, known.sentence, known.begin, known.end), lead


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


def _trace(reading: Reading, mention: Mention) -> None:
    sentence = reading.sentences[mention.sentence]
    codes = sentence.codes
    after = codes[mention.end : mention.end + 1]
    before = codes[mention.begin - 1 : mention.begin] if mention.begin else ""
    subject = before not in ("P", "F") and (after in ("a", "v", "c", "r", "k", "b") or (after == "," and before in ("", ",", "J", "p")))
    if mention.person is not None:
        person = mention.person
        spoke = subject and _SPEAKS.match(codes, mention.end) is not None
        reading.traces.append(
            Trace(mention.sentence, sentence.paragraph, person.name, person.gender, subject, spoke, person, possessive=after == "'", governed=before in ("P", "F"), at=mention.begin)
        )


# A verb of saying behind a subject and its aside.
_SPEAKS = re.compile(r"(?:,[^.;:Q,]{1,40},)?[ra]{0,3}c")
_SOMEBODY = re.compile(r"d[nJ0]{0,2}p(?![NTp'n])")


def _trace_people(reading: Reading, number: int) -> None:
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
            Trace(number, sentence.paragraph, mention, gender_of(noun), False, False, None, speaker=speaker, governed=governed, at=begin)
        )


def _trace_subject(reading: Reading, number: int) -> None:
    """Remember a subject that is no named person: a body, a group, a pronoun already resolved."""
    sentence = reading.sentences[number]
    found = first_subject(sentence, 0, min(len(sentence.codes), 2 * REACH))
    if found is None:
        return
    begin, end = found
    code = sentence.codes[begin:end]
    if code == "S":
        pronoun = sentence.words[begin].low
        answer = _resolve(reading, pronoun, number, begin) if pronoun in ("he", "she", "they", "it") else None
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


def _remember(reading: Reading, number: int, speaker: Speaker, at: int, *, subject: bool, spoke: bool = False) -> None:
    paragraph = reading.sentences[number].paragraph
    gender = speaker.person.gender if speaker.person else gender_of(speaker.noun)
    thing = speaker.kind in ("organisation", "document", "name") and speaker.person is None
    noun = speaker.noun
    plural = speaker.person is None and (" and " in speaker.name or (noun.endswith("s") and speaker.kind == "anonymous"))
    thing = thing or (speaker.kind == "anonymous" and not plural and not is_person_noun(noun))
    if speaker.kind == "anonymous" and speaker.mention[:4].lower() == "the " and not plural and not thing and speaker.person is None:
        salient = pronouns.antecedent(reading.traces, "she" if gender == "f" else "he", number, paragraph, at, frozenset())
        if salient is not None and salient[0].person is not None:
            speaker = Speaker(salient[0].person.name, speaker.mention, "person", salient[0].person, noun, number, at, at + 1)
            gender = salient[0].person.gender
    reading.traces.append(
        Trace(number, paragraph, speaker.name, gender, subject, spoke, speaker.person, plural, thing, speaker, at=at)
    )


def _trace_speaker(reading: Reading, found: Attributed) -> None:
    if found.speaker is not None:
        _remember(reading, found.sentence, found.speaker, found.place, subject=True, spoke=True)


def _continue(found: Attributed, earlier: Attributed, rule: str) -> None:
    found.speaker, found.rule, found.anchor = earlier.speaker, rule, earlier.anchor
    found.lead, found.pronoun = earlier.lead, earlier.pronoun


def _from_context(reading: Reading, found: Attributed) -> None:
    """A run whose sentence names nobody: the speaker of the one before, or who was introduced there."""
    if found.rule != "none":
        return
    sentence = reading.sentences[found.sentence]
    if _signed(reading, found):
        return
    previous = reading.done[-1] if reading.done else None
    if previous is not None and reading.sentences[previous.sentence].paragraph == sentence.paragraph:
        between = range(previous.sentence + 1, found.sentence)
        introduced = _introduced(reading, between.stop - 1) if len(between) else None
        if introduced is not None:
            found.speaker, found.rule, found.anchor = introduced, "introduced before", (found.sentence - 1, -1)
            return
        _continue(found, previous, "same paragraph")
        return
    if found.sentence:
        last = reading.sentences[found.sentence - 1]
        same = last.paragraph == sentence.paragraph
        if previous is not None and not previous.run.closed and previous.sentence == found.sentence - 1:
            _continue(found, previous, "left open before")
            return
        if same or last.codes.endswith(":"):
            introduced = _introduced(reading, found.sentence - 1)
            if introduced is not None:
                found.speaker, found.anchor = introduced, (found.sentence - 1, -1)
                found.rule = "introduced before" if same else "colon before"
                return
        if previous is not None and reading.sentences[previous.sentence].paragraph == sentence.paragraph - 1 and previous.speaker:
            _continue(found, previous, "paragraph before")
            return
        introduced = _introduced(reading, found.sentence - 1)
        if introduced is not None:
            found.speaker, found.rule, found.anchor = introduced, "introduced in the paragraph before", (found.sentence - 1, -1)


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
    speaker = probe.speaker if _take(reading, probe, tie) else None
    if speaker is None or speaker.person is not None or probe.pronoun or is_person_noun(speaker.noun):
        return speaker
    if speaker.kind in ("organisation", "name") and tie.rule != "subject":
        return speaker
    return _salient(reading, number) or speaker


def _salient(reading: Reading, number: int) -> Speaker | None:
    """Whom a story is about at the end of a sentence: who he or she would be there."""
    paragraph = reading.sentences[number].paragraph
    answers = [pronouns.antecedent(reading.traces, word, number, paragraph, 10_000) for word in ("he", "she")]
    known = [answer for answer in answers if answer is not None and answer[0].person is not None]
    if not known:
        return None
    person = max(known, key=lambda answer: answer[2])[0].person
    return Speaker(person.name, "", "person", person, "", number, 0, 0) if person else None


def _look_back(reading: Reading) -> None:
    """A run left open is one with the next: whoever is named there said it."""
    done = reading.done
    for place in range(len(done) - 2, -1, -1):
        if not done[place].run.closed and done[place].speaker is None and done[place + 1].speaker is not None:
            _continue(done[place], done[place + 1], "left open before")


def person_of(found: Attributed) -> Person | None:
    return found.speaker.person if found.speaker else None
