"""What became of every address can be looked up: by id, in lists, as feeds, and version by version."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.actions.correcting import correct, replace
from articles.actions.holding import hold
from articles.actions.merging import merge
from articles.actions.publishing import publish
from articles.actions.renaming import rename
from articles.actions.withdrawing import withdraw
from articles.domain.public_ids import check_character
from articles.models import Change
from tests.factories import (
    make_article,
    make_editor,
    make_organisation,
    make_outlet,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
BODY = "She said: “Milk goes in last.” Later: “Milk goes in first.”"


@pytest.fixture
def editor() -> User:
    return make_editor()


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    "make", [make_quote, make_position, make_stakeholder, make_organisation, make_article]
)
def test_any_id_leads_to_whatever_has_it(client: Client, make: Callable[[], Any]) -> None:
    record = make()
    for asked in (
        record.public_id,
        record.public_id.upper(),
        f"{record.public_id[:4]}-{record.public_id[4:]}",
    ):
        answer = client.get(f"/id/{asked}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, record.get_absolute_url())


def test_an_id_leads_past_a_merge_and_to_a_notice(client: Client, editor: User) -> None:
    keep, drop, gone = make_stakeholder(), make_stakeholder("T Teapot"), make_stakeholder("Gone Away")
    merge(keep=keep, drop=drop, by=editor, why="same")
    withdraw(gone, by=editor, why="wrong")

    assert client.get(f"/id/{drop.public_id}/").headers["Location"] == keep.get_absolute_url()
    # Without the slug, which is made of the name.
    assert client.get(f"/id/{gone.public_id}/").headers["Location"] == f"/people/{gone.public_id}/"


def test_a_mistyped_id_is_told_which_character_fails(client: Client) -> None:
    right = make_quote().public_id or ""
    wrong = right[:-1] + ("x" if right[-1] != "x" else "z")
    assert f"call for “{right[-1]}”" in text_of(client, f"/id/{wrong}/", 404)
    assert "was never issued" in text_of(client, f"/id/zzzzzzz{check_character('zzzzzzz')}/", 404)


def test_what_changed_is_listed_and_followed(client: Client, editor: User) -> None:
    quote, outlet = make_quote(published=False), make_outlet()
    publish(quote, by=editor, why="checked")
    quote.refresh_from_db()
    rename(outlet, by=editor, why="new name", name="The Leaf", slug="the-leaf")
    withdraw(make_quote("Secret words."), by=editor, why="misheard")

    page = text_of(client, "/changes/")
    assert page.index("Withdrawn</td>") < page.index("Renamed</td>") < page.index("Published</td>")
    assert "The Daily Leaf → The Leaf" in page
    assert "Tess Teapot: “Milk goes in first.”" in page
    assert "Secret words." not in page
    only = text_of(client, "/changes/?kind=renamed")
    assert "The Daily Leaf → The Leaf" in only
    assert "Milk goes in first." not in only
    assert "No kind of change is called that" in text_of(client, "/changes/?kind=colour")

    feed = client.get("/changes.feed.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/changes.feed.json"
    assert [item["title"] for item in feed["items"]][1:] == [
        "Renamed: the-leaf",
        "Published: Tess Teapot: “Milk goes in first.”",
    ]
    assert feed["items"][2]["url"] == f"http://testserver{quote.get_absolute_url()}"

    answer = client.get("/changes.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    atom = ET.fromstring(answer.content)
    assert atom.find(f"{ATOM}id").text == "http://testserver/changes/"  # type: ignore[union-attr]
    assert atom.find(f"{ATOM}updated") is not None
    assert atom.find(f"{ATOM}author/{ATOM}name").text == "On the Record"  # type: ignore[union-attr]
    entries = atom.findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in entries]  # type: ignore[union-attr]
    assert ids == [item["id"] for item in feed["items"]]
    assert len(set(ids)) == Change.objects.count() == 3
    assert "Secret words." not in answer.content.decode() + json.dumps(feed)


def test_corrections_show_what_was_wrong_and_what_stands_now(client: Client, editor: User) -> None:
    quote, old, new = make_quote("Milk goes in last.", body=BODY), make_quote("Old."), make_quote("New.")
    correct(quote, by=editor, why="x", told="We misread it.", exact="Milk goes in first.")
    replace(old, successor=new, by=editor, why="y")

    page = text_of(client, "/corrections/")

    assert "We misread it." in page
    assert "last<" in page.split("<del>")[1].split("</del>")[0]
    assert "first<" in page.split("<ins>")[1].split("</ins>")[0]
    assert f'href="/q/{quote.public_id}/v2/"' in page
    assert f'Replaced by <a href="{new.get_absolute_url()}">' in page
    hold(quote, by=editor, why="disputed")
    page = text_of(client, "/corrections/")
    assert "Milk goes in" not in page
    assert str(quote.public_id) in page


def test_every_version_stays_readable_and_dated(client: Client, editor: User) -> None:
    quote = make_quote("Milk goes in last.", body=BODY)
    correct(quote, by=editor, why="x", told="We misread it.", exact="Milk goes in first.")

    history = text_of(client, f"/q/{quote.public_id}/history/")
    assert "We misread it." in history
    assert "Milk goes in last." in history
    first, second = (client.get(f"/q/{quote.public_id}/v{number}/") for number in (1, 2))
    assert "“Milk goes in last.”" in first.content.decode()
    assert "it was corrected since" in first.content.decode()
    assert first.headers["Memento-Datetime"] == "Fri, 02 Jan 2026 03:04:05 GMT"
    here = f"http://testserver/q/{quote.public_id}"
    assert first.headers["Link"].split(", <")[:3] == [
        f'<{here}/>; rel="original latest-version"',
        f'{here}/history/>; rel="timemap"; type="text/html"',
        f'{here}/v1/>; rel="first memento"; datetime="Fri, 02 Jan 2026 03:04:05 GMT"',
    ]
    assert f'{here}/v2/>; rel="last next memento"' in first.headers["Link"]
    assert f'<link rel="canonical" href="{here}/">' in second.content.decode()
    assert client.get(f"/q/{quote.public_id}/v3/").status_code == 404
    # A mistyped form of the id leads to the same version.
    answer = client.get(f"/q/{str(quote.public_id).upper()}-/v1/")
    assert answer.headers["Location"] == f"/q/{quote.public_id}/v1/"


def test_versions_leave_with_the_quote(client: Client, editor: User) -> None:
    quote = make_quote()
    etag = client.get(f"/q/{quote.public_id}/v1/").headers["ETag"]
    withdraw(quote, by=editor, why="misheard")
    for page in ("history", "v1"):
        answer = client.get(f"/q/{quote.public_id}/{page}/", headers={"If-None-Match": etag})
        assert answer.status_code == 410
        assert quote.exact not in answer.content.decode()


def test_redirects_are_told_to_machines(client: Client, editor: User) -> None:
    keep, drop = make_stakeholder(), make_stakeholder("T Teapot", slug="t-teapot")
    merge(keep=keep, drop=drop, by=editor, why="private", told="One person.")
    rename(make_outlet(), by=editor, why="new name", slug="the-leaf")

    data = client.get("/redirects.json").json()

    assert data["count"] == 3
    (led,) = data["ids"]
    assert (led["id"], led["to"], led["state"], led["reason"]) == (
        drop.public_id,
        keep.public_id,
        "merged",
        "One person.",
    )
    assert led["to_url"] == f"http://testserver{keep.get_absolute_url()}"
    assert data["slugs"] == [
        {"kind": "outlet", "slug": "the-daily-leaf", "to": "the-leaf"},
        {"kind": "stakeholder", "slug": "t-teapot", "to": "tess-teapot"},
    ]


def test_a_withdrawn_stakeholder_s_old_names_are_told_nowhere(client: Client, editor: User) -> None:
    tess = make_stakeholder()
    rename(tess, by=editor, why="married", name="Tess Kettle", slug="tess-kettle", keep_former=True)
    withdraw(tess, by=editor, why="wrong")

    pages = ["/changes/", "/changes.atom", "/changes.feed.json", "/withdrawn/", "/redirects.json"]
    pages.append(f"/id/{tess.public_id}/")
    for address in pages:
        answer = client.get(address, follow=True)
        assert "tess" not in answer.content.decode().lower()
    answer = client.get("/quotes/?person=tess-teapot")
    assert answer.status_code == 200
    assert "kettle" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_these_pages_cost_the_same_however_much_happened(
    client: Client, editor: User, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        quote = make_quote(
            f"Milk goes in last {number}.", body=f"{BODY} Milk goes in last {number}. Tea {number}."
        )
        correct(quote, by=editor, why="x", exact=f"Tea {number}.")
        withdraw(make_position(quotes=(make_quote(f"W {number}."),)), by=editor, why="y")
        keep, drop = make_stakeholder(f"Ann Ash {number}"), make_stakeholder(f"Bea Birch {number}")
        merge(keep=keep, drop=drop, by=editor, why="same")
    for address, most in (
        ("/changes/", 8),
        ("/changes.atom", 7),
        ("/changes.feed.json", 7),
        ("/corrections/", 9),
        ("/withdrawn/", 5),
        ("/redirects.json", 8),
        (f"/q/{quote.public_id}/history/", 5),
        (f"/q/{quote.public_id}/v1/", 5),
        (quote.get_absolute_url(), 9),
        ("/permanence/", 2),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_a_page_past_the_end_has_a_way_back(client: Client) -> None:
    for address in ("/changes/", "/corrections/", "/withdrawn/"):
        assert "Past the last page" in text_of(client, f"{address}?page=7", 404)
        assert client.get(f"{address}?page=seven").status_code == 200
