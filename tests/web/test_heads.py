"""What browsers, caches and machines are told of each page."""

import gzip
import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client

from articles.actions.withdrawing import withdraw
from articles.models import Change
from tests.factories import make_editor, make_organisation, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"


@pytest.fixture
def pages() -> list[str]:
    tess, union = make_stakeholder(website="https://tess.example/"), make_organisation()
    quote = make_quote(speaker=tess, on_behalf_of=union)
    position = make_position("conditional", stakeholder=tess, quotes=(quote,))
    return [
        "/", "/quotes/", "/positions/", "/stakeholders/", "/articles/", "/propositions/", "/outlets/",
        "/about/", "/method/", "/codebook/", "/outlets/the-daily-leaf/", "/propositions/milk-first/",
        "/stakeholders/tess-teapot/on/milk-first/",
        *(one.get_absolute_url() for one in (quote, position, tess, union, quote.article)),
    ]  # fmt: skip


def content(page: str, pattern: str) -> str:
    found = re.search(pattern, page)
    assert found is not None, pattern
    return unescape(found[1])


def test_every_page_says_what_it_is(client: Client, pages: list[str]) -> None:
    titles = set()
    for address in pages:
        page = client.get(address).content.decode()
        title = content(page, r"<title>(.*?) · On the Record</title>")
        assert content(page, r'<meta property="og:title" content="([^"]+)"') == title
        description = content(page, r'<meta name="description" content="([^"]+)"')
        assert content(page, r'<meta property="og:description" content="([^"]+)"') == " ".join(
            description.split()
        )
        assert content(page, r'<link rel="canonical" href="([^"]+)"') == f"http://testserver{address}"
        assert page.count("<h1") == 1
        titles.add(title)
    assert len(titles) == len(pages)


def test_headings_go_down_one_step_at_a_time(client: Client, pages: list[str]) -> None:
    for address in pages:
        levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(address).content.decode())]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), address


def test_a_quote_is_a_quotation_to_machines_and_a_passage_is_none(client: Client) -> None:
    quote, passage = make_quote("Milk </script> first."), make_quote("She praised milk.", kind="passage")

    def data(address: str) -> dict[str, object]:
        page = client.get(address).content.decode()
        found: dict[str, object] = json.loads(
            content(page, r'<script type="application/ld\+json">(.*?)</script>')
        )
        return found

    assert data(quote.get_absolute_url())["@type"] == "Quotation"
    assert data(quote.get_absolute_url())["text"] == "Milk </script> first."
    assert data(passage.get_absolute_url())["@type"] == "CreativeWork"
    assert "creator" not in data(passage.get_absolute_url())
    assert data("/")["@type"] == "WebSite"


def test_filtered_lists_are_not_for_search_engines(client: Client, pages: list[str]) -> None:
    assert "noindex" not in client.get("/quotes/").content.decode()
    assert '<meta name="robots" content="noindex">' in client.get("/quotes/?stance=supports").content.decode()


def test_a_page_that_still_holds_is_not_sent_again(client: Client, pages: list[str]) -> None:
    for address in pages:
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert first.headers["Cache-Control"] == "public, no-cache"


def test_a_page_travels_compressed_where_the_reader_can_read_it(client: Client) -> None:
    quote = make_quote()
    plain, packed = (
        client.get(quote.get_absolute_url(), headers={"accept-encoding": accepted})
        for accepted in ("", "gzip")
    )
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    again = client.get(
        quote.get_absolute_url(),
        headers={"accept-encoding": "gzip", "if-none-match": packed.headers["ETag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


def test_any_edit_ends_it(client: Client) -> None:
    quote = make_quote()
    held = client.get("/quotes/").headers["ETag"]
    kept = client.get(quote.get_absolute_url()).headers["ETag"]

    editor = make_editor()
    withdraw(quote, by=editor, why="misheard")

    assert client.get("/quotes/", headers={"if-none-match": held}).status_code == 200
    assert client.get(quote.get_absolute_url(), headers={"if-none-match": kept}).status_code == 410
    assert Change.objects.filter(kind="withdrawn").exists()


def test_one_question_is_not_taken_for_another(client: Client, pages: list[str]) -> None:
    tags = {client.get(f"/quotes/{query}").headers["ETag"] for query in ("", "?q=milk", "?q=tea", "?page=1")}
    assert len(tags) == 4


def test_pages_may_do_nothing_they_do_not_need(client: Client, pages: list[str]) -> None:
    for address in [*pages, "/admin/login/", "/nowhere/", "/quotes.json"]:
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_no_template_holds_a_style_a_script_or_another_host() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        assert not re.search(r'\sstyle="|<style|\son\w+="', text), path.name
        assert not re.search(r'<script(?! type="application/ld\+json")(?! src="\{% static)', text), path.name
        assert not re.search(r'(?:src|<link[^>]*href)="https?:', text), path.name


def test_every_template_is_used() -> None:
    sources = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    for code in ("articles", "debate"):
        sources += "".join(path.read_text() for path in (TEMPLATES.parent / code).rglob("*.py"))
    by_name = {
        # Chosen by the kind of stakeholder.
        "stakeholders/person.html",
        "stakeholders/organisation.html",
        # Found by Django for the list of accounts.
        "admin/auth/user/change_list_object_tools.html",
        "admin/articles/search_form.html",
    }
    unused = [
        name
        for path in TEMPLATES.rglob("*.html")
        if f'"{(name := str(path.relative_to(TEMPLATES)))}"' not in sources and name not in by_name
    ]
    assert unused == []
