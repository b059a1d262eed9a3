"""A new name and slug; the old slug leads on, in filters too, and is never given to another."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from articles.actions.publishing import publish
from articles.actions.renaming import rename
from articles.domain.dates import PartialDate
from articles.models import Change, OldSlug
from tests.actions.conftest import reasons
from tests.factories import (
    make_article,
    make_debate,
    make_organisation,
    make_outlet,
    make_position,
    make_proposition,
    make_quote,
    make_stakeholder,
    make_type,
)

pytestmark = pytest.mark.django_db


def moved(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 301
    return str(answer.headers["Location"])


def test_a_renamed_stakeholder_is_found_by_both_names(client: Client, editor: User) -> None:
    union = make_organisation()
    make_position(stakeholder=union)

    rename(union, by=editor, why="it says so itself", name="Urn Union", slug="urn-union", keep_former=True)

    union.refresh_from_db()
    assert (union.name, union.slug) == ("Urn Union", "urn-union")
    assert moved(client, f"/organisations/{union.public_id}/kettle-union/") == union.get_absolute_url()
    for parameter in ("organisation=kettle-union", "organisation=-kettle-union"):
        assert moved(client, f"/quotes.json?{parameter}") == f"/quotes.json?{parameter}".replace(
            "kettle", "urn"
        )
    assert moved(client, "/stakeholders/kettle-union/on/milk-first/") == (
        "/stakeholders/urn-union/on/milk-first/"
    )
    change = Change.objects.get()
    assert (change.kind, change.public, change.summary) == ("renamed", union.public, "")
    page = client.get(union.get_absolute_url()).content.decode()
    assert "Kettle Union" in page
    assert "former name" in page


def test_quotes_keep_the_name_of_their_day(client: Client, editor: User) -> None:
    union = make_organisation()
    then = make_quote("Said then.", speaker=union, said="2019")
    later = make_quote("Said later.", speaker=union, said="2022")

    until = PartialDate.parse("2020-06-30")
    rename(union, by=editor, why="new name", name="Urn Union", slug="urn-union", former_until=until)

    page = client.get(then.get_absolute_url()).content.decode()
    assert ">Kettle Union</a>" in page
    assert "(now Urn Union)" in page
    assert "Kettle Union" not in client.get(later.get_absolute_url()).content.decode().split("More from")[0]
    names = {one["id"]: one["speaker_name"] for one in client.get("/quotes.json").json()["results"]}
    assert names == {then.public_id: "Kettle Union", later.public_id: "Urn Union"}


@pytest.mark.parametrize(
    ("make", "old", "addresses"),
    [
        (make_outlet, "the-daily-leaf", ["/outlets/{}/", "/quotes/?outlet={}", "/articles.csv?outlet={}"]),
        (make_type, "tea-house", ["/stakeholders/?type={}", "/quotes/?type=-{}"]),
        (make_debate, "tea", ["/positions/?debate={}", "/positions.json?debate={}"]),
        (make_proposition, "milk-first", ["/propositions/{}/", "/positions/?proposition={}"]),
    ],
)
def test_what_has_no_id_is_found_by_its_old_slug(
    client: Client, editor: User, make: Any, old: str, addresses: list[str]
) -> None:
    record = make()
    make_quote(article=make_article())
    make_position()

    rename(record, by=editor, why="clearer", slug="clearer")

    for address in addresses:
        assert moved(client, address.format(old)) == address.format("clearer")
        assert client.get(address.format("clearer")).status_code == 200
    change = Change.objects.get()
    assert change.subject.endswith(":clearer")
    assert " → " in change.summary


def test_a_slug_that_was_another_s_is_refused(editor: User) -> None:
    tess, una = make_stakeholder(), make_stakeholder("Una Urn")
    rename(tess, by=editor, why="married", slug="tess-kettle")

    assert reasons(rename, una, editor=editor, slug="tess-kettle") == [
        "The slug tess-kettle is another stakeholder’s: choose another."
    ]
    assert reasons(rename, una, editor=editor, slug="tess-teapot") == [
        "The slug tess-teapot once led to another stakeholder, and still does: choose another."
    ]
    new = make_stakeholder("Another Tess", slug="tess-teapot", published=False)
    assert reasons(publish, new, editor=editor) == [
        "Its slug, tess-teapot, once led to another stakeholder: choose another."
    ]


@pytest.mark.parametrize("make", [make_outlet, make_type, make_debate, make_proposition])
def test_nothing_new_takes_a_slug_that_leads_elsewhere(editor: User, make: Any) -> None:
    record = make()
    old = record.slug
    rename(record, by=editor, why="clearer", slug="clearer")
    record.refresh_from_db()
    record.full_clean()
    record.pk, record.slug = None, old
    with pytest.raises(ValidationError, match="once led to another record"):
        record.clean()


def test_a_record_can_have_its_own_slug_again(client: Client, editor: User) -> None:
    outlet = make_article().outlet
    rename(outlet, by=editor, why="sold", slug="the-leaf")
    rename(outlet, by=editor, why="sold back", slug="the-daily-leaf")

    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["the-leaf"]
    assert moved(client, "/outlets/the-leaf/") == "/outlets/the-daily-leaf/"
    assert client.get("/outlets/the-daily-leaf/").status_code == 200


def test_names_that_break_a_rule_are_refused(editor: User) -> None:
    outlet = make_outlet()
    make_outlet("The Evening Leaf")
    assert reasons(rename, outlet, editor=editor) == ["Neither name nor slug differs from what it is."]
    assert reasons(rename, outlet, editor=editor, name="The Evening Leaf") == [
        "Outlet with this Name already exists."
    ]
    assert "valid" in reasons(rename, outlet, editor=editor, slug="not a slug")[0]
