"""Propositions: the list with how many take which side, and the page with everyone in their column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.domain.filters import CorpusFilters, Picked
from articles.models import AxisEnd, Debate, Position, Proposition, Quote, Stance, axis_of
from articles.queries.matching import matching_quotes
from articles.queries.positions import Cell, cells
from articles.queries.quotes import as_cards

# From one side through the middle to the other; unclear stands at neither.
ALONG_THE_BAR = (Stance.SUPPORTS, Stance.CONDITIONAL, Stance.MIXED, Stance.OPPOSES, Stance.UNCLEAR)
# How many quotes the page of a proposition shows; the list of quotes has them all.
LATEST_QUOTES = 5


@dataclass(frozen=True)
class StanceCount:
    """How many stakeholders stand so, and where that is drawn."""

    stance: Stance
    axis: AxisEnd
    count: int
    # Where its part of the bar begins and how wide it is, both in percent of all on the proposition.
    start: float
    share: float


@dataclass(frozen=True)
class PropositionRow:
    """One proposition in a list, with its stakeholders counted by their latest stance."""

    proposition: Proposition
    counts: Sequence[StanceCount]
    withheld: int

    @property
    def pole(self) -> str:
        """The name of the pole at which a supporter stands; empty for neither."""
        version = self.proposition.current
        return self.proposition.debate.label_of(axis_of(Stance.SUPPORTS, version.supporter_at))

    @property
    def stakeholders(self) -> int:
        return sum(count.count for count in self.counts) + self.withheld


def cells_of(debate: Debate | None = None) -> list[Cell]:
    """Every cell of every stakeholder and proposition (of one debate). One query."""
    positions = Position.objects.published().with_subject().latest_first()
    if debate is not None:
        positions = positions.filter(proposition_version__proposition__debate=debate)
    return cells(positions)


def listed_propositions(filled: Sequence[Cell], debate: Debate | None = None) -> list[PropositionRow]:
    """Every proposition (of one debate), by label, with those of the cells that are its own counted."""
    propositions = Proposition.objects.with_wording().order_by("label_folded")
    if debate is not None:
        propositions = propositions.filter(debate=debate)
    return [
        _row(proposition, [cell for cell in filled if cell.proposition == proposition])
        for proposition in propositions
    ]


def _row(proposition: Proposition, filled: Sequence[Cell]) -> PropositionRow:
    labelled = Counter(cell.latest.stance for cell in filled if cell.is_labelled)
    counts: list[StanceCount] = []
    start = 0.0
    for stance in ALONG_THE_BAR:
        share = 100 * labelled[stance] / len(filled) if filled else 0.0
        axis = axis_of(stance, proposition.current.supporter_at)
        counts.append(StanceCount(stance, axis, labelled[stance], start, share))
        start += share
    withheld = sum(not cell.is_labelled for cell in filled)
    return PropositionRow(proposition, counts, withheld)


@dataclass(frozen=True)
class PropositionPage:
    """One proposition, its row of counts, its cells by column, and its latest quotes."""

    proposition: Proposition
    row: PropositionRow
    supports: Sequence[Cell]
    between: Sequence[Cell]
    opposes: Sequence[Cell]
    unclear: Sequence[Cell]
    withheld: Sequence[Cell]
    quotes: Sequence[Quote]
    quotes_count: int

    @property
    def support_axis(self) -> AxisEnd:
        return axis_of(Stance.SUPPORTS, self.proposition.current.supporter_at)

    @property
    def oppose_axis(self) -> AxisEnd:
        return axis_of(Stance.OPPOSES, self.proposition.current.supporter_at)


def find_proposition_page(slug: str) -> PropositionPage | None:
    """The proposition of that slug with what its page shows; None where there is none."""
    proposition = Proposition.objects.with_wording().prefetch_related("children").filter(slug=slug).first()
    if proposition is None:
        return None
    positions = Position.objects.published().filter(proposition_version__proposition=proposition)
    filled = cells(positions.with_subject().latest_first())

    def standing(*stances: Stance) -> list[Cell]:
        return [cell for cell in filled if cell.is_labelled and cell.latest.stance in stances]

    quotes = matching_quotes(CorpusFilters(proposition=Picked(wanted=(slug,))))
    latest = list(as_cards(quotes).latest_first()[: LATEST_QUOTES + 1])
    return PropositionPage(
        proposition=proposition,
        row=_row(proposition, filled),
        supports=standing(Stance.SUPPORTS),
        between=standing(Stance.MIXED, Stance.CONDITIONAL),
        opposes=standing(Stance.OPPOSES),
        unclear=standing(Stance.UNCLEAR),
        withheld=[cell for cell in filled if not cell.is_labelled],
        quotes=latest[:LATEST_QUOTES],
        quotes_count=len(latest) if len(latest) <= LATEST_QUOTES else quotes.count(),
    )
