"""A source becomes articles, whichever of four forms it has."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy

from articles.importing.articles.decoding import decoded, within
from articles.importing.articles.json_lines import is_one_object, read_lines, read_object
from articles.importing.articles.lists import read_list
from articles.importing.articles.pages import read_page
from articles.importing.articles.plain_text import read_text
from articles.importing.articles.sources import (
    MOST_BYTES,
    MOST_BYTES_OF_MANY,
    ArticleDraft,
    Source,
    Unread,
)

_HEAD = 4096
_BEFORE_THE_TEXT = codecs.BOM_UTF8 + b" \t\r\n"
_OPENS_A_LIST = re.compile(r"\[\s*(?:[uUrRbBfF]?[\"'\[{\]]|.*\]$)", re.DOTALL)
_OPENS_AN_OBJECT = re.compile(r"\{\s*[\"}]")
_OPENS_A_PAGE = re.compile(r"<(?:!doctype\b|!--|\?xml\b|/?[a-z][a-z0-9-]*[\s/>])", re.IGNORECASE)


class Format(models.TextChoices):
    LIST = "list", gettext_lazy("List of paragraphs (JSON or Python)")
    TEXT = "text", gettext_lazy("Plain text")
    PAGE = "page", gettext_lazy("Saved web page (HTML)")
    LINES = "lines", gettext_lazy("Several articles (JSON lines)")


def read(source: Source, *, format: Format | None = None) -> Iterator[ArticleDraft | Unread]:  # noqa: A002
    """The articles of a source; its form is found out where it is not given.

    A file of several gives an Unread in place of each article that cannot be read. Raises CannotRead at once
    for what cannot be read as a whole.
    """
    opens_an_object = source.data[:_HEAD].lstrip(_BEFORE_THE_TEXT).startswith(b"{")
    many = format is Format.LINES or (format is None and opens_an_object)
    within(source.data, MOST_BYTES_OF_MANY if many else MOST_BYTES)
    text = decoded(source)
    form = format or format_of(text, source.content_type)
    if form is Format.LINES:
        return iter([read_object(text)]) if is_one_object(text) else read_lines(text)
    within(source.data, MOST_BYTES)
    if form is Format.LIST:
        draft = read_list(text)
    elif form is Format.PAGE:
        draft = read_page(text, source.url)
    else:
        draft = read_text(text)
    return iter([replace(draft, url=draft.url or source.url)])


def format_of(text: str, content_type: str = "") -> Format:
    """The form of a text, by how it begins and, for a list, how it ends."""
    bare = text.strip()
    if "html" in content_type.lower():
        return Format.PAGE
    if _OPENS_A_LIST.match(bare):
        return Format.LIST
    if _OPENS_AN_OBJECT.match(bare):
        return Format.LINES
    return Format.PAGE if _OPENS_A_PAGE.match(bare) else Format.TEXT
