"""The template that translators begin from holds all that the site says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
# How a function that marks messages takes them: whether with a context, and how many.
MARKS = {
    "gettext": (False, 1), "gettext_lazy": (False, 1), "_": (False, 1), "Wording": (False, 1),
    "ngettext": (False, 2), "ngettext_lazy": (False, 2),
    "pgettext": (True, 1), "pgettext_lazy": (True, 1), "npgettext": (True, 2), "npgettext_lazy": (True, 2),
}  # fmt: skip
Message = tuple[str | None, str]
_LITERAL = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_MARKED = re.compile(rf"\b(_|n?p?gettext)\(({_LITERAL}(?:,\s*{_LITERAL})*)")


def marked(function: str, texts: list[str]) -> Iterator[Message]:
    has_context, number = MARKS[function]
    context = texts.pop(0) if has_context else None
    for text in texts[:number]:
        yield context, text


def of_code(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
            yield from marked(node.func.id, [text for text in texts if isinstance(text, str)])


def of_template(source: str) -> Iterator[Message]:
    """What Django turns a template into for xgettext to read."""
    for function, texts in _MARKED.findall(templatize(source)):
        yield from marked(function, list(ast.literal_eval(f"({texts},)")))


def of_catalogue(text: str) -> Iterator[Message]:
    for entry in text.split("\n\n")[1:]:
        said: dict[str, str] = {}
        keyword = ""
        for line in entry.splitlines():
            found = re.fullmatch(r'(?:(msg\w+)(?:\[\d\])? )?(".*")', line)
            if found:
                keyword = found[1] or keyword
                said[keyword] = said.get(keyword, "") + ast.literal_eval(found[2])
        for which in ("msgid", "msgid_plural"):
            if which in said:
                yield said.get("msgctxt"), said[which]


def test_the_template_for_translators_holds_all_that_is_said() -> None:
    said: set[Message] = set()
    for folder in ("articles", "debate"):
        for path in (ROOT / folder).rglob("*.py"):
            said |= set(of_code(path.read_text()))
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]:
        said |= set(of_template(path.read_text()))
    collected = set(of_catalogue((ROOT / "locale" / "django.pot").read_text()))

    assert len(said) > 300
    # Where this fails: make messages, and commit what it changed.
    assert (said - collected, collected - said) == (set(), set())
