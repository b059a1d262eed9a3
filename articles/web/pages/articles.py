"""Articles: the list, and the page of one with its quotes in order."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import PublicId
from articles.queries.articles import find_article_page, sorted_articles, with_counts
from articles.queries.matching import matching_articles
from articles.queries.vocabulary import published_vocabulary
from articles.web.forms import ArticleFilterSet
from articles.web.listing import make_listing
from articles.web.permalinks import find_or_explain
from articles.web.renamed import sent_on


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    filterset, vocabulary = ArticleFilterSet(request.GET), published_vocabulary()
    renamed = sent_on(request, filterset, vocabulary)
    if renamed is not None:
        return renamed
    found = sorted_articles(with_counts(matching_articles(filterset.question)), filterset.sort)
    return render(request, "articles/list.html", {"listing": make_listing(filterset, found, vocabulary)})


@require_safe
def article(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:  # noqa: ARG001 — compared with the path whole
    """The page of one article; any other slug leads here."""
    found = find_or_explain(request, public_id, PublicId.Kind.ARTICLE, find_article_page)
    if isinstance(found, HttpResponse):
        return found
    canonical = found.article.get_absolute_url()
    if request.path != canonical:
        return HttpResponsePermanentRedirect(canonical)
    return render(request, "articles/page.html", {"found": found, "article": found.article})
