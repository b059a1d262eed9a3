"""The versions of a quote: what readers saw on which day, and what became of its words since."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from articles.domain.rewording import Fate, Stretch, reworded
from articles.models import Change, Quote, QuoteVersion
from articles.queries.quotes import with_names_of_the_day

# What a version keeps, in the order in which a page shows it, and what readers call it.
PARTS = {
    "exact": _("Words"),
    "kind": _("Kind"),
    "speaker": _("Speaker"),
    "role_printed": _("Role"),
    "on_behalf_of": _("On behalf of"),
    "said": _("Date"),
    "article": _("Article"),
}


@dataclass(frozen=True)
class PartChanged:
    """One part that differs from the version before."""

    part: str
    before: str
    after: str

    @property
    def name(self) -> StrOrPromise:
        return PARTS[self.part]

    @property
    def words(self) -> Sequence[Stretch]:
        """What became of it: of the quoted words one by one, of anything else as a whole."""
        if self.part == "exact":
            return reworded(self.before, self.after)
        both = (
            Stretch(Fate.TAKEN_OUT, self.before),
            Stretch(Fate.KEPT, " "),
            Stretch(Fate.PUT_IN, self.after),
        )
        return [stretch for stretch in both if stretch.text]


@dataclass(frozen=True)
class Version:
    """One version, and how it differs from the one before; nothing for the first."""

    version: QuoteVersion
    changed: Sequence[PartChanged]

    @property
    def number(self) -> int:
        return self.version.number

    @property
    def exact(self) -> str:
        return str(self.version.shown.get("exact", ""))

    @property
    def in_marks(self) -> str:
        """The words as they were shown: in quotation marks where they were the speaker's own."""
        return f"“{self.exact}”" if self.is_quotation else self.exact

    @property
    def parts(self) -> list[tuple[str, StrOrPromise, str]]:
        """What else it said, as part, its name and its value; what it left empty is left out."""
        shown = {name: str(self.version.shown.get(name, "")) for name in PARTS if name != "exact"}
        if shown["kind"] in Quote.Kind.values:
            shown["kind"] = str(Quote.Kind(shown["kind"]).label)
        return [(name, PARTS[name], value) for name, value in shown.items() if value]

    @property
    def is_quotation(self) -> bool:
        return bool(self.version.shown.get("kind") != Quote.Kind.PASSAGE)


@dataclass(frozen=True)
class History:
    """A quote with its versions, latest first, and what happened to it."""

    quote: Quote
    versions: Sequence[Version]
    changes: Sequence[Change]

    def version(self, number: int) -> Version | None:
        return next((one for one in self.versions if one.number == number), None)

    @property
    def latest(self) -> Version | None:
        return self.versions[0] if self.versions else None


def find_history(public_id: str) -> History | None:
    """The history of the published quote of that id; None where none is public. Three queries."""
    published = Quote.objects.published().filter(public=public_id).with_source()
    quote = with_names_of_the_day(published).select_related("public__successor").first()
    if quote is None:
        return None
    kept = list(quote.versions.order_by("number"))
    versions = [
        Version(one, _changed(before, one) if before else ())
        for before, one in pairwise([None, *kept])
        if one is not None
    ]
    happened = Change.objects.filter(public=public_id).order_by("-when", "-pk")
    return History(quote, versions[::-1], list(happened))


def _changed(before: QuoteVersion, after: QuoteVersion) -> list[PartChanged]:
    both = ((name, str(before.shown.get(name, "")), str(after.shown.get(name, ""))) for name in PARTS)
    return [PartChanged(name, was, now) for name, was, now in both if was != now]
