"""People and organisations: the list, and the page of one."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import PublicId
from articles.queries.matching import matching_stakeholders
from articles.queries.stakeholders import find_stakeholder_page, sorted_stakeholders, with_counts
from articles.queries.vocabulary import published_vocabulary
from articles.web.forms import StakeholderFilterSet
from articles.web.listing import make_listing
from articles.web.permalinks import find_or_explain
from articles.web.renamed import sent_on


@require_safe
def stakeholders(request: HttpRequest) -> HttpResponse:
    filterset, vocabulary = StakeholderFilterSet(request.GET), published_vocabulary()
    renamed = sent_on(request, filterset, vocabulary)
    if renamed is not None:
        return renamed
    found = sorted_stakeholders(with_counts(matching_stakeholders(filterset.question)), filterset.sort)
    listing = make_listing(filterset, found, vocabulary)
    return render(request, "stakeholders/list.html", {"listing": listing})


@require_safe
def stakeholder(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:  # noqa: ARG001 — compared with the path whole
    """The page of a person or an organisation; any other slug and the other kind's address lead here."""
    found = find_or_explain(request, public_id, PublicId.Kind.STAKEHOLDER, find_stakeholder_page)
    if isinstance(found, HttpResponse):
        return found
    canonical = found.stakeholder.get_absolute_url()
    if request.path != canonical:
        return HttpResponsePermanentRedirect(canonical)
    context = {"found": found, "stakeholder": found.stakeholder}
    return render(request, f"stakeholders/{found.stakeholder.kind}.html", context)
