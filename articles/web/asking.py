"""A list page from a question: what was asked, what answers it, and how it is laid out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.domain.filters import CorpusFilters
from articles.queries.index import counter_and_vocabulary
from articles.web import structured
from articles.web.forms import CorpusFilterSet
from articles.web.listing import make_listing
from articles.web.renamed import sent_on
from articles.web.sentences import sentence
from articles.web.site import address_of


def list_page(
    request: HttpRequest,
    filterset: CorpusFilterSet,
    rows: Callable[[CorpusFilters, str], "QuerySet[Any]"],
    template: str,
) -> HttpResponse:
    """The page of what answers the filterset's question; a redirect where it uses a name of the past.

    `rows` reads the records that answer, in the order asked for.
    """
    counter, vocabulary = counter_and_vocabulary()
    renamed = sent_on(request, filterset, vocabulary)
    if renamed is not None:
        return renamed
    question = filterset.question
    counts = partial(counter.counts, filterset.kind, question)
    listing = make_listing(filterset, rows(question, filterset.sort), vocabulary, counts)
    said = sentence(filterset.kind, listing.count, question, vocabulary)
    about = structured.of_list(said, address_of(request), listing.count)
    return render(request, template, {"listing": listing, "sentence": said, "structured": about})
