"""Who said each run, over the whole article: sentence by sentence, and from one sentence to the next."""

from articles.domain.extraction import lexicon
from articles.domain.extraction.context import from_context, leave_to_speaker, look_back
from articles.domain.extraction.cues import ties
from articles.domain.extraction.governing import plain_subject
from articles.domain.extraction.marks import Run
from articles.domain.extraction.memory import Attributed, Reading
from articles.domain.extraction.posts import posts
from articles.domain.extraction.register import Register
from articles.domain.extraction.rejecting import Evidence, why_rejected
from articles.domain.extraction.seeing import see_name, see_people, see_pronouns, see_speaker, see_subject
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.speakers import is_somebody
from articles.domain.extraction.taking import go_on, take


def attribute(text: str, sentences: list[Sentence], runs: list[Run], register: Register) -> list[Attributed]:
    """Each run with its speaker, in the order of the text."""
    reading = Reading(text, sentences, register, posts=posts(sentences, register.mentions))
    mentions = iter(register.mentions)
    following = next(mentions, None)
    for number, sentence in enumerate(sentences):
        while following is not None and following.sentence <= number:
            see_name(reading, following)
            following = next(mentions, None)
        see_people(reading, number)
        see_subject(reading, number)
        see_pronouns(reading, number)
        for place in sorted(sentence.runs):
            run = runs[sentence.runs[place]]
            found = Attributed(run, sentence.runs[place], number, place)
            found.partial = _is_partial(text, sentence, place, run)
            _within_sentence(reading, found)
            if found.speaker is None:
                from_context(reading, found)
            found.rejected = _why_rejected(reading, found)
            if found.rejected:
                reading.rejected.append(found)
                continue
            reading.done.append(found)
            see_speaker(reading, found)
    look_back(reading)
    return reading.done


def _is_partial(text: str, sentence: Sentence, place: int, run: Run) -> bool:
    first = text[run.inner : run.inner + 1]
    return (
        place > 0 and sentence.codes[place - 1] not in ",:-;Q." and not first.isupper()
    ) or first.islower()


def _why_rejected(reading: Reading, found: Attributed) -> str:
    said = reading.text[found.run.inner : found.run.inner_end].strip()
    speaker = found.speaker
    somebody = speaker is not None and (bool(found.pronoun) or is_somebody(speaker))
    sentence = reading.sentences[found.sentence]
    naming = 0 < found.gap <= found.place and sentence.words[found.place - found.gap].low in lexicon.NAMING
    evidence = Evidence(found.rule, found.gap, somebody, naming)
    return why_rejected(said, sentence, found.place, evidence)


def _within_sentence(reading: Reading, found: Attributed) -> None:
    sentence = reading.sentences[found.sentence]
    words = reading.text[found.run.inner : found.run.inner_end].strip()
    for tie in ties(sentence, found.place, words):
        if take(reading, found, tie):
            return
    earlier = [done for done in reading.done[-3:] if done.sentence == found.sentence and done.speaker]
    if earlier and found.place:
        go_on(found, earlier[-1], "same sentence")
        return
    if found.place:
        subject = plain_subject(sentence, found.place)
        if subject is not None:
            take(reading, found, subject)
            leave_to_speaker(reading, found)
