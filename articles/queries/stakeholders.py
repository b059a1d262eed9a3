"""People and organisations: the list, and the page that says where one stands and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles.domain.dates import PartialDate
from articles.domain.filters import CorpusFilters, Picked
from articles.models import (
    Affiliation,
    OrganisationTie,
    Position,
    Proposition,
    Quote,
    Stakeholder,
    StakeholderName,
    Status,
)
from articles.models.stakeholders import StakeholderQuerySet
from articles.queries.matching import matching_quotes
from articles.queries.positions import Cell, cells
from articles.queries.quotes import as_cards

# How many of its quotes the page of a stakeholder shows; the list of quotes has them all.
LATEST_QUOTES = 5
# Below so many articles, a page says that few sources bear it.
FEW_ARTICLES = 3


def with_counts(stakeholders: StakeholderQuerySet) -> StakeholderQuerySet:
    """The stakeholders with their type, and counts of what is public of each."""
    # Each counted by itself: joined, every position of a stakeholder would meet each of its quotes.
    positions = Position.objects.published().filter(stakeholder=OuterRef("pk")).order_by()
    quotes = Quote.objects.published().filter(speaker=OuterRef("pk")).order_by()
    return stakeholders.select_related("type").annotate(
        positions_count=Coalesce(
            Subquery(positions.values("stakeholder").annotate(number=Count("pk")).values("number")), 0
        ),
        quotes_count=Coalesce(
            Subquery(quotes.values("speaker").annotate(number=Count("pk")).values("number")), 0
        ),
    )


def sorted_stakeholders(stakeholders: StakeholderQuerySet, sort: str) -> StakeholderQuerySet:
    """In the order asked for, of equals by name."""
    first = {"quotes": ["-quotes_count"], "positions": ["-positions_count"]}.get(sort, [])
    return stakeholders.order_by(*first, "name_folded", "pk")


@dataclass(frozen=True)
class Coverage:
    """How much of a stakeholder is on record, and over which time."""

    positions: int
    articles: int
    outlets: int
    first: PartialDate | None
    last: PartialDate | None

    @property
    def is_thin(self) -> bool:
        """Whether so few sources bear it that readers are cautioned."""
        return self.articles < FEW_ARTICLES


@dataclass(frozen=True)
class Line:
    """One proposition on the page of an organisation: its own cell, and those of its people for it."""

    proposition: Proposition
    own: Cell | None
    people: Sequence[Cell]

    @property
    def differs(self) -> bool:
        """Whether someone who spoke for it stood otherwise than it does itself."""
        return self.own is not None and any(
            cell.latest.stance != self.own.latest.stance for cell in self.people
        )


@dataclass(frozen=True)
class StakeholderPage:
    """Who it is, where it stands, and what it and its people said."""

    stakeholder: Stakeholder
    names: Sequence[StakeholderName]
    # The names of records that were merged into this one.
    also_listed: Sequence[StakeholderName]
    affiliations: Sequence[Affiliation]
    people: Sequence[Affiliation]
    part_of: Sequence[OrganisationTie]
    parts: Sequence[OrganisationTie]
    lines: Sequence[Line]
    coverage: Coverage
    quotes: Sequence[Quote]
    quotes_count: int


def find_stakeholder_page(public_id: str) -> StakeholderPage | None:
    """The published stakeholder of that id with what its page shows; None where none is public."""
    stakeholder = (
        Stakeholder.objects.published()
        .filter(public=public_id)
        .select_related("type", "public__successor")
        .first()
    )
    return page_of(stakeholder) if stakeholder is not None else None


def page_of(stakeholder: Stakeholder) -> StakeholderPage:
    """The page of a stakeholder: what is public of where it stands, and of its words."""
    positions = Position.objects.published().with_subject().with_receipts().latest_first()
    own = list(positions.filter(stakeholder=stakeholder))
    spoken_for = list(positions.filter(on_behalf_of=stakeholder))
    names = list(stakeholder.names.shown().order_by("name_folded", "pk"))
    it = Picked(wanted=(stakeholder.slug,))
    quotes = matching_quotes(
        CorpusFilters(person=it) if stakeholder.is_person else CorpusFilters(organisation=it)
    )
    latest = list(as_cards(quotes).latest_first()[: LATEST_QUOTES + 1])
    return StakeholderPage(
        stakeholder=stakeholder,
        names=[name for name in names if name.use != StakeholderName.Use.ALSO],
        also_listed=[name for name in names if name.use == StakeholderName.Use.ALSO],
        affiliations=_affiliations(person=stakeholder),
        people=_affiliations(organisation=stakeholder),
        part_of=_ties(child=stakeholder),
        parts=_ties(parent=stakeholder),
        lines=_lines(cells(own), cells(spoken_for)),
        coverage=_coverage([*own, *spoken_for]),
        quotes=latest[:LATEST_QUOTES],
        quotes_count=len(latest) if len(latest) <= LATEST_QUOTES else quotes.count(),
    )


def _lines(own: Sequence[Cell], spoken_for: Sequence[Cell]) -> list[Line]:
    """A line for each proposition with a cell, the latest news first."""
    found: dict[int, Line] = {}
    for cell in sorted([*own, *spoken_for], key=lambda one: one.latest.date_from, reverse=True):
        line = found.get(cell.proposition.pk, Line(cell.proposition, None, ()))
        found[cell.proposition.pk] = (
            replace(line, own=cell) if cell in own else replace(line, people=(*line.people, cell))
        )
    return list(found.values())


def _coverage(positions: Sequence[Position]) -> Coverage:
    articles = {receipt.article for position in positions for receipt in position.receipts}
    dates = sorted(position.date for position in positions if position.date)
    return Coverage(
        positions=len(positions),
        articles=len(articles),
        outlets=len({article.outlet_id for article in articles}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _affiliations(**side: Stakeholder) -> list[Affiliation]:
    """Affiliations between published stakeholders, latest beginning first, unknown ones last."""
    found = Affiliation.objects.filter(
        Q(organisation__isnull=True) | Q(organisation__status=Status.PUBLISHED),
        person__status=Status.PUBLISHED,
        **side,
    )
    return list(
        found.select_related("person", "organisation", "source").order_by(
            F("since_first").desc(nulls_last=True), "person__name_folded", "pk"
        )
    )


def _ties(**side: Stakeholder) -> list[OrganisationTie]:
    return list(
        OrganisationTie.objects.filter(
            parent__status=Status.PUBLISHED, child__status=Status.PUBLISHED, **side
        )
        .select_related("parent", "child")
        .order_by("parent__name_folded", "child__name_folded", "pk")
    )
