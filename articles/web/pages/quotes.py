"""Quotes: the list with its filters, and one quote at its permanent address."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.domain.filters import CorpusFilters
from articles.models import PublicId, Quote
from articles.queries.matching import matching_quotes
from articles.queries.quotes import as_cards, find_quote_context, find_quote_page, sorted_quotes
from articles.web import records, representations, structured
from articles.web.asking import list_page
from articles.web.citing import CiteBox, jump_to_words, quote_citation
from articles.web.downloads import csv_list, json_list
from articles.web.forms import QuoteFilterSet
from articles.web.permalinks import find_or_explain, successor_of
from articles.web.reporting import report_address
from articles.web.site import base_of


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
    cited = quote_citation(page, base_of(request), timezone.now().date())
    context = {
        "found": page,
        "quote": page.quote,
        "canonical": successor_of(request, page.quote.public),
        "cite": CiteBox(cited, page.quote.get_absolute_url()),
        "jump": jump_to_words(page),
        "report": report_address(cited.public_id, cited.permanent),
        "structured": structured.of_quote(page, cited.permanent),
    }
    response = render(request, "quotes/page.html", context)
    response.headers["Link"] = records.cite_as(cited.permanent)
    return response


@require_safe
def context(request: HttpRequest, public_id: str) -> HttpResponse:
    """The words among what stands around them, as far as rights allow."""
    found = find_or_explain(request, public_id, PublicId.Kind.QUOTE, find_quote_context)
    if isinstance(found, HttpResponsePermanentRedirect) and found.url.startswith("/q/"):
        return HttpResponsePermanentRedirect(f"{found.url}context/")
    if isinstance(found, HttpResponse):
        return found
    return render(request, "quotes/context.html", {"found": found, "quote": found.quote})


@require_safe
def quote_data(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    return records.answer(request, public_id, extension, DATA)


DATA = records.Kind(
    kind=PublicId.Kind.QUOTE,
    find=find_quote_page,
    cite=quote_citation,
    as_json=representations.quote_alone,
    as_json_ld=lambda page, base: structured.annotation(page, base + page.quote.get_absolute_url(), base),
    json_ld_type=records.ANNOTATION,
)
