"""A list as a page shows it: its rows, the form, what was asked as chips, and the way to other pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.text import Truncator
from django.utils.translation import gettext

from articles.domain.filters import CorpusFilters, Note, Picked
from articles.queries.vocabulary import UnknownValue, Vocabulary
from articles.web.choices import Bar, Count, Facet, Option, bars_of, facets_of, presets_of, query_string
from articles.web.forms import PER_PAGE_CHOICES, CorpusFilterSet


@dataclass(frozen=True)
class Chip:
    """One part of the question in words, and the query string of the list without it."""

    label: str
    name: str
    excluded: bool
    without: str

    @property
    def said(self) -> str:
        """The part in words, a long name cut."""
        message = gettext("%(label)s: not %(name)s") if self.excluded else gettext("%(label)s: %(name)s")
        return message % {"label": self.label, "name": Truncator(self.name).chars(60)}

    @property
    def take_off(self) -> str:
        """What a click on it does, for who hears it."""
        message = (
            gettext("Take off: %(label)s not %(name)s")
            if self.excluded
            else gettext("Take off: %(label)s %(name)s")
        )
        return message % {"label": self.label, "name": self.name}


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
        return str(self.filterset.rules[self.filterset.sort])

    @property
    def takes_dates(self) -> bool:
        return "after" in self.filterset.filters

    @property
    def words(self) -> str:
        return " ".join(self.question.q)

    @property
    def sorts(self) -> list[Option]:
        return [
            Option(value, str(name), picked=value == self.filterset.sort)
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
    count: Count,
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
            gettext("This list ends with page %(number)s.") % {"number": paginator.num_pages},
            query_string(question.query() + layout),
        )
    page = paginator.page(number)

    def to_page(wanted: int) -> str:
        return query_string(question.query() + layout + ([("page", str(wanted))] if wanted > 1 else []))

    years = count("year", vocabulary.names["year"])
    return Listing(
        page=page,
        filterset=filterset,
        question=question,
        facets=facets_of(filterset, vocabulary, count),
        bars=bars_of(filterset, years),
        presets=presets_of(filterset, vocabulary),
        chips=_chips(filterset, vocabulary),
        notes=filterset.notes,
        suggestions=_suggestions(filterset, vocabulary),
        query=query_string(question.query() + layout),
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
                without=query_string(question.without(parameter, value).query() + filterset.layout()),
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
                instead=[
                    (name, query_string([*rest, (parameter, slug)])) for slug, name in unknown.suggestions
                ],
            )
        )
    return found
