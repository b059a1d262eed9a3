"""The whole way: a text in, its quotations out."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from articles.domain.extraction.attribution import attribute
from articles.domain.extraction.confidence import confidence_of
from articles.domain.extraction.joining import joined
from articles.domain.extraction.marks import Run, paragraphs, scan
from articles.domain.extraction.memory import Attributed
from articles.domain.extraction.register import Register
from articles.domain.extraction.sentences import split
from articles.domain.extraction.standing import Described

# An article of more paragraphs than this has a headline, which is no longer than that.
_HEADED, _LONGEST_HEADLINE = 2, 160
_LONG = 50_000


class Kind(StrEnum):
    DIRECT = "direct"
    # Words outside the marks belong to the statement too.
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: its unbroken spans (offsets into the text), and who said it.

    `speaker` is the fullest name in the article, `printed` the words that name the source beside the
    quotation; both are None where nobody is named. `rule` tells what decided, `confidence` how often such
    proposals are right.
    """

    spans: tuple[tuple[int, int], ...]
    kind: Kind
    speaker: str | None
    printed: str | None
    organisation: str | None
    role: str | None
    rule: str
    confidence: float

    def words(self, text: str) -> str:
        """What is quoted, spans joined by a space."""
        return " ".join(text[start:end] for start, end in self.spans)


def extract(text: str) -> tuple[Quotation, ...]:
    """Every quotation between quote marks in the text, in its order, with its speaker."""
    with _collecting_later(len(text)):
        places = paragraphs(text)
        runs = [run for run in scan(text, places) if _says_something(text, run.inner, run.inner_end)]
        runs = _without_echoes(text, runs, places)
        if not runs:
            return ()
        sentences = split(text, places, runs)
        register = Register(sentences, text)
        found = attribute(text, sentences, runs, register)
        described = Described(text, sentences, register)
        for run in found:
            holder = described.holder_of(run.speaker)
            if run.speaker is not None and holder is not None:
                run.speaker = replace(run.speaker, name=holder.name, kind="person", person=holder)
        return tuple(_quotation(text, group, described) for group in joined(found))


@contextmanager
def _collecting_later(length: int) -> Iterator[None]:
    """Read a long text without Python looking for circular garbage, of which none arises, all the while."""
    pause = length > _LONG and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def _without_echoes(text: str, runs: list[Run], places: Sequence[tuple[int, int]]) -> list[Run]:
    """The runs but for those of the headline that the article quotes again below."""
    if len(places) <= _HEADED or places[0][1] - places[0][0] > _LONGEST_HEADLINE:
        return runs
    head = [run for run in runs if run.start < places[0][1]]
    below = "\n".join(text[run.inner : run.inner_end].casefold() for run in runs[len(head) :]) if head else ""
    kept = [run for run in head if text[run.inner : run.inner_end].strip(" ,.").casefold() not in below]
    return kept + runs[len(head) :]


def _says_something(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])


def _quotation(text: str, parts: Sequence[Attributed], described: Described) -> Quotation:
    first = parts[0]
    role = described.role_of(first.speaker)
    return Quotation(
        spans=tuple(_trimmed(text, part.run.inner, part.run.inner_end) for part in parts),
        kind=Kind.PARTIAL if first.partial else Kind.DIRECT,
        speaker=first.speaker.name if first.speaker else None,
        printed=first.speaker.mention or None if first.speaker else None,
        organisation=role.organisation or None,
        role=role.words or None,
        rule=first.rule,
        confidence=min(confidence_of(part) for part in parts),
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
