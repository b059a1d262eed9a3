"""A spreadsheet, CSV or XLSX, becomes rows of text; whatever cannot be read is named by row and column."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

# In the order of the template file. The first five have to be filled in.
COLUMNS = (
    "stakeholder",
    "proposition",
    "stance",
    "date",
    "source",
    "condition",
    "summary",
    "confidence",
    "note",
    "on_behalf_of",
)
REQUIRED = frozenset(COLUMNS[:5])

MOST_BYTES = 1_000_000
MOST_UNPACKED = 20_000_000
MOST_ROWS = 1000
MOST_CELLS = 50
LONGEST_CELL = 5000
# What spreadsheet programs compute rather than show.
FORMULA = ("=", "+", "-", "@")

Cells = dict[str, str]


@dataclass(frozen=True)
class SheetRow:
    """One row as typed: its number as the spreadsheet shows it (header = 1), and its cells by column."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Problem:
    """One thing to mend, by row and column; a whole row, or the whole file, where these are left out."""

    why: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = _("row %s") % self.row if self.row is not None else ""
        place += f", {self.column}" if self.column else ""
        return f"{place}: {self.why}" if place else self.why


class BrokenSheet(Exception):  # noqa: N818 — said as it reads
    """A spreadsheet that cannot be imported as it is; `problems` name all that has to be mended."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


def read_sheet(data: bytes, name: str) -> list[SheetRow]:
    """The rows of the file that are not empty. Raises BrokenSheet that lists every fault of its form."""
    if len(data) > MOST_BYTES:
        raise BrokenSheet([Problem(_("The file is larger than %s bytes: split it.") % MOST_BYTES)])
    lines = _from_xlsx(data) if name.lower().endswith(".xlsx") else _from_csv(data)
    try:
        return _rows(lines)
    except csv.Error as problem:
        raise BrokenSheet([Problem(_("The file is no CSV: %s") % problem)]) from None


def _from_csv(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BrokenSheet([Problem(_("The file is not in UTF-8: save it as “CSV UTF-8”."))]) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield [cell.strip() for cell in line]


def _from_xlsx(data: bytes) -> Iterator[list[str]]:
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
        lines = list(_lines(data)) if unpacked <= MOST_UNPACKED else []
    except Exception:
        raise BrokenSheet([Problem(_("The file is no XLSX spreadsheet, or is damaged."))]) from None
    if unpacked > MOST_UNPACKED:
        raise BrokenSheet([Problem(_("The file unpacks to more than %s bytes.") % MOST_UNPACKED)])
    yield from lines


def _lines(data: bytes) -> Iterator[list[str]]:
    # Loading it takes as long as a page; few pages read spreadsheets.
    from openpyxl import load_workbook  # noqa: PLC0415

    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_CELLS):
        yield [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if getattr(cell, "data_type", "") == "f":
        return f"={str(value).removeprefix('=')}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _rows(lines: Iterable[list[str]]) -> list[SheetRow]:
    numbered = enumerate(lines, start=1)
    header = [name.strip().lower().replace(" ", "_") for name in next(numbered, (1, []))[1]]
    problems = _header_problems(header)
    rows: list[SheetRow] = []
    for number, line in numbered:
        if problems or not any(line):
            continue
        if len(rows) == MOST_ROWS:
            problems.append(Problem(_("There are more than %s rows: split the file.") % MOST_ROWS))
            break
        named = dict(zip(header, line, strict=False))
        if any(line[len(header) :]) or named.get(""):
            problems.append(Problem(_("A cell stands under no name of a column."), number))
            continue
        cells = dict.fromkeys(COLUMNS, "") | named
        problems += [
            Problem(why, number, column) for column, cell in cells.items() for why in _cell_problems(cell)
        ]
        rows.append(SheetRow(number, {column: cells[column] for column in COLUMNS}))
    if not problems and not rows:
        problems.append(Problem(_("The file has a header and no rows.")))
    if problems:
        raise BrokenSheet(problems)
    return rows


def _header_problems(header: Sequence[str]) -> list[Problem]:
    named = [name for name in header if name]
    missing = [name for name in COLUMNS if name in REQUIRED and name not in named]
    unknown = [name for name in named if name not in COLUMNS]
    doubled = sorted({name for name in named if named.count(name) > 1})
    return [
        *(Problem(_("The column “%s” is missing.") % name, 1) for name in missing),
        *(
            Problem(_("No column is called “%s”: use those of the template.") % name[:40], 1)
            for name in unknown
        ),
        *(Problem(_("The column “%s” stands there twice.") % name, 1) for name in doubled),
    ]


def _cell_problems(cell: str) -> Iterator[str]:
    if cell.startswith(FORMULA):
        yield _("It begins like a formula (= + - @): write the text itself.")
    if len(cell) > LONGEST_CELL:
        yield _("It has more than %s characters.") % LONGEST_CELL
    if "\x00" in cell:
        yield _("It holds a NUL character.")
