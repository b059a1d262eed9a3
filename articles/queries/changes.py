"""What changed for readers: the whole list, what was corrected, what is public no longer, what leads on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from articles.domain.rewording import Stretch, reworded
from articles.models import Change, OldSlug, PublicId, QuoteVersion
from articles.queries.ledger import Place, current_slugs, places_of

# The state that a list of things gone shows; held ones may come back.
GONE = (PublicId.State.WITHDRAWN, PublicId.State.REMOVED, PublicId.State.HELD)
# The changes that send readers on to something else.
LEADING = (Change.Kind.REPLACED, Change.Kind.MERGED, Change.Kind.WITHDRAWN)
CORRECTIONS = (Change.Kind.CORRECTED, Change.Kind.REPLACED)
# The filter parameter that takes slugs of each kind; articles are no filter.
PARAMETERS = {
    OldSlug.Kind.STAKEHOLDER: "organisation",
    OldSlug.Kind.OUTLET: "outlet",
    OldSlug.Kind.TYPE: "type",
    OldSlug.Kind.DEBATE: "debate",
    OldSlug.Kind.PROPOSITION: "proposition",
}


@dataclass(frozen=True)
class ListedChange:
    """One change with the place of what changed, and of what it leads to; None where it has no id."""

    change: Change
    place: Place | None
    heir: Place | None

    @property
    def is_public(self) -> bool:
        return self.place is not None and self.place.is_public

    @property
    def name(self) -> str:
        """What changed, by its name while it is public, else by its id."""
        if self.place is not None:
            return self.place.name or str(self.change.public_id)
        return self.change.subject.partition(":")[2]

    @property
    def summary(self) -> str:
        """What is said of the change; nothing of what is public no longer."""
        return self.change.summary if self.place is None or self.place.is_public else ""


def changes(kind: str = "") -> "QuerySet[Change]":
    """What changed for readers, latest first; of one kind where it is given."""
    found = Change.objects.exclude(kind=Change.Kind.LOADED).order_by("-when", "-pk")
    return found.filter(kind=kind) if kind else found


def listed(found: Sequence[Change]) -> list[ListedChange]:
    """These changes as pages and feeds show them. Six queries at most."""
    ledger = PublicId.objects.select_related("successor").in_bulk(
        [change.public_id for change in found if change.public_id]
    )
    heirs = {
        change.pk: ledger[change.public_id].successor
        for change in found
        if change.public_id and change.kind in LEADING
    }
    places = places_of([*ledger.values(), *(heir for heir in heirs.values() if heir is not None)])
    return [
        ListedChange(
            change=change,
            place=places.get(change.public_id or ""),
            heir=places.get(heir.pk) if (heir := heirs.get(change.pk)) is not None else None,
        )
        for change in found
    ]


@dataclass(frozen=True)
class Correction:
    """One correction: what it was of, and for corrected words what became of them."""

    listed: ListedChange
    number: int | None
    reason: str
    words: Sequence[Stretch]
    language: str = "en"


def corrections() -> "QuerySet[Change]":
    return changes().filter(kind__in=CORRECTIONS)


def as_corrections(found: Sequence[Change]) -> list[Correction]:
    """These corrections with the words before and after, as far as they are public. Seven queries at most."""
    shown = listed(found)
    public = [one.change.public_id for one in shown if one.is_public]
    versions: dict[str, list[QuoteVersion]] = {}
    for version in (
        QuoteVersion.objects.filter(quote__public__in=public).order_by("number").select_related("quote")
    ):
        versions.setdefault(str(version.quote.public_id), []).append(version)
    return [_correction(one, versions.get(one.change.public_id or "", [])) for one in shown]


def _correction(one: ListedChange, versions: Sequence[QuoteVersion]) -> Correction:
    """The version that came with the change is the first made by then that has not been told of before."""
    by_then = [version for version in versions if version.made_at <= one.change.when]
    if one.change.kind != Change.Kind.CORRECTED or len(by_then) < 2:  # noqa: PLR2004 — one version is no correction
        return Correction(one, None, "", ())
    before, after = by_then[-2], by_then[-1]
    said = (before.shown.get("exact", ""), after.shown.get("exact", ""))
    return Correction(
        one, after.number, after.reason, reworded(*said) if said[0] != said[1] else (), after.quote.language
    )


@dataclass(frozen=True)
class Tombstone:
    """One id that is public no longer, where it stood, and what took its place."""

    public: PublicId
    place: Place
    heir: Place | None


def gone() -> "QuerySet[PublicId]":
    """The ids of what was public once and is not now, latest first."""
    return (
        PublicId.objects.filter(state__in=GONE)
        .select_related("successor", "left_with")
        .order_by("-changed_at", "pk")
    )


def as_tombstones(found: Sequence[PublicId]) -> list[Tombstone]:
    heirs = [public.successor for public in found if public.successor is not None]
    places = places_of([*found, *heirs])
    return [Tombstone(public, places[public.pk], places.get(public.successor_id or "")) for public in found]


@dataclass(frozen=True)
class Redirect:
    """One id that leads to another, and why."""

    public: PublicId
    place: Place
    heir: Place


@dataclass(frozen=True)
class SlugRedirect:
    """A slug that was renamed, with the slug of today."""

    kind: str
    old: str
    today: str


def redirects() -> list[Redirect]:
    """Every id that leads to another, or names one that took its place; by id."""
    found = list(PublicId.objects.filter(successor__isnull=False).select_related("successor").order_by("pk"))
    places = places_of([*found, *(public.successor for public in found if public.successor)])
    return [Redirect(public, places[public.pk], places[public.successor_id or ""]) for public in found]


def slug_redirects() -> list[SlugRedirect]:
    """Every old slug of a filter that leads somewhere today; by kind and slug."""
    kinds = [str(kind) for kind in PARAMETERS]
    old = OldSlug.objects.filter(Q(kind__in=kinds)).order_by("kind", "slug").values_list("kind", "slug")
    asked = [(PARAMETERS[OldSlug.Kind(kind)], slug) for kind, slug in old]
    today = current_slugs(asked)
    return [
        SlugRedirect(kind, slug, today[pair])
        for (kind, slug), pair in zip(old, asked, strict=True)
        if pair in today
    ]
