"""Publish and withdraw as actions of a list, with the reason beside the button."""

from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from articles.actions.publishing import publish
from articles.actions.recording import Refused
from articles.actions.withdrawing import withdraw
from articles.models import Article, Position, Quote, Stakeholder

Decided = TypeVar("Decided", Quote, Position, Stakeholder, Article)


class ReasonForm(ActionForm):
    """The form above a list: the action, and why."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason",
        widget=forms.TextInput(attrs={"size": 40, "placeholder": "why (kept with the decision)"}),
    )


class DecidedAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history has no types
    """A table whose records are published and withdrawn, and never deleted once they had an address."""

    action_form = ReasonForm
    # What is typed without a scheme is meant as https.
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    actions = ["publish_selected", "withdraw_selected"]
    readonly_fields = ["status", "public"]
    show_facets = admin.ShowFacets.ALWAYS
    save_on_top = True
    list_per_page = 50

    @admin.action(description="Publish", permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        self._decide(request, queryset, publish, "published")

    @admin.action(description="Withdraw from the site", permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        self._decide(request, queryset, withdraw, "withdrawn")

    def _decide(self, request: HttpRequest, queryset: "QuerySet[Any]", decision: Any, done: str) -> None:
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
                self.message_user(request, f"Not {done}: {refusal}", messages.ERROR)
        if decided:
            self.message_user(request, f"{decided} {done}.", messages.SUCCESS)

    def get_actions(self, request: HttpRequest) -> Any:
        """Without the deletion of many at once, which asks no record whether it may go."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.public_id is None)

    def view_on_site(self, obj: Any) -> str | None:
        """The address at which readers see it, once they can."""
        address: str | None = obj.get_absolute_url() if obj.public_id else None
        return address
