"""A quote in its context: the whole text, its neighbours or the reference, as rights allow."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import ArticleText, PublicId
from tests.factories import make_article, make_outlet, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db

BODY = (
    "A headline.\nShe said: “Milk goes in first.” Then she poured, and nobody in the tea house minded."
    "\nThe end."
)


def make_in_context(rights: str, **options: Any) -> Any:
    article = make_article(outlet=make_outlet(f"Leaf {rights}", default_rights=rights))
    return make_quote(article=article, body=BODY, **options)


def context(client: Client, quote: Any) -> str:
    answer = client.get(f"/q/{quote.public_id}/context/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_full_rights_show_the_whole_text_with_the_words_marked(client: Client) -> None:
    shown = context(client, make_in_context("full"))
    assert "<p>A headline.</p>" in shown
    assert '<p>She said: “<mark id="words">Milk goes in first.</mark>” Then she poured, and nobody' in shown
    assert "<p>The end.</p>" in shown


def test_excerpt_rights_show_the_published_quotes_in_order_this_one_marked(client: Client) -> None:
    quote = make_in_context("excerpt")
    make_quote("A headline.", article=quote.article, body=BODY, speaker=make_stakeholder("Una Urn"))
    make_quote("The end.", article=quote.article, body=BODY, published=False)

    shown = context(client, quote)

    assert "[…]</span> A headline. She said: “Milk goes in" in shown
    assert shown.index("A headline.") < shown.index(
        "<mark>Milk goes in first.</mark>” Then she poured, and nobody <span"
    )
    assert shown.count("<mark>") == 1
    assert shown.count('id="words"') == 1
    assert "tea house minded" not in shown
    assert "The end" not in shown


def test_no_rights_show_the_reference_alone(client: Client) -> None:
    shown = context(client, make_in_context("none"))
    assert "A storm in a cup" in shown
    assert "Nothing of this source but its reference" in shown
    assert "Milk" not in shown
    assert "poured" not in shown


def test_a_text_that_is_not_kept_shows_what_an_excerpt_would(client: Client) -> None:
    quote = make_in_context("full")
    ArticleText.objects.filter(pk=quote.text_id).update(body="")
    shown = context(client, quote)
    assert "<mark>Milk goes in first.</mark>" in shown
    assert "tea house minded" not in shown


def test_context_follows_the_address_of_its_quote(client: Client) -> None:
    quote, heir = make_in_context("full"), make_quote("Other words.")
    public_id: str = quote.public_id
    answer = client.get(f"/q/{public_id[:4]}-{public_id[4:]}/context/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/q/{public_id}/context/")

    type(quote).objects.filter(pk=quote.pk).update(status="withdrawn")
    for state, status in (("held", 403), ("withdrawn", 410), ("removed", 451)):
        PublicId.objects.filter(pk=public_id).update(state=state)
        gone = client.get(f"/q/{public_id}/context/")
        assert gone.status_code == status
        assert "Milk" not in gone.content.decode()
    PublicId.objects.filter(pk=public_id).update(state="merged", successor=heir.public)
    assert client.get(f"/q/{public_id}/context/").headers["Location"] == f"/q/{heir.public_id}/context/"
