"""The page of a quote says how and when its words were proven, in plain words."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from articles.actions.publishing import publish
from articles.actions.roles import Role
from articles.models import ArticleText, Quote, Suggestion, Verification
from tests.factories import A_DAY, make_article, make_editor, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db

BODY = "She said: “Milk goes in first.” Then she poured."


@pytest.fixture
def quote() -> Quote:
    return make_quote()


def proof(client: Client, quote: Quote) -> list[str]:
    """What the section says, line by line."""
    page = client.get(quote.get_absolute_url()).content.decode()
    section = page[page.index('<div class="proof">') : page.index('<p class="proof__method">')]
    lines = (" ".join(line.split()) for line in strip_tags(section).splitlines())
    return [line for line in lines if line]


def how(quote: Quote, place: str) -> list[str]:
    return [
        "How to check it yourself",
        (
            "Write the text with one paragraph a line, in Unicode NFC, each trimmed, empty ones left out. "
            f"Its SHA-256 is {quote.text.sha256}. The words stand at {place} (characters, counted from 0)."
        ),
    ]


def test_proven_here(client: Client, quote: Quote) -> None:
    assert proof(client, quote) == [
        "Exact: the words stand in the text of the article, character by character.",
        "Proven here",
        "2 January 2026",
        "Held against",
        "the whole text, 48 characters",
        "Recorded",
        "by hand",
        *how(quote, "11–30"),
    ]


def test_looked_at_again_last_night(client: Client, quote: Quote) -> None:
    Verification.objects.update(result="folded", confirmed_at=A_DAY.replace(day=9))

    assert proof(client, quote)[:5] == [
        (
            "Word for word: the words stand in the text of the article; only quote marks, dashes or spaces "
            "are written otherwise."
        ),
        "Proven here",
        "2 January 2026",
        "Last checked",
        "9 January 2026",
    ]


@pytest.mark.parametrize("result", ["elsewhere", "exact"])
def test_checked_elsewhere_or_against_a_text_that_was_purged(
    client: Client, quote: Quote, result: str
) -> None:
    ArticleText.objects.update(body="", covers="passage")
    Verification.objects.update(result=result)

    assert proof(client, quote) == [
        "Checked elsewhere, on 2 January 2026: the words were held against a text that is not kept here.",
        "Held against",
        "a passage of 48 characters",
        "Recorded",
        "by hand",
        *how(quote, "11–30"),
    ]


@pytest.mark.parametrize("result", ["failed", ""])
def test_what_is_not_proven_is_not_dressed_up(client: Client, quote: Quote, result: str) -> None:
    quote.verifications.all().delete()
    if result:
        Verification.objects.create(quote=quote, text_sha256=quote.text.sha256, result=result)

    assert proof(client, quote) == [
        "Not proven: these words wait to be held against the text again.",
        "Recorded",
        "by hand",
    ]


def recorded(client: Client, quote: Quote) -> list[str]:
    """How it came on the record, and who confirmed it."""
    said = proof(client, quote)
    return said[said.index("Recorded") + 1 : said.index("How to check it yourself")]


def test_a_rule_that_proposed_it_is_named_with_its_worth_and_release(client: Client, quote: Quote) -> None:
    Quote.objects.update(origin="said after its subject", confidence="0.99")
    Suggestion.objects.create(quote=quote, extractor="2", speaker_name="Tess Teapot")

    assert recorded(client, quote) == [
        "proposed by the rule “said after its subject” (release 2), which is right 99 times in 100"
    ]


def test_a_file_that_it_came_from_is_named(client: Client, quote: Quote) -> None:
    Quote.objects.update(origin="tea.csv")

    assert recorded(client, quote) == ["from tea.csv"]


@pytest.mark.parametrize(
    ("editor", "role"),
    [
        ({"role": Role.REVIEWER}, "Reviewer"),
        ({"role": Role.ADMINISTRATOR, "is_superuser": True}, "Administrator"),
    ],
)
def test_who_confirmed_it_is_told_as_a_role_and_never_by_name(
    client: Client, editor: dict[str, Any], role: str
) -> None:
    coded = make_quote(published=False, article=make_article(), speaker=make_stakeholder())
    publish(coded, by=make_editor("wilhelmina", **editor), why="checked")
    quote = Quote.objects.get()
    today = date_format(timezone.now().date())

    assert recorded(client, quote) == ["by hand", "Confirmed", f"by an editor ({role}), {today}"]
    page = client.get(quote.get_absolute_url()).content.decode()
    assert "wilhelmina" not in page
    read = client.get(f"/q/{quote.public_id}.json").json()["recorded"]
    assert read == {
        "by": "hand",
        "rule": None,
        "right_in_100": None,
        "extractor": None,
        "file": None,
        "confirmed_in_role": role,
        "confirmed_on": timezone.now().date().isoformat(),
    }


def test_the_first_account_of_a_site_confirms_as_an_administrator(client: Client) -> None:
    coded = make_quote(published=False, article=make_article(), speaker=make_stakeholder())
    publish(coded, by=User.objects.create_superuser("wilhelmina"), why="checked")

    (said,) = [line for line in recorded(client, Quote.objects.get()) if line.startswith("by an editor")]
    assert said.startswith("by an editor (Administrator), ")


def test_the_method_is_one_link_away(client: Client, quote: Quote) -> None:
    page = client.get(quote.get_absolute_url()).content.decode()
    (link,) = re.findall(r'href="(/method/#[a-z]+)"', page)
    assert f'id="{link.split("#")[1]}"' in client.get("/method/").content.decode()


def test_a_page_is_made_again_once_something_else_was_found(client: Client, quote: Quote) -> None:
    def tag() -> Any:
        return client.get(quote.get_absolute_url()).headers["ETag"]

    before = tag()
    assert tag() == before
    Verification.objects.create(quote=quote, text_sha256=quote.text.sha256, result="failed")
    assert tag() != before
