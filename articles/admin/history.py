"""The history of a record: each edit with who, when and why, word by word, and the way back to it."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.recording import Refused
from articles.actions.reverting import differing, revert
from articles.models import Article, Position, Quote, Stakeholder
from articles.queries.history import compared, edits_of

PER_PAGE = 30


class RevertForm(forms.Form):
    """Why the record becomes again what it was."""

    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.TextInput(attrs={"size": 60, "autofocus": True}),
        help_text=gettext_lazy("Kept with the edit: going back is a new edit."),
    )


def history_page(model_admin: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """All edits of the record, latest first."""
    if not model_admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    page = Paginator(edits_of(record), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **_about(model_admin, request, record),
        "title": _("History: %s") % record,
        "page": page,
        "may_revert": can_revert(model_admin, request, record),
        "revert_route": f"admin:articles_{model_admin.opts.model_name}_simple_history",
    }
    return render(request, "admin/articles/history.html", context)


def revert_page(model_admin: Any, request: HttpRequest, record: Any, entry: int) -> HttpResponse:
    """What going back to that entry would change; posted with a reason, it is done."""
    if not can_revert(model_admin, request, record):
        raise PermissionDenied
    kept = record.history.filter(history_id=entry).exclude(history_type="-").first()
    if kept is None:
        raise Http404(_("The history has no such entry."))
    form = RevertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revert(
                record, entry=entry, by=cast("AbstractBaseUser", request.user), why=form.cleaned_data["why"]
            )
        except Refused as refusal:
            messages.error(request, _("Not done: %s") % refusal)
        else:
            messages.success(request, _("It is again what it was then."))
            return redirect(
                reverse(f"admin:articles_{model_admin.opts.model_name}_history", args=[record.pk])
            )
    context = {
        **_about(model_admin, request, record),
        "title": _("Back to what it was: %s") % record,
        "form": form,
        "kept": kept,
        "changes": compared(record, kept, differing(record, kept)),
    }
    return render(request, "admin/articles/revert.html", context)


def can_revert(model_admin: Any, request: HttpRequest, record: Any) -> bool:
    """Whether records of this table can go back at all, and this editor may change this one."""
    allowed: bool = model_admin.has_change_permission(request, record)
    return allowed and isinstance(record, Quote | Position | Stakeholder | Article)


def _about(model_admin: Any, request: HttpRequest, record: Any) -> dict[str, Any]:
    return {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, "original": record}
