"""Outlets, and articles with their addresses and texts."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.admin.comments import CommentInline, sign
from articles.admin.deciding import DecidedAdmin, PartAdmin
from articles.admin.editing import EditedAdmin
from articles.admin.forms import PartialDateField, ReasonedForm, RowForm, RowFormSet
from articles.admin.import_article import import_article_page
from articles.admin.previewing import preview_urls
from articles.admin.review.page import desk_page, queue_page, quote_page
from articles.admin.review.publishing import publish_page
from articles.admin.texts import add_text_view
from articles.admin.work import WorkFilter
from articles.domain.text import body_of, digest
from articles.models import Article, ArticleAddress, ArticleText, Outlet, Quote


@admin.register(Outlet)
class OutletAdmin(EditedAdmin):
    list_display = ["name", "country", "default_rights", "quote_limit"]
    list_filter = ["default_rights", "country"]
    search_fields = ["name", "name_folded", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["name_folded"]


class ArticleTextForm(forms.ModelForm[ArticleText]):
    """A text as pasted: paragraphs are trimmed and joined, length and hash follow from them."""

    class Meta:
        model = ArticleText
        fields = ["article", "version", "covers", "body", "seen_at"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "seen_at" in self.fields:
            self.fields["seen_at"].initial = lambda: timezone.now().date()
        if "body" in self.fields:
            self.fields["body"].required = True

    def clean_body(self) -> str:
        body = body_of(self.cleaned_data["body"].splitlines())
        self.instance.sha256, self.instance.length = digest(body), len(body)
        return body


class ArticleTextInline(admin.StackedInline[ArticleText, Article]):
    model = ArticleText
    form = ArticleTextForm
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 — Django's
        """A text is immutable: a changed one is a new version."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


class ArticleAddressInline(admin.TabularInline[ArticleAddress, Article]):
    model = ArticleAddress
    form: Any = RowForm
    formset: Any = RowFormSet
    extra = 1
    fields = ["url", "use", "state"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class ArticleForm(ReasonedForm[Article]):
    """An article, with its date as one field; debates are few, so all of them are there to tick."""

    date = PartialDateField(label=gettext_lazy("Date"))

    class Meta:
        widgets = {"debates": forms.CheckboxSelectMultiple}


class QuoteInline(admin.TabularInline[Quote, Article]):
    """The quotes of the article, to look at and to open; new ones come by the page New quote."""

    model = Quote
    fields = ("exact", "speaker_name", "kind", "status")
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = True
    ordering = ["pk"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("speaker")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 — Django's
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Article)
class ArticleAdmin(DecidedAdmin):
    form = ArticleForm
    list_display = ["shown_title", "outlet", "kind", "date_from", "access", "status", "public_id"]
    list_filter = [WorkFilter, "status", "kind", "access", "title_basis", "language", "debates"]
    list_select_related = ["outlet"]
    search_fields = ["title", "title_folded", "slug", "outlet__name", "addresses__url", "public__id"]
    search_help_text = gettext_lazy("Title, slug, outlet, web address, or public id.")
    autocomplete_fields = ["outlet", "same_text_as"]
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "date_from"
    ordering = ["-date_from", "-date_to"]
    inlines = [ArticleAddressInline, QuoteInline, ArticleTextInline, CommentInline]
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        (None, {"fields": [("status", "public"), "outlet", "title", "title_basis", "slug", "authors"]}),
        (gettext_lazy("Date and kind"), {"fields": ["date", ("kind", "language"), "debates"]}),
        (gettext_lazy("Rights and access"), {"fields": [("rights", "access"), "same_text_as", "note"]}),
    ]

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view(partial(add_text_view, self))
        add_text = path("<int:pk>/add-text/", view, name="articles_article_add_text")
        guarded = self.admin_site.admin_view
        desk = [
            path("import/", guarded(import_article_page), name="import_article"),
            path("review/", guarded(queue_page), name="review"),
            path("<int:pk>/review/", guarded(desk_page), name="review_desk"),
            path("<int:pk>/review/publish/", guarded(publish_page), name="review_publish"),
            path("<int:pk>/review/<int:key>/", guarded(quote_page), name="review_quote"),
        ]
        return [add_text, *desk, *preview_urls(self), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        record = options.get("obj")
        context["new_quote_from"] = record.address if record is not None else ""
        return super().render_change_form(request, context, *args, **options)

    def save_row(self, request: HttpRequest, row: Any) -> None:
        sign(row, request)
        super().save_row(request, row)


@admin.register(ArticleAddress)
class ArticleAddressAdmin(PartAdmin):
    part_of = "article"
    list_display = ["url", "article", "use", "state", "checked_at"]
    list_filter = ["use", "state"]
    list_select_related = ["article__outlet"]
    search_fields = ["url", "url_key", "article__title"]
    autocomplete_fields = ["article"]


@admin.register(ArticleText)
class ArticleTextAdmin(admin.ModelAdmin[ArticleText]):
    form = ArticleTextForm
    list_display = ["article", "version", "covers", "length", "seen_at"]
    list_filter = ["covers"]
    list_select_related = ["article__outlet"]
    search_fields = ["article__title", "article__slug", "sha256"]
    autocomplete_fields = ["article"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A text is immutable: a changed one is a new version."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 — Django's
        return False
