"""Accounts are invited, helped and deactivated by administrators alone, each decision with its reason."""

import smtplib
from unittest.mock import patch

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.db.models import ProtectedError

from articles.actions import accounts, second_factor
from articles.actions.roles import Role
from articles.models import Quote
from tests.authenticator import Authenticator
from tests.factories import make_editor, make_quote

pytestmark = pytest.mark.django_db
SITE = "https://tea.example"


def journal(account: User) -> list[tuple[str, str]]:
    noted = LogEntry.objects.filter(object_id=account.pk).order_by("pk")
    return [(entry.user.get_username(), entry.change_message) for entry in noted]


def test_an_invited_account_has_a_role_and_no_password() -> None:
    ada = accounts.invite("ada", role=Role.CODER, email="ada@TEA.example", by=make_editor("boss"))

    ada.refresh_from_db()
    assert (ada.email, ada.is_staff, ada.is_superuser, ada.has_usable_password()) == (
        "ada@tea.example",
        True,
        False,
        False,
    )
    assert [group.name for group in ada.groups.all()] == ["Coder"]
    assert journal(ada) == [("boss", "Invited as Coder.")]


@pytest.mark.parametrize("name", ["", "boss", "two words", "a" * 151])
def test_a_name_that_cannot_be_is_refused_in_words(name: str) -> None:
    boss = make_editor("boss")
    with pytest.raises(accounts.Refused, match=r"\w+"):
        accounts.invite(name, role=Role.CODER, by=boss)
    assert list(User.objects.all()) == [boss]


@pytest.mark.parametrize("role", [Role.CODER, Role.REVIEWER])
def test_only_administrators_decide_on_accounts(role: Role) -> None:
    rex, ada = make_editor("rex", role=role), make_editor("ada")
    refused = "rex may not invite people and manage accounts: that is for Administrator."

    with pytest.raises(accounts.Refused, match=refused):
        accounts.invite("eve", role=Role.CODER, by=rex)
    with pytest.raises(accounts.Refused, match=refused):
        accounts.make_link(ada, SITE, by=rex, why="please")
    with pytest.raises(accounts.Refused, match=refused):
        accounts.reset_second_factor(ada, by=rex, why="please")
    with pytest.raises(accounts.Refused, match=refused):
        accounts.deactivate(ada, by=rex, why="please")


def test_each_decision_asks_for_a_reason_and_keeps_it() -> None:
    boss, ada = make_editor("boss"), make_editor("ada")
    app = Authenticator(second_factor.invitation(second_factor.begin(ada)).key)
    second_factor.confirm(ada, app.code())

    with pytest.raises(accounts.Refused, match="Give a reason"):
        accounts.reset_second_factor(ada, by=boss, why=" ")
    assert second_factor.recovery_codes_left(ada) == 10

    accounts.reset_second_factor(ada, by=boss, why="phone fell into the tea")
    accounts.deactivate(ada, by=boss, why="left the union")
    accounts.reactivate(ada, by=boss, why="came back")
    accounts.make_link(ada, SITE, by=boss, why="forgot it")

    assert second_factor.recovery_codes_left(ada) == 0
    assert not second_factor.is_set_up(ada)
    assert journal(ada) == [
        ("boss", "Second factor reset: phone fell into the tea"),
        ("boss", "Deactivated: left the union"),
        ("boss", "Activated again: came back"),
        ("boss", "Link to set a password made: forgot it"),
    ]


def test_a_superuser_is_a_superusers_to_decide_on() -> None:
    boss, first = make_editor("boss"), User.objects.create_superuser("editor")

    with pytest.raises(accounts.Refused, match=r"editor is a superuser, whom only a superuser decides on\."):
        accounts.make_link(first, SITE, by=boss, why="to be one myself")

    assert accounts.make_link(boss, SITE, by=first, why="lost").startswith(f"{SITE}/admin/account/link/")


def test_nobody_locks_the_door_from_outside() -> None:
    boss = make_editor("boss")
    with pytest.raises(accounts.Refused, match="Nobody deactivates their own account"):
        accounts.deactivate(boss, by=boss, why="enough")


def test_a_deactivated_account_gets_no_link() -> None:
    boss, ada = make_editor("boss"), make_editor("ada", is_active=False)
    with pytest.raises(accounts.Refused, match=r"ada is deactivated\."):
        accounts.make_link(ada, SITE, by=boss, why="forgot it")


def test_an_account_that_confirmed_something_is_protected() -> None:
    ada = make_editor("ada")
    Quote.objects.filter(pk=make_quote().pk).update(confirmed_by=ada)
    with pytest.raises(ProtectedError):
        ada.delete()


def test_a_mail_holds_the_link_and_how_long_it_works() -> None:
    ada = make_editor("ada", email="ada@tea.example")

    assert accounts.send_link(ada, f"{SITE}/admin/account/link/x/y/")

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["ada@tea.example"], "On the Record: set your password")
    assert f"{SITE}/admin/account/link/x/y/\n" in sent.body
    assert "for 72 hours" in sent.body
    assert "“ada”" in sent.body


def test_a_mail_that_could_not_be_sent_is_logged_not_raised(caplog: pytest.LogCaptureFixture) -> None:
    with patch("django.core.mail.EmailMessage.send", side_effect=smtplib.SMTPServerDisconnected("gone")):
        assert not accounts.send_link(make_editor(email="ada@tea.example"), SITE)
    assert "Check EMAIL_URL." in caplog.text
