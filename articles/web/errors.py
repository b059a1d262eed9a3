"""The pages for what went wrong: each says what happened and where to go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.web.listing import PageOutOfRange
from articles.web.permalinks import MistypedId


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {
        "mistyped": exception if isinstance(exception, MistypedId) else None,
        "past_the_end": exception if isinstance(exception, PageOutOfRange) else None,
    }
    return render(request, "404.html", context, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's
    return render(request, "403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the database, which may be what broke."""
    return render(request, "500.html", status=500)
