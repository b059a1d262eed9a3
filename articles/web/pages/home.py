"""The first page, and those that say what this is and how it was made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.queries.home import default_debate, home_page, totals
from articles.queries.propositions import listed_propositions
from articles.queries.standings import standings
from articles.web import structured
from articles.web.site import NAME, address_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "home.html",
        {"home": home_page(), "structured": structured.of_site(NAME, address_of(request))},
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html", {"debate": default_debate(), "totals": totals()})


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    return render(request, "method.html", {"debate": default_debate()})


@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    """Every proposition as coders read it, and every label they choose between."""
    debate = default_debate()
    rows = listed_propositions(standings(), debate)
    return render(request, "codebook.html", {"debate": debate, "rows": rows})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's
    """Everything public may be read by machines; filtered lists say for themselves that they are no pages."""
    lines = ["User-agent: *", "Disallow: /admin/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
