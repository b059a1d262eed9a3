"""A list as data: the question of a page, answered as JSON or CSV; a question in error is refused, named."""

import csv
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext

from articles.domain.filters import CorpusFilters
from articles.queries.index import counter_and_vocabulary
from articles.queries.vocabulary import Vocabulary
from articles.web.forms import CorpusFilterSet
from articles.web.renamed import sent_on
from articles.web.representations import Record, csv_row
from articles.web.site import base_of

Rows = Callable[[CorpusFilters, str], "QuerySet[Any]"]
Represent = Callable[[Any, str], Record]


def json_list(
    request: HttpRequest, filterset: CorpusFilterSet, rows: Rows, represent: Represent
) -> HttpResponseBase:
    """One page of what answers, with counts, the filters in force and the way to the other pages."""
    vocabulary = counter_and_vocabulary()[1]
    refused = sent_on(request, filterset, vocabulary) or _refused(filterset, vocabulary)
    if refused is not None:
        return refused
    question, number = filterset.question, filterset.page_number
    paginator = Paginator(rows(question, filterset.sort), filterset.per_page)
    if number is None or not 1 <= number <= paginator.num_pages:
        title = gettext("This list ends with page %(number)s.") % {"number": paginator.num_pages}
        return problem(404, title, [{"parameter": "page"}])
    page, base = paginator.page(number), base_of(request)

    def to_page(wanted: int) -> str:
        query = [*question.query(), *filterset.layout(), ("page", str(wanted))]
        return f"{base}{request.path}?{urlencode(query)}"

    return JsonResponse(
        {
            "count": paginator.count,
            "next": to_page(number + 1) if page.has_next() else None,
            "previous": to_page(number - 1) if page.has_previous() else None,
            "filters": _filters(question),
            "notes": [],
            "results": [represent(record, base) for record in page],
        },
        json_dumps_params={"ensure_ascii": False},
    )


def csv_list(
    request: HttpRequest, filterset: CorpusFilterSet, rows: Rows, represent: Represent
) -> HttpResponseBase:
    """Everything that answers, row by row, for spreadsheets: UTF-8 with a mark they know it by."""
    vocabulary = counter_and_vocabulary()[1]
    refused = sent_on(request, filterset, vocabulary) or _refused(filterset, vocabulary)
    if refused is not None:
        return refused
    found, base = rows(filterset.question, filterset.sort), base_of(request)
    lines = _lines(csv_row(represent(record, base)) for record in found.iterator(chunk_size=500))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filterset.kind}.csv"'
    return response


class _Line:
    """A file for the csv writer that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterator[dict[str, str]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    for number, row in enumerate(rows):
        if not number:
            yield writer.writerow(row.keys())
        yield writer.writerow(row.values())


def _refused(filterset: CorpusFilterSet, vocabulary: Vocabulary) -> JsonResponse | None:
    """400 with every part that could not be read or names nothing; None where all of it is understood."""
    errors: list[dict[str, object]] = [
        {"parameter": note.parameter, "value": note.shown_value, "detail": note.why}
        for note in filterset.notes
    ]
    errors += [
        {
            "parameter": unknown.parameter.replace("_", "-"),
            "value": unknown.value,
            "detail": gettext("names nothing public here"),
            "did_you_mean": [slug for slug, _ in unknown.suggestions],
        }
        for unknown in vocabulary.unknown(filterset.question)
    ]
    return problem(400, gettext("Part of the question is not understood."), errors) if errors else None


def problem(status: int, title: str, errors: list[dict[str, object]]) -> JsonResponse:
    """An error as RFC 9457 says it."""
    body = {"type": "about:blank", "title": title, "status": status, "errors": errors}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def _filters(question: CorpusFilters) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in question.query():
        found.setdefault(name, []).append(value)
    return found
