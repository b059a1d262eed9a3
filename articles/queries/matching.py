"""The records that answer a question, by SQL: what each filter means is said here, once."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, ExtractYear, Lower

from articles.domain.filters import (
    NONE,
    OF_A_POSITION,
    OF_POSITIONS,
    OF_STATEMENTS,
    CorpusFilters,
    Picked,
)
from articles.domain.text import fold_name
from articles.models import (
    Affiliation,
    Article,
    AxisEnd,
    Evidence,
    Position,
    Quote,
    Stakeholder,
    StakeholderName,
    at_axis_end,
)
from articles.models.articles import ArticleQuerySet
from articles.models.positions import PositionQuerySet
from articles.models.quotes import QuoteQuerySet
from articles.models.stakeholders import StakeholderQuerySet

DEBATE = "proposition_version__proposition__debate"

_Rows = TypeVar("_Rows", QuoteQuerySet, PositionQuerySet, StakeholderQuerySet, ArticleQuerySet)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_Condition = Callable[[Iterable[str]], Q]


def matching_quotes(filters: CorpusFilters) -> QuoteQuerySet:
    """The published quotes that answer the question, in no order yet."""
    quotes = Quote.objects.published().alias(
        first_day=Coalesce("said_from", "article__date_from"),
        last_day=Coalesce("said_to", "article__date_to"),
        tag=Lower("language"),
    )
    quotes = _in_time(quotes.alias(its_year=ExtractYear("first_day")), filters)
    for picked, condition in (
        (filters.person, lambda slugs: Q(speaker__kind="person", speaker__slug__in=slugs)),
        (filters.organisation, lambda slugs: _for_organisation(slugs, filters, "speaker")),
        (filters.type, lambda slugs: _of_speaker("type__slug", slugs)),
        (filters.country, lambda slugs: _of_speaker("country", _upper(slugs))),
        (filters.outlet, lambda slugs: Q(article__outlet__slug__in=slugs)),
        (filters.article_kind, lambda slugs: Q(article__kind__in=slugs)),
        (filters.quote_kind, lambda slugs: Q(kind__in=slugs)),
        (filters.language, lambda slugs: Q(tag__in=slugs)),
    ):
        quotes = _picked(quotes, picked, condition)
    quotes = _with_words(
        quotes, filters, "words_folded", "speaker__name_folded", "label_folded", "on_behalf_of__name_folded"
    )
    return _holding(quotes, Position.objects.published(), filters, _evidenced_by)


def matching_positions(filters: CorpusFilters) -> PositionQuerySet:
    """The published positions that answer the question, in no order yet."""
    positions = Position.objects.published().alias(
        first_day=F("date_from"), last_day=F("date_to"), its_year=ExtractYear("date_from")
    )
    positions = _in_time(positions, filters)
    for picked, condition in (
        (filters.person, lambda slugs: Q(stakeholder__kind="person", stakeholder__slug__in=slugs)),
        (filters.organisation, lambda slugs: _for_organisation(slugs, filters, "stakeholder")),
        (filters.type, lambda slugs: Q(stakeholder__type__slug__in=slugs)),
        (filters.country, lambda slugs: Q(stakeholder__country__in=_upper(slugs))),
        (filters.outlet, lambda slugs: _documented(Q(article__outlet__slug__in=slugs))),
        (filters.article_kind, lambda slugs: _documented(Q(article__kind__in=slugs))),
        (filters.quote_kind, lambda slugs: _documented(Q(quote__kind__in=slugs))),
        (filters.language, lambda slugs: _documented(Q(tag__in=slugs))),
        *_of_one_position(filters),
    ):
        positions = _picked(positions, picked, condition)
    return _with_words(
        positions,
        filters,
        "summary_folded",
        "stakeholder__name_folded",
        "on_behalf_of__name_folded",
        "proposition_version__proposition__label_folded",
    )


def matching_stakeholders(filters: CorpusFilters) -> StakeholderQuerySet:
    """The published stakeholders that answer: by what they are, and by one of their positions.

    `none` as stance or axis finds those who have not stated any (on the propositions asked for).
    """
    found = Stakeholder.objects.published()
    for picked, condition in (
        (filters.person, lambda slugs: Q(kind="person", slug__in=slugs)),
        (filters.organisation, lambda slugs: _belonging(slugs, filters)),
        (filters.type, lambda slugs: Q(type__slug__in=slugs)),
        (filters.country, lambda slugs: Q(country__in=_upper(slugs))),
    ):
        found = _picked(found, picked, condition)
    for word in filters.q:
        folded = fold_name(word)
        named = StakeholderName.objects.shown().filter(name_folded__contains=folded)
        found = found.filter(Q(name_folded__contains=folded) | Q(pk__in=named.values("stakeholder")))
    rest = filters.only([name for name in OF_POSITIONS if name not in OF_A_POSITION])
    taken = matching_positions(rest)
    if rest and not filters.only(OF_A_POSITION):
        return found.filter(_held_by(taken))
    return _holding(found, taken, filters, _held_by)


def matching_articles(filters: CorpusFilters) -> ArticleQuerySet:
    """The published articles that answer: by what they are, and by a quote or a position they document."""
    found = Article.objects.published().alias(
        first_day=F("date_from"),
        last_day=F("date_to"),
        its_year=ExtractYear("date_from"),
        tag=Lower("language"),
    )
    found = _in_time(found, filters)
    for picked, condition in (
        (filters.outlet, lambda slugs: Q(outlet__slug__in=slugs)),
        (filters.article_kind, lambda slugs: Q(kind__in=slugs)),
        (filters.language, lambda slugs: Q(tag__in=slugs)),
    ):
        found = _picked(found, picked, condition)
    found = _with_words(found, filters, "title_folded", "outlet__name_folded")
    said = filters.only(OF_STATEMENTS)
    if said:
        # Sets found once, not a question asked anew for every article.
        quoted = matching_quotes(said).values("article")
        documented = Evidence.objects.public().filter(position__in=matching_positions(said))
        found = found.filter(Q(pk__in=quoted) | Q(pk__in=documented.values("article")))
    return found


def _evidenced_by(positions: PositionQuerySet) -> Q:
    """The quotes that evidence any of these positions.

    A set that is found once: asked anew for every quote, SQLite walks all positions each time.
    """
    evidence = Evidence.objects.filter(quote__isnull=False, position__in=positions.values("pk"))
    return Q(pk__in=evidence.values("quote"))


def _held_by(positions: PositionQuerySet) -> Q:
    """The stakeholders who hold any of these positions."""
    return Q(pk__in=positions.values("stakeholder"))


def _holding(
    rows: _Rows,
    positions: PositionQuerySet,
    filters: CorpusFilters,
    of: Callable[[PositionQuerySet], Q],
) -> _Rows:
    """The one-position rule: debate, proposition, stance and axis speak of one of these positions.

    `of` says which rows positions belong to. Where only exclusions are asked for, a row goes when any of
    its positions is excluded.
    """
    parts = list(_of_one_position(filters))
    if not any(picked for picked, _ in parts):
        return rows
    if not any(picked.wanted for picked, _ in parts):
        for picked, condition in parts:
            if picked.excluded:
                values = [value for value in picked.excluded if value != NONE]
                rows = rows.exclude(of(positions.filter(condition(values))))
            if NONE in picked.excluded:
                rows = rows.filter(of(positions))
        return rows
    one = positions
    for picked, condition in parts:
        one = _picked(one, picked, condition)
    found = of(one)
    if NONE in (*filters.stance.wanted, *filters.axis.wanted):
        # "None": no position at all, or none on the debates and propositions asked for.
        on_these = positions
        for picked, condition in parts[:2]:
            on_these = _picked(on_these, picked, condition)
        found |= ~of(on_these)
    return rows.filter(found)


def _of_one_position(filters: CorpusFilters) -> Iterator[tuple[Picked, _Condition]]:
    """What is asked of a position itself, each with its condition on the table of positions."""
    yield filters.debate, lambda slugs: Q(**{f"{DEBATE}__slug__in": slugs})
    yield filters.proposition, lambda slugs: Q(proposition_version__proposition__slug__in=slugs)
    yield filters.stance, lambda values: Q(stance__in=values)
    yield filters.axis, _on_axis


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


def _for_organisation(slugs: Iterable[str], filters: CorpusFilters, speaker: str) -> Q:
    """It said so itself, or someone on its behalf, or someone affiliated with it on that day.

    With `voice=own`: itself, or an unnamed speaker for it.
    """
    itself = Q(**{f"{speaker}__slug__in": slugs})
    if filters.own_voice:
        unnamed = Q(**{f"{speaker}__isnull": True}) & Q(on_behalf_of__slug__in=slugs)
        return itself | unnamed if speaker == "speaker" else itself
    affiliated = Affiliation.objects.filter(
        # An unknown beginning or end excludes nothing.
        Q(since_first__isnull=True) | Q(since_first__lte=OuterRef("last_day")),
        Q(until_last__isnull=True) | Q(until_last__gte=OuterRef("first_day")),
        person=OuterRef(speaker),
        organisation__slug__in=list(slugs),
    )
    return itself | Q(on_behalf_of__slug__in=slugs) | Q(Exists(affiliated))


def _belonging(slugs: Iterable[str], filters: CorpusFilters) -> Q:
    """The organisations themselves and, unless only their own voice is asked for, whoever was with them."""
    itself = Q(kind="organisation", slug__in=slugs)
    if filters.own_voice:
        return itself
    held = Affiliation.objects.filter(organisation__slug__in=list(slugs))
    return itself | Q(pk__in=held.values("person"))


def _of_speaker(path: str, values: Iterable[str]) -> Q:
    """Of the speaker; for an unnamed one, of the organisation spoken for."""
    return Q(**{f"speaker__{path}__in": values}) | (
        Q(speaker__isnull=True) & Q(**{f"on_behalf_of__{path}__in": values})
    )


def _documented(condition: Q) -> Q:
    """One of the position's public evidence is such."""
    public = Evidence.objects.public().alias(tag=Lower("article__language"))
    return Q(pk__in=public.filter(condition).values("position"))


