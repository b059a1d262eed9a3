"""What a page says of its article, each thing from the place that is most to be trusted."""

import json
from typing import Any

import pytest
from trafilatura import load_html

from articles.domain.dates import PartialDate
from articles.importing.articles.metadata import PageMetadata, language_tag, page_metadata, web_address

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Leaf Online"},
        {
            "@type": ["OpinionNewsArticle"],
            "headline": "Kettles &amp; lids",
            "mainEntityOfPage": {"@id": "/news/lids"},
            "publisher": {"@type": "Organization", "name": "The Daily Leaf"},
            "author": [{"@type": "Person", "name": "By Tess Teapot"}, {"name": ["Earl Grey"]}],
            "datePublished": "2022-07-30T23:30:00+01:00",
            "inLanguage": "en-gb",
        },
    ],
}
OPEN_GRAPH = (
    '<meta property="og:title" content="Lids - Leaf Online"><meta property="og:url" content="https://example.org/og">'
    '<meta property="og:site_name" content="Leaf Online"><meta property="og:locale" content="fr_CA">'
    '<meta property="article:author" content="https://example.org/people/tess">'
    '<meta property="article:published_time" content="2021-05-06T07:08:09Z">'
)
HIGHWIRE = (
    '<meta name="citation_title" content="On lids">'
    '<meta name="citation_journal_title" content="Journal of Lids">'
    '<meta name="citation_author" content="Teapot, Tess"><meta name="citation_author" content="Grey, Earl">'
    '<meta name="citation_publication_date" content="2020/04"><meta name="citation_language" content="de">'
    '<meta name="citation_public_url" content="https://example.org/highwire">'
)
DUBLIN = (
    '<meta name="DC.title" content="Of lids"><meta name="DC.creator" content="Chai Masala">'
    '<meta name="DC.date" content="2019"><meta name="DC.publisher" content="Lid Press">'
    '<meta name="DC.language" content="it"><meta name="DC.identifier" content="https://example.org/dublin">'
)
PLAIN = '<title>Plain lids</title><link rel="canonical" href="/plain/">'


def said_by(head: str, linked: Any = None, base: str = "https://example.org/fetched") -> PageMetadata:
    script = "" if linked is None else f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    tree = load_html(f'<html lang="pt"><head>{head}{script}</head><body><p>Tea.</p></body></html>')
    return page_metadata(tree, base)


def test_json_ld_is_trusted_before_all_else() -> None:
    assert said_by(PLAIN + DUBLIN + HIGHWIRE + OPEN_GRAPH, LINKED) == PageMetadata(
        title="Kettles & lids",
        url="https://example.org/news/lids",
        outlet="The Daily Leaf",
        authors=("Tess Teapot", "Earl Grey"),
        date=PartialDate.parse("2022-07-30"),
        language="en-GB",
        kind="news",
    )


def test_then_open_graph_and_each_thing_it_lacks_from_the_next() -> None:
    assert said_by(PLAIN + DUBLIN + HIGHWIRE + OPEN_GRAPH) == PageMetadata(
        title="Lids",
        url="https://example.org/og",
        outlet="Leaf Online",
        authors=("Teapot, Tess", "Grey, Earl"),
        date=PartialDate.parse("2021-05-06"),
        language="fr-CA",
    )


def test_then_highwire() -> None:
    assert said_by(PLAIN + DUBLIN + HIGHWIRE) == PageMetadata(
        title="On lids",
        url="https://example.org/highwire",
        outlet="Journal of Lids",
        authors=("Teapot, Tess", "Grey, Earl"),
        date=PartialDate.parse("2020-04"),
        language="de",
    )


def test_then_dublin_core() -> None:
    assert said_by(PLAIN + DUBLIN) == PageMetadata(
        title="Of lids",
        url="https://example.org/dublin",
        outlet="Lid Press",
        authors=("Chai Masala",),
        date=PartialDate.parse("2019"),
        language="it",
    )


def test_then_the_page_itself() -> None:
    assert said_by(PLAIN) == PageMetadata(title="Plain lids", url="https://example.org/plain/", language="pt")


@pytest.mark.parametrize(
    ("head", "linked"),
    [
        ('<meta property="og:title" content="">', {"@type": "Organization", "headline": "Tea"}),
        (f'<meta property="og:title" content="{"tea " * 200}">', "tea"),
        ('<meta property="og:url" content="javascript:tea()">', ["tea", None, 3]),
        ('<meta property="og:url" content="https://example.org/">', {"@graph": {"headline": "Tea"}}),
        ('<meta property="og:url" content="https://[tea/x">', {"@type": "NewsPage", "headline": "Tea"}),
        ('<meta name="DC.date" content="last June"><meta name="dc.date.issued" content="2022-13">', 3),
        ('<meta name="author" content="tess@example.org">', [[["tea"]]]),
        ('<meta property="og:locale" content="English (British)">', None),
    ],
)
def test_what_cannot_be_believed_is_not(head: str, linked: Any) -> None:
    assert said_by(head, linked) == PageMetadata(language="pt")


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, "9" * 5000, '{"@type": "NewsArticle", "headline": {"a": 1}}']
)
def test_json_ld_that_is_broken_says_nothing(script: str) -> None:
    said = said_by(f'<title>Tea</title><script type="application/ld+json">{script}</script>')

    assert said.title == "Tea"


def test_languages_and_addresses_are_told_from_other_words() -> None:
    assert [language_tag(text) for text in ("en_gb", "EN", "zh-Hant", "english", "")] == [
        "en-GB",
        "en",
        "zh-Hant",
        "",
        "",
    ]
    assert [
        web_address(text) for text in (" https://example.org/a ", "ftp://example.org", "https://", "tea")
    ] == [
        "https://example.org/a",
        "",
        "",
        "",
    ]
