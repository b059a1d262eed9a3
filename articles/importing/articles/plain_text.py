"""Plain text becomes an article: where its paragraphs end, and whether its first line is a headline."""

import re
from itertools import pairwise

from articles.importing.articles.drafting import draft_of
from articles.importing.articles.paragraphs import one_line
from articles.importing.articles.sources import ArticleDraft

LONGEST_HEADLINE = 150
# Letters and old programs break lines here; no one breaks paragraphs so evenly.
_WIDTHS = range(50, 101)
_ENDS_A_SENTENCE = (".", "…", ":", ";", ",", '."', ".”", ".’", ".'", ".)")
# Form feed and the separator of paragraphs.
_NEW_LINES = re.compile(r"[\f\u2029]")


def read_text(text: str) -> ArticleDraft:
    """The article of a plain text, with its first line as title where that reads as a headline.

    Raises CannotRead where there is no text.
    """
    paragraphs = text_paragraphs(text)
    title = paragraphs[0] if reads_as_headline(paragraphs) else ""
    return draft_of(paragraphs, title=title)


def text_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: one a line, unless lines between blank ones were broken at a width."""
    blocks = [
        [line for line in map(one_line, block.split("\n")) if line]
        for block in re.split(r"\n\s*\n", _NEW_LINES.sub("\n", text))
    ]
    lines = [line for block in blocks for line in block]
    width = max(map(len, lines), default=0)
    if len(blocks) == 1 or width not in _WIDTHS:
        return lines
    return [
        paragraph
        for block in blocks
        for paragraph in ([" ".join(block)] if _is_broken(block, width) else block)
    ]


def reads_as_headline(paragraphs: list[str]) -> bool:
    """Whether the first line is short, ends unlike a sentence, and paragraphs that do not follow it."""
    if len(paragraphs) < 3 or len(paragraphs[0]) > LONGEST_HEADLINE:  # noqa: PLR2004 — two paragraphs under it
        return False
    return not paragraphs[0].endswith(_ENDS_A_SENTENCE) and paragraphs[1].endswith(
        (".", "!", "?", *"\"”’'»)…:")
    )


def _is_broken(block: list[str], width: int) -> bool:
    """Whether each line ends where the next word would not have stood within the width."""
    return all(len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(block))
