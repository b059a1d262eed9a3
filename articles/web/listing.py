"""A list as a page shows it: its rows, the form, what was asked as chips, and the way to other pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404

from articles.domain.dates import PartialDate
from articles.domain.filters import CorpusFilters, Note, Picked
from articles.queries.vocabulary import UnknownValue, Vocabulary
from articles.web.forms import PER_PAGE_CHOICES, CorpusFilterSet

# A group of this many options fits without scrolling; one of more than that many can be searched.
SHORT = 6
LONG = 12
# The height of the chart of years, where its width is 100.
CHART = 30
# Parameters that are not offered where there is nothing to choose between.
IF_SEVERAL = ("debate", "language", "quote_kind", "article_kind", "country", "type")


@dataclass(frozen=True)
class Option:
    """One value a reader can pick: as the form sends it, whether it is picked, how many it would find.

    `share` is the count in percent of the largest of its facet, for a small bar.
    """

    value: str
    name: str
    picked: bool
    count: int | None = None
    share: int = 0


@dataclass(frozen=True)
class Facet:
    """One parameter of the form with its options."""

    parameter: str
    label: str
    options: Sequence[Option]

    @property
    def picked(self) -> int:
        return sum(option.picked for option in self.options)

    @property
    def opens(self) -> bool:
        """Whether the group stands open: something in it is picked, or it is short enough to see whole."""
        return bool(self.picked) or len(self.options) <= SHORT

    @property
    def is_long(self) -> bool:
        return len(self.options) > LONG


@dataclass(frozen=True)
class Bar:
    """One year of the chart: how many records are of it, and where its bar stands in 100 by 30."""

    year: str
    count: int
    x: float
    y: float
    width: float
    height: float
    query: str


@dataclass(frozen=True)
class Chip:
    """One part of the question in words, and the query string of the list without it."""

    label: str
    name: str
    excluded: bool
    without: str


@dataclass(frozen=True)
class Suggestion:
    """An unknown value, and the query strings that ask for a known one in its place."""

    unknown: UnknownValue
    label: str
    instead: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PageLink:
    number: int
    query: str
    current: bool


@dataclass(frozen=True)
class Listing:
    """Everything a list page shows. Query strings begin with `?`; an empty one is the bare address."""

    page: "Page[Any]"
    filterset: CorpusFilterSet
    question: CorpusFilters
    facets: Sequence[Facet]
    bars: Sequence[Bar]
    presets: Sequence[tuple[str, str]]
    chips: Sequence[Chip]
    notes: Sequence[Note]
    suggestions: Sequence[Suggestion]
    query: str
    pages: Sequence[PageLink]
    previous: str | None
    next: str | None

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def data(self) -> str:
        """The address of the same list as data, without its extension."""
        return f"/{self.filterset.kind}"

    @property
    def rule(self) -> str:
        """The rule of the order in force, in words."""
        return self.filterset.rules[self.filterset.sort]

    @property
    def takes_dates(self) -> bool:
        return "after" in self.filterset.filters

    @property
    def words(self) -> str:
        return " ".join(self.question.q)

    @property
    def sorts(self) -> list[Option]:
        return [
            Option(value, name, picked=value == self.filterset.sort)
            for value, name in self.filterset.sorts.items()
        ]

    @property
    def lengths(self) -> list[Option]:
        return [
            Option(str(number), str(number), picked=number == self.filterset.per_page)
            for number in PER_PAGE_CHOICES
        ]


class PageOutOfRange(Http404):
    """A page past the end of a list; `query` leads back to its first page."""

    def __init__(self, message: str, query: str) -> None:
        super().__init__(message)
        self.query = query


def make_listing(
    filterset: CorpusFilterSet,
    rows: "QuerySet[Any]",
    vocabulary: Vocabulary,
    count: Callable[[str, Iterable[str]], Mapping[str, int]],
) -> Listing:
    """Lay out the rows that answer the filterset's question.

    `count` gives for the values of a parameter how many records each would find. Raises PageOutOfRange
    past the end of the list.
    """
    question, layout = filterset.question, filterset.layout()
    paginator = Paginator(rows, filterset.per_page)
    number = filterset.page_number
    if number is None or not 1 <= number <= paginator.num_pages:
        raise PageOutOfRange(
            f"This list ends with page {paginator.num_pages}.", _query(question.query() + layout)
        )
    page = paginator.page(number)

    def to_page(wanted: int) -> str:
        return _query(question.query() + layout + ([("page", str(wanted))] if wanted > 1 else []))

    years = count("year", vocabulary.names["year"])
    return Listing(
        page=page,
        filterset=filterset,
        question=question,
        facets=_facets(filterset, vocabulary, count),
        bars=_bars(filterset, years),
        presets=_presets(filterset, vocabulary),
        chips=_chips(filterset, vocabulary),
        notes=filterset.notes,
        suggestions=_suggestions(filterset, vocabulary),
        query=_query(question.query() + layout),
        pages=_pages(paginator, number, to_page),
        previous=to_page(number - 1) if page.has_previous() else None,
        next=to_page(number + 1) if page.has_next() else None,
    )


def _pages(paginator: "Paginator[Any]", number: int, to_page: Callable[[int], str]) -> list[PageLink]:
    """Links to the first, the last and the neighbouring pages; a link without a number is a gap."""
    if paginator.num_pages == 1:
        return []
    return [
        PageLink(wanted, to_page(wanted), current=wanted == number)
        if isinstance(wanted, int)
        else PageLink(0, "", current=False)
        for wanted in paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)
    ]


def _presets(filterset: CorpusFilterSet, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Spans of time to choose with one click, as name and query string: counted from the latest year."""
    years = [int(year) for year in vocabulary.names["year"]]
    if not years:
        return []
    latest = max(years)
    free = replace(filterset.question, after=None, before=None, year=Picked())
    spans = [
        (str(latest), str(latest), None),
        (f"since {latest - 2}", str(latest - 2), None),
        (f"before {latest - 2}", None, str(latest - 3)),
    ]
    return [
        (
            name,
            _query(
                replace(
                    free,
                    after=PartialDate.parse(after) if after else None,
                    before=PartialDate.parse(before) if before else None,
                ).query()
                + filterset.layout()
            ),
        )
        for name, after, before in spans
    ]


