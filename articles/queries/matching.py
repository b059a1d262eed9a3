"""The quotes and the positions that answer a question: the one place where filters become SQL."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from articles.domain.filters import NONE, CorpusFilters, Picked
from articles.domain.text import fold_name
from articles.models import (
    Affiliation,
    AxisEnd,
    Evidence,
    Position,
    Quote,
    at_axis_end,
)
from articles.models.positions import PositionQuerySet
from articles.models.quotes import QuoteQuerySet

PROPOSITION = "proposition_version__proposition__slug"
DEBATE = "proposition_version__proposition__debate"

_Rows = TypeVar("_Rows", QuoteQuerySet, PositionQuerySet)
_Condition = Callable[[Iterable[str]], Q]


def matching_quotes(filters: CorpusFilters) -> QuoteQuerySet:
    """The published quotes that answer the question, in no order yet."""
    quotes = Quote.objects.published().alias(
        first_day=Coalesce("said_from", "article__date_from"),
        last_day=Coalesce("said_to", "article__date_to"),
    )
    quotes = quotes.filter(_in_time(filters))
    quotes = _picked(quotes, filters.person, lambda slugs: Q(speaker__kind="person", speaker__slug__in=slugs))
    quotes = _picked(
        quotes,
        filters.organisation,
        lambda slugs: (
            Q(speaker__slug__in=slugs)
            | Q(on_behalf_of__slug__in=slugs)
            | Q(_affiliated(slugs, person="speaker"))
        ),
    )
    quotes = _picked(
        quotes,
        filters.type,
        lambda slugs: (
            Q(speaker__type__slug__in=slugs) | Q(speaker__isnull=True, on_behalf_of__type__slug__in=slugs)
        ),
    )
    quotes = _picked(quotes, filters.outlet, lambda slugs: Q(article__outlet__slug__in=slugs))
    for word in filters.q:
        folded = fold_name(word)
        quotes = quotes.filter(
            Q(words_folded__contains=folded)
            | Q(speaker__name_folded__contains=folded)
            | Q(label_folded__contains=folded)
            | Q(on_behalf_of__name_folded__contains=folded)
        )
    return _evidencing(quotes, filters)


def matching_positions(filters: CorpusFilters) -> PositionQuerySet:
    """The published positions that answer the question, in no order yet."""
    positions = Position.objects.published().alias(first_day=F("date_from"), last_day=F("date_to"))
    positions = positions.filter(_in_time(filters))
    positions = _picked(
        positions,
        filters.person,
        lambda slugs: Q(stakeholder__kind="person", stakeholder__slug__in=slugs),
    )
    positions = _picked(
        positions,
        filters.organisation,
        lambda slugs: (
            Q(stakeholder__slug__in=slugs)
            | Q(on_behalf_of__slug__in=slugs)
            | Q(_affiliated(slugs, person="stakeholder"))
        ),
    )
    positions = _picked(positions, filters.type, lambda slugs: Q(stakeholder__type__slug__in=slugs))
    positions = _picked(
        positions,
        filters.outlet,
        lambda slugs: Q(
            Exists(Evidence.objects.filter(position=OuterRef("pk"), article__outlet__slug__in=slugs))
        ),
    )
    for word in filters.q:
        folded = fold_name(word)
        positions = positions.filter(
            Q(summary_folded__contains=folded)
            | Q(stakeholder__name_folded__contains=folded)
            | Q(on_behalf_of__name_folded__contains=folded)
            | Q(proposition_version__proposition__label_folded__contains=folded)
        )
    for picked, condition in _of_one_position(filters):
        positions = _picked(positions, picked, condition)
    return positions


def _evidencing(quotes: QuoteQuerySet, filters: CorpusFilters) -> QuoteQuerySet:
    """The one-position rule: proposition, stance and axis speak of one position the quote evidences.

    Where only exclusions are asked for, a quote goes when any of its positions is excluded.
    """
    if not filters.speaks_of_positions:
        return quotes
    evidenced = Position.objects.published().filter(evidence__quote=OuterRef("pk"))
    parts = list(_of_one_position(filters))
    if not any(picked.wanted for picked, _ in parts):
        for picked, condition in parts:
            if picked.excluded:
                values = [value for value in picked.excluded if value != NONE]
                quotes = quotes.exclude(Exists(evidenced.filter(condition(values))))
            if NONE in picked.excluded:
                quotes = quotes.filter(Exists(evidenced))
        return quotes
    one = evidenced
    for picked, condition in parts:
        one = _picked(one, picked, condition)
    found = Q(Exists(one))
    if NONE in (*filters.stance.wanted, *filters.axis.wanted):
        # "No position coded": none at all, or none on the propositions asked for.
        on_these = _picked(evidenced, filters.proposition, _on_propositions)
        found |= ~Q(Exists(on_these))
    return quotes.filter(found)


def _of_one_position(filters: CorpusFilters) -> Iterator[tuple[Picked, _Condition]]:
    """What is asked of a position itself, each with its condition on the table of positions."""
    yield filters.proposition, _on_propositions
    yield filters.stance, lambda values: Q(stance__in=values)
    yield filters.axis, _on_axis


def _on_propositions(slugs: Iterable[str]) -> Q:
    return Q(**{f"{PROPOSITION}__in": slugs})


def _on_axis(values: Iterable[str]) -> Q:
    """Poles go by the slug their debate gives them; `mixed` and `unclear` are the same in all."""
    found = Q(pk__in=[])
    for value in values:
        if value in (AxisEnd.MIXED, AxisEnd.UNCLEAR):
            found |= at_axis_end(value)
        else:
            found |= Q(**{f"{DEBATE}__pole_a_slug": value}) & at_axis_end(AxisEnd.POLE_A)
            found |= Q(**{f"{DEBATE}__pole_b_slug": value}) & at_axis_end(AxisEnd.POLE_B)
    return found


def _affiliated(organisations: Iterable[str], *, person: str) -> Exists:
    """The person was affiliated with one of them on that day; an unknown end excludes nothing."""
    return Exists(
        Affiliation.objects.filter(
            Q(since_first__isnull=True) | Q(since_first__lte=OuterRef("last_day")),
            Q(until_last__isnull=True) | Q(until_last__gte=OuterRef("first_day")),
            person=OuterRef(person),
            organisation__slug__in=list(organisations),
        )
    )


def _picked(rows: _Rows, picked: Picked, condition: _Condition) -> _Rows:
    """Keep the rows with any wanted value and without every excluded one."""
    if picked.wanted:
        rows = rows.filter(condition(picked.wanted))
    if picked.excluded:
        rows = rows.exclude(condition(picked.excluded))
    return rows


def _in_time(filters: CorpusFilters) -> Q:
    """The rows whose own time, `first_day` to `last_day`, overlaps the time asked for."""
    found = Q()
    if filters.since:
        found &= Q(last_day__gte=filters.since)
    if filters.until:
        found &= Q(first_day__lte=filters.until)
    return found
