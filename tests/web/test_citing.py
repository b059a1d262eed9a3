"""Cite: every quote and position tells how, to readers and to reference managers."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.domain.citations.citation import Kind
from articles.domain.text_fragments import TextDirective, directives_of
from articles.models import Article, ArticleAddress
from tests.factories import (
    A_DAY,
    make_article,
    make_organisation,
    make_outlet,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

ARCHIVED = "https://web.archive.org/web/20200204050607/https://leaf.example/a-storm"


def page(client: Client, record: Any) -> str:
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def metas(shown: str) -> list[tuple[str, str]]:
    found = re.findall(r'<meta name="((?:citation_|DC\.)[^"]+)" content="([^"]*)">', shown)
    return [(name, unescape(content)) for name, content in found]


def texts(shown: str) -> list[str]:
    return [unescape(text) for text in re.findall(r'<p class="cite__text"[^>]*>(.*?)</p>', shown, re.DOTALL)]


def make_cited(**options: Any) -> Any:
    article = make_article("A storm & a cup", authors="Una van der Urn\nKettle Union", slug="a-storm")
    ArticleAddress.objects.create(article=article, url=ARCHIVED, use="archive")
    return make_quote(
        article=article, role_printed="chief pourer", on_behalf_of=make_organisation(), **options
    )


def test_a_quotes_page_holds_each_style_as_text(client: Client) -> None:
    quote = make_cited()
    today = timezone.now().date()
    here = f"http://testserver/q/{quote.public_id}/"

    attributed, apa, chicago, mla, wikipedia = texts(page(client, quote))

    assert attributed == (
        "“Milk goes in first.”\n"
        f"Tess Teapot, chief pourer, for Kettle Union, The Daily Leaf, 3 February 2020\n{here}"
    )
    assert apa == (
        "van der Urn, U., & Kettle Union. (2020, February 3). A storm & a cup. The Daily Leaf. "
        f"https://leaf.example/a-storm (Archived at {ARCHIVED}; quotation recorded at {here})"
    )
    assert chicago.startswith(
        "Tess Teapot, quoted in Una van der Urn and Kettle Union, “A storm & a cup,” The Daily Leaf"
    )
    assert f"Accessed {today.day} " in mla
    assert f"|access-date={today.day} {today:%B %Y}" in wikipedia
    assert "|archive-date=4 February 2020" in wikipedia
    assert "|quote=Milk goes in first." in wikipedia


def test_reference_managers_read_the_source_and_the_permanent_address(client: Client) -> None:
    quote = make_cited(said="2020-01")
    assert metas(page(client, quote)) == [
        ("citation_title", "A storm & a cup"),
        ("citation_author", "van der Urn, Una"),
        ("citation_author", "Kettle Union"),
        ("citation_publication_date", "2020/02/03"),
        ("citation_public_url", f"http://testserver/q/{quote.public_id}/"),
        ("citation_language", "en"),
        ("citation_abstract", "“Milk goes in first.” – Tess Teapot, chief pourer, for Kettle Union"),
        ("DC.source", "The Daily Leaf"),
        ("DC.type", "newspaperArticle"),
    ]
    # With og:type "website" Zotero would take it for a web page, whatever DC.type says.
    assert '<meta property="og:type" content="article">' in page(client, quote)


def test_a_position_is_cited_as_ours(client: Client) -> None:
    position = make_position(stakeholder=make_stakeholder("Una Urn"))
    shown = page(client, position)
    read = dict(metas(shown))
    assert read["citation_title"] == "Una Urn on “Milk first”: supports (3 February 2020)"
    assert (read["citation_author"], read["DC.type"]) == ("On the Record", "webpage")
    assert read["citation_publication_date"] == f"{A_DAY:%Y/%m/%d}"
    assert texts(shown)[0] == (
        "Spoke of milk.\nUna Urn on “Milk first”: supports (3 February 2020), On the Record\n"
        f"http://testserver/p/{position.public_id}/"
    )


@pytest.mark.parametrize("make", [make_quote, make_position])
def test_a_page_names_its_other_formats_and_the_address_to_cite(client: Client, make: Any) -> None:
    record = make()
    path = record.get_absolute_url()
    answer = client.get(path)
    shown = answer.content.decode()

    alternates = re.findall(r'<link rel="alternate" type="[^"]+" href="([^"]+)"', shown)

    assert alternates == [
        f"{path.rstrip('/')}.{one}" for one in ("bib", "ris", "csl.json", "txt", "json", "jsonld")
    ]
    assert all(shown.count(f'href="{address}"') == 2 for address in alternates)
    assert answer.headers["Link"] == f'<http://testserver{path}>; rel="cite-as"'


def test_every_kind_of_article_is_a_kind_that_can_be_cited() -> None:
    assert {kind.value for kind in Kind} == {*Article.Kind.values, "record"}


def test_a_quote_has_two_links_alone_and_in_context(client: Client) -> None:
    quote = make_quote()
    shown = page(client, quote)
    here = f"http://testserver/q/{quote.public_id}/"
    assert f">{here}</code>" in shown
    assert f'<a href="/q/{quote.public_id}/context/"><code>{here}context/</code></a>' in shown


def jump(shown: str) -> str:
    found = re.search(r'<a href="([^"]+)" rel="external noopener">jump to the words', shown)
    assert found is not None
    return unescape(found[1])


def test_a_link_jumps_to_the_words_at_the_publishers(client: Client) -> None:
    quote = make_quote(
        "Milk, first", body="Milk, first. No: Milk, first, said she, and poured for all who had come."
    )
    address = jump(page(client, quote))
    assert address.startswith(f"{quote.article.address}#:~:text=Milk%2C%20first,-")
    assert directives_of(address) == [TextDirective("Milk, first", suffix=". No: Milk, first, said she,")]


def test_where_the_reference_alone_may_be_shown_no_neighbour_goes_along(client: Client) -> None:
    article = make_article(outlet=make_outlet(default_rights="none"))
    quote = make_quote("Milk", article=article, body="Secret before Milk and secret after it, Milk.")
    shown = page(client, quote)
    assert directives_of(jump(shown)) == [TextDirective("Milk")]
    assert "ecret" not in shown


def test_a_page_without_a_source_address_offers_none(client: Client) -> None:
    quote = make_quote()
    quote.article.addresses.all().delete()
    shown = page(client, quote)
    assert "jump to the words" not in shown
    assert f"The Daily Leaf. http://testserver/q/{quote.public_id}/" in texts(shown)[1]


@pytest.mark.parametrize("make", [make_quote, make_position])
def test_an_error_is_reported_with_id_and_address(client: Client, settings: Any, make: Any) -> None:
    record = make()
    assert "Report an error" not in page(client, record)

    settings.CONTACT_EMAIL = "errors+tea@record.example"
    shown = page(client, record)
    (href,) = re.findall(r'href="(mailto:[^"]+)"', shown)
    assert unescape(href) == (
        f"mailto:errors+tea@record.example?subject=On%20the%20Record%2C%20{record.public_id}%3A%20an%20error"
        "&body=What%20is%20wrong%2C%20and%20where%20can%20the%20right%20be%20seen%3F%0D%0A%0D%0A%0D%0A"
        f"{record.public_id}%0D%0Ahttp%3A%2F%2Ftestserver%2F{record.get_absolute_url()[1]}%2F{record.public_id}%2F%0D%0A"
    )

    settings.REPORT_URL = "https://forms.example/?id={id}&page={address}"
    (href,) = re.findall(r'href="(https://forms.example/[^"]+)"', page(client, record))
    assert unescape(href) == (
        f"https://forms.example/?id={record.public_id}"
        f"&page=http%3A%2F%2Ftestserver%2F{record.get_absolute_url()[1]}%2F{record.public_id}%2F"
    )


def test_the_words_of_others_break_nothing(client: Client) -> None:
    article = make_article('"</title><script>x', authors="<b>\n \n,", slug="odd")
    quote = make_quote(
        '"</script> {{ }} | --> 🫖 الشاي', article=article, speaker=None, speaker_label="a “spokesperson”"
    )
    shown = page(client, quote)
    assert "<script>x" not in shown
    assert texts(shown)[0].startswith('“"</script> {{ }} | --> 🫖 الشاي”\na “spokesperson”, The Daily Leaf')
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert json.loads(data)["text"] == quote.exact


@pytest.mark.parametrize("count", [1, 4])
def test_a_quote_and_its_data_cost_six_queries(
    client: Client, django_assert_max_num_queries: Any, count: int
) -> None:
    quote = make_cited()
    for number in range(count):
        make_position(on=f"matter-{number}", quotes=(quote,))
        make_quote(f"More {number}.", article=quote.article)
    for ending in ("/", ".json", ".jsonld", ".bib", ".txt", "/context/"):
        with django_assert_max_num_queries(6):
            assert client.get(f"/q/{quote.public_id}{ending}").status_code == 200


def test_what_is_left_out_between_paragraphs_is_seen_on_one_line(client: Client) -> None:
    quote = make_quote("Milk\ngoes in", body="“Milk,” she said.\n“It goes in,” she said.")
    for ordinal, (start, exact) in enumerate([(1, "Milk"), (22, "goes in")], start=1):
        quote.spans.create(text=quote.text, ordinal=ordinal, start=start, end=start + len(exact), exact=exact)
    shown = texts(page(client, quote))
    assert shown[0].startswith("“Milk\ngoes in”\n")
    assert "|quote=Milk &#91;…&#93; goes in |" in shown[-1]
    assert "“Milk […] goes in”" in client.get(f"/q/{quote.public_id}.ris").content.decode()
