"""Where an address leads: what the ledger knows of a public id, and of a slug once used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from articles.models import OldSlug, Outlet, Proposition, PublicId, StakeholderType

# The filter parameters whose values are slugs of records, and the kind of record.
KINDS = {
    "organisation": OldSlug.Kind.STAKEHOLDER,
    "person": OldSlug.Kind.STAKEHOLDER,
    "outlet": OldSlug.Kind.OUTLET,
    "type": OldSlug.Kind.TYPE,
    "proposition": OldSlug.Kind.PROPOSITION,
}
# The kinds without public ids.
TABLES: dict[OldSlug.Kind, QuerySet[Any]] = {
    OldSlug.Kind.OUTLET: Outlet.objects.all(),
    OldSlug.Kind.TYPE: StakeholderType.objects.all(),
    OldSlug.Kind.PROPOSITION: Proposition.objects.all(),
}


@dataclass(frozen=True)
class Entry:
    """What the ledger says of one id; `heir` is the id at the end of its chain of successors."""

    public: PublicId
    heir: PublicId | None


def find_entry(public_id: str) -> Entry | None:
    """What became of the id, None where it was never issued. One query, one more a further successor."""
    public = PublicId.objects.select_related("successor").filter(pk=public_id).first()
    if public is None:
        return None
    heir, met = public.successor, {public.pk}
    while heir is not None and heir.successor is not None and heir.pk not in met:
        met.add(heir.pk)
        heir = heir.successor
    return Entry(public=public, heir=heir)


def current_slugs(asked: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Today's slug for each (filter parameter, slug) that was renamed; the others are left out."""
    wanted = {(KINDS[parameter], slug): (parameter, slug) for parameter, slug in asked if parameter in KINDS}
    found = {}
    for old in OldSlug.objects.filter(slug__in=[slug for _, slug in wanted]).select_related(
        "public__stakeholder"
    ):
        kind = OldSlug.Kind(old.kind)
        today = _today(old)
        if today is not None and (kind, old.slug) in wanted:
            found[wanted[kind, old.slug]] = today
    return found


def current_proposition_slug(slug: str) -> str | None:
    """Today's slug of the proposition that once had this one; None where none had."""
    return current_slugs([("proposition", slug)]).get(("proposition", slug))


def _today(old: OldSlug) -> str | None:
    if old.public is not None:
        stakeholder = getattr(old.public, "stakeholder", None)
        return stakeholder.slug if stakeholder is not None else None
    table = TABLES.get(OldSlug.Kind(old.kind))
    if table is None:
        return None
    slug: str | None = table.filter(pk=old.row).values_list("slug", flat=True).first()
    return slug
