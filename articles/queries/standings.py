"""Where every stakeholder stands on every proposition, in brief: what bars and the axis are drawn from."""

from collections import defaultdict
from dataclasses import dataclass

from articles.domain.dates import PartialDate
from articles.domain.standing import latest_first, rests_on_enough
from articles.models import AxisEnd, Position, axis_of
from articles.queries.kept import kept


@dataclass(frozen=True, slots=True)
class Standing:
    """One cell in brief: the keys of whom and of what it is, and how it stands by its latest position."""

    stakeholder: int
    proposition: int
    debate: int
    stance: str
    axis: AxisEnd
    # Whether the label may be shown (product.md, promise 3).
    is_labelled: bool
    # The keys of the latest position and, where that one took another stance, of the one before it.
    latest: int
    changed_from: int | None

    @property
    def label(self) -> str | None:
        """The stance as it may be shown; None where the label is withheld."""
        return self.stance if self.is_labelled else None


@dataclass(frozen=True, slots=True)
class _Held:
    """As much of a position as decides."""

    key: int
    debate: int
    stance: str
    axis: AxisEnd
    confidence: str
    date: PartialDate | None


def standings(debate: int | None = None) -> list[Standing]:
    """Every cell (of one debate) in brief, those with the latest news first. Two queries, after an edit."""
    known = kept("standings", _read)
    return known if debate is None else [one for one in known if one.debate == debate]


def _read() -> list[Standing]:
    filled: defaultdict[tuple[int, int], list[_Held]] = defaultdict(list)
    version = "proposition_version__"
    for key, who, what, debate, stance, confidence, first, last, at in (
        Position.objects.published()
        .latest_first()
        .values_list(
            "pk", "stakeholder_id", f"{version}proposition_id", f"{version}proposition__debate_id", "stance",
            "confidence", "date_from", "date_to", f"{version}supporter_at",
        )
    ):  # fmt: skip
        held = _Held(key, debate, stance, axis_of(stance, at), confidence, PartialDate(first, last))
        filled[who, what].append(held)
    # Cells were met in the order of their latest positions.
    return [_standing(who, what, latest_first(held)) for (who, what), held in filled.items()]


def _standing(who: int, what: int, held: list[_Held]) -> Standing:
    latest = held[0]
    changed_from = held[1].key if len(held) > 1 and held[1].stance != latest.stance else None
    enough = rests_on_enough(held)
    return Standing(who, what, latest.debate, latest.stance, latest.axis, enough, latest.key, changed_from)
