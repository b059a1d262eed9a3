"""A form of the admin as a browser would send it back: every field with what the page shows in it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

Data = dict[str, Any]


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            choice = kind in ("checkbox", "radio")
            if ("checked" in given or not choice) and kind not in ("submit", "button"):
                self.data.setdefault(name, []).append(given.get("value", "on" if choice else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.data.setdefault(self._select, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._textarea = name
            self.data[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            # A line feed straight after the tag is not part of the value.
            so_far = self.data[self._textarea][0]
            self.data[self._textarea] = [so_far + (data.removeprefix("\n") if not so_far else data)]


def fields_of(page: str) -> Data:
    """What a browser would send of all forms of the page, untouched; empty extra rows are left out."""
    parser = _Fields()
    parser.feed(page)
    return {name: values for name, values in parser.data.items() if "__prefix__" not in name}


def change_address(record: Any) -> str:
    return reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])


def opened(client: Client, record: Any) -> Data:
    """The form of the record as one editor has it before them."""
    return fields_of(client.get(change_address(record)).content.decode())


def save(client: Client, record: Any, data: Data, **typed: Any) -> Any:
    return client.post(change_address(record), data | typed)
