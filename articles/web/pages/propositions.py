"""Propositions: the list, and the page of one with everyone who takes a side on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.queries.ledger import current_proposition_slug
from articles.queries.propositions import find_proposition_page, listed_propositions
from articles.queries.standings import standings
from articles.web import structured
from articles.web.site import address_of


@require_safe
def propositions(request: HttpRequest) -> HttpResponse:
    return render(request, "propositions/list.html", {"rows": listed_propositions(standings())})


@require_safe
def proposition(request: HttpRequest, slug: str) -> HttpResponse:
    found = find_proposition_page(slug)
    if found is None:
        renamed = current_proposition_slug(slug)
        if renamed is None:
            raise Http404("There is no proposition of that name.")
        return redirect("proposition", slug=renamed, permanent=True)
    return render(
        request,
        "propositions/page.html",
        {
            "found": found,
            "proposition": found.proposition,
            "structured": structured.of_proposition(found.proposition, address_of(request)),
        },
    )
