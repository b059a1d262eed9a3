"""What is known while an article is read from its beginning, and whom a pronoun means there."""

from dataclasses import dataclass, field

from articles.domain.extraction import pronouns
from articles.domain.extraction.marks import Run
from articles.domain.extraction.pronouns import Trace
from articles.domain.extraction.register import Register
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.speakers import Speaker


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
    rejected: list[Attributed] = field(default_factory=list)
    first_subjects: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    # Whom a common noun describes anywhere in the article.
    posts: dict[str, frozenset[str]] = field(default_factory=dict)


def resolve(reading: Reading, pronoun: str, sentence: int, at: int) -> tuple[Speaker, float] | None:
    answer = pronouns.antecedent(reading.traces, pronoun, sentence, reading.sentences[sentence].paragraph, at)
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


def salient(reading: Reading, number: int) -> Speaker | None:
    """Whom a story is about at the end of a sentence: who he or she would be there."""
    paragraph = reading.sentences[number].paragraph
    answers = [pronouns.antecedent(reading.traces, word, number, paragraph, 10_000) for word in ("he", "she")]
    known = [answer for answer in answers if answer is not None and answer[0].person is not None]
    if not known:
        return None
    person = max(known, key=lambda answer: answer[2])[0].person
    return Speaker(person.name, "", "person", person, "", number, 0, 0) if person else None
