"""Dates as sources give them: a day, a month or a year, kept as first and last day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MONTHS = 12


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class PartialDate:
    """One day, month or year, as its first and last day; ordered by the first, then the last.

    Raises ValueError for two days that bound none of these.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last not in (self.first, *_last_days(self.first)):
            raise ValueError(f"{self.first} to {self.last} is neither one day, nor one month, nor one year.")

    @classmethod
    def day(cls, day: date) -> Self:
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2022`, `2022-07` or `2022-07-30` (ISO 8601).

        Raises ValueError that says what is wrong and names the three forms.
        """
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise _no_date(text, "it is written in another way")
        year, month, day = found.groups()
        if int(year) == 0:
            raise _no_date(text, "years begin with 0001")
        if month and not 1 <= int(month) <= _MONTHS:
            raise _no_date(text, f"there is no month {month}")
        try:
            first = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise _no_date(text, f"that month has no day {day}") from None
        if day:
            return cls.day(first)
        if month:
            return cls(first, _last_of_month(first))
        return cls(first, date(first.year, _MONTHS, 31))

    @property
    def precision(self) -> Precision:
        if self.first == self.last:
            return Precision.DAY
        return Precision.MONTH if self.first.month == self.last.month else Precision.YEAR

    def __str__(self) -> str:
        """The form that `parse` reads back."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    def overlaps(self, after: date | None, before: date | None) -> bool:
        """Whether any day of it lies between the two, both inclusive; None bounds nothing."""
        return (after is None or self.last >= after) and (before is None or self.first <= before)


def _no_date(text: str, why: str) -> ValueError:
    return ValueError(
        f"{text[:40]!r} is no date, {why}: write a year (2022), a month (2022-07) or a day (2022-07-30)."
    )


def _last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _last_days(first: date) -> list[date]:
    """The last day of the month and of the year that begin on that day, where they begin on it."""
    found = []
    if first.day == 1:
        found.append(_last_of_month(first))
        if first.month == 1:
            found.append(date(first.year, _MONTHS, 31))
    return found
