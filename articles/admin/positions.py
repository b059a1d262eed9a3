"""Positions with their evidence."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.correcting import tell_correction
from articles.admin.comments import CommentInline, sign
from articles.admin.deciding import AssignedAdmin, PartAdmin, fixed_once_public
from articles.admin.forms import CorrectedForm, PartialDateField, RowForm, RowFormSet
from articles.admin.importing import import_page, template_file
from articles.admin.ledger import ReadOnlyAdmin
from articles.admin.previewing import preview_urls
from articles.admin.work import WorkFilter
from articles.models import Evidence, Position, StanceChange


class PositionForm(CorrectedForm[Position]):
    """A position, with its date as one field."""

    date = PartialDateField(label=gettext_lazy("Date"))


class EvidenceForm(RowForm[Evidence]):
    """A quote, or an article alone; the article of a quote need not be said again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "article" in self.fields:
            self.fields["article"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("quote") and not given.get("article"):
            given["article"] = given["quote"].article
        if not given.get("article") and "article" not in self.errors:
            self.add_error("article", _("Choose the quote, or the article that documents it in our words."))
        return given


class EvidenceFormSet(RowFormSet):
    """The evidence of one position, of which one is the primary."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data]
        primary = [form for form in kept if form.cleaned_data.get("primary")]
        if len(primary) > 1:
            raise ValidationError(_("One evidence of a position is the primary one, not several."))


class EvidenceInline(admin.TabularInline[Evidence, Position]):
    model = Evidence
    form: Any = EvidenceForm
    formset: Any = EvidenceFormSet
    extra = 1
    fields = ["quote", "article", "primary"]
    autocomplete_fields = ["article", "quote"]


@admin.register(Position)
class PositionAdmin(AssignedAdmin):
    form = PositionForm
    codebook = ("codebook/_stances.html", "codebook/_confidence.html", "codebook/_positions.html")
    list_display = [
        "stakeholder",
        "stance",
        "proposition",
        "date_from",
        "confidence",
        "status",
        "assigned_to",
        "public_id",
    ]
    list_filter = [
        WorkFilter,
        "status",
        "stance",
        "confidence",
        "inferred",
        ("assigned_to", admin.RelatedOnlyFieldListFilter),
        ("proposition_version__proposition", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["stakeholder", "proposition_version__proposition", "assigned_to"]
    search_fields = [
        "stakeholder__name",
        "stakeholder__name_folded",
        "summary",
        "summary_folded",
        "proposition_version__proposition__label",
        "public__id",
    ]
    search_help_text = gettext_lazy("Stakeholder, words of the summary, proposition, or public id.")
    autocomplete_fields = ["stakeholder", "on_behalf_of", "proposition_version", "assigned_to"]
    date_hierarchy = "date_from"
    ordering = ["-date_from", "-date_to", "pk"]
    inlines = [EvidenceInline, CommentInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("status", "public"),
                    "stakeholder",
                    "on_behalf_of",
                    "proposition_version",
                    "assigned_to",
                ]
            },
        ),
        (gettext_lazy("Stance"), {"fields": ["stance", "condition", "date", "summary"]}),
        (gettext_lazy("How sure"), {"fields": ["confidence", "inferred", "note"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whose it is, and on what, is no slip to mend once it is public."""
        given = super().get_readonly_fields(request, obj)
        return [*given, *fixed_once_public(obj, ("stakeholder", "on_behalf_of", "proposition_version"))]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        parts = list(form.changed_data)
        if any(formset.model is Evidence and formset.has_changed() for formset in formsets):
            parts.append("evidence")
        tell_correction(form.instance, parts=parts, told=form.cleaned_data.get("told", ""))

    def get_urls(self) -> Any:
        guarded = self.admin_site.admin_view
        return [
            path("import/", guarded(import_page), name="import_positions"),
            path("import/template.csv", guarded(template_file), name="import_positions_template"),
            *preview_urls(self),
            *super().get_urls(),
        ]

    def save_row(self, request: HttpRequest, row: Any) -> None:
        sign(row, request)
        super().save_row(request, row)


@admin.register(Evidence)
class EvidenceAdmin(PartAdmin):
    part_of = "position"
    list_display = ["position", "article", "quote", "primary"]
    list_filter = ["primary", "position__status"]
    list_select_related = [
        "position__stakeholder",
        "position__proposition_version__proposition",
        "article__outlet",
        "quote__speaker",
    ]
    search_fields = ["position__stakeholder__name", "article__title", "quote__exact"]
    autocomplete_fields = ["position", "article", "quote"]


@admin.register(StanceChange)
class StanceChangeAdmin(ReadOnlyAdmin):
    """Changes of stance; each was confirmed from the later position."""

    list_display = ["before", "after", "confirmed_by", "confirmed_at"]
    list_filter = ["confirmed_at"]
    search_fields = ["before__stakeholder__name"]
    list_select_related = [
        "before__stakeholder",
        "before__proposition_version__proposition",
        "after__stakeholder",
        "after__proposition_version__proposition",
        "confirmed_by",
    ]
