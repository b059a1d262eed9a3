"""What a reader can choose on a list: values with their counts, years as bars, spans of time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext, pgettext

from articles.domain.dates import PartialDate
from articles.domain.filters import Picked
from articles.queries.vocabulary import Vocabulary
from articles.web.forms import CorpusFilterSet

# A group of this many options fits without scrolling; one of more than that many can be searched.
SHORT = 6
LONG = 12
# The height of the chart of years, where its width is 100.
CHART = 30
# Parameters that are not offered where there is nothing to choose between.
IF_SEVERAL = ("debate", "language", "quote_kind", "article_kind", "country", "type")


# For the values of a parameter, how many records each would find.
Count = Callable[[str, Iterable[str]], Mapping[str, int]]


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


def query_string(pairs: Sequence[tuple[str, str]]) -> str:
    """The pairs as an address takes them; it begins with `?`, also where there are none."""
    return f"?{urlencode(pairs)}" if pairs else "?"


def facets_of(
    filterset: CorpusFilterSet,
    vocabulary: Vocabulary,
    count: Count,
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
            Option(f"-{value}", _except_for(vocabulary.name(parameter, value)), picked=True)
            for value in picked.excluded
        ]
        offered = [
            Option(value, str(name), value in picked.wanted, counts[value], round(100 * counts[value] / most))
            for value, name in known.items()
        ]
        label = str(declared.label)
        found.append(Facet(parameter.replace("_", "-"), label, excluded + _in_order(offered)))
    return found


def _except_for(name: str) -> str:
    return gettext("not %(name)s") % {"name": name}


def _in_order(options: list[Option]) -> list[Option]:
    """A long group shows what is picked first, then the most frequent; a short one keeps its order."""
    if len(options) <= LONG:
        return options
    return sorted(options, key=lambda option: (not option.picked, -(option.count or 0)))


def presets_of(filterset: CorpusFilterSet, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Spans of time to choose with one click, as name and query string: counted from the latest year."""
    years = [int(year) for year in vocabulary.names["year"]]
    if not years:
        return []
    latest = max(years)
    free = replace(filterset.question, after=None, before=None, year=Picked())
    spans = [
        (str(latest), str(latest), None),
        (pgettext("a span of time", "since %(year)s") % {"year": latest - 2}, str(latest - 2), None),
        (pgettext("a span of time", "before %(year)s") % {"year": latest - 2}, None, str(latest - 3)),
    ]
    return [
        (
            name,
            query_string(
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


def bars_of(filterset: CorpusFilterSet, years: Mapping[str, int]) -> list[Bar]:
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
            query=query_string(filterset.question.also("year", str(year)).query() + filterset.layout()),
        )
        for place, year in enumerate(span)
    ]
