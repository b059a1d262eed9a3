"""Citing with a real browser: text to select without scripts, buttons that copy with them."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.factories import make_position, make_quote

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_scripts_the_text_is_there_to_be_selected(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    quote = make_quote()
    page.goto(live_server.url + quote.get_absolute_url())

    assert page.locator(".cite button").count() == 0
    page.locator(".cite summary", has_text="MLA 9").click()
    shown = page.locator(".cite details[open] .cite__text")
    assert shown.is_visible()
    assert shown.inner_text().startswith("“A storm in a cup.” The Daily Leaf, 3 Feb. 2020")
    context.close()


def test_with_scripts_words_and_link_are_copied_and_it_is_said(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    quote, position = make_quote("Milk\ngoes in."), make_position()
    here = live_server.url + quote.get_absolute_url()
    page.goto(here)
    status = page.locator("[role=status]")

    copied = []
    for name in ("Copy quote with attribution", "Copy link"):
        page.get_by_role("button", name=name).click()
        status.get_by_text("Copied").wait_for(state="attached")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied == [f"“Milk\ngoes in.”\nTess Teapot, The Daily Leaf, 3 February 2020\n{here}", here]

    page.goto(live_server.url + position.get_absolute_url())
    page.get_by_role("button", name="Copy position with attribution").click()
    status.get_by_text("Copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "Spoke of milk.\nTess Teapot on “Milk first”"
    )
    assert errors == []
    context.close()


def test_where_the_clipboard_is_kept_from_us_the_text_is_selected(browser: Browser, live_server: Any) -> None:
    context = browser.new_context()
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('kept'));")
    page = context.new_page()
    page.goto(live_server.url + make_quote().get_absolute_url())

    page.get_by_role("button", name="Copy quote with attribution").click()

    page.locator("[role=status]").get_by_text("Selected").wait_for(state="attached")
    assert page.evaluate("getSelection().toString()").startswith("“Milk goes in first.”")
    context.close()
