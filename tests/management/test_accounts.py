"""Whoever may run commands on the machine invites, and lets in whom no administrator can."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.actions import second_factor
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


def said(*command: str) -> str:
    output = StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()


def test_an_invitation_prints_a_link_that_opens(client: Client) -> None:
    told = said("invite", "ada", "--group", "Coder", "--email", "ada@tea.example")

    first, link = told.splitlines()
    assert first == "ada is invited. The link works once, for 72 hours:"
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/admin/account/link/\w+/[\w-]+/", link)
    page = client.get(link, follow=True).content.decode()
    assert "You sign in with the name <b>ada</b>" in page
    account = User.objects.get()
    assert (account.email, [group.name for group in account.groups.all()]) == ("ada@tea.example", ["Coder"])


def test_a_link_of_a_public_site_has_its_address(settings: pytest.FixtureRequest) -> None:
    settings.SITE_URL = "https://record.example"  # type: ignore[attr-defined]
    assert "\nhttps://record.example/admin/account/link/" in said("invite", "ada", "--group", "Reviewer")


def test_a_name_that_is_taken_is_refused() -> None:
    make_editor("ada")
    with pytest.raises(CommandError, match="already exists"):
        call_command("invite", "ada", "--group", "Coder")


def test_a_group_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice: 'Chief'"):
        call_command("invite", "ada", "--group", "Chief")


def test_a_second_factor_is_reset_for_the_last_administrator() -> None:
    ada = make_editor("ada")
    second_factor.begin(ada)
    second_factor.make_recovery_codes(ada)

    assert said("reset_second_factor", "ada") == "ada sets up a second factor at the next sign-in.\n"

    assert (TOTPDevice.objects.count(), second_factor.recovery_codes_left(ada)) == (0, 0)
    with pytest.raises(CommandError, match=r"There is no account named eve\."):
        call_command("reset_second_factor", "eve")
