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
    # Not check(): that looks again afterwards, perhaps on the page that the click leads to.
    page.locator("input[type=checkbox][value=bbc-news]").click()
    page.wait_for_url("**/positions/?outlet=bbc-news")
    assert page.locator(".rows > li").count() == 12
    assert errors == []
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until that has the focus, and is marked as having it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"Tab never reaches {selector}.")


def test_a_keyboard_alone_narrows_a_list_and_stays_where_it_was(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + "/quotes/")
    tab_to(page, "details:has([name=organisation]) > summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=organisation][value=whatsapp]")
    page.keyboard.press("Space")
    page.wait_for_url("**/quotes/?organisation=whatsapp")
    # The page is a new one, and the reader goes on from the box just ticked.
    page.wait_for_function("document.activeElement.matches('[name=organisation][value=whatsapp]')")
    tab_to(page, "details:has([name=quote-kind]) > summary")
    tab_to(page, "[name=quote-kind][value=partial]")
    page.keyboard.press("Space")
    page.wait_for_url("**/quotes/?organisation=whatsapp&quote-kind=partial")
    assert page.locator("blockquote").all_inner_texts() == ["“lower the security”", "“very foolish”"]
    context.close()


def ask(reader: Page, group: str, *values: str) -> None:
    """Open a group of filters, pick values, and ask by the button."""
    reader.locator("summary", has_text=group).first.click()
    for value in values:
        reader.locator(f"input[value='{value}']").first.check()
    reader.get_by_role("button", name="Show").click()


def test_what_whatsapp_said_on_client_side_scanning(reader: Page, site: str) -> None:
    reader.goto(site + "/quotes/")
    ask(reader, "Organisation", "whatsapp")
    ask(reader, "Proposition", "client-side-scanning-compatible")
    assert reader.locator(".asked__sentence").inner_text() == (
        "2 quotes by WhatsApp, on its behalf, or by people with it at the time evidencing a position "
        "on “Client-side scanning is compatible”."
    )
    assert "Client-side scanning cannot work in practice" in reader.locator("blockquote").first.inner_text()


def test_who_besides_the_uk_government_supports_mandatory_scanning(reader: Page, site: str) -> None:
    reader.goto(site + "/propositions/mandatory-scanning/")
    supporters = reader.locator("section", has=reader.get_by_role("heading", name="Support (")).last
    names = supporters.locator("li > a").all_inner_texts()
    assert names == [
        "Internet Watch Foundation",
        "ECPAT International",
        "Ylva Johansson",
        "Michelle Donelan",
        "Thorn",
        "Priti Patel",
        "European Commission",
    ]


def test_which_charities_stand_where(reader: Page, site: str) -> None:
    reader.goto(site + "/positions/")
    ask(reader, "Type of stakeholder", "charity")
    assert (
        reader.locator(".asked__sentence")
        .inner_text()
        .endswith("positions from stakeholders of the type Charity.")
    )
    assert reader.locator(".rows .stance").count() == 25


def test_what_governments_said_in_2023_that_is_conditional(reader: Page, site: str) -> None:
    reader.goto(site + "/positions/?year=2023")
    ask(reader, "Type of stakeholder", "government")
    reader.locator("input[name=stance][value=conditional]").check()
    reader.get_by_role("button", name="Show").click()
    assert set(reader.locator(".rows .stance").all_inner_texts()) == {"Conditional"}
    assert reader.get_by_text("Condition:").count() == reader.locator(".rows > li").count() > 0


def test_the_exact_words_of_one_person_with_their_context_and_source(reader: Page, site: str) -> None:
    reader.goto(site)
    reader.get_by_label("Words in quotes").fill("spyware")
    reader.get_by_role("button", name="Search").click()
    reader.get_by_role("link", name="Permalink").click()
    assert reader.locator(".quote__by b").inner_text() == "Ella Jakubowska"
    assert reader.locator("mark").count() == 2
    assert (
        reader.get_by_role("link", name="WhatsApp: We won't lower security for any government").count() == 1
    )
