"""Outlets: the list, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.domain.filters import CorpusFilters, Picked
from articles.queries.articles import with_counts
from articles.queries.ledger import current_slugs
from articles.queries.matching import matching_articles
from articles.queries.outlets import find_outlet, listed_outlets


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    return render(request, "outlets/list.html", {"outlets": listed_outlets()})


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    found = find_outlet(slug)
    if found is None:
        today = current_slugs([("outlet", slug)]).get(("outlet", slug))
        if today is None:
            raise Http404("There is no outlet of that name.")
        return redirect("outlet", slug=today, permanent=True)
    question = CorpusFilters(outlet=Picked((slug,)))
    articles = with_counts(matching_articles(question)).latest_first()
    return render(request, "outlets/page.html", {"outlet": found, "articles": articles})
