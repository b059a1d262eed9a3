"""Where a stakeholder stands on a proposition now: the label of a cell, and when it is withheld."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Protocol, TypeVar

from articles.domain.dates import PartialDate

# product.md, promise 3: what the latest stance must rest on for its label to be shown.
ENOUGH_MEDIUM = 2
# How many labels make a place on the axis.
ENOUGH_LABELS = 3


class Dated(Protocol):
    """A position, as far as this rule asks of it."""

    @property
    def date(self) -> PartialDate | None: ...
    @property
    def stance(self) -> str: ...
    @property
    def confidence(self) -> str: ...


Held = TypeVar("Held", bound=Dated)


def latest_first(positions: Sequence[Held]) -> list[Held]:
    """The positions by the first day of their date, then the last, latest first; equals keep their order."""
    return sorted(positions, key=_days, reverse=True)


def rests_on_enough(positions: Sequence[Held]) -> bool:
    """Whether the cell's label may be shown: its stance rests on one `high` or two `medium` positions.

    Counted are the latest position and those before it that took the same stance, back to the first that
    took another: what was said before a change of mind does not speak for the mind now. An empty cell
    rests on nothing.
    """
    ordered = latest_first(positions)
    same = list(takewhile(lambda position: position.stance == ordered[0].stance, ordered))
    return any(position.confidence == "high" for position in same) or len(same) >= ENOUGH_MEDIUM


def place(ends: Iterable[str]) -> tuple[float, int] | None:
    """The mean of a stakeholder's labels on the axis, from -1 (second pole) to 1 (first), and their number.

    Given is the end of the axis that each label stands at; mixed is 0, unclear and off the axis are left
    out. None below three labels (product.md, "Place on the axis").
    """
    worth = {"pole_a": 1, "mixed": 0, "pole_b": -1}
    counted = [worth[end] for end in ends if end in worth]
    return (sum(counted) / len(counted), len(counted)) if len(counted) >= ENOUGH_LABELS else None


def _days(position: Dated) -> tuple[int, int]:
    if position.date is None:
        return (0, 0)
    return (position.date.first.toordinal(), position.date.last.toordinal())
