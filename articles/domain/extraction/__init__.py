"""Who says what in a text: every quotation between quote marks, and its speaker.

`extract` is the whole way. On it lie, each to be read alone: marks; classes, agreement, sentences; phrases,
subjects; governing and cues, which give a tie; names, persons, register, posts, speakers; pronouns, memory,
seeing; attribution, taking, context; rejecting; roles, standing; joining; confidence.
"""

from articles.domain.extraction.quotations import Kind, Quotation, extract

__all__ = ["Kind", "Quotation", "extract"]
