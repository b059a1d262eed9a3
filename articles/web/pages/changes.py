"""What changed for readers: the list with its feeds, and the corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Change
from articles.queries.changes import as_corrections, changes, corrections, listed
from articles.web.paging import page_of

PER_PAGE = 50
KINDS = [kind for kind in Change.Kind if kind != Change.Kind.LOADED]


@require_safe
def changes_page(request: HttpRequest) -> HttpResponse:
    """What changed, latest first; of one kind with `kind`."""
    kind = request.GET.get("kind", "")
    asked = kind if kind in KINDS else ""
    page = page_of(request, changes(asked), PER_PAGE)
    context = {
        "page": page,
        "rows": listed(list(page)),
        "kinds": KINDS,
        "kind": asked,
        "unknown": kind != asked,
    }
    return render(request, "ledger/changes.html", context)


@require_safe
def corrections_page(request: HttpRequest) -> HttpResponse:
    page = page_of(request, corrections(), PER_PAGE)
    return render(request, "ledger/corrections.html", {"page": page, "rows": as_corrections(list(page))})
