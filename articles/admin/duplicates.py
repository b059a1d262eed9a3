"""The page that shows which records may be two of one; told apart, a pair is not shown again."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.actions.permissions import may
from articles.actions.telling_apart import tell_apart
from articles.admin.decisions.records import name_of
from articles.models import Article, Permission, Stakeholder
from articles.queries.duplicates import Pair, alike_articles, alike_stakeholders

TABLES: dict[str, type[Any]] = {"stakeholder": Stakeholder, "article": Article}
SHOWN = 100


def duplicates_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.change_stakeholder"):
        raise PermissionDenied
    if request.method == "POST":
        return _told_apart(request)
    groups: list[dict[str, Any]] = [
        {"kind": "stakeholder", "title": _("Stakeholders"), "pairs": alike_stakeholders()},
        {"kind": "article", "title": _("Articles"), "pairs": alike_articles()},
    ]
    for group in groups:
        group["more"] = max(0, len(group["pairs"]) - SHOWN)
        may_merge = may(request.user, Permission.MERGE)
        group["pairs"] = [(pair, _merging(pair) if may_merge else "") for pair in group["pairs"][:SHOWN]]
        group["route"] = f"admin:articles_{group['kind']}_change"
    context = {
        **admin.site.each_context(request),
        "title": _("Look for duplicates"),
        "opts": Stakeholder._meta,
        "groups": groups,
    }
    return render(request, "admin/articles/duplicates.html", context)


def _merging(pair: Pair) -> str:
    """The page on which the two are made one: what readers hold stays, else what was here first."""
    drop, keep = sorted((pair.first, pair.second), key=lambda one: (one.public_id is not None, -one.pk))
    page = reverse(f"admin:articles_{keep._meta.model_name}_merge", args=[drop.pk])
    return f"{page}?{urlencode({'other': name_of(keep)})}"


def _told_apart(request: HttpRequest) -> HttpResponse:
    table = TABLES.get(request.POST.get("kind", ""))
    keys = [key for key in request.POST.getlist("record") if key.isdecimal()]
    records = list(table._default_manager.filter(pk__in=keys)) if table else []
    if len(records) == 2:  # noqa: PLR2004 — a pair
        tell_apart(*records, by=cast("AbstractBaseUser", request.user))
        messages.success(request, _("They are two, and will not be shown again."))
    else:
        messages.error(request, _("One of the two is no longer there: nothing was kept."))
    return redirect("admin:duplicates")
