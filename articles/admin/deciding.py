"""Decisions on records as actions of a list: what will happen is shown first, and done for one reason."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import AbstractBaseUser, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.assigning import assign
from articles.actions.holding import hold, release
from articles.actions.permissions import may
from articles.actions.publishing import publish
from articles.actions.recording import Refused
from articles.actions.reviewing import mark_coded, mark_reviewed, reject, send_back
from articles.actions.together import against
from articles.actions.withdrawing import withdraw
from articles.admin.editing import EditedAdmin
from articles.models import Permission
from articles.models.status import ADDRESSED

# As many as one page can show and an editor can look through.
MOST_AT_ONCE = 200


class ReasonForm(forms.Form):
    """Why the decision is taken."""

    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.TextInput(attrs={"size": 60, "autofocus": True}),
        help_text=gettext_lazy("Kept with the decision."),
    )


class AssigneeForm(ReasonForm):
    """Who is to have the records."""

    to = forms.ModelChoiceField(
        User.objects.filter(is_staff=True, is_active=True).order_by("username"),
        label=gettext_lazy("Assigned to"),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )
    field_order = ["to", "why"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].required = False


class DecidedAdmin(EditedAdmin):
    """A table whose records are published and withdrawn, and never deleted once they had an address."""

    actions = [
        "mark_coded_selected",
        "mark_reviewed_selected",
        "publish_selected",
        "hold_selected",
        "release_selected",
        "send_back_selected",
        "reject_selected",
        "withdraw_selected",
    ]
    is_previewed = True
    readonly_fields = ["status", "public"]
    show_facets = admin.ShowFacets.ALWAYS
    save_on_top = True
    list_per_page = 50

    @admin.action(description=gettext_lazy("Mark as coded"), permissions=["code"])
    def mark_coded_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, mark_coded, _("marked as coded"))

    @admin.action(description=gettext_lazy("Mark as reviewed"), permissions=["review"])
    def mark_reviewed_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, mark_reviewed, _("marked as reviewed"))

    @admin.action(description=gettext_lazy("Send back"), permissions=["review"])
    def send_back_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, send_back, _("sent back"))

    @admin.action(description=gettext_lazy("Reject"), permissions=["review"])
    def reject_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, reject, _("rejected"))

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, publish, _("published"))

    @admin.action(description=gettext_lazy("Hold for review"), permissions=["hold"])
    def hold_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, hold, _("held"))

    @admin.action(description=gettext_lazy("Release"), permissions=["hold"])
    def release_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, release, _("released"))

    @admin.action(description=gettext_lazy("Withdraw from the site"), permissions=["withdraw"])
    def withdraw_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, withdraw, _("withdrawn"))

    def _decide(
        self,
        request: HttpRequest,
        queryset: "QuerySet[Any]",
        decision: Any,
        done: str,
        form_class: type[ReasonForm] = ReasonForm,
    ) -> HttpResponse | None:
        """Show what the decision would meet with each record; once confirmed, take it where nothing does."""
        records = list(queryset[: MOST_AT_ONCE + 1])
        if len(records) > MOST_AT_ONCE:
            said = _("Choose at most %s records at once, so that they can be looked through.") % MOST_AT_ONCE
            self.message_user(request, said, messages.ERROR)
            return None
        form = form_class(request.POST if "_decided" in request.POST else None)
        if form.is_valid():
            rest = {name: value for name, value in form.cleaned_data.items() if name != "why"}
            self._take(request, records, partial(decision, **rest), form.cleaned_data["why"], done)
            return None
        return self._show_first(request, records, decision, form, done)

    def _show_first(
        self, request: HttpRequest, records: list[Any], decision: Any, form: ReasonForm, done: str
    ) -> HttpResponse:
        by = cast("AbstractBaseUser", request.user)
        tried = decision if type(form) is ReasonForm else partial(decision, to=None)
        rows = [(record, against(record, tried, by=by)) for record in records]
        context = {
            **self.admin_site.each_context(request),
            "title": _("%s: what will happen") % str(self._title(request)),
            "opts": self.opts,
            "form": form,
            "done": done,
            "ready": [record for record, reasons in rows if not reasons],
            "hindered": [(record, reasons) for record, reasons in rows if reasons],
            "action": request.POST.get("action", ""),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return render(request, "admin/articles/decide.html", context)

    def _title(self, request: HttpRequest) -> str:
        found = self.get_actions(request).get(request.POST.get("action", ""))
        return str(found[2]) if found else ""

    def _take(self, request: HttpRequest, records: list[Any], decision: Any, why: str, done: str) -> None:
        """Take the decision for each record; say what stood against it where it was refused."""
        decided = 0
        for record in records:
            try:
                decision(record, by=request.user, why=why)
                decided += 1
            except Refused as refusal:
                self.message_user(request, _("Not %s: %s") % (done, refusal), messages.ERROR)
        if decided:
            said = ngettext("%(count)d %(done)s.", "%(count)d %(done)s.", decided)
            self.message_user(request, said % {"count": decided, "done": done}, messages.SUCCESS)

    def get_actions(self, request: HttpRequest) -> Any:
        """Without the deletion of many at once, which asks no record whether it may go."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # What Django asks for an action's `permissions`.
    def has_code_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.CODE)

    def has_review_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.REVIEW)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.PUBLISH)

    def has_hold_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.HOLD)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.WITHDRAW)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers see is changed by those who may publish."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (
            obj is None or obj.status not in ADDRESSED or may(request.user, Permission.PUBLISH)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.public_id is None)

    def view_on_site(self, obj: Any) -> str | None:
        """The address at which readers see it, once they can."""
        address: str | None = obj.get_absolute_url() if obj.public_id else None
        return address


def fixed_once_public(record: Any, fields: Sequence[str]) -> list[str]:
    """Those of the fields that say something of a record that readers have: it is withdrawn and made anew."""
    if record is None or record.status not in ADDRESSED:
        return []
    return [name for name in fields if getattr(record, f"{name}_id") is not None]


class AssignedAdmin(DecidedAdmin):
    """A table whose records are somebody's turn."""

    actions = [*DecidedAdmin.actions, "assign_selected"]

    @admin.action(description=gettext_lazy("Assign to an editor"), permissions=["change"])
    def assign_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        return self._decide(request, queryset, assign, _("assigned"), AssigneeForm)


class PartAdmin(EditedAdmin):
    """A table of parts of records, which may be public: changed here by those who may publish.

    Others edit the parts of a draft where they belong, in the form of the draft.
    """

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and may(request.user, Permission.PUBLISH)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may(request.user, Permission.PUBLISH)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and may(request.user, Permission.PUBLISH)