def _bars(filterset: CorpusFilterSet, years: Mapping[str, int]) -> list[Bar]:
    """A bar for each year from the first with a record to the last, gaps included."""
    having = [int(year) for year, count in years.items() if count]
    if len(having) < 2:  # noqa: PLR2004 — one bar alone says nothing
        return []
    span = range(min(having), max(having) + 1)
    most, width = max(years.values()), 100 / len(span)
    return [
        Bar(
            year=str(year),
            count=(count := years.get(str(year), 0)),
            x=place * width + width * 0.1,
            width=width * 0.8,
            y=CHART * (1 - count / most),
            height=CHART * count / most,
            query=_query(filterset.question.also("year", str(year)).query() + filterset.layout()),
        )
        for place, year in enumerate(span)
    ]


def _query(pairs: Sequence[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else "?"


def _facets(
    filterset: CorpusFilterSet,
    vocabulary: Vocabulary,
    count: Callable[[str, Iterable[str]], Mapping[str, int]],
) -> list[Facet]:
    """The parameters whose values are names, each value with its count; excluded ones first, as `-value`."""
    found = []
    for parameter, declared in filterset.filters.items():
        picked = getattr(filterset.question, parameter)
        known = vocabulary.names.get(parameter, {})
        if not isinstance(picked, Picked) or parameter == "year":
            continue
        if parameter in IF_SEVERAL and len(known) < 2 and not picked:  # noqa: PLR2004 — nothing to choose
            continue
        if parameter == "voice" and not filterset.question.organisation:
            continue
        counts = count(parameter, known)
        most = max(counts.values(), default=0) or 1
        excluded = [
            Option(f"-{value}", f"not {vocabulary.name(parameter, value)}", picked=True)
            for value in picked.excluded
        ]
        offered = [
            Option(value, name, value in picked.wanted, counts[value], round(100 * counts[value] / most))
            for value, name in known.items()
        ]
        label = str(declared.label)
        found.append(Facet(parameter.replace("_", "-"), label, excluded + _in_order(offered)))
    return found


def _in_order(options: list[Option]) -> list[Option]:
    """A long group shows what is picked first, then the most frequent; a short one keeps its order."""
    if len(options) <= LONG:
        return options
    return sorted(options, key=lambda option: (not option.picked, -(option.count or 0)))


def _chips(filterset: CorpusFilterSet, vocabulary: Vocabulary) -> list[Chip]:
    question = filterset.question
    chips = []
    for parameter, value in question.query():
        name = parameter.replace("-", "_")
        picked = isinstance(getattr(question, name), Picked)
        excluded = picked and value.startswith("-")
        chips.append(
            Chip(
                label=str(filterset.filters[name].label),
                name=vocabulary.name(name, value.removeprefix("-")) if picked else value,
                excluded=excluded,
                without=_query(question.without(parameter, value).query() + filterset.layout()),
            )
        )
    return chips


def _suggestions(filterset: CorpusFilterSet, vocabulary: Vocabulary) -> list[Suggestion]:
    question = filterset.question
    found = []
    for unknown in vocabulary.unknown(question):
        parameter = unknown.parameter.replace("_", "-")
        spellings = ((parameter, unknown.value), (parameter, f"-{unknown.value}"))
        rest = [pair for pair in question.query() if pair not in spellings]
        found.append(
            Suggestion(
                unknown=unknown,
                label=str(filterset.filters[unknown.parameter].label),
                instead=[(name, _query([*rest, (parameter, slug)])) for slug, name in unknown.suggestions],
            )
        )
    return found
