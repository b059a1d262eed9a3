"""One quote or position as data: right for machines, the same for everyone, and never words that are gone."""

import json
import re
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from django.test import Client

from articles.domain.public_ids import check_character
from articles.models import ArticleAddress, PublicId
from tests.factories import (
    make_article,
    make_outlet,
    make_position,
    make_public_id,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "jsonld": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
}
MAKERS = [make_quote, make_position]


def data_of(record: Any, extension: str) -> str:
    return f"{record.get_absolute_url().rstrip('/')}.{extension}"


@pytest.mark.parametrize("extension", TYPES)
@pytest.mark.parametrize("make", MAKERS)
def test_each_format_says_what_it_is_and_whose(client: Client, make: Any, extension: str) -> None:
    record = make()
    answer = client.get(data_of(record, extension))
    here = f"http://testserver{record.get_absolute_url()}"

    is_position_ld = extension == "jsonld" and make is make_position
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == ("application/ld+json" if is_position_ld else TYPES[extension])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Link"] == f'<{here}>; rel="canonical", <{here}>; rel="cite-as"'
    assert here in answer.content.decode()
    again = client.get(data_of(record, extension), headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.headers["Access-Control-Allow-Origin"]) == (304, "*")


def test_files_have_names_that_tell_them_apart(client: Client) -> None:
    named = make_quote(speaker=make_stakeholder("Zoë Teapot"))
    unnamed = make_quote("Or last.", speaker=None, speaker_label="发言人")
    assert client.get(data_of(named, "bib")).headers["Content-Disposition"] == (
        f'attachment; filename="zoe-teapot-2020-02-03-{named.public_id}.bib"'
    )
    assert client.get(data_of(unnamed, "ris")).headers["Content-Disposition"] == (
        f'attachment; filename="2020-02-03-{unnamed.public_id}.ris"'
    )
    assert "Content-Disposition" not in client.get(data_of(named, "json")).headers


def test_reference_managers_read_what_is_sent(client: Client) -> None:
    quote = make_quote("Milk & tea: 100%.")
    library = parse_string(client.get(data_of(quote, "bib")).content.decode())
    (reference,) = rispy.loads(client.get(data_of(quote, "ris")).content.decode())
    (item,) = json.loads(client.get(data_of(quote, "csl.json")).content)
    assert library.entries[0]["abstract"] == r"“Milk \& tea: 100\%.”"
    assert isinstance(reference, dict)
    assert reference["abstract"] == item["abstract"] == "“Milk & tea: 100%.”"


def test_a_quote_as_json_tells_where_its_words_stand(client: Client) -> None:
    quote = make_quote()
    read = json.loads(client.get(data_of(quote, "json")).content)
    assert (read["id"], read["quote"], read["source"], read["archived"]) == (
        quote.public_id, "Milk goes in first.", quote.article.address, None,
    )  # fmt: skip
    assert read["selectors"] == [
        {
            "start": 11,
            "end": 30,
            "exact": quote.exact,
            "prefix": "She said: “",
            "suffix": "” Then she poured.",
        }
    ]
    assert read["text_sha256"] == quote.text.sha256
    assert read["checked"] == {"result": "exact", "on": "2026-01-02"}


def test_a_quote_is_a_web_annotation(client: Client) -> None:
    quote = make_quote()
    ArticleAddress.objects.create(article=quote.article, url="https://copies.example/1", use="archive")
    make_position(quotes=(quote,))
    here = f"http://testserver/q/{quote.public_id}/"

    read = json.loads(client.get(data_of(quote, "jsonld")).content)

    assert read.pop("body") == {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": here,
        "url": here,
        "identifier": quote.public_id,
        "text": "Milk goes in first.",
        "inLanguage": "en",
        "dateCreated": "2020-02-03",
        "datePublished": "2020-02-03",
        "isBasedOn": {
            "@type": "NewsArticle",
            "name": "A storm in a cup",
            "headline": "A storm in a cup",
            "inLanguage": "en",
            "datePublished": "2020-02-03",
            "publisher": {"@type": "Organization", "name": "The Daily Leaf"},
            "url": quote.article.address,
            "archivedAt": "https://copies.example/1",
        },
        "creator": {"@type": "Person", "name": "Tess Teapot"},
        "about": [{"@type": "Thing", "name": "Milk first"}],
    }
    assert read == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"http://testserver/q/{quote.public_id}.jsonld",
        "type": "Annotation",
        "motivation": "describing",
        "target": [
            {
                "type": "SpecificResource",
                "source": quote.article.address,
                "state": {
                    "type": "TimeState",
                    "sourceDate": "2020-02-04T00:00:00Z",
                    "cached": "https://copies.example/1",
                },
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "Milk goes in first.",
                        "prefix": "She said: “",
                        "suffix": "” Then she poured.",
                    },
                    {"type": "TextPositionSelector", "start": 11, "end": 30},
                ],
            }
        ],
        "canonical": here,
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "created": "2026-01-02T03:04:05Z",
    }


def test_a_passage_is_no_quotation_anywhere(client: Client) -> None:
    passage = make_quote("She praised the milk.", kind="passage")
    for extension in TYPES:
        text = client.get(data_of(passage, extension)).content.decode()
        assert "Quotation" not in text
        assert "“She praised" not in text
    assert json.loads(client.get(data_of(passage, "jsonld")).content)["body"]["@type"] == "CreativeWork"


