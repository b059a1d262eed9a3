"""The page of one decision: what it asks, what it would do to every address, and the button that does it."""

import hashlib
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles.actions.permissions import may
from articles.actions.previewing import Preview, preview
from articles.actions.recording import Refused
from articles.actions.unmerging import TABLES
from articles.admin.decisions.forms import DecisionForm
from articles.admin.decisions.shown import outlook_of
from articles.admin.decisions.table import Decision, decisions_on
from articles.models import Merge
from articles.queries.resting import resting_on

SEEN = "_seen"


def decision_urls(model_admin: "admin.ModelAdmin[Any]") -> list[URLPattern]:
    """The address of each decision on records of that table."""
    return [_address(model_admin, decision) for decision in decisions_on(model_admin.model)]


def _address(model_admin: "admin.ModelAdmin[Any]", decision: Decision) -> URLPattern:
    def page(request: HttpRequest, key: int) -> HttpResponse:
        return _page(request, key, model_admin, decision)

    view = model_admin.admin_site.admin_view(page)
    return path(f"<int:key>/{decision.name}/", view, name=route_of(model_admin.model, decision))


def route_of(table: type[models.Model], decision: Decision) -> str:
    return f"articles_{table._meta.model_name}_{decision.name}"


def _page(request: HttpRequest, key: int, model_admin: Any, decision: Decision) -> HttpResponse:
    """Ask, show what would happen, and do just that: what differs from what was seen is shown first."""
    record = model_admin.get_object(request, str(key))
    if record is None:
        raise Http404(_("There is no such record."))
    if not model_admin.has_view_permission(request, record) or not may(request.user, decision.permission):
        raise PermissionDenied
    form, foreseen, seen = decision.form(record, initial=request.GET.dict()), None, ""
    if request.method == "POST":
        form = decision.form(record, request.POST)
        if form.is_valid():
            foreseen = _foresee(request, record, decision, form)
            seen = _fingerprint(form, foreseen)
            if "_decided" in request.POST and _is_clear(request, form, seen):
                done = _decide(request, record, decision, form)
                if done is not None:
                    return done
    context = {
        **model_admin.admin_site.each_context(request),
        "title": decision.label,
        "opts": model_admin.opts,
        "original": record,
        "subject": _both(record) if isinstance(record, Merge) else record,
        "decision": decision,
        "applies": decision.applies(record),
        "form": form,
        "resting": resting_on(record) if decision.shows_resting else [],
        "outlook": outlook_of(foreseen) if foreseen is not None else None,
        "seen": seen,
        "media": model_admin.media,
    }
    return render(request, "admin/articles/decision.html", context)


def _both(merge: Merge) -> str:
    """The two records by their names: the dropped one, and the one that stayed."""
    records = TABLES[merge.kind]._default_manager.in_bulk([merge.dropped, merge.kept])
    return " → ".join(str(records.get(key, "—")) for key in (merge.dropped, merge.kept))


def _foresee(request: HttpRequest, record: Any, decision: Decision, form: DecisionForm) -> Preview:
    by = cast("AbstractBaseUser", request.user)
    return preview(form.verb(), by=by, same_words_as=record if decision.shows_same_words else None)


def _fingerprint(form: DecisionForm, foreseen: Preview) -> str:
    """Of what was chosen and what it would do: another one means that either has changed."""
    chosen = {name: _plain(value) for name, value in sorted(form.choices.items())}
    return hashlib.sha256(repr((chosen, foreseen)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, models.QuerySet):
        return [one.pk for one in value]
    return value.pk if isinstance(value, models.Model) else str(value)


def _is_clear(request: HttpRequest, form: DecisionForm, seen: str) -> bool:
    """Whether a reason was given, and what would happen is what the editor was shown."""
    if not form.cleaned_data["why"].strip():
        form.add_error("why", _("Give a reason: it is kept with the decision."))
    elif request.POST.get(SEEN) != seen:
        form.add_error(None, _("Something differs from what you were shown: look again, then decide."))
    return not form.errors


def _decide(request: HttpRequest, record: Any, decision: Decision, form: DecisionForm) -> HttpResponse | None:
    """Take the decision and go on to the record; None where it was refused, which the form then says."""
    try:
        form.verb()(by=request.user, why=form.cleaned_data["why"])
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, forms.ValidationError(reason))
        return None
    messages.success(request, str(decision.done))
    if isinstance(record, Merge):
        return redirect("admin:articles_merge_changelist")
    return redirect(reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk]))
