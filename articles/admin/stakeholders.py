"""People and organisations, with their names, affiliations and ties."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from articles.admin.deciding import DecidedAdmin, PartAdmin
from articles.models import Affiliation, OrganisationTie, Stakeholder, StakeholderName, StakeholderType


@admin.register(StakeholderType)
class StakeholderTypeAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history has no types
    list_display = ["label", "slug"]
    search_fields = ["label", "slug"]
    prepopulated_fields = {"slug": ["label"]}


class StakeholderNameInline(admin.TabularInline[StakeholderName, Stakeholder]):
    model = StakeholderName
    extra = 0


class RolesInline(admin.TabularInline[Affiliation, Stakeholder]):
    """What a person was, and where."""

    model = Affiliation
    fk_name = "person"
    verbose_name_plural = _("roles")
    extra = 0
    autocomplete_fields = ["organisation", "source"]


class PartsInline(admin.TabularInline[OrganisationTie, Stakeholder]):
    model = OrganisationTie
    fk_name = "parent"
    verbose_name_plural = _("parts of this organisation")
    extra = 0
    autocomplete_fields = ["child"]


@admin.register(Stakeholder)
class StakeholderAdmin(DecidedAdmin):
    list_display = ["name", "kind", "type", "country", "status"]
    list_filter = ["status", "kind", "type", "country"]
    list_select_related = ["type"]
    search_fields = ["name", "name_folded", "slug", "names__name", "names__name_folded", "public__id"]
    autocomplete_fields = ["type"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["name_folded"]
    inlines = [StakeholderNameInline, RolesInline, PartsInline]
    fieldsets = [
        (None, {"fields": [("status", "public"), "kind", "name", "slug", "type", "description"]}),
        (_("More"), {"fields": ["country", "website", "identifiers"]}),
    ]


@admin.register(StakeholderName)
class StakeholderNameAdmin(PartAdmin):
    list_display = ["name", "stakeholder", "use", "since", "until"]
    list_filter = ["use"]
    list_select_related = ["stakeholder"]
    search_fields = ["name", "name_folded", "stakeholder__name"]
    autocomplete_fields = ["stakeholder"]


@admin.register(Affiliation)
class AffiliationAdmin(PartAdmin):
    list_display = ["person", "role", "shown_organisation", "since", "until"]
    list_filter = [("organisation", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["person", "organisation"]
    search_fields = ["person__name", "organisation__name", "organisation_name", "role"]
    autocomplete_fields = ["person", "organisation", "source"]


@admin.register(OrganisationTie)
class OrganisationTieAdmin(PartAdmin):
    list_display = ["parent", "child", "since", "until"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent", "child"]
    search_fields = ["parent__name", "child__name"]
    autocomplete_fields = ["parent", "child"]