@pytest.mark.parametrize("extension", TYPES)
def test_rights_govern_the_words_beside_a_quote(client: Client, extension: str) -> None:
    article = make_article(outlet=make_outlet(default_rights="none"))
    quote = make_quote(article=article, body="Secret words: “Milk goes in first.” More secret words.")
    assert "ecret" not in client.get(data_of(quote, extension)).content.decode()


def test_a_position_as_data(client: Client) -> None:
    quote = make_quote()
    position = make_position("conditional", quotes=(quote,))
    read = json.loads(client.get(data_of(position, "json")).content)
    assert (read["stance"], read["condition"], read["wording"], read["quotes"]) == (
        "conditional", "the pot is warm", "Milk first: it should be so.", [quote.public_id],
    )  # fmt: skip
    claim = json.loads(client.get(data_of(position, "jsonld")).content)
    assert (claim["@context"], claim["@type"], claim["identifier"]) == (
        "https://schema.org",
        "Claim",
        position.public_id,
    )
    assert [one["name"] for one in claim["appearance"]] == ["A storm in a cup"]


@pytest.mark.parametrize(("state", "status"), [("held", 403), ("withdrawn", 410), ("removed", 451)])
@pytest.mark.parametrize("extension", TYPES)
@pytest.mark.parametrize("make", MAKERS)
def test_what_is_public_no_longer_answers_as_its_page_without_words(
    client: Client, make: Any, extension: str, state: str, status: int
) -> None:
    record = make()
    words = getattr(record, "exact", "") or record.summary
    type(record).objects.filter(pk=record.pk).update(status="held" if state == "held" else "withdrawn")
    PublicId.objects.filter(pk=record.public_id).update(state=state)

    answer = client.get(data_of(record, extension))

    said = answer.content.decode()
    assert answer.status_code == status == client.get(record.get_absolute_url()).status_code
    assert words not in said
    assert "Teapot" not in said
    assert ('rel="blocked-by"' in answer.headers.get("Link", "")) is (status == 451)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    if "json" in extension:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert json.loads(said)["status"] == status
    else:
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert said.count("\n") == 1


def test_ways_on_lead_to_the_same_format(client: Client) -> None:
    kept = make_quote()
    dropped = make_public_id("quote", state="merged", successor=kept.public)
    typed = f"{kept.public_id[:4]}-{kept.public_id[4:]}".upper()  # type: ignore[index]
    for address in (f"/q/{dropped.pk}.csl.json", f"/q/{typed}.csl.json", f"/p/{kept.public_id}.csl.json"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/q/{kept.public_id}.csl.json"), (
            address
        )
    # An article has no data of its own.
    article = client.get(f"/q/{kept.article.public_id}.bib")
    assert (article.status_code, article.headers["Location"]) == (301, f"/articles/{kept.article.public_id}/")


@pytest.mark.parametrize("extension", TYPES)
def test_a_mistyped_id_is_named_as_on_its_page(client: Client, extension: str) -> None:
    right = make_quote().public_id or ""
    wrong = right[:-1] + ("x" if right[-1] != "x" else "z")
    for asked, why in (
        (wrong, f"call for “{right[-1]}”"),
        ("zzzzzzz" + check_character("zzzzzzz"), "was never issued"),
    ):
        answer = client.get(f"/q/{asked}.{extension}")
        assert answer.status_code == 404
        said = answer.content.decode()
        assert why in (json.loads(said)["title"] if "json" in extension else said)
        assert "Milk" not in answer.content.decode()
        assert ("problem+json" in answer.headers["Content-Type"]) is ("json" in extension)


def test_lists_as_data_are_open_as_well(client: Client) -> None:
    for address in ("/quotes.json", "/quotes.csv", "/positions.json", "/stakeholders.csv", "/articles.json"):
        assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/quotes/").headers


def test_data_can_only_be_read(client: Client) -> None:
    quote = make_quote()
    for extension in TYPES:
        assert client.post(data_of(quote, extension)).status_code == 405
        head = client.head(data_of(quote, extension))
        assert (head.status_code, head.content) == (200, b"")


HOSTILE = [
    "%00",
    "a%00b",
    "%FF%FE",
    "9" * 400,
    "%27%20OR%201=1--",
    "%3Cscript%3E",
    "%E2%80%AE",
    "%0A%0D",
    "%20",
    "-",
    "\u0130" * 8,
]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_id_breaks_data(client: Client, value: str) -> None:
    for start in ("/q/", "/p/"):
        for extension in TYPES:
            assert client.get(f"{start}{value}.{extension}").status_code == 404
        assert client.get(f"{start}{value}/context/").status_code == 404


def test_the_text_holds_words_and_references(client: Client) -> None:
    text = client.get(data_of(make_quote(), "txt")).content.decode()
    assert re.findall(r"^(APA 7|Chicago 18|MLA 9|Wikipedia)$", text, re.MULTILINE) == [
        "APA 7",
        "Chicago 18",
        "MLA 9",
        "Wikipedia",
    ]
    assert text.startswith(
        "“Milk goes in first.”\nTess Teapot, The Daily Leaf, 3 February 2020\nhttp://testserver/q/"
    )


def test_several_spans_are_several_targets(client: Client) -> None:
    quote = make_quote("Milk goes in", body="Milk goes in, she said, first.")
    text = quote.text
    quote.spans.create(text=text, ordinal=2, start=24, end=29, exact="first", prefix="she said, ", suffix=".")
    read = json.loads(client.get(data_of(quote, "jsonld")).content)
    assert [one["selector"][0]["exact"] for one in read["target"]] == ["Milk goes in", "first"]
