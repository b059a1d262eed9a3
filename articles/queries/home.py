"""The debate at a glance: its question, what the corpus holds, two voices, and what was said last."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.domain.filters import CorpusFilters, Picked
from articles.models import Article, AxisEnd, Debate, Position, Quote, Stakeholder
from articles.queries.axis import Placed, placed
from articles.queries.matching import matching_quotes
from articles.queries.positions import Cell
from articles.queries.propositions import PropositionRow, cells_of, listed_propositions
from articles.queries.quotes import as_cards

LATEST_POSITIONS = 6
BEST_DOCUMENTED = 12
LATEST_CHANGES = 5


@dataclass(frozen=True)
class Totals:
    """How many public records there are of each kind."""

    quotes: int
    positions: int
    stakeholders: int
    articles: int


@dataclass(frozen=True)
class HomePage:
    """What the first page shows of the default debate; `voices` are two quotes, one from each pole."""

    debate: Debate | None
    totals: Totals
    propositions: Sequence[PropositionRow]
    axis: Sequence[Placed]
    on_axis: int
    changed: Sequence[Cell]
    latest: Sequence[Position]
    voices: Sequence[Quote]


def totals() -> Totals:
    return Totals(
        quotes=Quote.objects.published().count(),
        positions=Position.objects.published().count(),
        stakeholders=Stakeholder.objects.published().count(),
        articles=Article.objects.published().count(),
    )


def default_debate() -> Debate | None:
    """The debate the site opens with: the one marked so, else the first; None in an empty corpus."""
    return Debate.objects.order_by("-is_default", "slug").first()


def home_page() -> HomePage:
    debate = default_debate()
    filled = cells_of(debate)
    axis = placed(filled)
    return HomePage(
        debate=debate,
        totals=totals(),
        propositions=listed_propositions(filled, debate),
        axis=axis[:BEST_DOCUMENTED],
        on_axis=len(axis),
        changed=[cell for cell in filled if cell.changed][:LATEST_CHANGES],
        latest=list(Position.objects.published().with_subject().latest_first()[:LATEST_POSITIONS]),
        voices=two_voices(debate) if debate else [],
    )


def two_voices(debate: Debate) -> list[Quote]:
    """The latest direct quote from each pole of the debate, both or none: one voice alone takes a side."""
    voices = []
    for end in (AxisEnd.POLE_A, AxisEnd.POLE_B):
        pole = Picked(wanted=(debate.slug_of(end),))
        direct = matching_quotes(CorpusFilters(axis=pole)).filter(kind=Quote.Kind.DIRECT)
        voices += list(as_cards(direct).latest_first()[:1])
    return voices if len(voices) == 2 else []  # noqa: PLR2004 — one a pole
