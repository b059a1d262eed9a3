"""Nothing a visitor sends breaks a page: it is answered with a note, a 404 or a 400."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Quote
from tests.factories import make_position, make_quote

pytestmark = pytest.mark.django_db

LISTS = ["/quotes/", "/positions/", "/stakeholders/", "/articles/"]
PARAMETERS = [
    "q", "organisation", "voice", "person", "axis", "stance", "proposition", "debate", "type", "country",
    "outlet", "article-kind", "quote-kind", "language", "year", "after", "before", "asof", "sort", "page",
    "per-page", "unknown",
]  # fmt: skip
HOSTILE = [
    "%00", "a%00b", "%FF%FE", "%C0%AF", "9" * 400, "-" * 50, "x" * 10_000, "%27%20OR%201=1--", "%3Cscript%3E",
    "%F0%9F%AB%96", "%E2%80%AE", "-1", "0", "1e9", "NaN", "99999999999999999999", "%25%25%25", "../../etc",
    "2022-02-30", "0000", "9999-12-31", "10000", "%D9%A1", "%20", "", "%0A%0D", "none", "-none", "%EF%BF%BF",
]  # fmt: skip


@pytest.fixture
def _some() -> None:
    make_position(quotes=(make_quote(),))


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_no_value_breaks_a_list(client: Client, address: str, parameter: str) -> None:
    answers = {value[:40]: client.get(f"{address}?{parameter}={value}").status_code for value in HOSTILE}
    assert {value: status for value, status in answers.items() if status not in (200, 404)} == {}


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("address", ["/quotes.json", "/positions.csv", "/stakeholders.json", "/articles.csv"])
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_no_value_breaks_a_download(client: Client, address: str, parameter: str) -> None:
    answers = {value[:40]: client.get(f"{address}?{parameter}={value}").status_code for value in HOSTILE}
    assert {value: status for value, status in answers.items() if status not in (200, 400, 404)} == {}


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(
    "address", ["/stakeholders/{}/on/milk-first/", "/stakeholders/tess-teapot/on/{}/", "/outlets/{}/"]
)
def test_no_slug_breaks_an_answer(client: Client, address: str) -> None:
    answers = {value[:40]: client.get(address.format(value)).status_code for value in HOSTILE if value}
    assert set(answers.values()) <= {404}


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize("address", LISTS)
def test_repeats_break_no_list(client: Client, address: str) -> None:
    for count, allowed in ((60, 200), (900, 200), (1100, 400)):
        query = "&".join(f"person=p{number}&q=w" for number in range(count // 2))
        assert client.get(f"{address}?{query}").status_code == allowed


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(
    "start", ["/q/", "/p/", "/people/", "/organisations/", "/articles/", "/propositions/"]
)
def test_no_id_breaks_a_permalink(client: Client, start: str) -> None:
    answers = {value[:40]: client.get(f"{start}{value}/").status_code for value in HOSTILE if value}
    assert {value: status for value, status in answers.items() if status not in (301, 404)} == {}


@given(st.text(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_search(client: Client, text: str) -> None:
    for address in LISTS:
        assert client.get(address, {"q": text, "person": text, "after": text}).status_code == 200


def test_nothing_a_visitor_sends_changes_anything(client: Client) -> None:
    quote = make_quote()
    for method in (client.post, client.put, client.delete, client.patch):
        for address in [*LISTS, "/", quote.get_absolute_url()]:
            assert method(address).status_code == 405
    assert Quote.objects.count() == 1


def test_a_hostile_host_is_refused(client: Client) -> None:
    assert client.get("/quotes/", headers={"host": "evil.example"}).status_code == 400


def test_a_note_prints_hostile_text_as_text(client: Client) -> None:
    page = client.get("/quotes/?person=<script>alert(1)</script>&<b>=<i>").content.decode()
    assert "<script>alert" not in page
    assert "<b>=" not in page
    assert "&lt;script&gt;" in page
