"""What a decision would do, in the words of its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.previewing import AffectedId, AffectedSlug, Dependants, Preview
from articles.models import OldSlug, PublicId

State = PublicId.State
# As many rows as a page can show and an editor can look through; the rest is counted.
MOST_SHOWN = 200

# product.md, “Addresses”: what readers get, by the state of an id.
ANSWERS: dict[str, str | Promise] = {
    "": _("no address"),
    State.LIVE: _("the page"),
    State.REPLACED: _("the page, which names its successor"),
    State.MERGED: _("leads to the kept one (301)"),
    State.HELD: _("a dated notice (403)"),
    State.WITHDRAWN: _("says that it was withdrawn (410)"),
    State.REMOVED: _("says that it was removed (451)"),
}


@dataclass(frozen=True)
class ShownId:
    """One address, with what it answers before and after."""

    public_id: str
    kind: str | Promise
    name: str
    before: str | Promise
    after: str | Promise
    leads_to: str


@dataclass(frozen=True)
class ShownSlug:
    """One slug that would lead to another."""

    kind: str | Promise
    slug: str
    leads_to: str


@dataclass(frozen=True)
class Outlook:
    """What a page shows of a preview: at most so many rows of each, and how many more there are."""

    refused: Sequence[str]
    ids: list[ShownId]
    more_ids: int
    slugs: list[ShownSlug]
    more_slugs: int
    moved: Sequence[Dependants]
    same_words: Sequence[str]

    @property
    def is_quiet(self) -> bool:
        """Whether no address would answer otherwise, and nothing would be moved."""
        return not (self.ids or self.slugs or self.moved)


def outlook_of(foreseen: Preview) -> Outlook:
    return Outlook(
        refused=foreseen.refused,
        ids=[_shown_id(one) for one in foreseen.ids[:MOST_SHOWN]],
        more_ids=max(0, len(foreseen.ids) - MOST_SHOWN),
        slugs=[_shown_slug(one) for one in foreseen.slugs[:MOST_SHOWN]],
        more_slugs=max(0, len(foreseen.slugs) - MOST_SHOWN),
        moved=foreseen.moved,
        same_words=foreseen.same_words,
    )


def _shown_id(one: AffectedId) -> ShownId:
    after = ANSWERS[one.after]
    if one.before == one.after:
        after = _("the page, as it will be then")
    return ShownId(
        one.public_id, PublicId.Kind(one.kind).label, one.name, ANSWERS[one.before], after, one.leads_to
    )


def _shown_slug(one: AffectedSlug) -> ShownSlug:
    return ShownSlug(OldSlug.Kind(one.kind).label, one.slug, one.leads_to)
