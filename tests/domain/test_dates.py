"""Dates as sources give them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.dates import PartialDate, Precision

WRITTEN = st.dates().map(date.isoformat).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@given(WRITTEN)
def test_a_date_is_written_back_as_it_was_read(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR),
        ("2022-07", date(2022, 7, 1), date(2022, 7, 31), Precision.MONTH),
        ("2022-07-30", date(2022, 7, 30), date(2022, 7, 30), Precision.DAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), Precision.DAY),
        ("0001", date(1, 1, 1), date(1, 12, 31), Precision.YEAR),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), Precision.YEAR),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), Precision.MONTH),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), Precision.DAY),
    ],
)
def test_a_day_a_month_and_a_year_know_their_first_and_last_day(
    text: str, first: date, last: date, precision: Precision
) -> None:
    read = PartialDate.parse(text)

    assert (read.first, read.last, read.precision) == (first, last, precision)
    assert read == PartialDate(first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is written in another way"),
        ("22", "it is written in another way"),
        ("2022-7", "it is written in another way"),
        ("2022-07-3", "it is written in another way"),
        ("2022/07/30", "it is written in another way"),
        ("30 July 2022", "it is written in another way"),
        ("2022-07-30T00:00", "it is written in another way"),
        ("2022-W30", "it is written in another way"),
        (" 2022", "it is written in another way"),
        ("2022\n", "it is written in another way"),
        ("-2022", "it is written in another way"),
        ("٢٠٢٢", "it is written in another way"),
        ("0000", "years begin with 0001"),
        ("0000-01", "years begin with 0001"),
        ("2022-00", "there is no month 00"),
        ("2022-13", "there is no month 13"),
        ("2022-13-01", "there is no month 13"),
        ("2022-07-00", "that month has no day 00"),
        ("2022-06-31", "that month has no day 31"),
        ("2023-02-29", "that month has no day 29"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason_and_the_three_forms(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="is no date") as refused:
        PartialDate.parse(text)

    forms = "write a year (2022), a month (2022-07) or a day (2022-07-30)."
    assert str(refused.value) == f"{text!r} is no date, {why}: {forms}"


def test_a_refusal_does_not_repeat_a_whole_page() -> None:
    with pytest.raises(ValueError, match="is no date") as refused:
        PartialDate.parse("2" * 10_000)

    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 7, 1), date(2022, 7, 30)),
        (date(2022, 7, 2), date(2022, 7, 31)),
        (date(2022, 7, 1), date(2022, 8, 31)),
        (date(2022, 7, 1), date(2022, 12, 31)),
        (date(2022, 1, 2), date(2022, 12, 31)),
        (date(2022, 1, 1), date(2023, 12, 31)),
        (date(2022, 1, 1), date(2023, 1, 31)),
        (date(2022, 7, 31), date(2022, 7, 1)),
    ],
)
def test_two_days_that_bound_no_day_month_or_year_are_no_date(first: date, last: date) -> None:
    with pytest.raises(ValueError, match="neither one day, nor one month, nor one year") as refused:
        PartialDate(first, last)

    assert str(first) in str(refused.value)
    assert str(last) in str(refused.value)


@given(st.dates())
def test_a_day_is_its_own_first_and_last(day: date) -> None:
    assert PartialDate.day(day) == PartialDate(day, day) == PartialDate.parse(day.isoformat())


def test_dates_are_in_order_of_their_first_day_then_of_their_last() -> None:
    in_order = ["2021-12-31", "2022-01-01", "2022-01", "2022", "2022-01-02", "2022-02-01", "2022-02"]

    assert [str(read) for read in sorted(PartialDate.parse(text) for text in reversed(in_order))] == in_order


@pytest.mark.parametrize(
    ("after", "before", "overlaps"),
    [
        (None, None, True),
        (date(2022, 7, 31), None, True),
        (date(2022, 8, 1), None, False),
        (None, date(2022, 7, 1), True),
        (None, date(2022, 6, 30), False),
        (date(2022, 7, 10), date(2022, 7, 20), True),
        (date(2022, 1, 1), date(2022, 12, 31), True),
        (date(2022, 8, 1), date(2022, 12, 31), False),
    ],
)
def test_a_month_matches_where_any_of_its_days_does(
    after: date | None, before: date | None, overlaps: bool
) -> None:
    assert PartialDate.parse("2022-07").overlaps(after, before) is overlaps
