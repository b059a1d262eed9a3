"""A value comes back from its cell, and a row from its line, whatever it holds."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.dates import PartialDate
from articles.importing.corpus import cells
from articles.importing.corpus.columns import SLUG, WEB_ADDRESS, Column, Kind
from articles.importing.corpus.packing import pack
from articles.importing.corpus.reading import Record, _records
from articles.importing.corpus.resources import BY_NAME, RESOURCES

# Every character a database can hold: no NUL, no half of a pair.
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
YEARS = st.integers(1, 9999).map("{:04d}".format)
MONTHS = st.dates().map(lambda day: f"{day:%m}")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXTS,
    Kind.WHOLE: st.integers(0, 2**31 - 1),
    Kind.SHARE: st.integers(0, 100).map(lambda percent: Decimal(percent) / 100),
    Kind.TRUTH: st.booleans(),
    Kind.DAY: st.dates(),
    Kind.PARTIAL: st.one_of(
        st.dates().map(PartialDate.day),
        YEARS.map(PartialDate.parse),
        st.tuples(YEARS, MONTHS).map("-".join).map(PartialDate.parse),
    ),
    Kind.MOMENT: st.datetimes(timezones=st.just(UTC)),
    Kind.MAPPING: st.dictionaries(TEXTS, JSON, max_size=4),
    Kind.SLUGS: st.sets(st.from_regex(r"[a-z0-9-]+", fullmatch=True)).map(sorted),
}


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
def test_every_value_comes_back_from_its_cell(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert cells.read(cells.write(value, kind), Column("some", "some", kind)) == value


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
def test_every_row_comes_back_from_its_line(rows: list[list[str]]) -> None:
    types = BY_NAME["stakeholder-types"]
    given_rows = [{"slug": "a", "label": "a"} | {"label": "".join(row) or "a"} for row in rows]
    packed = pack({one.name: given_rows if one is types else [] for one in RESOURCES})

    found = [record for record in _records(types, packed[types.path]) if isinstance(record, Record)]

    short = [row for row in given_rows if len(row["label"]) <= 80]
    assert [record.row for record in found] == short


def test_cells_are_written_as_documented() -> None:
    written = [
        cells.write(None, Kind.TEXT),
        cells.write(True, Kind.TRUTH),
        cells.write(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), Kind.MOMENT),
        cells.write(datetime(2026, 1, 2, 3, 4, 5, 60, tzinfo=UTC), Kind.MOMENT),
        cells.write({"b": "é", "a": "1"}, Kind.MAPPING),
        cells.write({}, Kind.MAPPING),
        cells.write(["tea", "cake"], Kind.SLUGS),
        cells.write(date(2026, 1, 2), Kind.DAY),
        cells.write(PartialDate.parse("2026-02"), Kind.PARTIAL),
    ]
    assert written == [
        "",
        "true",
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.000060Z",
        '{"a":"1","b":"é"}',
        "",
        "cake tea",
        "2026-01-02",
        "2026-02",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        (
            Column("x", "x", Kind.WHOLE, most=32767),
            "32768",
            "is '32768': write a whole number from 0 to 32767",
        ),
        (Column("x", "x", Kind.WHOLE), "²", "is '²': write a whole number from 0 to 2147483647"),
        (
            Column("x", "x", Kind.SHARE),
            "0.755",
            "is '0.755': write a number from 0 to 1 with two decimals, such as 0.75",
        ),
        (
            Column("x", "x", Kind.SHARE),
            "NaN",
            "is 'NaN': write a number from 0 to 1 with two decimals, such as 0.75",
        ),
        (Column("x", "x", Kind.DAY), "20260102", "is '20260102': write it as 2026-11-22"),
        (Column("x", "x", Kind.DAY), "2026-02-30", "is '2026-02-30': write it as 2026-11-22"),
        (
            Column("x", "x", Kind.MOMENT),
            "0001-01-01T00:00:00+14:00",
            "is '0001-01-01T00:00:00+14:00': write it in UTC, as 2026-11-22T08:30:00Z",
        ),
        (Column("x", "x", Kind.PARTIAL), "2022-13", "is '2022-13': write 2022, 2022-07 or 2022-07-30"),
        (Column("x", "x", Kind.MAPPING), '{"a":1e999}', "is '{\"a\":1e999}', which is not JSON"),
        (Column("x", "x", Kind.MAPPING), '{"a":NaN}', "is '{\"a\":NaN}', which is not JSON"),
        (Column("x", "x", Kind.MAPPING), '{"a":"\\ud800"}', 'is \'{"a":"\\\\ud800"}\', which is not JSON'),
        (
            Column("x", "x", Kind.MAPPING),
            '{"a":"\\\\\\u0000"}',
            "holds a NUL character, which no text has",
        ),
        (Column("x", "x", pattern=SLUG), "a/b", "is 'a/b': write plain letters, digits, - and _ alone"),
        (
            Column("x", "x", pattern=WEB_ADDRESS),
            "javascript:alert(1)",
            "is 'javascript:alert(1)': write a web address that begins with https://",
        ),
        (Column("x", "x", longest=3), "tea!", "has 4 characters, where 3 are the most"),
        (Column("x", "x", required=True), "", "is empty, but must be given"),
        (Column("x", "x"), "a\x00b", "holds a NUL character, which no text has"),
    ],
)
def test_a_cell_that_does_not_fit_says_what_to_write(column: Column, cell: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        cells.read(cell, column)


def test_a_backslash_before_u0000_is_only_a_text() -> None:
    cell = '{"a":"\\\\u0000"}'
    assert cells.read(cell, Column("x", "x", Kind.MAPPING)) == {"a": "\\u0000"}
