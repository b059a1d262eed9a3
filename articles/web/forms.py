"""A query string becomes one question: django-filter declares, parses and renders its parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from articles.domain.filters import CorpusFilters, Note, Picked, parse_date, parse_words
from articles.models import Quote
from articles.web.wording import translated

PER_PAGE = 25
PER_PAGE_CHOICES = (10, 25, 50, 100)
# Parameters that say how the answer is laid out, not what is asked.
LAYOUT = ("sort", "per-page", "page")
# Parameters that say where a reader came from: no part of a question, and no reason for a note.
FROM_ELSEWHERE = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
MOST_NOTES = 10

Cleaned = tuple[Any, tuple[Note, ...]]


class PartField(forms.Field):
    """One parameter of the question; cleans to what could be read and the notes on what could not."""

    widget = forms.SelectMultiple

    def __init__(self, *, parameter: str, **options: Any) -> None:
        self.parameter = parameter
        super().__init__(**options)

    def clean(self, value: Sequence[str] | None) -> Cleaned:
        return self.read(value or [])

    def read(self, values: Sequence[str]) -> Cleaned:
        return Picked.parse(self.parameter, values)


class WordsField(PartField):
    def read(self, values: Sequence[str]) -> Cleaned:
        return parse_words(self.parameter, values)


class PartialDateField(PartField):
    def read(self, values: Sequence[str]) -> Cleaned:
        return parse_date(self.parameter, values)


class PickedFilter(django_filters.Filter):  # type: ignore[misc]  # django-filter has no types
    """A parameter whose values are slugs."""

    field_class = PartField

    def __init__(self, parameter: str, label: StrOrPromise) -> None:
        super().__init__(field_name=parameter, label=label, parameter=parameter)


class WordsFilter(PickedFilter):
    field_class = WordsField


class DateFilter(PickedFilter):
    field_class = PartialDateField


class CorpusFilterSet(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Every part of a question; a list that does not take one of them sets it to None.

    It declares, parses and renders. What a part means is said once, in `queries.matching`.
    """

    q = WordsFilter("q", _("Words"))
    axis = PickedFilter("axis", _("Side"))
    stance = PickedFilter("stance", _("Stance"))
    proposition = PickedFilter("proposition", _("Proposition"))
    organisation = PickedFilter("organisation", _("Organisation"))
    voice = PickedFilter("voice", _("Voice"))
    person = PickedFilter("person", _("Person"))
    type = PickedFilter("type", _("Type of stakeholder"))
    country = PickedFilter("country", _("Country"))
    outlet = PickedFilter("outlet", _("Outlet"))
    year = PickedFilter("year", _("Year"))
    article_kind = PickedFilter("article-kind", _("Kind of article"))
    quote_kind = PickedFilter("quote-kind", _("Kind of quote"))
    language = PickedFilter("language", _("Language"))
    debate = PickedFilter("debate", _("Debate"))
    after = DateFilter("after", pgettext_lazy("earliest date", "From"))
    before = DateFilter("before", pgettext_lazy("latest date", "Until"))
    asof = DateFilter("asof", _("As of"))

    # What is listed: quotes, positions, stakeholders or articles.
    kind: ClassVar[str] = "quotes"
    # How the list can be sorted, the first by default: value to name.
    sorts: ClassVar[Mapping[str, StrOrPromise]] = {"latest": _("Latest first"), "oldest": _("Oldest first")}

    # The rule behind each order, for the reader.
    rules: ClassVar[Mapping[str, StrOrPromise]] = {
        "latest": _(
            "By the first day of the date, then the last; of equals, the first recorded comes first."
        ),
        "oldest": _(
            "By the first day of the date, then the last; of equals, the first recorded comes first."
        ),
        "speaker": _("By the name of the speaker, case and accents aside; then latest first."),
        "stakeholder": _("By the name of the stakeholder, case and accents aside; then latest first."),
        "name": _("By name, case and accents aside."),
        "quotes": _("By the number of quotes as speaker; of equals, by name."),
        "positions": _("By the number of positions of its own; of equals, by name."),
        "title": _("By title, case and accents aside."),
    }

    def __init__(self, query: QueryDict) -> None:
        self.asked = query
        # A field cannot have the hyphen that its parameter has.
        fields = QueryDict(mutable=True)
        for name, values in query.lists():
            if name in self.parameters():
                fields.setlist(name.replace("-", "_"), values)
        super().__init__(fields, queryset=Quote.objects.none())
        self.form.full_clean()
        self.notes = tuple(replace(note, why=translated(note.why)) for note in self._notes())[:MOST_NOTES]

    @classmethod
    def parameters(cls) -> set[str]:
        """The names of the parts of a question, as a query string spells them."""
        return {name.replace("_", "-") for name in cls.base_filters}

    @property
    def question(self) -> CorpusFilters:
        return CorpusFilters(**{name: cleaned for name, (cleaned, _) in self._cleaned().items()})

    @property
    def sort(self) -> str:
        asked = self.asked.get("sort", "")
        return asked if asked in self.sorts else next(iter(self.sorts))

    @property
    def per_page(self) -> int:
        asked = self.asked.get("per-page", "")
        return int(asked) if asked in map(str, PER_PAGE_CHOICES) else PER_PAGE

    @property
    def page_number(self) -> int | None:
        """The page asked for, 1 where none or none that can be read; None for one no list can have."""
        asked = self.asked.get("page", "") or "1"
        if not (asked.isascii() and asked.isdigit()):
            return 1
        return int(asked) if 1 <= len(asked.lstrip("0")) <= 9 else None  # noqa: PLR2004 — digits

    def layout(self) -> list[tuple[str, str]]:
        """Sort and length of page as the pairs of a query string, where they are not the usual ones."""
        pairs = []
        if self.sort != next(iter(self.sorts)):
            pairs.append(("sort", self.sort))
        if self.per_page != PER_PAGE:
            pairs.append(("per-page", str(self.per_page)))
        return pairs

    def _cleaned(self) -> dict[str, Cleaned]:
        return dict(self.form.cleaned_data)

    def _notes(self) -> Iterator[Note]:
        for cleaned in self._cleaned().values():
            yield from cleaned[1]
        for name, values in self.asked.lists():
            value = values[-1] if values else ""
            if name in self.parameters() or name.lower().startswith(FROM_ELSEWHERE):
                continue
            if name not in LAYOUT:
                yield Note(name, value, gettext("is no filter of this page"))
            elif name == "sort" and value and value not in self.sorts:
                why = gettext("is no way to sort this page: %(ways)s") % {"ways": ", ".join(self.sorts)}
                yield Note(name, value, why)
            elif name == "per-page" and value and value not in map(str, PER_PAGE_CHOICES):
                numbers = ", ".join(map(str, PER_PAGE_CHOICES))
                yield Note(name, value, gettext("is none of %(numbers)s") % {"numbers": numbers})
            elif name == "page" and value and not (value.isascii() and value.isdigit()):
                yield Note(name, value, gettext("is no number of a page"))


class QuoteFilterSet(CorpusFilterSet):
    kind = "quotes"
    sorts = {"latest": _("Latest first"), "oldest": _("Oldest first"), "speaker": _("By speaker")}


class PositionFilterSet(CorpusFilterSet):
    kind = "positions"
    sorts = {"latest": _("Latest first"), "oldest": _("Oldest first"), "stakeholder": _("By stakeholder")}


class StakeholderFilterSet(CorpusFilterSet):
    kind = "stakeholders"
    sorts = {"name": _("By name"), "quotes": _("Most quotes first"), "positions": _("Most positions first")}


class ArticleFilterSet(CorpusFilterSet):
    kind = "articles"
    sorts = {"latest": _("Latest first"), "oldest": _("Oldest first"), "title": _("By title")}
