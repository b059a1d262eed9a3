"""The pages at the door: a code, a second factor, recovery codes, a lost password, a locked name."""

from collections.abc import Mapping
from threading import Thread
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp.plugins.otp_static.models import StaticDevice

from articles.actions import accounts, second_factor
from articles.admin.accounts.forms import CodeForm, LostPasswordForm

# Where recovery codes wait between being made and being shown, once.
FRESH_CODES = "fresh_recovery_codes"
# One mail to an account in so many seconds, however often it is asked for.
BETWEEN_MAILS = 300

forms = require_http_methods(["GET", "HEAD", "POST"])


@forms
@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """Ask whoever has given a password for a code, and lead on to where they wanted to go."""
    user = _half_in(request)
    if user is None:
        return redirect("admin:login")
    if second_factor.is_given(request) or not second_factor.is_set_up(user):
        return HttpResponseRedirect(_wanted(request))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device = second_factor.give(user, form.cleaned_data["code"])
        except second_factor.WrongCode as wrong:
            form.add_error("code", str(wrong))
        else:
            second_factor.remember(request, device)
            if isinstance(device, StaticDevice):
                return redirect("admin:account_recovery_codes")
            return HttpResponseRedirect(_wanted(request))
    return render(request, "admin/account/code.html", {"title": _("Your code"), "form": form})


@forms
@never_cache
@sensitive_post_parameters("code")
def set_up(request: HttpRequest) -> HttpResponse:
    """Show an app the key of the account, and put it in force by its first code.

    For whoever has none yet, and for whoever has given a code and wants to change the app.
    """
    user = _half_in(request)
    if user is None:
        return redirect("admin:login")
    has_one = second_factor.is_set_up(user)
    if has_one and not second_factor.is_given(request):
        return redirect("admin:account_code")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            device, codes = second_factor.confirm(user, form.cleaned_data["code"])
        except second_factor.WrongCode as wrong:
            form.add_error("code", str(wrong))
        else:
            second_factor.remember(request, device)
            request.session[FRESH_CODES] = codes
            return redirect("admin:account_recovery_codes")
    about = {
        "title": _("Change your app") if has_one else _("Set up your second factor"),
        "form": form,
        "has_one": has_one,
        "required": settings.SECOND_FACTOR == "required",
        "shown": second_factor.invitation(second_factor.begin(user)),
    }
    return render(request, "admin/account/second_factor.html", about)


@forms
@never_cache
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes once; later, how many are left, and a button that makes new ones."""
    user = _half_in(request)
    if user is None or not second_factor.is_given(request):
        return redirect("admin:account_second_factor")
    if request.method == "POST":
        request.session[FRESH_CODES] = second_factor.make_recovery_codes(user)
        return redirect("admin:account_recovery_codes")
    about = {
        "title": _("Recovery codes"),
        "codes": request.session.pop(FRESH_CODES, []),
        "left": second_factor.recovery_codes_left(user),
    }
    return render(request, "admin/account/recovery_codes.html", about)


@forms
@never_cache
def lost_password(request: HttpRequest) -> HttpResponse:
    """Mail a link to an account with that address; the answer is the same whether there is one."""
    form = LostPasswordForm(request.POST or None)
    if settings.SENDS_MAIL and form.is_valid():
        for account in _accounts_at(form.cleaned_data["email"]):
            if cache.add(f"mailed-link-{account.pk}", 1, BETWEEN_MAILS):
                _send_beside(account, accounts.link_of(account, site_of(request)))
        return redirect("admin:account_lost_password_sent")
    about = {"title": _("Lost your password?"), "form": form, "sends_mail": settings.SENDS_MAIL}
    return render(request, "admin/account/lost_password.html", about)


@require_safe
@never_cache
def lost_password_sent(request: HttpRequest) -> HttpResponse:
    about = {"title": _("Look at your mail"), "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    return render(request, "admin/account/lost_password_sent.html", about)


class SetPassword(PasswordResetConfirmView):
    """Where the link of an invitation, or of a lost password, leads: set one, and be in, but for the code."""

    template_name = "admin/account/set_password.html"
    success_url = reverse_lazy("admin:index")
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"

    def get_user(self, uidb64: str) -> User | None:
        """No link opens an account that was deactivated."""
        user = super().get_user(uidb64)
        return user if isinstance(user, User) and user.is_active else None

    def get_context_data(self, **about: Any) -> dict[str, Any]:
        context = super().get_context_data(**about)
        if self.validlink:
            invited = self.user is not None and not self.user.has_usable_password()
            context |= {
                "account": self.user,
                "title": _("Welcome") if invited else _("Set a new password"),
                "invited": invited,
            }
        else:
            context |= {"title": _("This link no longer works"), "sends_mail": settings.SENDS_MAIL}
        return context


@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out whoever stands at the code; Django's own way out is behind it."""
    logout(request)
    return redirect("admin:login")


def locked_out(
    request: HttpRequest,
    original: HttpResponseBase | None = None,  # noqa: ARG001 — django-axes calls it so
    credentials: Mapping[str, Any] | None = None,  # noqa: ARG001
) -> HttpResponse:
    """429 to a name that failed too often from one address, whether or not there is such an account."""
    wait = settings.AXES_COOLOFF_TIME
    about = {
        "title": _("Wait a quarter of an hour"),
        "minutes": int(wait.total_seconds() // 60),
        "tries": settings.AXES_FAILURE_LIMIT,
    }
    answer = render(request, "admin/account/locked_out.html", about, status=429)
    answer["Retry-After"] = str(int(wait.total_seconds()))
    return answer


def site_of(request: HttpRequest) -> str:
    """The public address of the site, without a last slash."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")


def _half_in(request: HttpRequest) -> User | None:
    """The editor who has given a password, whatever is known of the second factor."""
    user = request.user
    return user if isinstance(user, User) and user.is_active and user.is_staff else None


def _accounts_at(email: str) -> list[User]:
    """The accounts that a link is mailed to: those in force that once set a password."""
    found = User.objects.filter(email__iexact=email, is_active=True, is_staff=True)
    return [account for account in found if account.has_usable_password()]


def _send_beside(account: User, link: str) -> None:
    """Mail the link beside the answer: how long that takes tells nobody whether there is an account."""
    Thread(target=accounts.send_link, args=[account, link], name="mail", daemon=True).start()


def _wanted(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if that is on this site; else the first page of the admin."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("admin:index", current_app=admin.site.name)