def _picked(rows: _Rows, picked: Picked, condition: _Condition) -> _Rows:
    """Keep the rows with any wanted value and without every excluded one."""
    if picked.wanted:
        rows = rows.filter(condition(picked.wanted))
    if picked.excluded:
        rows = rows.exclude(condition(picked.excluded))
    return rows


def _in_time(rows: _Rows, filters: CorpusFilters) -> _Rows:
    """Keep the rows whose own time, `first_day` to `last_day`, fits: after and before match on overlap."""
    found = Q()
    if filters.after:
        found &= Q(last_day__gte=filters.after.first)
    if filters.before:
        found &= Q(first_day__lte=filters.before.last)
    if filters.asof:
        found &= Q(last_day__lte=filters.asof.last)
    rows = rows.filter(found)
    return _picked(
        rows, filters.year, lambda years: Q(its_year__in=[int(y) for y in years if _YEAR.fullmatch(y)])
    )


def _with_words(rows: _Rows, filters: CorpusFilters, *columns: str) -> _Rows:
    """Keep the rows in which every word stands in one of these folded columns."""
    for word in filters.q:
        folded, found = fold_name(word), Q()
        for column in columns:
            found |= Q(**{f"{column}__contains": folded})
        rows = rows.filter(found)
    return rows


def _upper(slugs: Iterable[str]) -> list[str]:
    return [slug.upper() for slug in slugs]
