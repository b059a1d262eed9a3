"""Propose the quotations of a text: `manage.py extract_quotes` reads standard input and writes JSON."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.domain.extraction import Quotation, extract


class Command(BaseCommand):
    help = (
        "Find the quotations between quote marks, and who said them. Reads JSON lines {id, text} from "
        "standard input and answers each with a line {id, quotes}; with --plain, reads one plain text."
    )
    # It works on text alone: no database is opened.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--plain", action="store_true", help="standard input is one plain text, not JSON lines"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        given = sys.stdin
        if hasattr(given, "reconfigure"):
            given.reconfigure(encoding="utf-8", newline="")
        if options["plain"]:
            self.answer({"quotes": proposals(given.read())})
            return
        for number, line in enumerate(given, start=1):
            if line.strip():
                document = read(line, number)
                self.answer({"id": document["id"], "quotes": proposals(document["text"])})

    def answer(self, found: dict[str, Any]) -> None:
        # ASCII alone, so that it can be read whatever the terminal's encoding.
        self.stdout.write(json.dumps(found))
        self.stdout.flush()


def read(line: str, number: int) -> dict[str, Any]:
    """The document of one line. Raises CommandError, which names the line and what is wrong with it."""
    try:
        document = json.loads(line)
    except ValueError as problem:
        raise CommandError(f"Line {number} is not JSON: {problem}") from None
    if not isinstance(document, dict) or not isinstance(document.get("text"), str) or "id" not in document:
        raise CommandError(f'Line {number} is not an object with "id" and "text", the text being a string.')
    return document


def proposals(text: str) -> list[dict[str, Any]]:
    return [proposal(text, quotation) for quotation in extract(text)]


def proposal(text: str, quotation: Quotation) -> dict[str, Any]:
    return {
        "text": quotation.words(text),
        "start": quotation.spans[0][0],
        "end": quotation.spans[-1][1],
        "spans": [list(span) for span in quotation.spans],
        "kind": quotation.kind.value,
        "speaker": quotation.speaker,
        "printed": quotation.printed,
        "organisation": quotation.organisation,
        "role": quotation.role,
        "rule": quotation.rule,
        "confidence": quotation.confidence,
    }
