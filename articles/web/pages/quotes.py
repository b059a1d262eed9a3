"""Quotes: the list with its filters, and one quote at its permanent address."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.domain.filters import CorpusFilters
from articles.models import PublicId, Quote
from articles.queries.matching import matching_quotes
from articles.queries.quotes import as_cards, find_quote_page, sorted_quotes
from articles.web import representations, structured
from articles.web.asking import list_page
from articles.web.downloads import csv_list, json_list
from articles.web.forms import QuoteFilterSet
from articles.web.permalinks import find_or_explain, successor_of
from articles.web.site import address_of


def found(question: CorpusFilters, sort: str) -> QuerySet[Quote]:
    """The quotes that answer, in the order asked for, with all that their list shows."""
    return sorted_quotes(as_cards(matching_quotes(question)), sort)


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    return list_page(request, QuoteFilterSet(request.GET), found, "quotes/list.html")


@require_safe
def quotes_json(request: HttpRequest) -> HttpResponseBase:
    return json_list(request, QuoteFilterSet(request.GET), found, representations.quote)


@require_safe
def quotes_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_list(request, QuoteFilterSet(request.GET), found, representations.quote)


@require_safe
def quote(request: HttpRequest, public_id: str) -> HttpResponse:
    page = find_or_explain(request, public_id, PublicId.Kind.QUOTE, find_quote_page)
    if isinstance(page, HttpResponse):
        return page
    return render(
        request,
        "quotes/page.html",
        {
            "found": page,
            "quote": page.quote,
            "structured": structured.of_quote(page.quote, address_of(request)),
            "canonical": successor_of(request, page.quote.public),
        },
    )
