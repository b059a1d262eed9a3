"""A reader with a real browser: without scripts, without other hosts, on any width."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page

from articles.models import Article, Position, Quote, Stakeholder
from tests.corpus.bundled import CORPUS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: Any) -> str:
    call_command("load_corpus", CORPUS, verbosity=0)
    address: str = live_server.url
    return address


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader whose browser runs no scripts; fails on any request to another host and any error."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda asked: None if "//localhost" in asked.url else elsewhere.append(asked.url))
    page.on(
        "response", lambda got: elsewhere.append(f"{got.status} {got.url}") if got.status >= 400 else None
    )
    yield page
    context.close()
    assert elsewhere == []


def one_of_each() -> list[str]:
    return [
        "/", "/quotes/", "/positions/", "/stakeholders/", "/articles/", "/propositions/", "/about/",
        "/method/",
        Quote.objects.get(exact__startswith="If we had to").get_absolute_url(),
        Position.objects.filter(stance="conditional").latest("pk").get_absolute_url(),
        Stakeholder.objects.get(slug="whatsapp").get_absolute_url(),
        Stakeholder.objects.get(slug="will-cathcart").get_absolute_url(),
        Article.objects.get(slug="bbc-2022-07-30-whatsapp").get_absolute_url(),
        "/propositions/mandatory-scanning/",
    ]  # fmt: skip


def test_a_reader_finds_what_an_organisations_people_said(reader: Page, site: str) -> None:
    reader.goto(site)
    reader.get_by_role("link", name="Quotes", exact=True).first.click()
    reader.locator("summary", has_text="Organisation").click()
    reader.locator("input[name=organisation][value=whatsapp]").check()
    reader.get_by_role("button", name="Show").click()

    assert "organisation=whatsapp" in reader.url
    assert reader.locator("blockquote").count() == 6
    assert set(reader.locator(".quote-card__by b").all_inner_texts()) == {"Will Cathcart"}

    reader.get_by_role("link", name="Permalink").first.click()
    assert reader.locator("blockquote").first.inner_text() == "“lower the security”"

    reader.go_back()
    reader.get_by_role("link", name="Take off: Organisation WhatsApp").click()
    assert reader.locator("blockquote").count() == 15


def test_every_page_asks_nothing_of_another_host_and_lacks_nothing(reader: Page, site: str) -> None:
    for address in one_of_each():
        reader.goto(site + address)
        assert reader.locator("h1").count() == 1, address


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_page_is_wider_than_the_window(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    too_wide = []
    for address in one_of_each():
        page.goto(site + address)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(address)
    context.close()
    assert too_wide == []


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + "/quotes/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes/#main")
    context.close()


def test_with_scripts_a_choice_is_asked_for_at_once_and_long_lists_can_be_searched(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(site + "/positions/")
    page.locator("summary", has_text="Outlet").click()
    outlets = page.locator("ul[data-facet-search] input[name=outlet]")
    page.get_by_label("Search: outlet").fill("bbc")
    assert [
        outlets.nth(n).get_attribute("value") for n in range(outlets.count()) if outlets.nth(n).is_visible()
    ] == ["bbc-news"]
    page.locator("input[name=outlet][value=bbc-news]").check()
    page.wait_for_url("**outlet=bbc-news**")
    assert page.locator(".rows > li").count() == 12
    assert errors == []
    context.close()
