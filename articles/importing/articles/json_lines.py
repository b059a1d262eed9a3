"""JSON lines become articles, one a line; a line that cannot be read is named and the others are read."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from articles.domain.dates import PartialDate
from articles.importing.articles.decoding import without_nul
from articles.importing.articles.drafting import draft_of
from articles.importing.articles.lists import paragraphs_of_items
from articles.importing.articles.metadata import LONGEST_VALUE, language_tag, web_address
from articles.importing.articles.pages import read_page
from articles.importing.articles.paragraphs import one_line
from articles.importing.articles.plain_text import read_text, text_paragraphs
from articles.importing.articles.sources import MOST_BYTES, ArticleDraft, CannotRead, Unread, shortened
from articles.models import Article

KEYS = ("text", "html", "title", "url", "outlet", "authors", "date", "language", "kind")


def read_lines(text: str) -> Iterator[ArticleDraft | Unread]:
    """The articles of a file, each with its line, and in their places the lines that cannot be read."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield replace(read_object(line), line=number)
        except CannotRead as problem:
            yield Unread(number, str(problem))


def is_one_object(text: str) -> bool:
    """Whether the text is one JSON object, printed over several lines."""
    if "\n" not in text.strip() or len(text) > MOST_BYTES:
        return False
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def read_object(text: str) -> ArticleDraft:
    """The article of one JSON object. Raises CannotRead that names the key that is wrong."""
    said = _object(text)
    title = _string(said, "title", one_line, "Teapots recalled")
    return _text(said, title).with_known(
        title=title,
        url=_string(said, "url", web_address, "https://example.org/news/teapots"),
        outlet=_string(said, "outlet", one_line, "The Daily Leaf"),
        authors=_authors(said.get("authors")),
        date=_date(said.get("date")),
        language=_string(said, "language", language_tag, "pt-BR"),
        kind=_string(said, "kind", _kind, ", ".join(Article.Kind.values)),
    )


def _object(line: str) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise CannotRead(_("This article has more than %s characters: divide it.") % MOST_BYTES)
    try:
        said = json.loads(line, object_pairs_hook=_without_doubles)
    except RecursionError:
        raise CannotRead(
            _("This is nested too deeply: write the text as one string or a list of them.")
        ) from None
    except json.JSONDecodeError as problem:
        raise CannotRead(
            _("This is not JSON at character %(place)s (%(why)s): write one object a line.")
            % {"place": problem.pos + 1, "why": problem.msg}
        ) from None
    except ValueError:
        raise CannotRead(_("This holds a number with thousands of digits, which no article has.")) from None
    if not isinstance(said, dict):
        raise CannotRead(_("This is no JSON object: write one object a line, { before and } after it."))
    unknown = [shortened(key, 40) for key in said if key not in KEYS]
    if unknown:
        raise CannotRead(
            _("Unknown: %(unknown)s. An article has %(known)s.")
            % {"unknown": ", ".join(unknown[:10]), "known": ", ".join(KEYS)}
        )
    return said


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _value in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise CannotRead(_("“%s” stands there twice: keep one of them.") % shortened(doubled, 40))
    return made


def _text(said: dict[str, Any], title: str) -> ArticleDraft:
    text, page = said.get("text"), said.get("html")
    if (text is None) == (page is None):
        raise CannotRead(_("Give the article either as “text” or as “html”."))
    if isinstance(page, str):
        return read_page(without_nul(page))
    if page is not None or not isinstance(text, str | list):
        raise CannotRead(_("“text” is a string or a list of paragraphs, and “html” is a string."))
    if isinstance(text, list):
        return draft_of(paragraphs_of_items(text), title=title)
    without_nul(text)
    return draft_of(text_paragraphs(text), title=title) if title else read_text(text)


def _string(said: dict[str, Any], key: str, reading: Callable[[str], str], example: str) -> str:
    """What the object says under that key, as it is read; empty where it says nothing."""
    value = said.get(key)
    if value is None or value == "":
        return ""
    found = reading(without_nul(value)) if isinstance(value, str) else ""
    if not found or len(found) > LONGEST_VALUE:
        raise CannotRead(
            _("“%(key)s” is %(value)s: write something like %(example)s.")
            % {"key": key, "value": _shown(value), "example": example}
        )
    return found


def _authors(value: Any) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise CannotRead(_("“authors” is %s: write a list of names.") % _shown(value))
    lines = [one_line(without_nul(name)) for name in names]
    if any(len(line) > LONGEST_VALUE for line in lines):
        raise CannotRead(_("An author has more than %s characters: write a list of names.") % LONGEST_VALUE)
    return tuple(line for line in lines if line)


def _date(value: Any) -> PartialDate | None:
    if value is None or value == "":
        return None
    try:
        return PartialDate.parse(value if isinstance(value, str) else json.dumps(value))
    except ValueError:
        raise CannotRead(
            _("“date” is %s: write a year (2022), a month (2022-07) or a day (2022-07-30).") % _shown(value)
        ) from None


def _kind(value: str) -> str:
    return value if value in Article.Kind.values else ""


def _shown(value: Any) -> str:
    return shortened(json.dumps(value, ensure_ascii=False), 40)
