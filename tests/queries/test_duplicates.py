"""Records that look alike are found with the reason, and told apart once and for all."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.actions.telling_apart import tell_apart
from articles.models import ArticleAddress, NotSame, StakeholderName, Status
from articles.queries.duplicates import alike_articles, alike_stakeholders
from tests.factories import make_article, make_organisation, make_stakeholder

pytestmark = pytest.mark.django_db


def shown(pairs: list[Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(str(pair.first), str(pair.second), tuple(pair.reasons)) for pair in pairs]


def test_names_that_differ_in_case_order_or_a_letter_are_alike() -> None:
    for name, slug in (
        ("Tess Teapot", "a"),
        ("TESS  TEAPOT", "b"),
        ("Cara Caddy", "c"),
        ("Caddy, Cara", "d"),
    ):
        make_stakeholder(name, slug=slug)
    make_stakeholder("Lemon Slice")
    make_stakeholder("NPCC")
    make_stakeholder("NSPCC")
    assert shown(alike_stakeholders()) == [
        ("Tess Teapot", "TESS  TEAPOT", ("Both are called “tess teapot”.",)),
        ("Cara Caddy", "Caddy, Cara", ("“cara caddy” and “caddy, cara” are alike.",)),
    ]


def test_other_names_and_identifiers_count() -> None:
    union = make_organisation("Kettle Union", identifiers={"wikidata": "Q1"})
    StakeholderName.objects.create(stakeholder=union, name="United Kettles", use="former")
    make_organisation("United Kettles")
    make_organisation("Boilers", identifiers={"wikidata": "q1"})
    assert shown(alike_stakeholders()) == [
        ("Kettle Union", "United Kettles", ("Both are called “united kettles”.",)),
        ("Kettle Union", "Boilers", ("The same identifier in “wikidata”.",)),
    ]


def test_a_person_and_an_organisation_are_two_and_so_is_what_was_let_go() -> None:
    make_stakeholder("Earl Grey", slug="a")
    make_organisation("Earl Grey", slug="b")
    make_stakeholder("Earl Grey", slug="c", published=False, status=Status.REJECTED)
    assert alike_stakeholders() == []


def test_articles_of_one_day_with_one_title_or_address_are_alike() -> None:
    one, two = make_article("A storm in a cup"), make_article("A Storm in a Cup!")
    make_article("A storm in a cup", day="2021-02-03")
    paper, copy = make_article("On milk"), make_article("Milk, again", day="2020-03-01")
    ArticleAddress.objects.create(article=paper, url="https://leaf.example/milk?page=1")
    ArticleAddress.objects.create(article=copy, url="https://leaf.example/milk?page=2")
    make_article("On milk", same_text_as=paper)
    assert shown(alike_articles()) == [
        (str(one), str(two), ("Titles alike, and of the same day.",)),
        (str(paper), str(copy), ("Addresses that differ in their query alone.",)),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_however_many_there_are(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        for twin in "ab":
            make_stakeholder(f"Tess {number}", slug=f"tess-{number}-{twin}")
            make_article(f"A storm {number}")
    with django_assert_num_queries(6):
        assert len(alike_stakeholders()) >= count
        assert len(alike_articles()) >= count


def test_what_an_editor_told_apart_is_not_shown_again(client: Client) -> None:
    client.force_login(User.objects.create_superuser("edith"))
    one, two = make_stakeholder("Tess Teapot", slug="a"), make_stakeholder("Tess Teapot", slug="b")
    address = reverse("admin:duplicates")
    assert "Both are called “tess teapot”." in client.get(address).content.decode()

    answer = client.post(address, {"kind": "stakeholder", "record": [two.pk, one.pk]}, follow=True)

    assert "They are two" in answer.content.decode()
    assert alike_stakeholders() == []
    kept = NotSame.objects.get()
    assert (kept.stakeholder, kept.other_stakeholder, str(kept.said_by)) == (one, two, "edith")


@pytest.mark.parametrize("data", [{}, {"kind": "x", "record": [1, 2]}, {"kind": "article", "record": ["1"]}])
def test_a_pair_that_is_no_longer_there_is_said_so(client: Client, data: Any) -> None:
    client.force_login(User.objects.create_superuser("edith"))
    answer = client.post(reverse("admin:duplicates"), data, follow=True)
    assert "no longer there" in answer.content.decode()


def test_one_record_or_two_kinds_cannot_be_told_apart() -> None:
    edith = User.objects.create_superuser("edith")
    tess = make_stakeholder()
    for other in (tess, make_article()):
        with pytest.raises(ValueError, match="Two different records"):
            tell_apart(tess, other, by=edith)
