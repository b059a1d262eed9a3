"""Decisions on records as actions of a list, with the reason beside the button."""

from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from simple_history.admin import SimpleHistoryAdmin

from articles.actions.permissions import may
from articles.actions.publishing import publish
from articles.actions.recording import Refused
from articles.actions.reviewing import mark_coded, mark_reviewed, reject, send_back
from articles.actions.withdrawing import withdraw
from articles.models import Article, Permission, Position, Quote, Stakeholder
from articles.models.status import ADDRESSED

Decided = TypeVar("Decided", Quote, Position, Stakeholder, Article)


class ReasonForm(ActionForm):
    """The form above a list: the action, and why."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Reason"),
        widget=forms.TextInput(attrs={"size": 40, "placeholder": _("why (kept with the decision)")}),
    )


class DecidedAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history has no types
    """A table whose records are published and withdrawn, and never deleted once they had an address."""

    action_form = ReasonForm
    # What is typed without a scheme is meant as https.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    actions = [
        "mark_coded_selected",
        "mark_reviewed_selected",
        "publish_selected",
        "send_back_selected",
        "reject_selected",
        "withdraw_selected",
    ]
    readonly_fields = ["status", "public"]
    show_facets = admin.ShowFacets.ALWAYS
    save_on_top = True
    list_per_page = 50

    @admin.action(description=_("Mark as coded"), permissions=["code"])
    def mark_coded_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        said = _("%(number)s marked as coded."), _("Not marked as coded: %(refusal)s")
        self._decide(request, queryset, mark_coded, *said)

    @admin.action(description=_("Mark as reviewed"), permissions=["review"])
    def mark_reviewed_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        said = _("%(number)s marked as reviewed."), _("Not marked as reviewed: %(refusal)s")
        self._decide(request, queryset, mark_reviewed, *said)

    @admin.action(description=_("Send back"), permissions=["review"])
    def send_back_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        said = _("%(number)s sent back."), _("Not sent back: %(refusal)s")
        self._decide(request, queryset, send_back, *said)

    @admin.action(description=_("Reject"), permissions=["review"])
    def reject_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        said = _("%(number)s rejected."), _("Not rejected: %(refusal)s")
        self._decide(request, queryset, reject, *said)

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        said = _("%(number)s published."), _("Not published: %(refusal)s")
        self._decide(request, queryset, publish, *said)

    @admin.action(description=_("Withdraw from the site"), permissions=["withdraw"])
    def withdraw_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        said = _("%(number)s withdrawn."), _("Not withdrawn: %(refusal)s")
        self._decide(request, queryset, withdraw, *said)

    def _decide(
        self,
        request: HttpRequest,
        queryset: "QuerySet[Any]",
        decision: Any,
        done: StrOrPromise,
        refused: StrOrPromise,
    ) -> None:
        """Take the decision for each record; say what stood against it where it was refused."""
        why = request.POST.get("reason", "")
        by = request.user
        decided = 0
        for record in queryset:
            try:
                if isinstance(by, AbstractBaseUser):
                    decision(record, by=by, why=why)
                    decided += 1
            except Refused as refusal:
                self.message_user(request, refused % {"refusal": refusal}, messages.ERROR)
        if decided:
            self.message_user(request, done % {"number": decided}, messages.SUCCESS)

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


class PartAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history has no types
    """A table of parts of records, which may be public: changed here by those who may publish.

    Others edit the parts of a draft where they belong, in the form of the draft.
    """

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and may(request.user, Permission.PUBLISH)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may(request.user, Permission.PUBLISH)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and may(request.user, Permission.PUBLISH)
