"""What readers saw of a quote, version by version."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.models import PublicId
from articles.queries.versions import History, Version, find_history
from articles.web.permalinks import find_or_explain
from articles.web.site import base_of


@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_or_explain(request, public_id, PublicId.Kind.QUOTE, find_history, route="quote-history")
    if isinstance(found, HttpResponse):
        return found
    return render(request, "quotes/history.html", {"history": found, "quote": found.quote})


@require_safe
def version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The quote as it was shown once, dated as a Memento (RFC 7089)."""
    found = find_or_explain(
        request, public_id, PublicId.Kind.QUOTE, find_history, route="quote-version", rest=(number,)
    )
    if isinstance(found, HttpResponse):
        return found
    shown = found.version(number)
    if shown is None:
        raise Http404("The quote has no such version.")
    context = {
        "history": found,
        "quote": found.quote,
        "shown": shown,
        "canonical": base_of(request) + found.quote.get_absolute_url(),
        "newer": found.version(number + 1),
        "older": found.version(number - 1),
    }
    response = render(request, "quotes/version.html", context)
    response.headers["Memento-Datetime"] = _moment(shown)
    response.headers["Link"] = ", ".join(_links(found, shown, base_of(request)))
    return response


def _moment(shown: Version) -> str:
    return http_date(shown.version.made_at.timestamp())


def _links(found: History, shown: Version, base: str) -> list[str]:
    """The quote itself, the list of its versions, and the versions beside this one."""
    public_id = found.quote.public_id
    links = [
        f'<{base}{reverse("quote", args=[public_id])}>; rel="original latest-version"',
        f'<{base}{reverse("quote-history", args=[public_id])}>; rel="timemap"; type="text/html"',
    ]
    names = {found.versions[-1].number: ["first"], found.versions[0].number: ["last"]}
    if len(found.versions) == 1:
        names = {found.versions[0].number: ["first", "last"]}
    names.setdefault(shown.number - 1, []).append("prev")
    names.setdefault(shown.number + 1, []).append("next")
    names.setdefault(shown.number, [])
    for number, relations in sorted(names.items()):
        one = found.version(number)
        if one is not None:
            address = base + reverse("quote-version", args=[public_id, number])
            relation = " ".join([*relations, "memento"])
            links.append(f'<{address}>; rel="{relation}"; datetime="{_moment(one)}"')
    return links
