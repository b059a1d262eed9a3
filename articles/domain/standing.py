"""Where a stakeholder stands on a proposition now: the label of a cell, and when it is withheld."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Protocol, TypeVar

from articles.domain.dates import PartialDate

# product.md, promise 3: what the latest stance must rest on for its label to be shown.
ENOUGH_MEDIUM = 2


class Dated(Protocol):
    """A position, as far as this rule asks of it."""

    date: PartialDate | None
    stance: str
    confidence: str


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


def _days(position: Dated) -> tuple[int, int]:
    if position.date is None:
        return (0, 0)
    return (position.date.first.toordinal(), position.date.last.toordinal())
