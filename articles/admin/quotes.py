"""Quotes with the spans at which their words stand, and what they evidence."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.actions.anchoring import CannotAnchor, anchor
from articles.admin.deciding import DecidedAdmin, PartAdmin
from articles.models import Evidence, Quote, Span


class SpanInline(admin.TabularInline[Span, Quote]):
    model = Span
    extra = 0
    autocomplete_fields = ["text"]


class EvidenceInline(admin.TabularInline[Evidence, Quote]):
    model = Evidence
    extra = 0
    autocomplete_fields = ["position", "article"]


@admin.register(Quote)
class QuoteAdmin(DecidedAdmin):
    list_display = ["words", "speaker_name", "on_behalf_of", "article", "sort_date", "kind", "status"]
    list_filter = ["status", "kind", "language", "origin", ("speaker", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["speaker", "on_behalf_of", "article__outlet"]
    search_fields = [
        "exact",
        "words_folded",
        "speaker__name",
        "speaker_label",
        "article__title",
        "public__id",
    ]
    autocomplete_fields = ["article", "text", "speaker", "on_behalf_of"]
    exclude = ["confirmed_by"]
    date_hierarchy = "sort_date"
    ordering = ["-sort_date", "pk"]
    inlines = [SpanInline, EvidenceInline]
    fieldsets = [
        (None, {"fields": [("status", "public"), "article", "text", "exact", ("kind", "language")]}),
        (
            _("Who"),
            {"fields": ["speaker", "speaker_label", "on_behalf_of", "speaker_printed", "role_printed"]},
        ),
        (_("When and how"), {"fields": [("said_from", "said_to"), "origin", "confidence"]}),
    ]

    @admin.display(description=_("words"), ordering="words_folded")
    def words(self, quote: Quote) -> str:
        """So many of the words that a row stays a row."""
        return Truncator(quote.exact).words(14)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        try:
            anchor(form.instance)
        except CannotAnchor as problem:
            self.message_user(
                request,
                _("Saved, but the words were not found in the text: %(problem)s") % {"problem": problem},
                messages.WARNING,
            )


@admin.register(Span)
class SpanAdmin(PartAdmin):
    list_display = ["exact", "quote", "ordinal", "start", "end"]
    list_filter = ["quote__status"]
    list_select_related = ["quote__speaker"]
    search_fields = ["exact", "quote__public__id"]
    autocomplete_fields = ["quote", "text"]
