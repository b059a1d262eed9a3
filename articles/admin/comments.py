"""What editors say to each other, beside the record it is about."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.forms import RowForm, RowFormSet
from articles.models import Comment


class CommentInline(admin.TabularInline[Comment, Any]):
    """What was said stays as it was said; further comments are added below."""

    model = Comment
    form: Any = RowForm
    formset: Any = RowFormSet
    extra = 1
    fields = ["text", "author", "written_at", "settled"]
    readonly_fields = ["author", "written_at"]
    verbose_name_plural = _("Comments (never public)")

    def get_formset(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        options["widgets"] = {"text": forms.Textarea(attrs={"rows": 2, "cols": 60})}
        return super().get_formset(request, obj, **options)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 — Django's
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False


def sign(comment: Any, request: HttpRequest) -> None:
    """Say who wrote a new comment."""
    if isinstance(comment, Comment) and not comment.author_id:
        comment.author = cast("User", request.user)


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin[Comment]):
    """All comments, to settle them."""

    list_display = ["text", "about", "author", "written_at", "settled"]
    list_filter = ["settled", ("author", admin.RelatedOnlyFieldListFilter)]
    list_select_related = [
        "author",
        "quote__speaker",
        "position__stakeholder",
        "position__proposition_version__proposition",
        "stakeholder",
        "article__outlet",
    ]
    search_fields = ["text", "author__username"]
    date_hierarchy = "written_at"
    fields = ["text", "quote", "position", "stakeholder", "article", "author", "written_at", "settled"]
    readonly_fields = ["text", "quote", "position", "stakeholder", "article", "author", "written_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 — added beside its record
        return False

    @admin.display(description=_("about"))
    def about(self, comment: Comment) -> str:
        return str(comment.quote or comment.position or comment.stakeholder or comment.article)
