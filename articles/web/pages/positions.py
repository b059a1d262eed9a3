"""Positions: the dated list with its filters, and one position with its receipts."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.domain.filters import CorpusFilters
from articles.models import Position, PublicId
from articles.queries.matching import matching_positions
from articles.queries.positions import as_rows, find_position_page, sorted_positions
from articles.web.asking import list_page
from articles.web.forms import PositionFilterSet
from articles.web.permalinks import find_or_explain


def found(question: CorpusFilters, sort: str) -> QuerySet[Position]:
    """The positions that answer, in the order asked for, with all that their list shows."""
    return sorted_positions(as_rows(matching_positions(question)), sort)


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    return list_page(request, PositionFilterSet(request.GET), found, "positions/list.html")


@require_safe
def position(request: HttpRequest, public_id: str) -> HttpResponse:
    page = find_or_explain(request, public_id, PublicId.Kind.POSITION, find_position_page)
    if isinstance(page, HttpResponse):
        return page
    return render(request, "positions/page.html", {"found": page, "position": page.position})
