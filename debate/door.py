"""The editor's door: Django's admin site, opened by a password and, where asked for, a second factor.

It stands here because `articles.admin` fills it: kept in the package that fills it, it would be made twice.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _

from articles.actions.second_factor import is_missing, is_set_up


class SignInForm(AdminAuthenticationForm):
    """One answer to a wrong name, a wrong password, and an account that is no editor's or was deactivated."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _("Name and password do not fit together. Mind small and capital letters."),
    }

    def clean_username(self) -> str:
        """Longer than any account's, a name is nobody's; and a failed sign-in could not be kept under it."""
        name: str = self.cleaned_data["username"]
        if len(name) > (self.username_field.max_length or 0):
            raise self.get_invalid_login_error()
        return name


class EditorsSite(AdminSite):
    login_form = SignInForm
    login_template = "admin/account/sign_in.html"
    logout_template = "admin/account/left.html"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not is_missing(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("account/", include("articles.admin.accounts.urls")), *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for name and password; whoever has given those is led to the second factor, nowhere else."""
        if super().has_permission(request) and is_missing(request):
            page = "admin:account_code" if is_set_up(request.user) else "admin:account_second_factor"
            wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
            query = {REDIRECT_FIELD_NAME: wanted} if wanted else None
            return redirect(reverse(page, query=query))
        return super().login(request, {"title": _("Sign in"), **(extra_context or {})})

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().logout(request, {"title": _("Signed out"), **(extra_context or {})})
