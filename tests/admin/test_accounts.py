"""Administrators invite, help and deactivate from the list of accounts; others do not see it."""

import html
import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.actions import second_factor
from articles.actions.roles import Role
from articles.models import Quote
from tests.factories import make_affiliation, make_editor, make_organisation, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db
LIST, INVITE = "/admin/auth/user/", "/admin/auth/user/add/"


def signed_in(role: Role, name: str = "") -> Client:
    client = Client()
    client.force_login(make_editor(name or f"a-{role.value.lower()}", role=role))
    return client


@pytest.fixture
def boss() -> Client:
    return signed_in(Role.ADMINISTRATOR, "boss")


def decide(client: Client, account: User, action: str, reason: str) -> str:
    answer = client.post(
        LIST, {"action": action, "_selected_action": [account.pk], "reason": reason}, follow=True
    )
    return html.unescape(answer.content.decode())


def test_an_invitation_shows_a_link_that_works(boss: Client) -> None:
    page = boss.post(INVITE, {"username": "ada", "email": "", "role": "Coder"}).content.decode()

    link = re.search(r'value="http://testserver(/admin/account/link/[^"]+)"', page)
    assert link is not None
    assert "You sign in with the name <b>ada</b>" in Client().get(link[1], follow=True).content.decode()
    assert [group.name for group in User.objects.get(username="ada").groups.all()] == ["Coder"]
    assert mail.outbox == []


def test_where_mail_is_configured_the_link_is_sent_as_well(boss: Client, settings: Any) -> None:
    settings.SENDS_MAIL = True
    page = boss.post(
        INVITE, {"username": "ada", "email": "ada@tea.example", "role": "Coder"}
    ).content.decode()

    assert "sent to ada@tea.example" in page
    (sent,) = mail.outbox
    link = re.search(r'value="([^"]+/admin/account/link/[^"]+)"', page)
    assert link is not None
    assert link[1] in str(sent.body)


@pytest.mark.parametrize("given", [
    {"username": "", "email": "", "role": "Coder"},
    {"username": "boss", "email": "", "role": "Coder"},
    {"username": "ada", "email": "no address", "role": "Coder"},
    {"username": "ada", "email": "", "role": "Chief"},
    {"username": "a\0da", "email": "", "role": "Coder"},
])  # fmt: skip
def test_an_invitation_that_cannot_be_is_refused_in_words(boss: Client, given: dict[str, str]) -> None:
    answer = boss.post(INVITE, given)
    assert answer.status_code == 200
    assert 'class="errorlist' in answer.content.decode()
    assert User.objects.count() == 1


def test_accounts_are_helped_from_the_list_with_a_reason(boss: Client) -> None:
    ada = make_editor("ada", role=Role.CODER)
    second_factor.make_recovery_codes(ada)

    assert "Give a reason" in decide(boss, ada, "reset_second_factors", "")
    assert "Second factor reset: ada." in decide(boss, ada, "reset_second_factors", "phone lost")
    assert second_factor.recovery_codes_left(ada) == 0
    assert "http://testserver/admin/account/link/" in decide(boss, ada, "make_links", "forgot it")
    assert "Deactivated: ada." in decide(boss, ada, "deactivate_selected", "left")
    assert not User.objects.get(username="ada").is_active
    assert "Ada is deactivated." in decide(boss, ada, "make_links", "forgot it")
    assert "Activated again: ada." in decide(boss, ada, "reactivate_selected", "came back")
    journal = boss.get(f"{LIST}{ada.pk}/history/").content.decode()
    assert "Second factor reset: phone lost" in journal


def test_deactivating_ends_what_is_open(boss: Client) -> None:
    ada = make_editor("ada")
    adas = Client()
    adas.force_login(ada)
    decide(boss, ada, "deactivate_selected", "left")
    assert adas.get("/admin/").status_code == 302


def test_no_account_is_deleted(boss: Client) -> None:
    ada = make_editor("ada")
    assert boss.post(f"{LIST}{ada.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in boss.get(LIST).content.decode()


def test_an_administrator_makes_nobody_a_superuser(boss: Client) -> None:
    first, ada = User.objects.create_superuser("editor"), make_editor("ada")
    given = {"username": "ada", "groups": [Group.objects.get(name="Coder").pk], "is_superuser": "on"}

    assert boss.post(f"{LIST}{ada.pk}/change/", given).status_code == 302
    assert boss.post(f"{LIST}{first.pk}/change/", given).status_code == 403

    ada.refresh_from_db()
    first.refresh_from_db()
    assert (ada.is_superuser, [group.name for group in ada.groups.all()]) == (False, ["Coder"])
    assert (first.username, first.is_superuser) == ("editor", True)


@pytest.mark.parametrize("role", [Role.CODER, Role.REVIEWER])
def test_accounts_are_for_administrators(role: Role) -> None:
    client = signed_in(role)
    assert client.get(LIST).status_code == 403
    assert client.get(INVITE).status_code == 403
    assert client.post(INVITE, {"username": "eve", "role": "Administrator"}).status_code == 403


def test_a_list_of_accounts_costs_the_same_however_long_it_is(
    boss: Client, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(40) as counted:
            boss.get(LIST)
        return len(counted)

    make_editor("first")
    one = queries()
    for number in range(5):
        make_editor(f"more-{number}")
    assert queries() == one


def test_keys_codes_and_groups_are_nobodys_to_edit() -> None:
    assert not {TOTPDevice, StaticDevice, Group} & set(admin.site._registry)


# What each role finds in the admin


def actions(client: Client) -> list[str]:
    page = client.get("/admin/articles/quote/").content.decode()
    return [name for name in re.findall(r'<option value="(\w+)"', page) if name.endswith("_selected")]


def test_each_role_is_offered_the_decisions_it_may_take() -> None:
    make_quote(published=False)
    assert {role: actions(signed_in(role)) for role in Role} == {
        Role.CODER: ["mark_coded_selected", "assign_selected"],
        Role.REVIEWER: (
            all_of_them := [
                "mark_coded_selected",
                "mark_reviewed_selected",
                "publish_selected",
                "hold_selected",
                "release_selected",
                "send_back_selected",
                "reject_selected",
                "withdraw_selected",
                "assign_selected",
            ]
        ),
        Role.ADMINISTRATOR: all_of_them,
    }


def test_a_coder_edits_drafts_and_not_what_readers_see() -> None:
    coder = signed_in(Role.CODER)
    public, draft = make_quote(), make_quote("Draft.", published=False)
    ties = make_affiliation(make_stakeholder(), make_organisation())
    span = public.spans.get()

    assert coder.get(f"/admin/articles/quote/{draft.pk}/change/").status_code == 200
    assert 'name="_save"' in coder.get(f"/admin/articles/quote/{draft.pk}/change/").content.decode()
    assert 'name="_save"' not in coder.get(f"/admin/articles/quote/{public.pk}/change/").content.decode()
    for address in (f"quote/{public.pk}", f"span/{span.pk}", f"affiliation/{ties.pk}"):
        assert coder.post(f"/admin/articles/{address}/change/", {"exact": "Other."}).status_code == 403, (
            address
        )
    assert coder.post("/admin/articles/evidence/add/", {}).status_code == 403


def test_a_coder_who_asks_to_publish_anyway_is_not_heard() -> None:
    coder, draft = signed_in(Role.CODER), make_quote(published=False)
    coder.post(
        "/admin/articles/quote/",
        {"action": "publish_selected", "_selected_action": [draft.pk], "reason": "it is good"},
    )
    assert list(Quote.objects.published()) == []
