"""`manage.py extract_quotes`: JSON lines in, JSON lines out, and no database."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command

TEXT = "Ann Oolong, head of the Tea Board, sat.\n“It is cold,” she said. “It is late.”"
FOUND = {
    "text": "It is cold, It is late.",
    "start": 41,
    "end": 76,
    "spans": [[41, 52], [65, 76]],
    "kind": "direct",
    "speaker": "Ann Oolong",
    "printed": "she",
    "organisation": "Tea Board",
    "role": "head of the Tea Board",
    "rule": "said after its subject",
}
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Hand the command its standard input, and read the lines it answers."""

    def answers(given: str, *options: str) -> list[dict[str, Any]]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        out = io.StringIO()
        call_command("extract_quotes", *options, stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return answers


def without_confidence(quotes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in quote.items() if name != "confidence"} for quote in quotes]


def test_each_line_is_answered_by_one_of_the_same_id(ask: Ask) -> None:
    lines = [{"id": "one", "text": TEXT}, {"id": 2, "text": "No marks here."}]

    first, second = ask("".join(json.dumps(line) + "\n" for line in lines) + "\n")

    assert (first["id"], without_confidence(first["quotes"])) == ("one", [FOUND])
    assert second == {"id": 2, "quotes": []}


def test_a_plain_text_is_answered_without_an_id(ask: Ask) -> None:
    (answer,) = ask(TEXT, "--plain")

    assert list(answer) == ["quotes"]
    assert without_confidence(answer["quotes"]) == [FOUND]


def test_each_answer_is_sent_before_the_next_line_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    seen: list[int] = []

    def lines() -> Iterator[str]:
        for number in (1, 2):
            seen.append(len(out.getvalue().splitlines()))
            yield json.dumps({"id": number, "text": ""})
        seen.append(len(out.getvalue().splitlines()))

    monkeypatch.setattr("sys.stdin", lines())
    call_command("extract_quotes", stdout=out)

    assert seen == [0, 1, 2]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tea", "Line 1 is not JSON"),
        ("[1]", 'Line 1 is not an object with "id" and "text"'),
        ('{"id": 1}', 'Line 1 is not an object with "id" and "text"'),
        ('{"id": 1, "text": 2}', 'Line 1 is not an object with "id" and "text"'),
        ('{"text": "tea"}', 'Line 1 is not an object with "id" and "text"'),
    ],
)
def test_a_line_that_cannot_be_read_is_named(ask: Ask, line: str, problem: str) -> None:
    with pytest.raises(CommandError, match=problem):
        ask(line)
