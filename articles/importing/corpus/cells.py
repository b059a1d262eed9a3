"""One value as the text of a CSV cell, and back."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from articles.domain.dates import PartialDate
from articles.importing.corpus.columns import Column, Kind

# Whole numbers that any database and spreadsheet holds.
LARGEST = 2**31 - 1
LONGEST_CELL = 2_000_000


def write(value: Any, kind: Kind) -> str:
    """The cell for a value; None is an empty cell."""
    if value is None:
        return ""
    if kind is Kind.TRUTH:
        return "true" if value else "false"
    if kind is Kind.MOMENT:
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
    if kind is Kind.MAPPING:
        dumped = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return dumped if value else ""
    return " ".join(sorted(value)) if kind is Kind.SLUGS else str(value)


def read(cell: str, column: Column) -> Any:
    """The value of a cell; an empty one is "", {} or [] for texts, objects and slugs, else None.

    Raises ValueError, in words for whoever mends the file.
    """
    if "\x00" in cell:
        raise ValueError("holds a NUL character, which no text has")
    if len(cell) > LONGEST_CELL:
        raise ValueError(f"has {len(cell)} characters, more than the {LONGEST_CELL} a cell may have")
    if not cell:
        if column.required:
            raise ValueError("is empty, but must be given")
        return {Kind.TEXT: "", Kind.MAPPING: {}, Kind.SLUGS: []}.get(column.kind)
    if column.choices and cell not in column.choices:
        raise ValueError(f"is {_shown(cell)}, which is none of {', '.join(column.choices)}")
    if column.longest is not None and len(cell) > column.longest:
        raise ValueError(f"has {len(cell)} characters, where {column.longest} are the most")
    return _parsed(cell, column.kind)


def _parsed(cell: str, kind: Kind) -> Any:
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.WHOLE: _whole,
        Kind.NUMBER: _number,
        Kind.TRUTH: _truth,
        Kind.PARTIAL: _partial_date,
        Kind.DAY: _day,
        Kind.MOMENT: _moment,
        Kind.MAPPING: _mapping,
        Kind.SLUGS: lambda cell: cell.split(" "),
    }
    return readers[kind](cell) if kind in readers else cell


def _whole(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= len(str(LARGEST)) and int(cell) <= LARGEST):
        raise ValueError(f"is {_shown(cell)}: write a whole number from 0 to {LARGEST}")
    return int(cell)


def _number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"is {_shown(cell)}: write a number such as 0.75")
    return number


def _truth(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"is {_shown(cell)}: write true or false")
    return cell == "true"


def _partial_date(cell: str) -> PartialDate:
    try:
        return PartialDate.parse(cell)
    except ValueError:
        raise ValueError(f"is {_shown(cell)}: write 2022, 2022-07 or 2022-07-30") from None


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"is {_shown(cell)}: write it as 2026-11-22") from None


def _moment(cell: str) -> datetime:
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 — without a time zone, so refused below
    if moment.tzinfo is None:
        raise ValueError(f"is {_shown(cell)}: write it in UTC, as 2026-11-22T08:30:00Z")
    return moment


def _mapping(cell: str) -> dict[str, Any]:
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        raise ValueError(f"is {_shown(cell)}, which is not JSON") from None
    if not isinstance(value, dict):
        message = f'is {_shown(cell)}: write a JSON object such as {{"wikidata": "Q42"}}'
        raise ValueError(message)  # noqa: TRY004 — wrong in the file, not in the program
    return value


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 60 else f"{cell[:57]}...")  # noqa: PLR2004 — fits a line
