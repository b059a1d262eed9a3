"""What each address ever given out has to answer: the whole ledger, as promises that can be held."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from articles.models import OldSlug, PublicId
from articles.queries.changes import PARAMETERS
from articles.queries.ledger import current_slugs, find_entry, places_of
from articles.queries.outlets import find_outlet

# product.md, "Addresses": the answer of an id, by its state.
STATUS = {
    PublicId.State.LIVE: 200,
    PublicId.State.REPLACED: 200,
    PublicId.State.MERGED: 301,
    PublicId.State.HELD: 403,
    PublicId.State.WITHDRAWN: 410,
    PublicId.State.REMOVED: 451,
}
PORTION = 500


@dataclass(frozen=True)
class Promise:
    """One address, the status it has to answer with, and where it leads or what stands in its page.

    An empty text asks nothing.
    """

    address: str
    status: int
    leads_to: str = ""
    shows: str = ""
    header: str = ""


def count_promises() -> int:
    """How many ids and old slugs there are to go through; an id has up to three addresses."""
    return PublicId.objects.count() + OldSlug.objects.count()


def promises_of_ids() -> Iterator[list[Promise]]:
    """For each id ever issued, by id, what its addresses have to answer."""
    last = ""
    while found := list(PublicId.objects.filter(pk__gt=last).order_by("pk")[:PORTION]):
        last = found[-1].pk
        places = places_of(found)
        for public in found:
            yield list(_of_id(public, places[public.pk].address))


def _of_id(public: PublicId, address: str) -> Iterator[Promise]:
    state = PublicId.State(public.state)
    if state == PublicId.State.MERGED:
        entry = find_entry(public.pk)
        heir = entry.heir if entry is not None else None
        end = places_of([heir])[heir.pk].address if heir is not None else ""
        bare = reverse("person" if public.kind == "stakeholder" else public.kind, args=[public.pk])
        yield Promise(bare, 301, leads_to=end)
        yield Promise(reverse("id", args=[public.pk]), 301, leads_to=end)
        return
    header = 'rel="blocked-by"' if state == PublicId.State.REMOVED else ""
    yield Promise(address, STATUS[state], shows=public.pk, header=header)
    yield Promise(reverse("id", args=[public.pk]), 301, leads_to=address)
    if public.kind == PublicId.Kind.QUOTE:
        yield Promise(reverse("quote-history", args=[public.pk]), STATUS[state], shows=public.pk)


def promises_of_slugs() -> Iterator[list[Promise]]:
    """For each old slug, by kind and slug, what it has to answer as a page and as the value of a filter.

    The slug of what is public no longer finds nothing, and is told as unknown.
    """
    for old in OldSlug.objects.order_by("kind", "slug").iterator():
        yield list(_of_slug(OldSlug.Kind(old.kind), old.slug))


def _of_slug(kind: OldSlug.Kind, slug: str) -> Iterator[Promise]:
    parameter = PARAMETERS.get(kind)
    if parameter is None:
        return
    today = current_slugs([(parameter, slug)]).get((parameter, slug))
    asked = f"{reverse('quotes')}?{urlencode({parameter: slug})}"
    if today is None:
        yield Promise(asked, 200)
        return
    yield Promise(asked, 301, leads_to=f"{reverse('quotes')}?{urlencode({parameter: today})}")
    # An outlet has a page as long as an article of it is public.
    if kind == OldSlug.Kind.PROPOSITION or (kind == OldSlug.Kind.OUTLET and find_outlet(today) is not None):
        yield Promise(reverse(kind, args=[slug]), 301, leads_to=reverse(kind, args=[today]))
