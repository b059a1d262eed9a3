"""One value as the text of a CSV cell, and back."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from articles.domain.dates import PartialDate
from articles.importing.corpus.columns import Column, Kind

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
        return _dumped(value) if value else ""
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
    if column.pattern is not None and not re.fullmatch(column.pattern.expression, cell):
        raise ValueError(f"is {_shown(cell)}: write {column.pattern.write}")
    return _parsed(cell, column)


def _parsed(cell: str, column: Column) -> Any:
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.WHOLE: lambda cell: _whole(cell, column.most),
        Kind.SHARE: _share,
        Kind.TRUTH: _truth,
        Kind.PARTIAL: _partial_date,
        Kind.DAY: _day,
        Kind.MOMENT: _moment,
        Kind.MAPPING: _mapping,
        Kind.SLUGS: lambda cell: sorted(set(cell.split())),
    }
    return readers[column.kind](cell) if column.kind in readers else cell


def _whole(cell: str, most: int) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= len(str(most)) and int(cell) <= most):
        raise ValueError(f"is {_shown(cell)}: write a whole number from 0 to {most}")
    return int(cell)


def _share(cell: str) -> Decimal:
    if not re.fullmatch(r"0(\.[0-9]{1,2})?|1(\.00?)?", cell):
        raise ValueError(f"is {_shown(cell)}: write a number from 0 to 1 with two decimals, such as 0.75")
    return Decimal(cell).quantize(Decimal("0.01"))


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
        return date.fromisoformat(_like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell))
    except ValueError:
        raise ValueError(f"is {_shown(cell)}: write it as 2026-11-22") from None


def _moment(cell: str) -> datetime:
    try:
        return datetime.fromisoformat(_like(r"[-0-9]{10}T[:0-9]{8}(\.[0-9]{1,6})?Z", cell))
    except ValueError:
        raise ValueError(f"is {_shown(cell)}: write it in UTC, as 2026-11-22T08:30:00Z") from None


def _like(expression: str, cell: str) -> str:
    """The cell itself; Python reads more spellings of a date than other programs do."""
    if not re.fullmatch(expression, cell):
        raise ValueError(cell)
    return cell


def _mapping(cell: str) -> dict[str, Any]:
    try:
        value = json.loads(cell)
        said = _dumped(value)
    except (ValueError, RecursionError):
        raise ValueError(f"is {_shown(cell)}, which is not JSON") from None
    if not isinstance(value, dict):
        message = f'is {_shown(cell)}: write a JSON object such as {{"wikidata": "Q42"}}'
        raise ValueError(message)  # noqa: TRY004 — wrong in the file, not in the program
    if re.search(r"(?<!\\)(\\\\)*\\u0000", said):
        raise ValueError("holds a NUL character, which no text has")
    return value


def _dumped(value: Any) -> str:
    """JSON as a package writes it. Raises ValueError for what JSON cannot say, and half characters."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    said.encode()
    return said


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= 60 else f"{cell[:57]}...")  # noqa: PLR2004 — fits a line
