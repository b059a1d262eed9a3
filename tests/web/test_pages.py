"""Every page shows what is public, and costs the same however much there is."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    make_affiliation,
    make_article,
    make_debate,
    make_organisation,
    make_position,
    make_proposition,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

Queries = Callable[..., Any]


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.headers
    return answer.content.decode()


def fill(count: int) -> None:
    """So many of everything, each with its evidence, and with a sibling that is not public."""
    union = make_organisation()
    for number in range(count):
        tess = make_stakeholder(f"Tess Teapot {number}")
        make_affiliation(tess, union, source=make_article())
        quote = make_quote(f"Milk goes in first, says {number}.", speaker=tess, on_behalf_of=union)
        make_position("supports", stakeholder=tess, on_behalf_of=union, quotes=(quote,))
        make_position("opposes", on=f"sugar-{number}", stakeholder=tess, quotes=(quote,))
        make_quote(f"Hidden words {number}.", speaker=tess, published=False)
        make_position("mixed", stakeholder=tess, published=False, summary="Hidden summary.")
        make_stakeholder(f"Hidden Name {number}", published=False)
        make_article("Hidden title", published=False)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 15),
        ("/quotes/", 14),
        ("/quotes/?organisation=kettle-union&axis=milk", 14),
        ("/positions/", 14),
        ("/stakeholders/", 13),
        ("/articles/", 14),
        ("/propositions/", 5),
        ("/about/", 6),
        ("/method/", 2),
        ("/propositions/milk-first/", 7),
    ],
)
def test_a_page_costs_the_same_however_much_there_is(
    client: Client, django_assert_max_num_queries: Queries, address: str, most: int, count: int
) -> None:
    fill(count)

    with django_assert_max_num_queries(most):  # with an index read anew
        page = text_of(client, address)
    with django_assert_max_num_queries(min(most, 14 if address == "/" else 8)):
        text_of(client, address)

    assert "Hidden" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_profile_costs_the_same_however_much_was_said(
    client: Client, django_assert_max_num_queries: Queries, count: int
) -> None:
    union, tess = make_organisation(), make_stakeholder()
    article = make_article()
    for number in range(count):
        make_affiliation(tess, union, source=make_article(), role=f"Pourer {number}")
        quote = make_quote(f"Words {number}.", speaker=tess, on_behalf_of=union, article=article)
        make_position(
            "supports", on=f"matter-{number}", stakeholder=tess, on_behalf_of=union, quotes=(quote,)
        )
        make_position("opposes", on=f"matter-{number}", stakeholder=union)

    for address, most in [
        (tess.get_absolute_url(), 13),
        (union.get_absolute_url(), 13),
        (article.get_absolute_url(), 7),
        (quote.get_absolute_url(), 6),
    ]:
        with django_assert_max_num_queries(most):
            text_of(client, address)


def test_a_quote_shows_its_words_speaker_source_proof_and_positions(client: Client) -> None:
    union, tess = make_organisation(), make_stakeholder()
    make_affiliation(tess, union, role="Chief pourer")
    quote = make_quote(speaker=tess, on_behalf_of=union, role_printed="pourer of tea", said="2020-02-01")
    make_position("opposes", quotes=(quote,), stakeholder=tess)
    make_position("mixed", on="sugar", quotes=(quote,), stakeholder=tess, published=False)

    page = text_of(client, quote.get_absolute_url())

    for words in (
        "“Milk goes in first.”",
        "Tess Teapot",
        "pourer of tea",
        "Kettle Union",
        "Chief pourer",
        "The Daily Leaf",
        "1 February 2020",
        "Opposes",
        "Milk first: it should be so.",
        "<mark>Milk goes in first.</mark>",
        "Exact: the words stand in the text of the article, character by character",
    ):
        assert words in page, words
    assert "Sugar" not in page


def test_a_passage_stands_without_quotation_marks(client: Client) -> None:
    quote = make_quote("She praised the milk.", kind="passage")
    for address in (quote.get_absolute_url(), "/quotes/"):
        page = text_of(client, address)
        assert "She praised the milk." in page
        assert "“She praised" not in page


def test_words_beside_a_quote_follow_the_rights_of_its_article(client: Client) -> None:
    shown = make_quote()
    bare = make_quote("Milk goes in last.", article=make_article(rights="none"))

    assert "Then she poured" in text_of(client, shown.get_absolute_url())
    assert "Then she poured" not in text_of(client, bare.get_absolute_url())


def test_quotes_are_filtered_and_counted(client: Client) -> None:
    union = make_organisation()
    make_quote("Ours.", speaker=union)
    make_quote("Theirs.")

    page = text_of(client, "/quotes/?organisation=kettle-union")

    assert "Ours." in page
    assert "Theirs." not in page
    assert "1 quote by Kettle Union, on its behalf, or by people with it at the time." in page
    assert 'href="/quotes/?"' in page  # the chip takes the filter off


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Late.", "Early.", "First."]),
        ("oldest", ["First.", "Early.", "Late."]),
        ("speaker", ["Early.", "First.", "Late."]),
    ],
)
def test_quotes_come_in_the_order_asked_for(client: Client, sort: str, order: list[str]) -> None:
    make_quote("Early.", speaker=make_stakeholder("Ärne Aroma"), said="2019")
    make_quote("Late.", speaker_label="zealous guest", said="2021")
    make_quote("First.", speaker=make_stakeholder("Tess Teapot"), said="2018")

    page = text_of(client, f"/quotes/?sort={sort}")

    assert re.findall(r"“(\w+\.)”", page) == order


def test_long_lists_have_pages(client: Client) -> None:
    for number in range(11):
        make_quote(f"Words number {number}.")

    first = text_of(client, "/quotes/?per-page=10")
    second = text_of(client, "/quotes/?per-page=10&page=2")

    assert (first.count("<blockquote"), second.count("<blockquote")) == (10, 1)
    assert "per-page=10&amp;page=2" in first
    past = text_of(client, "/quotes/?per-page=10&page=3", 404)
    assert "This list ends with page 2." in past
    assert "/quotes/?per-page=10" in past


def test_what_is_left_out_is_said_and_what_is_unknown_is_guessed_at(client: Client) -> None:
    make_quote("Ours.", speaker=make_organisation())

    page = text_of(client, "/quotes/?organisation=kettle-unoin&colour=red&after=soon")

    assert "colour=red" in page
    assert "is no filter of this page" in page
    assert "is no date" in page
    assert "Did you mean" in page
    assert 'href="?organisation=kettle-union"' in page
    assert "Ours." not in page


def test_where_a_reader_came_from_needs_no_note(client: Client) -> None:
    make_quote()
    assert "left out" not in text_of(client, "/quotes/?utm_source=letter&fbclid=1")


def test_a_proposition_puts_everyone_in_their_column(client: Client) -> None:
    for number, stance in enumerate(("supports", "opposes", "conditional", "mixed", "unclear")):
        make_position(stance, stakeholder=make_stakeholder(f"Guest {number}"))
    weak = make_stakeholder("Weak Case")
    make_position("supports", stakeholder=weak, confidence="medium", note="overheard")

    page = text_of(client, "/propositions/milk-first/")

    columns = {
        heading.strip(): re.findall(r">(Guest \d|Weak Case)<", body)
        for heading, body in re.findall(r"<h3>([^<(]+)\(\d+\)</h3>(.*?)</section>", page, re.DOTALL)
    }
    assert columns == {
        "Support": ["Guest 0"],
        "Mixed or conditional": ["Guest 2", "Guest 3"],
        "Oppose": ["Guest 1"],
        "Unclear": ["Guest 4"],
        "Label withheld: too little evidence": ["Weak Case"],
    }


def test_a_stakeholder_stands_where_the_latest_position_puts_it(client: Client) -> None:
    tess = make_stakeholder()
    make_position("opposes", stakeholder=tess, day="2019", summary="Was against.")
    make_position("supports", stakeholder=tess, day="2021", summary="Is in favour.")

    page = text_of(client, tess.get_absolute_url())

    assert "Is in favour." in page
    assert "Was against." not in page
    assert re.search(r"Changed\..*opposes,\s*<time datetime=\"2019\">2019</time>", page, re.DOTALL)


def test_names_for_matching_alone_are_never_shown(client: Client) -> None:
    tess = make_stakeholder()
    tess.names.create(name="Ms Teapot of the Union", use="match_only")
    tess.names.create(name="T. T.", use="short")

    page = text_of(client, tess.get_absolute_url())

    assert "T. T." in page
    assert "Ms Teapot of the Union" not in page
    assert "0 stakeholders with “ms” and “teapot”." in text_of(client, "/stakeholders/?q=ms+teapot")


def test_an_empty_corpus_has_pages_too(client: Client) -> None:
    for address in (
        "/",
        "/quotes/",
        "/positions/",
        "/stakeholders/",
        "/articles/",
        "/propositions/",
        "/about/",
    ):
        text_of(client, address)


def test_two_voices_or_none(client: Client) -> None:
    make_debate()
    make_proposition()
    make_position("supports", quotes=(make_quote("Milk!"),))
    assert "Two voices" not in text_of(client, "/")

    make_position("opposes", quotes=(make_quote("Never!", speaker=make_stakeholder("Una Urn")),))
    page = text_of(client, "/")
    assert "Two voices" in page
    assert "“Milk!”" in page
    assert "“Never!”" in page


def test_right_to_left_words_say_so(client: Client) -> None:
    make_quote("الحليب أولا", language="ar")
    assert re.search(r'<blockquote[^>]*lang="ar"[^>]*dir="rtl"', text_of(client, "/quotes/"))


def test_markup_in_the_corpus_is_text(client: Client) -> None:
    quote = make_quote("<script>alert(1)</script>", role_printed="<b>pourer</b>")
    for address in ("/quotes/", quote.get_absolute_url(), quote.article.get_absolute_url()):
        page = text_of(client, address)
        assert "<script>alert" not in page
        assert "<b>pourer" not in page


def test_words_beside_the_quotes_of_an_article_follow_its_rights(client: Client) -> None:
    shown, bare = make_quote(), make_quote("Milk goes in last.", article=make_article(rights="none"))
    assert "Then she poured" in text_of(client, shown.article.get_absolute_url())
    assert "Then she poured" not in text_of(client, bare.article.get_absolute_url())


def test_spans_of_time_are_one_click_away(client: Client) -> None:
    for year in ("2018", "2020", "2023"):
        make_quote(f"In {year}.", said=year)

    page = text_of(client, "/quotes/?stance=none")

    links = re.findall(r'<a href="(/quotes/\?[^"]+)">((?:since |before )?20\d\d)</a>', page)
    found = {
        name: re.findall(r"“In (\d+)", text_of(client, address.replace("&amp;", "&")))
        for address, name in links
        if "after" in address or "before" in address
    }
    assert found == {"2023": ["2023"], "since 2021": ["2023"], "before 2021": ["2020", "2018"]}


def test_a_changed_stance_is_news(client: Client) -> None:
    tess = make_stakeholder()
    make_position("supports", stakeholder=tess, day="2019")
    make_position("opposes", stakeholder=tess, day="2021")
    make_position("supports", stakeholder=make_stakeholder("Una Urn"))

    news = text_of(client, "/").split("Stances that changed")[1].split("Latest positions")[0]

    assert "Tess Teapot" in news
    assert "Una Urn" not in news
    assert news.index("Supports") < news.index("Opposes")
