"""Positions with their evidence."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.deciding import DecidedAdmin, PartAdmin
from articles.models import Evidence, Position, StanceChange


class EvidenceInline(admin.TabularInline[Evidence, Position]):
    model = Evidence
    extra = 1
    autocomplete_fields = ["article", "quote"]


@admin.register(Position)
class PositionAdmin(DecidedAdmin):
    list_display = ["stakeholder", "stance", "proposition", "date_from", "confidence", "inferred", "status"]
    list_filter = [
        "status",
        "stance",
        "confidence",
        "inferred",
        ("proposition_version__proposition", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["stakeholder", "proposition_version__proposition"]
    search_fields = [
        "stakeholder__name",
        "stakeholder__name_folded",
        "summary",
        "proposition_version__proposition__label",
        "public__id",
    ]
    autocomplete_fields = ["stakeholder", "on_behalf_of", "proposition_version"]
    date_hierarchy = "date_from"
    ordering = ["-date_from", "-date_to", "pk"]
    inlines = [EvidenceInline]
    fieldsets = [
        (None, {"fields": [("status", "public"), "stakeholder", "on_behalf_of", "proposition_version"]}),
        (_("Stance"), {"fields": ["stance", "condition", ("date_from", "date_to"), "summary"]}),
        (_("How sure"), {"fields": ["confidence", "inferred", "note"]}),
    ]


@admin.register(Evidence)
class EvidenceAdmin(PartAdmin):
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
class StanceChangeAdmin(admin.ModelAdmin[StanceChange]):
    list_display = ["before", "after", "confirmed_by", "confirmed_at"]
    list_filter = ["confirmed_at"]
    search_fields = ["before__stakeholder__name"]
    autocomplete_fields = ["before", "after", "confirmed_by"]
    list_select_related = [
        "before__stakeholder",
        "before__proposition_version__proposition",
        "after__stakeholder",
        "after__proposition_version__proposition",
        "confirmed_by",
    ]
