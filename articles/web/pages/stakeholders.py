"""People and organisations: the list, and the page of one."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.domain.filters import CorpusFilters
from articles.models import PublicId, Stakeholder
from articles.queries.matching import matching_stakeholders
from articles.queries.stakeholders import find_stakeholder_page, sorted_stakeholders, with_counts
from articles.web import representations, structured
from articles.web.asking import list_page
from articles.web.downloads import csv_list, json_list
from articles.web.forms import StakeholderFilterSet
from articles.web.permalinks import find_or_explain
from articles.web.site import address_of


def found(question: CorpusFilters, sort: str) -> QuerySet[Stakeholder]:
    """The stakeholders that answer, in the order asked for, with all that their list shows."""
    return sorted_stakeholders(with_counts(matching_stakeholders(question)), sort)


@require_safe
def stakeholders(request: HttpRequest) -> HttpResponse:
    return list_page(request, StakeholderFilterSet(request.GET), found, "stakeholders/list.html")


@require_safe
def stakeholders_json(request: HttpRequest) -> HttpResponseBase:
    return json_list(request, StakeholderFilterSet(request.GET), found, representations.stakeholder)


@require_safe
def stakeholders_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_list(request, StakeholderFilterSet(request.GET), found, representations.stakeholder)


@require_safe
def stakeholder(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:  # noqa: ARG001 — compared with the path whole
    """The page of a person or an organisation; any other slug and the other kind's address lead here."""
    page = find_or_explain(request, public_id, PublicId.Kind.STAKEHOLDER, find_stakeholder_page)
    if isinstance(page, HttpResponse):
        return page
    canonical = page.stakeholder.get_absolute_url()
    if request.path != canonical:
        return HttpResponsePermanentRedirect(canonical)
    context = {
        "found": page,
        "stakeholder": page.stakeholder,
        "structured": structured.of_stakeholder(page.stakeholder, address_of(request)),
    }
    return render(request, f"stakeholders/{page.stakeholder.kind}.html", context)
