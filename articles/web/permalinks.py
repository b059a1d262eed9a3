"""What a reader gets who asks for a public id: the record, the way to it, or the words that explain."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from articles.domain import public_ids
from articles.models import PublicId, Stakeholder
from articles.queries.ledger import Entry, find_entry, places_of
from articles.web.site import base_of
from articles.web.wording import translated

Found = TypeVar("Found")

# product.md, "Addresses": the answer for an id that is public no longer.
ANSWERS = {
    PublicId.State.HELD: 403,
    PublicId.State.WITHDRAWN: 410,
    PublicId.State.REMOVED: 451,
}


class MistypedId(Http404):
    """An id that was never issued; `why` says which character fails, where that can be said."""

    def __init__(self, asked: str, why: str) -> None:
        super().__init__(why)
        self.asked = asked
        self.why = why


def find_or_explain(  # noqa: PLR0913 — the last two for pages below the record's own
    request: HttpRequest,
    asked: str,
    kind: PublicId.Kind,
    find: Callable[[str], Found | None],
    *,
    route: str = "",
    rest: tuple[object, ...] = (),
) -> Found | HttpResponse:
    """The record of that id, else the answer its ledger entry calls for.

    `route` and the `rest` of its arguments name a page of the record that is not its own address.
    Raises MistypedId, a 404 that says what is wrong, where the id was never issued.
    """
    public_id = public_ids.normalise(asked)
    why = public_ids.problem(asked)
    if why is not None:
        raise MistypedId(asked, translated(why))
    if public_id != asked:
        return HttpResponsePermanentRedirect(reverse(route or _route(kind), args=[public_id, *rest]))
    found = find(public_id)
    if found is not None:
        return found
    entry = find_entry(public_id)
    if entry is None:
        raise MistypedId(asked, gettext("is well-formed, but was never issued"))
    return _explain(request, entry, kind)


def find_anything(asked: str) -> HttpResponse:
    """The way to whatever has that id, wherever it is now; a tombstone answers at its own address.

    Raises MistypedId where the id was never issued.
    """
    public_id = public_ids.normalise(asked)
    why = public_ids.problem(asked)
    if why is not None:
        raise MistypedId(asked, translated(why))
    entry = find_entry(public_id)
    if entry is None:
        raise MistypedId(asked, gettext("is well-formed, but was never issued"))
    led = entry.public.state == PublicId.State.MERGED and entry.heir is not None
    public = entry.heir if led and entry.heir is not None else entry.public
    return HttpResponsePermanentRedirect(places_of([public])[public.pk].address)


def _explain(request: HttpRequest, entry: Entry, kind: PublicId.Kind) -> HttpResponse:
    public, heir = entry.public, entry.heir
    if public.kind != kind:
        return HttpResponsePermanentRedirect(address_of(public))
    if public.state == PublicId.State.MERGED and heir is not None:
        return HttpResponsePermanentRedirect(address_of(heir))
    # An id that is live in the ledger while its record is not public is being worked on: as if held.
    status = ANSWERS.get(PublicId.State(public.state), 403)
    context = {
        "public": public,
        "successor": heir,
        "place": places_of([heir])[heir.pk] if heir is not None else None,
        "kind": PublicId.Kind(public.kind).label.lower(),
        "status": status,
    }
    response = render(request, "tombstone.html", context, status=status)
    if status == ANSWERS[PublicId.State.REMOVED]:
        blocker = public.blocked_by or request.build_absolute_uri("/")
        response.headers["Link"] = f'<{iri_to_uri(blocker)}>; rel="blocked-by"'
    return response


def successor_of(request: HttpRequest, public: PublicId | None) -> str:
    """The full address of what replaced it; empty where nothing did."""
    if public is None or public.state != PublicId.State.REPLACED or public.successor is None:
        return ""
    return base_of(request) + address_of(public.successor)


def address_of(public: PublicId) -> str:
    """The address of whatever has that id."""
    if public.kind == PublicId.Kind.STAKEHOLDER:
        stakeholder = Stakeholder.objects.filter(public=public).first()
        return reverse(stakeholder.kind if stakeholder else "person", args=[public.pk])
    return reverse(_route(PublicId.Kind(public.kind)), args=[public.pk])


def _route(kind: PublicId.Kind) -> str:
    """The name of the address without a slug."""
    return {PublicId.Kind.STAKEHOLDER: "person"}.get(kind, str(kind))
