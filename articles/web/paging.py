"""A long list in pages, latest first: no filters, only newer and older."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.web.listing import PageOutOfRange

Row = TypeVar("Row", bound=models.Model)


def page_of(request: HttpRequest, rows: "QuerySet[Row]", per_page: int) -> "Page[Row]":
    """The page that `page` asks for, the first where it asks for none that can be read.

    Raises PageOutOfRange past the end.
    """
    paginator = Paginator(rows, per_page)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1  # noqa: PLR2004
    if not 1 <= number <= paginator.num_pages:
        raise PageOutOfRange(f"This list ends with page {paginator.num_pages}.", "?")
    return paginator.page(number)
