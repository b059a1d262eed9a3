"""The debate at a glance: its question, what the corpus holds, two voices, and what was said last."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db.models import Count, Value

from articles.domain.filters import CorpusFilters, Picked
from articles.models import Article, AxisEnd, Debate, Position, Quote, Stakeholder
from articles.queries.axis import Placed, placed
from articles.queries.matching import matching_quotes
from articles.queries.positions import Cell
from articles.queries.propositions import PropositionRow, listed_propositions
from articles.queries.quotes import as_cards
from articles.queries.standings import Standing, standings

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
    """All four, in one query."""
    first, *others = (
        records.order_by().annotate(what=Value(name)).values("what").annotate(number=Count("pk"))
        for name, records in (
            ("quotes", Quote.objects.published()),
            ("positions", Position.objects.published()),
            ("stakeholders", Stakeholder.objects.published()),
            ("articles", Article.objects.published()),
        )
    )
    counted = {row["what"]: row["number"] for row in first.union(*others, all=True)}
    return Totals(**{one.name: counted.get(one.name, 0) for one in fields(Totals)})


def default_debate() -> Debate | None:
    """The debate the site opens with: the one marked so, else the first; None in an empty corpus."""
    return Debate.objects.order_by("-is_default", "slug").first()


def home_page() -> HomePage:
    debate = default_debate()
    known = standings(debate.pk if debate else None)
    axis = placed(known)
    return HomePage(
        debate=debate,
        totals=totals(),
        propositions=listed_propositions(known, debate),
        axis=axis[:BEST_DOCUMENTED],
        on_axis=len(axis),
        changed=_changed([one for one in known if one.changed_from][:LATEST_CHANGES]),
        latest=list(Position.objects.published().with_subject().latest_first()[:LATEST_POSITIONS]),
        voices=two_voices(debate) if debate else [],
    )


def _changed(turned: Sequence[Standing]) -> list[Cell]:
    """The cells with the two positions between which the stance changed. One query."""
    keys = [key for one in turned for key in (one.latest, one.changed_from)]
    found = Position.objects.published().with_subject().in_bulk(keys)
    return [
        Cell((found[one.latest], found[one.changed_from])) for one in turned if one.changed_from is not None
    ]


def two_voices(debate: Debate) -> list[Quote]:
    """The latest direct quote from each pole of the debate, both or none: one voice alone takes a side."""
    voices = []
    for end in (AxisEnd.POLE_A, AxisEnd.POLE_B):
        pole = Picked(wanted=(debate.slug_of(end),))
        direct = matching_quotes(CorpusFilters(axis=pole)).filter(kind=Quote.Kind.DIRECT)
        voices += list(as_cards(direct).latest_first()[:1])
    return voices if len(voices) == 2 else []  # noqa: PLR2004 — one a pole
