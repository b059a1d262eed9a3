"""Texts read up to the stage that a test looks at; people and places are invented."""

from articles.domain.extraction.marks import paragraphs, scan
from articles.domain.extraction.sentences import Sentence, split


def sentences(text: str) -> list[Sentence]:
    places = paragraphs(text)
    return split(text, places, scan(text, places))


def sentence(text: str) -> Sentence:
    (one,) = sentences(text)
    return one


def words(one: Sentence, place: tuple[int, int] | None) -> str | None:
    return None if place is None else " ".join(word.text for word in one.words[slice(*place)])
