"""Positions: the dated list with its filters, and one position with its receipts."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.domain.filters import CorpusFilters, Picked
from articles.models import Position, PublicId
from articles.queries.ledger import current_slugs
from articles.queries.matching import matching_positions, matching_quotes
from articles.queries.positions import (
    PositionPage,
    as_rows,
    find_cell,
    find_position_page,
    sorted_positions,
)
from articles.queries.quotes import as_cards
from articles.web import records, representations, structured
from articles.web.asking import list_page
from articles.web.citing import CiteBox, position_citation
from articles.web.downloads import csv_list, json_list
from articles.web.forms import PositionFilterSet
from articles.web.permalinks import find_or_explain, successor_of
from articles.web.reporting import report_address
from articles.web.site import base_of


def found(question: CorpusFilters, sort: str) -> QuerySet[Position]:
    """The positions that answer, in the order asked for, with all that their list shows."""
    return sorted_positions(as_rows(matching_positions(question)), sort)


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    return list_page(request, PositionFilterSet(request.GET), found, "positions/list.html")


@require_safe
def positions_json(request: HttpRequest) -> HttpResponseBase:
    return json_list(request, PositionFilterSet(request.GET), found, representations.position)


@require_safe
def positions_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_list(request, PositionFilterSet(request.GET), found, representations.position)


@require_safe
def position(request: HttpRequest, public_id: str) -> HttpResponse:
    page = find_or_explain(request, public_id, PublicId.Kind.POSITION, find_position_page)
    if isinstance(page, HttpResponse):
        return page
    base = base_of(request)
    cited = position_citation(page, base, timezone.now().date())
    context = {
        "found": page,
        "position": page.position,
        "canonical": successor_of(request, page.position.public),
        "cite": CiteBox(cited, page.position.get_absolute_url()),
        "report": report_address(cited.public_id, cited.permanent),
        "structured": structured.of_position(page.position, cited.permanent, base),
    }
    response = render(request, "positions/page.html", context)
    response.headers["Link"] = records.cite_as(cited.permanent)
    return response


@require_safe
def position_data(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    return records.answer(request, public_id, extension, DATA)


@require_safe
def cell(request: HttpRequest, stakeholder: str, proposition: str) -> HttpResponse:
    """Where does this stakeholder stand on that proposition?"""
    pair = find_cell(stakeholder, proposition)
    if pair is None:
        return _renamed_cell(stakeholder, proposition)
    question = CorpusFilters(person=Picked((stakeholder,)), proposition=Picked((proposition,)))
    if not pair[0].is_person:
        question = CorpusFilters(organisation=Picked((stakeholder,)), proposition=Picked((proposition,)))
    quotes = as_cards(matching_quotes(question)).latest_first()
    context = {"stakeholder": pair[0], "proposition": pair[1], "cell": pair[2], "quotes": quotes}
    return render(request, "positions/cell.html", context)


def _renamed_cell(stakeholder: str, proposition: str) -> HttpResponse:
    """The way to the same question by today's names. Raises Http404 where neither was ever called so."""
    asked = [("person", stakeholder), ("proposition", proposition)]
    today = current_slugs(asked)
    if not today:
        raise Http404("There is no such stakeholder or proposition.")
    return redirect("cell", *(today.get(pair, pair[1]) for pair in asked), permanent=True)


def _claim(page: PositionPage, base: str) -> dict[str, object]:
    here = base + page.position.get_absolute_url()
    return {"@context": "https://schema.org", **structured.of_position(page.position, here, base)}


DATA = records.Kind(
    kind=PublicId.Kind.POSITION,
    find=find_position_page,
    cite=position_citation,
    as_json=representations.position_alone,
    as_json_ld=_claim,
)
