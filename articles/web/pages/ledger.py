"""What became of every address: the promise, what was withdrawn, what leads on, and where an id is now."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.queries.changes import as_tombstones, gone, redirects, slug_redirects
from articles.web.paging import page_of
from articles.web.permalinks import find_anything
from articles.web.site import base_of

PER_PAGE = 100


@require_safe
def permanence(request: HttpRequest) -> HttpResponse:
    return render(request, "permanence.html")


@require_safe
def anything(request: HttpRequest, public_id: str) -> HttpResponse:  # noqa: ARG001 — Django's
    """Wherever the thing of that id is, whatever it is."""
    return find_anything(public_id)


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """Every address whose record is public no longer: ids, dates and categories, never words or names."""
    page = page_of(request, gone(), PER_PAGE)
    return render(request, "ledger/withdrawn.html", {"page": page, "rows": as_tombstones(list(page))})


@require_safe
def redirects_json(request: HttpRequest) -> JsonResponse:
    """Every id and slug that leads to another, for whoever keeps our addresses elsewhere."""
    base = base_of(request)
    ids = [
        {
            "id": one.public.pk,
            "kind": one.public.kind,
            "state": one.public.state,
            "to": one.public.successor_id,
            "url": base + one.place.address,
            "to_url": base + one.heir.address,
            "category": one.public.category,
            "reason": one.public.reason,
            "changed_at": one.public.changed_at,
        }
        for one in redirects()
    ]
    slugs = [{"kind": one.kind, "slug": one.old, "to": one.today} for one in slug_redirects()]
    body = {"count": len(ids) + len(slugs), "ids": ids, "slugs": slugs}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
