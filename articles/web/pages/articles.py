"""Articles: the list, and the page of one with its quotes in order."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.domain.filters import CorpusFilters
from articles.models import Article, PublicId
from articles.queries.articles import find_article_page, sorted_articles, with_counts
from articles.queries.matching import matching_articles
from articles.web import representations, structured
from articles.web.asking import list_page
from articles.web.downloads import csv_list, json_list
from articles.web.forms import ArticleFilterSet
from articles.web.permalinks import find_or_explain
from articles.web.site import address_of


def found(question: CorpusFilters, sort: str) -> QuerySet[Article]:
    """The articles that answer, in the order asked for, with all that their list shows."""
    return sorted_articles(with_counts(matching_articles(question)), sort)


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    return list_page(request, ArticleFilterSet(request.GET), found, "articles/list.html")


@require_safe
def articles_json(request: HttpRequest) -> HttpResponseBase:
    return json_list(request, ArticleFilterSet(request.GET), found, representations.article)


@require_safe
def articles_csv(request: HttpRequest) -> HttpResponseBase:
    return csv_list(request, ArticleFilterSet(request.GET), found, representations.article)


@require_safe
def article(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:  # noqa: ARG001 — compared with the path whole
    """The page of one article; any other slug leads here."""
    page = find_or_explain(request, public_id, PublicId.Kind.ARTICLE, find_article_page)
    if isinstance(page, HttpResponse):
        return page
    canonical = page.article.get_absolute_url()
    if request.path != canonical:
        return HttpResponsePermanentRedirect(canonical)
    return render(
        request,
        "articles/page.html",
        {
            "found": page,
            "article": page.article,
            "structured": structured.of_article(page.article, address_of(request)),
        },
    )
