"""A list of paragraphs, as JSON or as Python writes it, becomes an article."""

import ast
import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.articles.drafting import draft_of
from articles.importing.articles.paragraphs import paragraphs_of
from articles.importing.articles.sources import ArticleDraft, CannotRead, shortened

# A string as Python writes it. What stands between the marks is matched once and for all, so that a mark
# that is never closed costs no more than one that is.
_STRING = re.compile(
    r"""[uUrR]?(?:\'\'\'(?:[^'\\]|\\.|'(?!''))*+\'\'\'|\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\""""
    r"""|'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+")""",
    re.DOTALL,
)
_SPACE = re.compile(r"\s*+")
_SHOWN = 40


def read_list(text: str) -> ArticleDraft:
    """The article of a list of HTML paragraphs.

    Raises CannotRead that names the item, and the line where it stands, for all that is no list of strings.
    """
    return draft_of(paragraphs_of_items(list_items(text.strip())))


def paragraphs_of_items(items: list[Any]) -> list[str]:
    """The paragraphs of a list of HTML strings. Raises CannotRead that names the first item that is none."""
    found: list[str] = []
    for number, item in enumerate(items, start=1):
        if not isinstance(item, str):
            raise CannotRead(
                _("Item %(number)s of the list is %(item)s, no text in quotes: write each paragraph as text.")
                % {"number": number, "item": shortened(json.dumps(item, ensure_ascii=False), _SHOWN)}
            )
        try:
            found += paragraphs_of(item)
        except CannotRead as problem:
            raise CannotRead(
                _("Item %(number)s of the list: %(why)s") % {"number": number, "why": problem}
            ) from None
    return found


def list_items(text: str) -> list[Any]:
    """The items of a JSON list, whatever they are, else the strings of a Python list. Evaluates nothing."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return list(_strings(text))
    if not isinstance(found, list):
        raise CannotRead(_("This is no list: write [ before the first paragraph and ] after the last."))
    return found


def _strings(text: str) -> Iterator[str]:
    """The strings of a list as Python writes it, read one by one: nothing nests, so nothing overflows."""
    if not text.startswith("["):
        raise CannotRead(_("This is no list: write [ before the first paragraph and ] after the last."))
    place, number = _after_space(text, 1), 1
    while place < len(text) and text[place] != "]":
        begun, value = place, ""
        while found := _STRING.match(text, place):
            value += _value(found[0], number)
            place = _after_space(text, found.end())
        if place == len(text):
            break
        if place == begun or text[place : place + 1] not in (",", "]"):
            raise _no_string(text, place, number)
        yield value
        if text[place] == ",":
            place = _after_space(text, place + 1)
        number += 1
    if place >= len(text):
        raise CannotRead(
            _("The list is not closed after item %s: the file may be cut off; ] has to stand at its end.")
            % (number - 1)
        )
    if text[place + 1 :].strip():
        raise CannotRead(
            _("Something stands after the list, in line %s: give each article a file of its own.")
            % (text.count("\n", 0, place) + 1)
        )


def _value(literal: str, number: int) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # for “\d” and the like, which Python reads as it stands
        try:
            value = ast.literal_eval(literal)
        except (ValueError, SyntaxError, MemoryError):
            raise CannotRead(
                _("Item %s of the list has a backslash that stands for nothing: write \\\\ for a backslash.")
                % number
            ) from None
    return str(value)


def _no_string(text: str, place: int, number: int) -> CannotRead:
    return CannotRead(
        _(
            "Item %(number)s of the list (line %(line)s) is no text in quotes with a comma after it,"
            " where it says %(item)s: write each paragraph as text."
        )
        % {
            "number": number,
            "line": text.count("\n", 0, place) + 1,
            "item": shortened(text[place : place + _SHOWN + 1].split("\n", 1)[0], _SHOWN) or "…",
        }
    )


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place
