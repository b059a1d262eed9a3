"""A list is data too: the same question, the same records, in JSON and CSV."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_article, make_organisation, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db

LISTS = ["quotes", "positions", "stakeholders", "articles"]


def got(client: Client, address: str, status: int = 200) -> Any:
    answer = client.get(address)
    assert answer.status_code == status
    return json.loads(answer.content)


def table(client: Client, address: str) -> list[dict[str, str]]:
    answer: Any = client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_quote_as_an_object(client: Client) -> None:
    union = make_organisation()
    quote = make_quote(on_behalf_of=union, said="2020-02")
    position = make_position(quotes=(quote,))

    found = got(client, "/quotes.json?organisation=kettle-union")

    assert found == {
        "count": 1,
        "next": None,
        "previous": None,
        "filters": {"organisation": ["kettle-union"]},
        "notes": [],
        "results": [
            {
                "id": quote.public_id,
                "url": f"http://testserver/q/{quote.public_id}/",
                "quote": "Milk goes in first.",
                "kind": "direct",
                "language": "en",
                "speaker": "tess-teapot",
                "speaker_name": "Tess Teapot",
                "on_behalf_of": "kettle-union",
                "role": "",
                "date": "2020-02",
                "article": quote.article.public_id,
                "article_title": "A storm in a cup",
                "outlet": "the-daily-leaf",
                "positions": [
                    {
                        "id": position.public_id,
                        "proposition": "milk-first",
                        "stance": "supports",
                        "axis": "milk",
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize("kind", LISTS)
def test_json_and_csv_hold_what_the_page_shows(client: Client, kind: str) -> None:
    for number in range(3):
        tess = make_stakeholder(f"Tess {number}")
        make_position(stakeholder=tess, quotes=(make_quote(f"Words {number}.", speaker=tess),))
    make_quote("Hidden.", published=False, speaker=tess, article=make_article(published=False))

    objects = got(client, f"/{kind}.json")["results"]
    rows = table(client, f"/{kind}.csv")
    page = client.get(f"/{kind}/").content.decode()

    assert [one["id"] for one in objects] == [row["id"] for row in rows]
    assert len(objects) == 3
    assert all(one["url"].removeprefix("http://testserver") in page for one in objects)
    assert set(rows[0]) == set(objects[0])


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", LISTS)
def test_data_costs_the_same_however_much_there_is(
    client: Client, django_assert_max_num_queries: Any, kind: str, count: int
) -> None:
    for number in range(count):
        make_position(on=f"matter-{number}", quotes=(make_quote(f"Words {number}."),))
    client.get(f"/{kind}.json")
    with django_assert_max_num_queries(5):
        client.get(f"/{kind}.json")
    with django_assert_max_num_queries(4):
        table(client, f"/{kind}.csv")


def test_pages_of_json_lead_on(client: Client) -> None:
    for number in range(11):
        make_quote(f"Words {number}.")

    first = got(client, "/quotes.json?per-page=10&sort=oldest")
    second = got(client, first["next"].removeprefix("http://testserver"))

    assert (len(first["results"]), len(second["results"]), second["next"]) == (10, 1, None)
    assert second["previous"] == "http://testserver/quotes.json?sort=oldest&per-page=10&page=1"
    assert got(client, "/quotes.json?page=99", 404)["errors"] == [{"parameter": "page"}]


@pytest.mark.parametrize("address", ["/quotes.json", "/quotes.csv", "/positions.csv", "/articles.json"])
def test_what_is_not_understood_is_refused_by_name(client: Client, address: str) -> None:
    make_quote(speaker=make_organisation())

    answer = client.get(f"{address}?organisation=kettle-unoin&colour=red&after=soon")

    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(answer.content)["errors"] == [
        {"parameter": "after", "value": "soon", "detail": "is no date: write 2022, 2022-07 or 2022-07-30"},
        {"parameter": "colour", "value": "red", "detail": "is no filter of this page"},
        {
            "parameter": "organisation",
            "value": "kettle-unoin",
            "detail": "names nothing public here",
            "did_you_mean": ["kettle-union"],
        },
    ]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(client: Client, words: str) -> None:
    make_quote("Plain.", role_printed=words, article=make_article(words))

    (row,) = table(client, "/quotes.csv")

    assert row["role"] == f"'{words}"
    assert row["article_title"] == f"'{words}"
    assert row["quote"] == "Plain."
