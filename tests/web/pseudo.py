"""A made-up language in which every message has a translation, and what a page says in any other.

Three alphabets tell at sight whose a word is: translations are written in accented letters (⟦Ɋúóťéś⟧), the
data of the test in Greek ones (Τεσσ), and whatever is left in plain letters was never translated.
"""

import gettext
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import trans_real

from articles.models.folded import FoldedField

CODE = "qaa"  # ISO 639 keeps it for languages of one's own
PLAIN = "abcdefghijklmnopqrstuvwxyz"
ACCENTED = "áƀćđéƒǵħíĵķĺḿńóṕɋŕśťúṽẃẋýź"
GREEK = "αβψδεφγηιξκλμνοπϙρστθωςχυζ"
_ACCENTS = str.maketrans(PLAIN + PLAIN.upper(), ACCENTED + ACCENTED.upper())
_IN_GREEK = str.maketrans(PLAIN + PLAIN.upper(), GREEK + GREEK.upper())
# What a translator leaves as it is: places for values, tags, entities.
_KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>|&#?\w+;)")


def accented(message: str) -> str:
    """The message as this language has it."""
    parts = _KEPT.split(message.rpartition(trans_real.CONTEXT_SEPARATOR)[2])
    return f"⟦{''.join(part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts))}⟧"


class Catalogue(gettext.NullTranslations):
    """The translations of the language, to stand where Django keeps those it has read from files."""

    def gettext(self, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        return CODE


# Columns that are free text for the database, and codes for the code: pages translate or link them.
CODES = {"language", "sha256", "text_sha256", "digest"}


def write_data_in_greek() -> None:
    """Put every word that the tables hold into Greek letters; slugs, addresses, ids and codes stay."""
    for model in apps.get_app_config("articles").get_models():
        columns = [field for field in model._meta.concrete_fields if _is_free_text(field)]
        for row in model._default_manager.all() if columns else ():
            changed = {field.attname: _in_greek(getattr(row, field.attname)) for field in columns}
            model._default_manager.filter(pk=row.pk).update(**changed)


def _is_free_text(field: "models.Field[Any, Any]") -> bool:
    if field.primary_key or field.choices or field.is_relation or field.name in CODES:
        return False
    if isinstance(field, models.SlugField | models.URLField | FoldedField):
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _in_greek(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_IN_GREEK)
    if isinstance(value, dict):
        return {name: _in_greek(one) for name, one in value.items()}
    return [_in_greek(one) for one in value] if isinstance(value, list) else value


# Attributes that are read out or shown.
SPOKEN = {
    "title", "alt", "placeholder", "label", "abbr", "summary",
    "aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext",
    # Shown by a style sheet, and by a script.
    "data-label", "data-facet-search",
}  # fmt: skip
SPOKEN_META = {
    "description", "author", "og:title", "og:description", "og:site_name", "og:image:alt",
    "twitter:title", "twitter:description", "twitter:image:alt",
}  # fmt: skip
# `code` holds what is typed or sent as it is: ids, addresses, parameters, commands.
UNSPOKEN = {"script", "style", "code"}
SPOKEN_OF_JSON_LD = {"name", "description", "text", "headline"}


class _Reader(HTMLParser):
    """Collects whatever a reader sees or hears of a page, each with its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.is_json_ld = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        spoken = {name for name in given if name in SPOKEN}
        if tag == "meta" and SPOKEN_META & {given.get("name"), given.get("property")}:
            spoken.add("content")
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            spoken.add("value")
        self.said += [(f"{tag} {name}", given[name]) for name in sorted(spoken)]
        self.is_json_ld = given.get("type") == "application/ld+json"
        # A reference is written as its style has it, whatever the page speaks.
        if tag in UNSPOKEN or given.get("class") == "cite__text":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.is_json_ld:
            self.said += [("structured data", text) for text in _spoken(json.loads(data))]
        elif not self.open:
            self.said.append(("text", data))


def _spoken(data: Any) -> Iterator[str]:
    for name, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from _spoken(value)
        elif name in SPOKEN_OF_JSON_LD:
            yield value


PLAIN_WORD = re.compile(r"[A-Za-z]+")


def untranslated(page: str, names: set[str] = frozenset()) -> list[tuple[str, str]]:  # type: ignore[assignment]
    """Where on the page plain letters stand, and the words; `names` are the same in every language.

    So are web addresses and hosts; those of the tests are `.example`.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    known = sorted(map(re.escape, names), key=len, reverse=True)
    passed_over = re.compile(
        "|".join([r"https?://\S+", r"[\w.-]+\.example\b", r"(?<!\S)/[\w/-]+/(?!\S)", *known])
    )
    found = []
    for place, text in reader.said:
        words = PLAIN_WORD.findall(passed_over.sub(" ", text)) if PLAIN_WORD.search(text) else []
        if words:
            found.append((place, " ".join(words)))
    return found
