"""Quotes: the list with its filters, and one quote at its permanent address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import PublicId
from articles.queries.matching import matching_quotes
from articles.queries.quotes import as_cards, find_quote_page, sorted_quotes
from articles.queries.vocabulary import published_vocabulary
from articles.web.forms import QuoteFilterSet
from articles.web.listing import make_listing
from articles.web.permalinks import find_or_explain
from articles.web.renamed import sent_on


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    filterset, vocabulary = QuoteFilterSet(request.GET), published_vocabulary()
    renamed = sent_on(request, filterset, vocabulary)
    if renamed is not None:
        return renamed
    found = sorted_quotes(as_cards(matching_quotes(filterset.question)), filterset.sort)
    return render(request, "quotes/list.html", {"listing": make_listing(filterset, found, vocabulary)})


@require_safe
def quote(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_or_explain(request, public_id, PublicId.Kind.QUOTE, find_quote_page)
    if isinstance(found, HttpResponse):
        return found
    return render(request, "quotes/page.html", {"found": found, "quote": found.quote})
