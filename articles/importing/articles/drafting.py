"""Paragraphs and what is said of them become a draft."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.domain.text import body_of
from articles.importing.articles.furniture import without_furniture
from articles.importing.articles.paragraphs import one_line
from articles.importing.articles.sources import ArticleDraft, CannotRead, same_words, shortened


def draft_of(paragraphs: Iterable[str], *, title: str = "") -> ArticleDraft:
    """The draft of an article with these paragraphs; its title is not printed above them again.

    Raises CannotRead where no paragraph is left.
    """
    lines = [line for line in map(one_line, paragraphs) if line]
    if title and lines and same_words(lines[0], title):
        del lines[0]
    found = without_furniture(lines)
    body = body_of(found.kept)
    if not body:
        raise CannotRead(_("No text of an article was found in it: copy the text and paste that."))
    return ArticleDraft(body, title=title, left_out=tuple(map(shortened, found.left_out)))
