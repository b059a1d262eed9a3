"""The ledger, for looking: it is written by decisions and by loading, never by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.unmerging import TABLES
from articles.admin.decisions.page import decision_urls
from articles.models import (
    BlindCoding,
    Change,
    LoadedRecord,
    Merge,
    NotSame,
    OldSlug,
    PublicId,
    QuoteVersion,
    ReviewStep,
    Suggestion,
    TextShingle,
    Verification,
)


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 — Django's
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


@admin.register(PublicId)
class PublicIdAdmin(ReadOnlyAdmin):
    list_display = ["id", "kind", "state", "successor", "issued_at", "changed_at"]
    list_filter = ["kind", "state"]
    search_fields = ["id", "reason"]
    date_hierarchy = "issued_at"


@admin.register(OldSlug)
class OldSlugAdmin(ReadOnlyAdmin):
    list_display = ["slug", "kind", "public", "row"]
    list_select_related = ["public"]
    list_filter = ["kind"]
    search_fields = ["slug"]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["when", "kind", "public", "subject", "summary"]
    list_filter = ["kind"]
    search_fields = ["public__id", "subject", "summary"]
    list_select_related = ["public"]
    date_hierarchy = "when"


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    """Merges, latest first, each with the way to undo it."""

    list_display = ["when", "kind", "dropped_record", "kept_record", "by", "why", "undone"]
    list_filter = ["kind"]
    list_select_related = ["by"]
    search_fields = ["why", "undone_why"]
    date_hierarchy = "when"
    ordering = ["-when"]

    def get_urls(self) -> Any:
        return [*decision_urls(self), *super().get_urls()]

    @admin.display(description=gettext_lazy("kept"))
    def kept_record(self, merge: Merge) -> str:
        return self._named(merge, merge.kept)

    @admin.display(description=gettext_lazy("dropped"))
    def dropped_record(self, merge: Merge) -> str:
        return self._named(merge, merge.dropped)

    @admin.display(description=gettext_lazy("undone"))
    def undone(self, merge: Merge) -> str:
        """When, or the way to do it."""
        if merge.undone_at is not None:
            return date_format(merge.undone_at, "DATETIME_FORMAT")
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:articles_merge_undo", args=[merge.pk]), _("Undo the merge")
        )

    def _named(self, merge: Merge, key: int) -> str:
        """The record as editors know it, opened by its name."""
        record: Any = TABLES[merge.kind]._default_manager.filter(pk=key).first()
        if record is None:
            return "—"
        address = reverse(f"admin:articles_{merge.kind}_change", args=[key])
        return format_html('<a href="{}">{}</a>', address, record)


@admin.register(QuoteVersion)
class QuoteVersionAdmin(ReadOnlyAdmin):
    list_display = ["quote", "number", "reason", "made_at"]
    search_fields = ["quote__exact", "reason"]
    list_select_related = ["quote__speaker"]


@admin.register(Verification)
class VerificationAdmin(ReadOnlyAdmin):
    list_display = ["quote", "result", "reason", "checked_at"]
    list_filter = ["result"]
    search_fields = ["quote__exact", "reason", "text_sha256"]
    list_select_related = ["quote__speaker"]
    date_hierarchy = "checked_at"


@admin.register(LoadedRecord)
class LoadedRecordAdmin(ReadOnlyAdmin):
    list_display = ["package", "resource", "key"]
    list_filter = ["package", "resource"]
    search_fields = ["key"]


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    """What the rules proposed; decided at the review desk."""

    list_display = ["quote", "speaker_name", "organisation_name", "extractor", "confirmed_as", "confirmed_at"]
    list_filter = ["extractor", "confirmed_as"]
    list_select_related = ["quote__speaker"]
    search_fields = ["speaker_name", "organisation_name", "quote__exact"]


@admin.register(ReviewStep)
class ReviewStepAdmin(ReadOnlyAdmin):
    """What was done at the review desk, latest last."""

    list_display = ["at", "kind", "article", "editor", "undone_at"]
    list_filter = ["kind", ("editor", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["article__outlet", "editor"]
    search_fields = ["article__title"]
    date_hierarchy = "at"


@admin.register(TextShingle)
class TextShingleAdmin(ReadOnlyAdmin):
    """The numbers by which copies of a text are recognised."""

    list_display = ["text", "value"]
    list_filter = ["text__covers"]
    list_select_related = ["text__article__outlet"]
    search_fields = ["text__article__title"]


@admin.register(BlindCoding)
class BlindCodingAdmin(admin.ModelAdmin[BlindCoding]):
    list_display = ["batch", "quote", "proposition_version", "coder", "stance"]
    list_filter = ["batch", "stance"]
    search_fields = ["batch", "quote__exact"]
    autocomplete_fields = ["quote", "proposition_version", "coder"]
    list_select_related = ["quote__speaker", "proposition_version__proposition", "coder"]


@admin.register(NotSame)
class NotSameAdmin(admin.ModelAdmin[NotSame]):
    """What somebody looked into and found to be two; deleting one offers the pair again."""

    list_display = ["__str__", "said_by", "said_at"]
    list_filter = [("said_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = [
        "stakeholder",
        "other_stakeholder",
        "article__outlet",
        "other_article__outlet",
        "said_by",
    ]
    search_fields = ["stakeholder__name", "other_stakeholder__name", "article__title", "other_article__title"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 — Django's
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False
