"""Debates, propositions and the numbered versions of their wording."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.editing import EditedAdmin
from articles.models import Debate, Proposition, PropositionVersion


@admin.register(Debate)
class DebateAdmin(EditedAdmin):
    list_display = ["title", "slug", "pole_a_label", "pole_b_label", "is_default"]
    list_filter = ["is_default"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "question", "scope", "is_default"]}),
        ("Poles", {"fields": [("pole_a_label", "pole_a_slug"), ("pole_b_label", "pole_b_slug")]}),
    ]


class PropositionVersionInline(admin.StackedInline[PropositionVersion, Proposition]):
    model = PropositionVersion
    extra = 0
    min_num = 1


@admin.register(Proposition)
class PropositionAdmin(EditedAdmin):
    list_display = ["label", "debate", "parent", "slug"]
    list_filter = ["debate", ("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["debate", "parent"]
    search_fields = ["label", "label_folded", "slug", "versions__wording"]
    autocomplete_fields = ["debate", "parent"]
    prepopulated_fields = {"slug": ["label"]}
    inlines = [PropositionVersionInline]
    ordering = ["label_folded"]


@admin.register(PropositionVersion)
class PropositionVersionAdmin(EditedAdmin):
    list_display = ["proposition", "number", "wording", "supporter_at"]
    list_filter = ["supporter_at", "proposition__debate"]
    list_select_related = ["proposition"]
    search_fields = ["proposition__label", "wording"]
    autocomplete_fields = ["proposition"]
    ordering = ["proposition__label_folded", "number"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:  # noqa: ARG002 — Django's
        """A wording under which positions were coded stays as it is."""
        used = obj is not None and obj.positions.exists()
        return ["proposition", "number", "wording", "scope", "supporter_at"] if used else []
