"""The label of a cell rests on enough, or is withheld."""

from dataclasses import dataclass

import pytest

from articles.domain.dates import PartialDate
from articles.domain.standing import latest_first, rests_on_enough


@dataclass
class Said:
    date: PartialDate | None
    stance: str
    confidence: str


def said(day: str, stance: str, confidence: str = "high") -> Said:
    return Said(PartialDate.parse(day), stance, confidence)


@pytest.mark.parametrize(
    ("positions", "enough"),
    [
        ([], False),
        ([said("2020", "supports")], True),
        ([said("2020", "supports", "medium")], False),
        ([said("2020", "supports", "medium"), said("2021", "supports", "medium")], True),
        ([said("2020", "supports"), said("2021", "opposes", "medium")], False),
        ([said("2020", "supports"), said("2021", "supports", "medium")], True),
        # A mind changed and changed back: what was said before does not speak for now.
        ([said("2019", "supports"), said("2020", "opposes"), said("2021", "supports", "medium")], False),
    ],
)
def test_a_label_rests_on_one_high_or_two_medium_positions(positions: list[Said], enough: bool) -> None:
    assert rests_on_enough(positions) is enough
    assert rests_on_enough(positions[::-1]) is enough


def test_latest_goes_by_the_first_day_then_by_the_last() -> None:
    year, month, day = said("2022", "a"), said("2022-01", "b"), said("2022-01-01", "c")
    later = said("2022-01-02", "d")

    assert latest_first([day, year, later, month]) == [later, year, month, day]
