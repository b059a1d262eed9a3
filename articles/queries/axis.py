"""Where stakeholders stand between the poles of a debate, drawn from the labels of their cells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format

from articles.domain.standing import place
from articles.models import Stakeholder
from articles.queries.standings import Standing


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


def placed(standings: Sequence[Standing]) -> list[Placed]:
    """The stakeholders with a place on the axis, those with most propositions first, then by name. One query.

    Only labels that may be shown count.
    """
    ends: defaultdict[int, list[str]] = defaultdict(list)
    for one in standings:
        if one.is_labelled:
            ends[one.stakeholder].append(one.axis)
    places = {key: standing for key, held in ends.items() if (standing := place(held)) is not None}
    who = Stakeholder.objects.in_bulk(list(places))
    found = [Placed(who[key], *standing) for key, standing in places.items()]
    return sorted(found, key=lambda one: (-one.propositions, one.stakeholder.name_folded))
