"""Propositions: the list with how many take which side, and the page with everyone in their column."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from articles.domain.filters import CorpusFilters, Picked
from articles.models import AxisEnd, Debate, Position, Proposition, Quote, Stance, axis_of
from articles.queries.matching import matching_quotes
from articles.queries.positions import Cell, cells
from articles.queries.quotes import as_cards
from articles.queries.standings import Standing

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


def listed_propositions(known: Sequence[Standing], debate: Debate | None = None) -> list[PropositionRow]:
    """Every proposition (of one debate), by label, with the stakeholders who stand on it counted."""
    labels: defaultdict[int, list[str | None]] = defaultdict(list)
    for one in known:
        labels[one.proposition].append(one.label)
    propositions = Proposition.objects.with_wording().order_by("label_folded")
    if debate is not None:
        propositions = propositions.filter(debate=debate)
    return [_row(proposition, labels[proposition.pk]) for proposition in propositions]


def _row(proposition: Proposition, labels: Sequence[str | None]) -> PropositionRow:
    """The row of a proposition, given the label of each cell on it, None where that is withheld."""
    labelled = Counter(labels)
    counts: list[StanceCount] = []
    start = 0.0
    for stance in ALONG_THE_BAR:
        share = 100 * labelled[stance] / len(labels) if labels else 0.0
        axis = axis_of(stance, proposition.current.supporter_at)
        counts.append(StanceCount(stance, axis, labelled[stance], start, share))
        start += share
    return PropositionRow(proposition, counts, withheld=labelled[None])


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
        row=_row(proposition, [cell.latest.stance if cell.is_labelled else None for cell in filled]),
        supports=standing(Stance.SUPPORTS),
        between=standing(Stance.MIXED, Stance.CONDITIONAL),
        opposes=standing(Stance.OPPOSES),
        unclear=standing(Stance.UNCLEAR),
        withheld=[cell for cell in filled if not cell.is_labelled],
        quotes=latest[:LATEST_QUOTES],
        quotes_count=len(latest) if len(latest) <= LATEST_QUOTES else quotes.count(),
    )
