"""The page of a quote says how and when its words were proven, in plain words."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from articles.models import ArticleText, Quote, Suggestion, Verification
from tests.factories import A_DAY, make_quote

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


def test_found_by_a_rule_and_confirmed_by_an_editor_whose_role_is_told(client: Client, quote: Quote) -> None:
    Quote.objects.update(origin="said before its subject")
    Suggestion.objects.create(quote=quote, extractor="2", confirmed_as="Coder", confirmed_at=A_DAY)

    told = proof(client, quote)
    assert told[told.index("Recorded") : told.index("How to check it yourself")] == [
        "Recorded",
        "found by rule (“said before its subject”, release 2)",
        "Confirmed",
        "2 January 2026, by an editor in the role Coder",
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

    assert proof(client, quote) == ["Not proven: these words wait to be held against the text again."]


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
