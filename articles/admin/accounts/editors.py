"""The list of accounts, from which administrators invite, help, deactivate and let in again."""

from collections.abc import Callable
from typing import Any

from axes.models import AccessLog
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.actions import accounts
from articles.actions.permissions import may
from articles.actions.roles import Role
from articles.admin.accounts.forms import InvitationForm
from articles.admin.accounts.pages import site_of
from articles.models import Permission

# Keys and codes are nobody's to read, groups follow the code, and who signed in is not kept.
admin.site.unregister([User, Group, TOTPDevice, StaticDevice, AccessLog])


class ReasonForm(ActionForm):
    """The form above the list: the action, and why."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Reason"),
        widget=forms.TextInput(attrs={"size": 40, "placeholder": _("why (kept with the decision)")}),
    )


@admin.register(User)
class EditorAdmin(admin.ModelAdmin[User]):
    """Accounts are invited and deactivated, never deleted: what they did bears their name."""

    action_form = ReasonForm
    actions = ["make_links", "reset_second_factors", "deactivate_selected", "reactivate_selected"]
    list_display = ["username", "email", "role", "has_second_factor", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    search_fields = ["username", "email", "first_name", "last_name"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "email", ("first_name", "last_name")]}),
        (_("What it may do"), {"fields": ["groups", "is_superuser", "is_active"]}),
        (_("Dates"), {"fields": [("date_joined", "last_login")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[User]":
        app = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).prefetch_related("groups").annotate(coded=Exists(app))

    @admin.display(description=_("role"))
    def role(self, account: User) -> str:
        if account.is_superuser:
            return str(Role.ADMINISTRATOR.label)
        return ", ".join(str(Role(group.name).label) for group in account.groups.all() if group.name in Role)

    @admin.display(description=_("second factor"), boolean=True)
    def has_second_factor(self, account: Any) -> bool:
        return bool(account.coded)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:  # noqa: ARG002
        """Deactivating is a decision with a reason; superusers make superusers."""
        fixed = ["is_active", "date_joined", "last_login"]
        return fixed if _is_superuser(request) else [*fixed, "is_superuser"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser's account is a superuser's to change."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or _is_superuser(request))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        return False

    def has_accounts_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.ACCOUNTS)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",  # noqa: ARG002 — Django's
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Invite: name, address and role; the answer shows the link."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        by = request.user
        form = InvitationForm(request.POST or None)
        if form.is_valid() and isinstance(by, User):
            told = form.cleaned_data
            try:
                account = accounts.invite(
                    told["username"], email=told["email"], role=Role(told["role"]), by=by
                )
            except accounts.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                link = accounts.link_of(account, site_of(request))
                return self._show_links(request, [(account, link)], title=_("Invited"))
        about = self._about(request, title=_("Invite somebody"), form=form, sends_mail=settings.SENDS_MAIL)
        return render(request, "admin/account/invite.html", about)

    @admin.action(description=_("Make a link to set a password"), permissions=["accounts"])
    def make_links(self, request: HttpRequest, queryset: "QuerySet[User]") -> HttpResponse | None:
        links: list[tuple[User, str]] = []

        def made(account: User, *, by: User, why: str) -> None:
            links.append((account, accounts.make_link(account, site_of(request), by=by, why=why)))

        self._decide(request, queryset, made)
        return self._show_links(request, links, title=_("Links to set a password")) if links else None

    @admin.action(description=_("Reset the second factor"), permissions=["accounts"])
    def reset_second_factors(self, request: HttpRequest, queryset: "QuerySet[User]") -> None:
        self._decide(request, queryset, accounts.reset_second_factor, done=_("Second factor reset: {names}."))

    @admin.action(description=_("Deactivate"), permissions=["accounts"])
    def deactivate_selected(self, request: HttpRequest, queryset: "QuerySet[User]") -> None:
        self._decide(request, queryset, accounts.deactivate, done=_("Deactivated: {names}."))

    @admin.action(description=_("Activate again"), permissions=["accounts"])
    def reactivate_selected(self, request: HttpRequest, queryset: "QuerySet[User]") -> None:
        self._decide(request, queryset, accounts.reactivate, done=_("Activated again: {names}."))

    def _decide(
        self, request: HttpRequest, queryset: "QuerySet[User]", decision: Callable[..., None], done: Any = ""
    ) -> None:
        """Take the decision on each account; say for which it was refused, and why."""
        decided = []
        for account in queryset:
            try:
                decision(account, by=request.user, why=request.POST.get("reason", ""))
                decided.append(account.get_username())
            except accounts.Refused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
        if done and decided:
            self.message_user(request, done.format(names=", ".join(decided)), messages.SUCCESS)

    def _show_links(self, request: HttpRequest, links: list[tuple[User, str]], *, title: Any) -> HttpResponse:
        """The links, to be copied this once; mailed as well where that can be."""
        mailed = [
            account
            for account, link in links
            if settings.SENDS_MAIL and account.email and accounts.send_link(account, link)
        ]
        about = self._about(
            request,
            title=title,
            links=links,
            mailed=mailed,
            hours=settings.PASSWORD_RESET_TIMEOUT // 3600,
        )
        return render(request, "admin/account/links.html", about)

    def _about(self, request: HttpRequest, **about: Any) -> dict[str, Any]:
        accounts_list = reverse("admin:auth_user_changelist", current_app=self.admin_site.name)
        return {**self.admin_site.each_context(request), "accounts_list": accounts_list, **about}


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
