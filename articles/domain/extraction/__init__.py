"""Who says what in a text: every quotation between quote marks, and its speaker."""

from articles.domain.extraction.attribution import attribute
from articles.domain.extraction.marks import paragraphs, scan
from articles.domain.extraction.register import Register
from articles.domain.extraction.sentences import split


def draft(text):
    places = paragraphs(text)
    runs = scan(text, places)
    sentences = split(text, places, runs)
    return attribute(text, sentences, runs, Register(sentences))
