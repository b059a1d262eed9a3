"""Positions: the dated list with its filters, and one position with its receipts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import PublicId
from articles.queries.matching import matching_positions
from articles.queries.positions import as_rows, find_position_page, sorted_positions
from articles.queries.vocabulary import published_vocabulary
from articles.web.forms import PositionFilterSet
from articles.web.listing import make_listing
from articles.web.permalinks import find_or_explain
from articles.web.renamed import sent_on


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    filterset, vocabulary = PositionFilterSet(request.GET), published_vocabulary()
    renamed = sent_on(request, filterset, vocabulary)
    if renamed is not None:
        return renamed
    found = sorted_positions(as_rows(matching_positions(filterset.question)), filterset.sort)
    return render(request, "positions/list.html", {"listing": make_listing(filterset, found, vocabulary)})


@require_safe
def position(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_or_explain(request, public_id, PublicId.Kind.POSITION, find_position_page)
    if isinstance(found, HttpResponse):
        return found
    return render(request, "positions/page.html", {"found": found, "position": found.position})
