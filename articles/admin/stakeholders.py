"""People and organisations, with their names, affiliations and ties."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy

from articles.admin.comments import CommentInline, sign
from articles.admin.deciding import DecidedAdmin, PartAdmin
from articles.admin.duplicates import duplicates_page
from articles.admin.editing import EditedAdmin
from articles.admin.forms import PartialDateField, ReasonedForm, RowForm, RowFormSet
from articles.admin.previewing import preview_urls
from articles.models import Affiliation, OrganisationTie, Stakeholder, StakeholderName, StakeholderType


class LastingRowForm(RowForm[Any]):
    """A row that held from one date to another."""

    since = PartialDateField(required=False, label=gettext_lazy("Since"), help_text="")
    until = PartialDateField(required=False, label=gettext_lazy("Until"), help_text="")


class LastingForm(ReasonedForm[Any]):
    """The same on a page of its own."""

    since = PartialDateField(required=False, label=gettext_lazy("Since"))
    until = PartialDateField(required=False, label=gettext_lazy("Until"))


@admin.register(StakeholderType)
class StakeholderTypeAdmin(EditedAdmin):
    list_display = ["label", "slug"]
    search_fields = ["label", "slug"]
    prepopulated_fields = {"slug": ["label"]}


class StakeholderNameInline(admin.TabularInline[StakeholderName, Stakeholder]):
    model = StakeholderName
    form: Any = LastingRowForm
    formset: Any = RowFormSet
    fields = ["name", "use", "since", "until"]
    extra = 0


class RolesInline(admin.TabularInline[Affiliation, Stakeholder]):
    """What a person was, and where."""

    model = Affiliation
    fk_name = "person"
    verbose_name_plural = gettext_lazy("roles")
    form: Any = LastingRowForm
    formset: Any = RowFormSet
    fields = ["role", "organisation", "organisation_name", "since", "until", "source"]
    extra = 0
    autocomplete_fields = ["organisation", "source"]


class PartsInline(admin.TabularInline[OrganisationTie, Stakeholder]):
    model = OrganisationTie
    fk_name = "parent"
    verbose_name_plural = gettext_lazy("parts of this organisation")
    form: Any = LastingRowForm
    formset: Any = RowFormSet
    fields = ["child", "since", "until"]
    extra = 0
    autocomplete_fields = ["child"]


@admin.register(Stakeholder)
class StakeholderAdmin(DecidedAdmin):
    list_display = ["name", "kind", "type", "country", "status", "public_id"]
    list_filter = ["status", "kind", "type", "country"]
    list_select_related = ["type"]
    search_fields = ["name", "name_folded", "slug", "names__name", "names__name_folded", "public__id"]
    search_help_text = gettext_lazy("Name, other name, slug, or public id.")
    autocomplete_fields = ["type"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["name_folded"]
    inlines = [StakeholderNameInline, RolesInline, PartsInline, CommentInline]
    fieldsets = [
        (None, {"fields": [("status", "public"), "kind", "name", "slug", "type", "description"]}),
        (gettext_lazy("More"), {"fields": ["country", "website", "identifiers"]}),
    ]

    def get_urls(self) -> Any:
        page = self.admin_site.admin_view(duplicates_page)
        return [path("duplicates/", page, name="duplicates"), *preview_urls(self), *super().get_urls()]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """People have roles, organisations have parts; before it is known which, both are offered."""
        given = super().get_inlines(request, obj)
        if obj is None:
            return given
        return [one for one in given if one is not (PartsInline if obj.is_person else RolesInline)]

    def save_row(self, request: HttpRequest, row: Any) -> None:
        sign(row, request)
        super().save_row(request, row)


@admin.register(StakeholderName)
class StakeholderNameAdmin(PartAdmin):
    form = LastingForm
    part_of = "stakeholder"
    exclude = ["since_first", "since_last", "until_first", "until_last"]
    list_display = ["name", "stakeholder", "use", "since", "until"]
    list_filter = ["use"]
    list_select_related = ["stakeholder"]
    search_fields = ["name", "name_folded", "stakeholder__name"]
    autocomplete_fields = ["stakeholder"]


@admin.register(Affiliation)
class AffiliationAdmin(PartAdmin):
    form = LastingForm
    part_of = "person"
    exclude = ["since_first", "since_last", "until_first", "until_last"]
    list_display = ["person", "role", "shown_organisation", "since", "until"]
    list_filter = [("organisation", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["person", "organisation"]
    search_fields = ["person__name", "organisation__name", "organisation_name", "role"]
    autocomplete_fields = ["person", "organisation", "source"]


@admin.register(OrganisationTie)
class OrganisationTieAdmin(PartAdmin):
    form = LastingForm
    part_of = "parent"
    exclude = ["since_first", "since_last", "until_first", "until_last"]
    list_display = ["parent", "child", "since", "until"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent", "child"]
    search_fields = ["parent__name", "child__name"]
    autocomplete_fields = ["parent", "child"]
