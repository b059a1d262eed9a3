"""Positions as pages show them: a row with its receipts, and the cell of a stakeholder and a proposition."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.domain.standing import latest_first, rests_on_enough
from articles.models import Position, Proposition, Quote, Stakeholder
from articles.models.positions import PositionQuerySet
from articles.models.quotes import QuoteQuerySet
from articles.queries.quotes import as_cards


def as_rows(positions: PositionQuerySet) -> PositionQuerySet:
    """The positions with all that a row shows: the subject and the receipts. Two queries, however many."""
    return positions.with_subject().with_receipts()


def sorted_positions(positions: PositionQuerySet, sort: str) -> PositionQuerySet:
    """In the order asked for; of equals the first recorded comes first."""
    if sort == "oldest":
        return positions.order_by("date_from", "date_to", "pk")
    if sort == "stakeholder":
        return positions.order_by("stakeholder__name_folded", "-date_from", "-date_to", "pk")
    return positions.latest_first()


@dataclass(frozen=True)
class PositionPage:
    """One position, the quotes that evidence it as cards, and the same stakeholder's others on the matter."""

    position: Position
    quotes: Sequence[Quote]
    others: Sequence[Position]


def find_position_page(public_id: str) -> PositionPage | None:
    """The published position of that id with what its page shows; None where none is public."""
    position = (
        Position.objects.published()
        .filter(public=public_id)
        .with_subject()
        .with_receipts()
        .select_related("public__successor")
        .first()
    )
    return page_of(position, as_cards(Quote.objects.published())) if position is not None else None


def page_of(position: Position, quotes: QuoteQuerySet) -> PositionPage:
    """The page of a position loaded with its receipts; `quotes` are the cards among which its own are."""
    evidencing = quotes.filter(evidence__position=position).latest_first()
    others = (
        Position.objects.published()
        .filter(
            stakeholder=position.stakeholder,
            proposition_version__proposition=position.proposition,
        )
        .exclude(pk=position.pk)
        .with_subject()
        .latest_first()
    )
    return PositionPage(position=position, quotes=list(evidencing), others=list(others))


@dataclass(frozen=True)
class Cell:
    """Where one stakeholder stands on one proposition: its positions there, latest first, never none."""

    positions: tuple[Position, ...]

    @property
    def stakeholder(self) -> Stakeholder:
        return self.positions[0].stakeholder

    @property
    def proposition(self) -> Proposition:
        return self.positions[0].proposition

    @property
    def latest(self) -> Position:
        return self.positions[0]

    @property
    def earlier(self) -> tuple[Position, ...]:
        return self.positions[1:]

    @cached_property
    def is_labelled(self) -> bool:
        """Whether the latest stance rests on enough to be shown as the label (promise 3)."""
        return rests_on_enough(self.positions)

    @property
    def before(self) -> Position | None:
        """The position before the latest; None where there is but one."""
        return self.positions[1] if len(self.positions) > 1 else None

    @property
    def changed(self) -> bool:
        """Whether the stance before the latest was another."""
        return len(self.positions) > 1 and self.positions[1].stance != self.positions[0].stance


def cells(positions: Iterable[Position]) -> list[Cell]:
    """The cells these positions fill, those with the latest news first."""
    filled: defaultdict[tuple[int, int], list[Position]] = defaultdict(list)
    for position in positions:
        filled[position.stakeholder_id, position.proposition.pk].append(position)
    found = [Cell(tuple(latest_first(held))) for held in filled.values()]
    return sorted(found, key=lambda cell: (cell.latest.date_from, cell.latest.date_to), reverse=True)


def find_cell(stakeholder: str, proposition: str) -> tuple[Stakeholder, Proposition, Cell | None] | None:
    """Where the stakeholder of that slug stands on the proposition of that slug, with its receipts.

    The cell is None where nothing is stated; all is None where either is not public.
    """
    who = Stakeholder.objects.published().filter(slug=stakeholder).first()
    what = Proposition.objects.with_wording().filter(slug=proposition).first()
    if who is None or what is None:
        return None
    positions = Position.objects.published().filter(stakeholder=who, proposition_version__proposition=what)
    found = cells(as_rows(positions))
    return who, what, found[0] if found else None
