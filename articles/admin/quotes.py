"""Quotes with the spans at which their words stand, and what they evidence."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.anchoring import CannotAnchor, anchor, places_of
from articles.actions.correcting import tell_correction
from articles.actions.editing import mark_edit_of_part, needs_reason
from articles.actions.permissions import may
from articles.admin.comments import CommentInline, sign
from articles.admin.deciding import AssignedAdmin, PartAdmin, fixed_once_public
from articles.admin.forms import CorrectedForm, PartialDateField, ReasonedForm, RowForm, RowFormSet
from articles.admin.new_quote.page import new_quote
from articles.admin.previewing import preview_urls
from articles.admin.stakeholder_names import offer_names
from articles.admin.work import WorkFilter, work_page
from articles.models import Evidence, Permission, Position, Quote, Span
from articles.models.status import ADDRESSED
from articles.queries.provenance import provenance_of


class QuoteForm(CorrectedForm[Quote]):
    """A quote, with the day it was said as one field."""

    said = PartialDateField(required=False, label=gettext_lazy("Said on"))

    def clean(self) -> dict[str, Any]:
        """What readers see stays proven: public words have to stand in the text, once."""
        given = super().clean() or {}
        text = given.get("text")
        if self.words_changed and needs_reason(self.instance) and text is not None and text.body:
            try:
                places_of(given.get("exact", ""), body=text.body)
            except CannotAnchor as problem:
                self.add_error("exact", str(problem))
        return given

    @property
    def words_changed(self) -> bool:
        """Whether its words have to be found in the text anew."""
        return bool({"exact", "text"} & set(self.changed_data))


class SpanInline(admin.TabularInline[Span, Quote]):
    """Where the words stand, to look at: it follows from the words and the text."""

    model = Span
    fields = ("ordinal", "start", "end", "exact", "prefix", "suffix")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 — Django's
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


class EvidenceInline(admin.TabularInline[Evidence, Quote]):
    model = Evidence
    form: Any = RowForm
    formset: Any = RowFormSet
    extra = 0
    autocomplete_fields = ["position", "article"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """To a public position only those add evidence who may publish; what is there may stay."""
        if db_field.name == "position" and not may(request.user, Permission.PUBLISH):
            key = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            open_to_all = ~Q(status__in=ADDRESSED) | Q(evidence__quote=key)
            options["queryset"] = Position.objects.filter(open_to_all).distinct()
        return super().formfield_for_foreignkey(db_field, request, **options)


@admin.register(Quote)
class QuoteAdmin(AssignedAdmin):
    form = QuoteForm
    codebook = ("codebook/_kinds.html",)
    list_display = [
        "words",
        "speaker_name",
        "on_behalf_of",
        "outlet",
        "sort_date",
        "status",
        "public_id",
        "assigned_to",
    ]
    list_filter = [
        WorkFilter,
        "status",
        "kind",
        "language",
        "origin",
        ("assigned_to", admin.RelatedOnlyFieldListFilter),
        ("speaker", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["speaker", "on_behalf_of", "article__outlet", "assigned_to"]
    search_fields = [
        "exact",
        "words_folded",
        "speaker__name",
        "speaker__name_folded",
        "speaker_label",
        "article__title",
        "public__id",
    ]
    search_help_text = gettext_lazy("Words, speaker, title of the article, or public id.")
    autocomplete_fields = ["article", "text", "speaker", "on_behalf_of", "assigned_to"]
    exclude = ["confirmed_by"]
    readonly_fields = [*AssignedAdmin.readonly_fields, "provenance"]
    date_hierarchy = "sort_date"
    ordering = ["-sort_date", "pk"]
    inlines = [SpanInline, EvidenceInline, CommentInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("status", "public"),
                    "article",
                    "text",
                    "exact",
                    ("kind", "language"),
                    "assigned_to",
                ]
            },
        ),
        (
            gettext_lazy("Who"),
            {"fields": ["speaker", "speaker_label", "on_behalf_of", "speaker_printed", "role_printed"]},
        ),
        (gettext_lazy("When and how"), {"fields": ["said", ("origin", "confidence"), "provenance"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who said it, and where, is no slip to mend once it is public; what is missing can be added."""
        given = super().get_readonly_fields(request, obj)
        return [*given, *fixed_once_public(obj, ("article", "speaker", "on_behalf_of"))]

    def get_urls(self) -> Any:
        guarded = self.admin_site.admin_view
        return [
            path("new/", guarded(new_quote), name="new_quote"),
            path("work/", guarded(work_page), name="work"),
            path("new/names/", guarded(offer_names), name="stakeholder_names"),
            *preview_urls(self),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("words"), ordering="words_folded")
    def words(self, quote: Quote) -> str:
        """So many of the words that a row stays a row."""
        return Truncator(quote.exact).words(14)

    @admin.display(description=gettext_lazy("outlet"), ordering="article__outlet__name_folded")
    def outlet(self, quote: Quote) -> str:
        return quote.article.outlet.name

    @admin.display(description=gettext_lazy("provenance"))
    def provenance(self, quote: Quote) -> str:
        """Who kept it, when and why, and what its latest check found."""
        if not quote.pk:
            return "—"
        return render_to_string("admin/articles/_provenance.html", {"provenance": provenance_of(quote)})

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """The page New quote, which asks in the order in which a source is read; a bare form in a pop-up."""
        if request.method == "GET" and not request.GET and self.has_add_permission(request):
            return redirect("admin:new_quote")
        return super().add_view(request, form_url, extra_context)

    def guarded(self, record: Any) -> list[Any]:
        """The quote, and the positions whose evidence is edited with it."""
        return [record, *Position.objects.filter(evidence__quote=record).distinct().order_by("pk")]

    def save_row(self, request: HttpRequest, row: Any) -> None:
        sign(row, request)
        super().save_row(request, row)

    def tell_others(self, row: Any) -> None:
        if isinstance(row, Evidence):
            mark_edit_of_part(row.position)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.words_changed:
            form.instance.spans.all().delete()
        try:
            anchor(form.instance)
        except CannotAnchor as problem:
            self.message_user(
                request,
                _("Saved, but the words were not found in the text: %s") % problem,
                messages.WARNING,
            )
        tell_correction(form.instance, parts=form.changed_data, told=form.cleaned_data.get("told", ""))


class SpanForm(ReasonedForm[Span]):
    """A span with every space as it stands: they are part of the words."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("exact", "prefix", "suffix"):
            field = self.fields.get(name)
            if isinstance(field, forms.CharField):
                field.strip = False
                field.widget = forms.Textarea(attrs={"rows": 2, "cols": 60})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        # Browsers send every line feed as two characters.
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in given.items()
        }


@admin.register(Span)
class SpanAdmin(PartAdmin):
    """Spans entered by hand, where the words stand in the text more than once."""

    form = SpanForm
    part_of = "quote"
    list_display = ["exact", "quote", "ordinal", "start", "end"]
    list_filter = ["quote__status"]
    list_select_related = ["quote__speaker"]
    search_fields = ["exact", "quote__public__id"]
    autocomplete_fields = ["quote", "text"]
