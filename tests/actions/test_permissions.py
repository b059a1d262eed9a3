"""What an account may decide follows its role, at every door; a second pair of eyes where that is set."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from articles.actions.permissions import may, reasons_against
from articles.actions.publishing import publish
from articles.actions.recording import Refused
from articles.actions.reviewing import mark_coded, mark_reviewed
from articles.actions.roles import Role, keep_roles
from articles.actions.withdrawing import withdraw
from articles.models import Permission, Status
from tests.factories import make_editor, make_position, make_quote

pytestmark = pytest.mark.django_db


def test_each_role_may_decide_what_it_is_for() -> None:
    editors = {role: make_editor(role.value, role=role) for role in Role}
    decisions = {
        role: [one.value for one in Permission if may(editor, one)] for role, editor in editors.items()
    }
    assert decisions == {
        Role.CODER: ["can_code"],
        Role.REVIEWER: [
            "can_code", "can_review", "can_publish", "can_hold", "can_withdraw", "can_merge",
        ],
        Role.ADMINISTRATOR: [one.value for one in Permission],
    }  # fmt: skip


def test_the_first_account_may_decide_all_and_others_nothing() -> None:
    first = User.objects.create_superuser("editor")
    former = make_editor("former", is_active=False)
    everything = list(Permission)

    assert [one for one in everything if may(first, one)] == everything
    assert [one for one in everything if may(former, one)] == []
    assert [one for one in everything if may(AnonymousUser(), one)] == []


def test_a_coder_neither_publishes_nor_withdraws_and_reads_why() -> None:
    coder = make_editor("cody", role=Role.CODER)
    draft, public = make_quote(published=False), make_quote("Milk goes in last.")

    with pytest.raises(Refused) as publishing:
        publish(draft, by=coder, why="it is good")
    with pytest.raises(Refused) as withdrawing:
        withdraw(public, by=coder, why="it is bad")

    assert publishing.value.reasons == [
        "cody may not publish, correct or replace records: that is for Reviewer and Administrator."
    ]
    assert withdrawing.value.reasons == [
        "cody may not withdraw records: that is for Reviewer and Administrator."
    ]
    draft.refresh_from_db()
    public.refresh_from_db()
    assert (draft.status, public.status) == (Status.SUGGESTED, Status.PUBLISHED)


def test_groups_are_kept_in_step_with_the_code() -> None:
    def groups() -> dict[str, list[str]]:
        return {
            group.name: sorted(group.permissions.values_list("codename", flat=True))
            for group in Group.objects.order_by("name")
        }

    before = groups()
    coders = Group.objects.get(name=Role.CODER)
    coders.permissions.set(Group.objects.get(name=Role.ADMINISTRATOR).permissions.all())
    Group.objects.get(name=Role.REVIEWER).delete()

    keep_roles()
    keep_roles()

    assert groups() == before
    assert list(before) == ["Administrator", "Coder", "Reviewer"]
    assert {"add_quote", "change_quote", "view_quote", "delete_span"} < set(before["Coder"])
    assert not {"delete_quote", "change_debate", "change_user"} & set(before["Coder"])
    assert {"change_debate", "add_user", "change_user"} < set(before["Administrator"])
    assert "delete_user" not in before["Administrator"]


@pytest.fixture
def _two_pairs(settings: Any) -> None:
    settings.SECOND_PAIR_OF_EYES = True


def edited(record: Any, by: User, **values: Any) -> Any:
    """As the admin's form saves it."""
    for name, value in values.items():
        setattr(record, name, value)
    record._history_user = by
    record.save()
    return record


OWN_WORK = ["rhea coded it or edited it last, and a second pair of eyes publishes: ask a colleague."]


@pytest.mark.usefixtures("_two_pairs")
def test_who_coded_a_quote_does_not_publish_it() -> None:
    rhea, noor = make_editor("rhea", role=Role.REVIEWER), make_editor("noor", role=Role.REVIEWER)
    quote = make_quote(published=False)
    mark_coded(quote, by=rhea, why="complete")
    mark_reviewed(quote, by=noor, why="right")

    with pytest.raises(Refused) as told:
        publish(quote, by=rhea, why="right")
    assert told.value.reasons == OWN_WORK

    # Who reviewed it has looked at it, and changed nothing: that is the second pair.
    publish(quote, by=noor, why="right")
    quote.refresh_from_db()
    assert quote.is_published


@pytest.mark.usefixtures("_two_pairs")
@pytest.mark.parametrize(("make", "values"), [
    (make_quote, {"role_printed": "pourer"}),
    (make_position, {"summary": "Spoke for milk."}),
])  # fmt: skip
def test_who_edited_it_last_does_not_publish_it(make: Any, values: dict[str, str]) -> None:
    rhea, noor = make_editor("rhea", role=Role.REVIEWER), make_editor("noor", role=Role.REVIEWER)
    record = make(published=False)
    mark_coded(record, by=noor, why="complete")
    record.refresh_from_db()
    edited(record, rhea, **values)

    assert reasons_against(rhea, Permission.PUBLISH, record) == OWN_WORK
    assert reasons_against(noor, Permission.PUBLISH, record) != []
    assert reasons_against(make_editor("third"), Permission.PUBLISH, record) == []
    assert reasons_against(rhea, Permission.WITHDRAW, record) == []


@pytest.mark.usefixtures("_two_pairs")
def test_who_made_it_has_coded_it_until_another_does() -> None:
    rhea = make_editor("rhea", role=Role.REVIEWER)
    quote = make_quote(published=False)
    quote.history.update(history_user=rhea)

    assert reasons_against(rhea, Permission.PUBLISH, quote) == OWN_WORK


@pytest.mark.usefixtures("_two_pairs")
def test_what_a_package_brought_anybody_who_may_can_publish() -> None:
    publish(make_quote(published=False), by=make_editor("rhea", role=Role.REVIEWER), why="checked")


def test_without_the_setting_one_pair_is_enough() -> None:
    rhea = make_editor("rhea", role=Role.REVIEWER)
    quote = make_quote(published=False)
    mark_coded(quote, by=rhea, why="complete")

    publish(quote, by=rhea, why="right")

    quote.refresh_from_db()
    assert quote.is_published
