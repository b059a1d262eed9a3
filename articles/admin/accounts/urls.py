"""The addresses of accounts, under `/admin/account/`; signing in and out are Django's own."""

from django.urls import path

from articles.admin.accounts import pages

urlpatterns = [
    path("code/", pages.code, name="account_code"),
    path("second-factor/", pages.set_up, name="account_second_factor"),
    path("recovery-codes/", pages.recovery_codes, name="account_recovery_codes"),
    path("password/", pages.lost_password, name="account_lost_password"),
    path("password/sent/", pages.lost_password_sent, name="account_lost_password_sent"),
    # For those who stand at the code and are somebody else: Django's own is behind the code.
    path("leave/", pages.leave, name="account_leave"),
    path("link/<uidb64>/<token>/", pages.SetPassword.as_view(), name="account_link"),
]
