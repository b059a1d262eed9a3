"""Where an address leads: what the ledger knows of a public id, and of a slug once used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from articles.models import (
    Article,
    Debate,
    OldSlug,
    Outlet,
    Position,
    Proposition,
    PublicId,
    Quote,
    Stakeholder,
    StakeholderType,
)
from articles.queries.quotes import with_names_of_the_day

# The filter parameters whose values are slugs of records, and the kind of record.
KINDS = {
    "organisation": OldSlug.Kind.STAKEHOLDER,
    "person": OldSlug.Kind.STAKEHOLDER,
    "outlet": OldSlug.Kind.OUTLET,
    "type": OldSlug.Kind.TYPE,
    "proposition": OldSlug.Kind.PROPOSITION,
    "debate": OldSlug.Kind.DEBATE,
}
# The kinds without public ids.
TABLES: dict[OldSlug.Kind, QuerySet[Any]] = {
    OldSlug.Kind.OUTLET: Outlet.objects.all(),
    OldSlug.Kind.TYPE: StakeholderType.objects.all(),
    OldSlug.Kind.DEBATE: Debate.objects.all(),
    OldSlug.Kind.PROPOSITION: Proposition.objects.all(),
}


@dataclass(frozen=True)
class Entry:
    """What the ledger says of one id; `heir` is its successor, or what that was merged into since."""

    public: PublicId
    heir: PublicId | None


def find_entry(public_id: str) -> Entry | None:
    """What became of the id, None where it was never issued. One query, one more a further successor."""
    public = PublicId.objects.select_related("successor", "left_with").filter(pk=public_id).first()
    if public is None:
        return None
    heir, met = public.successor, {public.pk}
    while (
        heir is not None
        and heir.state == PublicId.State.MERGED
        and heir.successor is not None
        and heir.pk not in met
    ):
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


@dataclass(frozen=True)
class Place:
    """Where an id is found: the address of its record, what it is called, and whether it is public.

    The name is empty where the record is not public: a tombstone tells no names.
    """

    id: str
    address: str
    name: str
    is_public: bool


def places_of(ids: Iterable[PublicId]) -> dict[str, Place]:
    """The place of each of these ids. Four queries at most, however many there are."""
    wanted: dict[str, set[str]] = {}
    for public in ids:
        wanted.setdefault(public.kind, set()).add(public.pk)
    found: dict[str, Place] = {}
    for kind, rows in _records():
        asked = wanted.get(kind)
        for record in rows.filter(public__in=asked) if asked else ():
            name = _name_of(record) if record.is_published else ""
            key = record.public_id
            found[key] = Place(key, _address_of(record), name, record.is_published)
        for missing in (asked or set()) - found.keys():
            route = "person" if kind == PublicId.Kind.STAKEHOLDER else kind
            found[missing] = Place(missing, reverse(route, args=[missing]), "", is_public=False)
    return found


def _records() -> Iterable[tuple[str, "QuerySet[Any]"]]:
    return (
        (PublicId.Kind.QUOTE, with_names_of_the_day(Quote.objects.with_source())),
        (PublicId.Kind.POSITION, Position.objects.with_subject()),
        (PublicId.Kind.STAKEHOLDER, Stakeholder.objects.all()),
        (PublicId.Kind.ARTICLE, Article.objects.select_related("outlet")),
    )


def _address_of(record: Any) -> str:
    """The address without a slug, which is made of a name, where the record is not public."""
    if record.is_published or not isinstance(record, Stakeholder | Article):
        address: str = record.get_absolute_url()
        return address
    return reverse(record.kind if isinstance(record, Stakeholder) else "article", args=[record.public_id])


def _name_of(record: Any) -> str:
    if isinstance(record, Quote):
        return f"{record.speaker_name}: {record.in_marks}"
    if isinstance(record, Position):
        said = {"name": record.stakeholder.name, "label": record.proposition.label}
        return gettext("%(name)s on %(label)s: %(stance)s") % {**said, "stance": record.get_stance_display()}
    return record.shown_title if isinstance(record, Article) else str(record.name)


def _today(old: OldSlug) -> str | None:
    if old.public is not None:
        stakeholder = getattr(old.public, "stakeholder", None)
        # The slug of what is public no longer is a name that is not told.
        return stakeholder.slug if stakeholder is not None and stakeholder.is_published else None
    table = TABLES.get(OldSlug.Kind(old.kind))
    if table is None:
        return None
    slug: str | None = table.filter(pk=old.row).values_list("slug", flat=True).first()
    return slug
