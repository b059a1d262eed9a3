"""What rests on a record, for the editor who would take it from the site, or divide it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Affiliation, Article, Position, PublicId, Quote, Stakeholder
from articles.models.status import Status

# As many as one page shows of each; the rest is counted.
SHOWN = 50


@dataclass(frozen=True)
class Resting:
    """Public records that rest on another in one way: the latest of them, and how many there are."""

    title: str | Promise
    kind: PublicId.Kind
    rows: list[Any]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Parts:
    """What a stakeholder has that can be another's."""

    quotes: "QuerySet[Quote]"
    positions: "QuerySet[Position]"
    affiliations: "QuerySet[Affiliation]"


def resting_on(record: Quote | Position | Stakeholder | Article) -> list[Resting]:
    """The public records that cannot be shown without it, or lose a part of their evidence; by kind."""
    return [
        Resting(title, PublicId.Kind(str(rows.model._meta.model_name)), list(rows[:SHOWN]), count)
        for title, rows in _resting(record)
        if (count := rows.count())
    ]


def parts_of(stakeholder: Stakeholder) -> Parts:
    """Its quotes and positions, on whose behalf ever they are, latest first, and its affiliations."""
    return Parts(
        quotes=_quotes().filter(Q(speaker=stakeholder) | Q(on_behalf_of=stakeholder)),
        positions=_positions().filter(Q(stakeholder=stakeholder) | Q(on_behalf_of=stakeholder)),
        affiliations=Affiliation.objects.filter(Q(person=stakeholder) | Q(organisation=stakeholder))
        .select_related("person", "organisation")
        .order_by("person__name_folded", "since_first", "pk"),
    )


def _resting(record: Any) -> "Iterator[tuple[str | Promise, QuerySet[Any]]]":
    public = Q(status__in=[Status.PUBLISHED, Status.HELD])
    quotes, positions = _quotes().filter(public), _positions().filter(public)
    if isinstance(record, Quote):
        yield _("Positions that it evidences"), positions.filter(evidence__quote=record).distinct()
    elif isinstance(record, Article):
        yield _("Quotes from it"), quotes.filter(article=record)
        documented = positions.filter(evidence__article=record, evidence__quote=None)
        yield _("Positions that it documents"), documented.distinct()
    elif isinstance(record, Stakeholder):
        yield _("Quotes of which it is the speaker"), quotes.filter(speaker=record)
        yield _("Quotes on its behalf"), quotes.filter(on_behalf_of=record)
        yield _("Its positions"), positions.filter(stakeholder=record)
        yield _("Positions on its behalf"), positions.filter(on_behalf_of=record)


def _quotes() -> "QuerySet[Quote]":
    rows = Quote.objects.exclude(status__in=[Status.WITHDRAWN, Status.REJECTED]).latest_first()
    return rows.select_related("speaker", "on_behalf_of")


def _positions() -> "QuerySet[Position]":
    rows = Position.objects.exclude(status__in=[Status.WITHDRAWN, Status.REJECTED])
    return rows.with_subject().latest_first()
