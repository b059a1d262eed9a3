"""A draft as readers will see it, with what stands against publishing it and the button that does."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles.actions.publishing import publish
from articles.actions.recording import Record, Refused
from articles.actions.together import against, publish_together
from articles.admin.deciding import ReasonForm
from articles.models import Article, Position, Quote, Stakeholder, Status
from articles.queries.previews import (
    NOT_YET,
    preview_article,
    preview_position,
    preview_quote,
    preview_stakeholder,
)

FINDERS: dict[type[Any], Callable[[int], Any]] = {
    Quote: preview_quote,
    Position: preview_position,
    Stakeholder: preview_stakeholder,
    Article: preview_article,
}
DRAFTS = [Status.SUGGESTED, Status.CODED, Status.REVIEWED]


def preview_urls(model_admin: admin.ModelAdmin[Any]) -> list[URLPattern]:
    """The address of the preview of a record of that table."""
    name = model_admin.opts.model_name

    def preview(request: HttpRequest, key: int) -> HttpResponse:
        return _preview(request, key, model_admin)

    view = model_admin.admin_site.admin_view(preview)
    return [path("<int:key>/preview/", view, name=f"articles_{name}_preview")]


def _preview(request: HttpRequest, key: int, model_admin: admin.ModelAdmin[Any]) -> HttpResponse:
    record = model_admin.get_object(request, str(key))
    if record is None:
        raise Http404(_("There is no such record."))
    if not model_admin.has_view_permission(request, record):
        raise PermissionDenied
    if request.method == "POST":
        return _publish(request, record, model_admin)
    name = str(model_admin.opts.model_name)
    kind = record.kind if isinstance(record, Stakeholder) else "page"
    by = cast("AbstractBaseUser", request.user)
    drafts = drafts_with(record)
    context = {
        "found": FINDERS[type(record)](key),
        name: record,
        "record": record,
        "preview": {
            "edit": reverse(f"admin:articles_{name}_change", args=[key]),
            "with": [one for one in drafts if one != record],
            "against": _against(record, drafts, by=by) if record.status in DRAFTS else [],
            "may_publish": record.status in DRAFTS and _may_publish(model_admin, request, record),
            "form": ReasonForm(),
        },
    }
    page = context["found"]
    context[name] = shown = getattr(page, name)
    shown.public_id = shown.public_id or NOT_YET
    request.stands_for = request.build_absolute_uri(shown.get_absolute_url())  # type: ignore[attr-defined]
    return render(request, f"{name}s/{kind}.html", context)


def drafts_with(record: Record) -> list[Record]:
    """The record and the drafts that it cannot, or would not, be public without."""
    found: list[Any] = [record]
    if isinstance(record, Quote):
        found += [record.article, record.speaker, record.on_behalf_of]
        found += Position.objects.filter(evidence__quote=record).distinct()
    elif isinstance(record, Position):
        found += [record.stakeholder, record.on_behalf_of]
        for evidence in record.evidence.select_related("article", "quote__speaker", "quote__on_behalf_of"):
            quote = evidence.quote
            found += [evidence.article, quote]
            found += [quote.speaker, quote.on_behalf_of] if quote is not None else []
    drafts = [one for one in found if one is not None and one.status in DRAFTS]
    return list(dict.fromkeys(drafts))


def _against(record: Record, drafts: list[Record], *, by: AbstractBaseUser) -> list[str]:
    """What stands against publishing the record with the drafts it rests on."""

    def together(_record: Record, *, by: AbstractBaseUser, why: str) -> None:
        publish_together(drafts, by=by, why=why)

    return against(record, together, by=by)


def _may_publish(model_admin: Any, request: HttpRequest, record: Record) -> bool:
    """As the list's own action asks it."""
    return "publish_selected" in model_admin.get_actions(request) and model_admin.has_change_permission(
        request, record
    )


def _publish(request: HttpRequest, record: Record, model_admin: Any) -> HttpResponse:
    if not _may_publish(model_admin, request, record):
        raise PermissionDenied
    here = redirect(request.path)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a reason: it is kept with the decision."))
        return here
    by, why = cast("AbstractBaseUser", request.user), form.cleaned_data["why"]
    try:
        if "_alone" in request.POST:
            publish(record, by=by, why=why)
        else:
            publish_together(drafts_with(record), by=by, why=why)
    except Refused as refusal:
        messages.error(request, _("Not published: %s") % refusal)
        return here
    record.refresh_from_db()
    messages.success(request, _("Published at %s.") % record.get_absolute_url())
    return redirect(reverse(f"admin:articles_{model_admin.opts.model_name}_change", args=[record.pk]))
