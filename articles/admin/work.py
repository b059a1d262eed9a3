"""The page Work: what waits for an editor, with counts; each list opens as a filter of its table."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Quote
from articles.queries.work import lists_of, waiting


class WorkFilter(admin.SimpleListFilter):
    """The lists of work that are made of records of this table."""

    title = gettext_lazy("work")
    parameter_name = "work"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.lists = {work.key: work for work in lists_of(model)}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002 — Django's
        return [(key, work.title) for key, work in self.lists.items()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        work = self.lists.get(self.value() or "")
        return queryset.filter(pk__in=work.find(request.user).values("pk")) if work else queryset

    def get_facet_counts(self, pk_attname: str, filtered_qs: "QuerySet[Any]") -> dict[str, Any]:  # noqa: ARG002
        """None: the page Work counts them, and a list of records need not wait for that."""
        return {}

    def choices(self, changelist: Any) -> Any:
        """Django's, without the counts that are not made here."""
        add_facets, changelist.add_facets = changelist.add_facets, False
        found = list(super().choices(changelist))
        changelist.add_facets = add_facets
        return found


def work_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.view_quote"):
        raise PermissionDenied
    rows = [
        {
            "title": one.work.title,
            "todo": one.work.todo,
            "count": one.count,
            "address": _address(one.work.table, one.work.key),
        }
        for one in waiting(request.user)
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Work"),
        "opts": Quote._meta,
        "rows": rows,
    }
    return render(request, "admin/articles/work.html", context)


def _address(table: Any, key: str) -> str:
    changelist = reverse(f"admin:articles_{table._meta.model_name}_changelist")
    return f"{changelist}?settled__exact=0" if key == "comments" else f"{changelist}?work={key}"
