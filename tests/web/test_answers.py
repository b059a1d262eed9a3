"""Pages that answer: where X stands on Y, who stands between the poles, what its people said."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import OldSlug
from articles.queries.axis import placed
from articles.queries.standings import standings
from tests.corpus.bundled import CORPUS
from tests.factories import (
    make_article,
    make_organisation,
    make_outlet,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_where_someone_stands_is_one_sentence_with_its_evidence(client: Client) -> None:
    tess = make_stakeholder()
    quote = make_quote(speaker=tess)
    make_position("opposes", stakeholder=tess, day="2019")
    make_position("conditional", stakeholder=tess, day="2021-03", quotes=(quote,))

    shown = page(client, "/stakeholders/tess-teapot/on/milk-first/")

    assert re.search(
        r"Conditional</span> as of <time datetime=\"2021-03\">March 2021</time>, with high", shown
    )
    assert "On the condition that the pot is warm." in shown
    assert shown.index("March 2021") < shown.index('datetime="2019"')
    assert "“Milk goes in first.”" in shown


def test_not_stated_is_said_and_never_neutral(client: Client) -> None:
    make_stakeholder()
    make_position(stakeholder=make_stakeholder("Una Urn"))
    assert "that is not a neutral position" in page(client, "/stakeholders/tess-teapot/on/milk-first/")
    assert client.get("/stakeholders/tess-teapot/on/nothing/").status_code == 404
    assert client.get("/stakeholders/nobody/on/milk-first/").status_code == 404


def test_too_little_evidence_has_no_label(client: Client) -> None:
    tess = make_stakeholder()
    make_position(stakeholder=tess, confidence="medium", note="overheard")
    assert "No label is given" in page(client, "/stakeholders/tess-teapot/on/milk-first/")


def test_an_organisation_is_shown_beside_its_people(client: Client) -> None:
    union, tess, una = make_organisation(), make_stakeholder(), make_stakeholder("Una Urn")
    make_position("supports", stakeholder=union)
    make_position("opposes", stakeholder=tess, on_behalf_of=union)
    make_position("supports", on="sugar", stakeholder=una, on_behalf_of=union)

    shown = page(client, union.get_absolute_url())

    assert "Tess Teapot for it:" in shown
    assert shown.count("Its people stood otherwise than it did itself.") == 1
    assert "Not stated itself" in shown


def test_few_sources_are_cautioned_of(client: Client) -> None:
    tess = make_stakeholder()
    for number in range(2):
        make_position(stakeholder=tess, on=f"matter-{number}", day=f"202{number}")
    assert "2 positions and 0 quotes, from 2 articles in 1 outlet, 2020 to 2021" in page(
        client, tess.get_absolute_url()
    )
    assert "few sources" in page(client, tess.get_absolute_url())
    make_position(stakeholder=tess, on="matter-3")
    assert "few sources" not in page(client, tess.get_absolute_url())


def test_the_axis_of_the_real_corpus() -> None:
    call_command("load_corpus", CORPUS, verbosity=0)

    standing = placed(standings())

    assert len(standing) == 21
    assert all(-1 <= one.mean <= 1 and one.propositions >= 3 for one in standing)
    assert [one.propositions for one in standing] == sorted(
        (one.propositions for one in standing), reverse=True
    )
    means = {one.stakeholder.slug: one.mean for one in standing}
    assert means["whatsapp"] == 1.0


@pytest.mark.parametrize("count", [1, 3])
def test_outlets_and_pairs_cost_the_same_however_much_there_is(
    client: Client, django_assert_max_num_queries: object, count: int
) -> None:
    tess = make_stakeholder()
    for number in range(count):
        outlet = make_outlet(f"Leaf {number}")
        make_position(
            stakeholder=tess, quotes=(make_quote(f"W {number}.", article=make_article(outlet=outlet)),)
        )
        make_quote(f"V {number}.", article=make_article(outlet=make_outlet("Leaf 0")))
    for address, most in (
        ("/outlets/", 2),
        ("/outlets/leaf-0/", 4),
        ("/stakeholders/tess-teapot/on/milk-first/", 8),
        ("/codebook/", 6),
    ):
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            page(client, address)


def test_an_outlet_is_found_by_its_old_name(client: Client) -> None:
    outlet = make_article().outlet
    OldSlug.objects.create(kind="outlet", slug="leaf", row=outlet.pk)
    assert client.get("/outlets/leaf/").headers["Location"] == "/outlets/the-daily-leaf/"
    assert client.get("/outlets/never/").status_code == 404


def test_every_filter_is_in_the_sentence(client: Client) -> None:
    tess = make_stakeholder(country="GB")
    make_position("opposes", stakeholder=tess, quotes=(make_quote(speaker=tess, said="2020"),))

    shown = page(
        client,
        "/quotes/?person=tess-teapot&stance=opposes&proposition=milk-first&axis=plain&country=gb&type=-tea-room"
        "&outlet=the-daily-leaf&quote-kind=direct&article-kind=news&language=en&year=2020&after=2020&before=2020-12"
        "&asof=2021&q=milk+first",
    )

    said = [
        "1 quote of the kind Direct by Tess Teapot not from stakeholders of the type tea-room from GB",
        "evidencing a position in opposition at the side “Leave it plain” on “Milk first”",
        "in The Daily Leaf from a source of the kind News or opinion article in English",
        "dated 2020 from 2020 on until 2020-12 as of 2021 with “milk” and “first”.",
    ]
    assert " ".join(said) in shown
