"""Who says what in a text: every quotation between quote marks, and its speaker.

`extract` is the whole way. On it lie, each to be read alone: marks, sentences, phrases, subjects, cues,
names, register, speakers, pronouns, attribution, rejecting, roles, standing, joining, confidence.
"""

from articles.domain.extraction.quotations import Kind, Quotation, extract

__all__ = ["Kind", "Quotation", "extract"]
