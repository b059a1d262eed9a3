"""Outlets, and articles with their addresses and texts."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from articles.admin.deciding import DecidedAdmin, PartAdmin
from articles.admin.texts import add_text_view
from articles.domain.text import body_of, digest
from articles.models import Article, ArticleAddress, ArticleText, Outlet


@admin.register(Outlet)
class OutletAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history has no types
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
    extra = 1
    fields = ["url", "use", "state"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Article)
class ArticleAdmin(DecidedAdmin):
    list_display = ["shown_title", "outlet", "kind", "date_from", "access", "status"]
    list_filter = ["status", "kind", "access", "title_basis", "language", "debates"]
    list_select_related = ["outlet"]
    search_fields = ["title", "title_folded", "slug", "outlet__name", "addresses__url", "public__id"]
    autocomplete_fields = ["outlet", "same_text_as", "debates"]
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "date_from"
    ordering = ["-date_from", "-date_to"]
    inlines = [ArticleAddressInline, ArticleTextInline]
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        (None, {"fields": [("status", "public"), "outlet", "title", "title_basis", "slug", "authors"]}),
        (_("Date and kind"), {"fields": [("date_from", "date_to"), ("kind", "language"), "debates"]}),
        (_("Rights and access"), {"fields": [("rights", "access"), "same_text_as", "note"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        """With the page on which the text of an article is added."""
        view = self.admin_site.admin_view(partial(add_text_view, self))
        return [path("<int:pk>/add-text/", view, name="articles_article_add_text"), *super().get_urls()]


@admin.register(ArticleAddress)
class ArticleAddressAdmin(PartAdmin):
    list_display = ["url", "article", "use", "state", "checked_at"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
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
