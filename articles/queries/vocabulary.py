"""The values that each filter can take, by their names: for forms, chips and "did you mean"."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches

from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from articles.domain.filters import NONE, OWN, CorpusFilters, Picked
from articles.models import Article, AxisEnd, Debate, Proposition, Quote, Stance


@dataclass(frozen=True)
class UnknownValue:
    """A well-formed value that names nothing public here, and the values it may have been meant for."""

    parameter: str
    value: str
    suggestions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Vocabulary:
    """For each parameter its values, in the order in which they are offered: slug to name.

    It is kept from one reader to the next, so names that are words of ours stay to be translated.
    """

    names: Mapping[str, Mapping[str, StrOrPromise]]

    def name(self, parameter: str, value: str) -> str:
        return str(self.names.get(parameter, {}).get(value, value))

    def unknown(self, filters: CorpusFilters) -> Iterator[UnknownValue]:
        """The values asked for that are not in the vocabulary, each with up to three that look alike."""
        for part in fields(filters):
            picked = getattr(filters, part.name)
            if not isinstance(picked, Picked):
                continue
            known = self.names.get(part.name, {})
            for value in picked.wanted + picked.excluded:
                if value not in known:
                    yield UnknownValue(part.name, value, self._alike(part.name, value))

    def _alike(self, parameter: str, value: str) -> tuple[tuple[str, str], ...]:
        known = self.names.get(parameter, {})
        close = get_close_matches(value, known, n=3, cutoff=0.6)
        close += [slug for slug in known if value in slug.split("-") and slug not in close]
        return tuple((slug, str(known[slug])) for slug in close[:3])


def make_vocabulary(  # noqa: PLR0913 — one for each filter whose values are read elsewhere
    *,
    people: Mapping[str, str],
    organisations: Mapping[str, str],
    types: Mapping[str, str],
    outlets: Mapping[str, str],
    countries: Iterable[str],
    languages: Iterable[str],
    years: Iterable[str],
) -> Vocabulary:
    """The vocabulary of these names, given in their order, and of what the debates say. Two queries."""
    debates = list(Debate.objects.order_by("-is_default", "slug"))
    axis: dict[str, StrOrPromise] = {}
    for debate in debates:
        axis |= {debate.slug_of(end): debate.label_of(end) for end in (AxisEnd.POLE_A, AxisEnd.POLE_B)}
    none = {NONE: pgettext_lazy("position", "None on record")}
    axis |= {
        AxisEnd.MIXED.value: gettext_lazy("Mixed or conditional"),
        AxisEnd.UNCLEAR.value: AxisEnd.UNCLEAR.label,
    }
    axis |= none
    return Vocabulary(
        {
            "organisation": organisations,
            "voice": {OWN: gettext_lazy("Its own voice alone")},
            "person": people,
            "axis": axis,
            "stance": {stance.value: stance.label for stance in Stance} | none,
            "proposition": dict(Proposition.objects.order_by("label_folded").values_list("slug", "label")),
            "type": types,
            "country": {code: code.upper() for code in sorted(countries)},
            "outlet": outlets,
            "article_kind": {kind.value: kind.label for kind in Article.Kind},
            "quote_kind": {kind.value: kind.label for kind in Quote.Kind},
            "language": {tag: _language(tag) for tag in sorted(languages)},
            "year": {year: year for year in sorted(years, reverse=True)},
            "debate": {debate.slug: debate.title for debate in debates},
        }
    )


def _language(tag: str) -> StrOrPromise:
    """The name of a language, or its tag."""
    try:
        return gettext_lazy(get_language_info(tag)["name"])
    except KeyError:
        return tag
