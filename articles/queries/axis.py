"""Where stakeholders stand between the poles of a debate, drawn from the labels of their cells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from articles.domain.standing import place
from articles.models import Stakeholder
from articles.queries.positions import Cell


@dataclass(frozen=True)
class Placed:
    """One stakeholder on the axis: its mean from -1 to 1, and over how many propositions."""

    stakeholder: Stakeholder
    mean: float
    propositions: int

    @property
    def x(self) -> float:
        """Where its mark stands on a line 100 wide, the first pole at the left."""
        return 50 - 46 * self.mean

    @property
    def mean_shown(self) -> str:
        return ("−" if self.mean < 0 else "+") + number_format(f"{abs(self.mean):.2f}")


def placed(cells: Sequence[Cell], most: int | None = None) -> list[Placed]:
    """The stakeholders with a place on the axis, those with most propositions first, then by name.

    Only labels that may be shown count; with `most`, no more than so many.
    """
    ends: defaultdict[int, list[str]] = defaultdict(list)
    who: dict[int, Stakeholder] = {}
    for cell in cells:
        if cell.is_labelled:
            ends[cell.stakeholder.pk].append(cell.latest.axis)
            who[cell.stakeholder.pk] = cell.stakeholder
    found = [Placed(who[pk], *standing) for pk, held in ends.items() if (standing := place(held)) is not None]
    found.sort(key=lambda one: (-one.propositions, one.stakeholder.name_folded))
    return found[:most]
