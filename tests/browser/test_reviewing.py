"""From a pasted article to published quotes, by keyboard alone; and the same without scripts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from articles.models import Article, ArticleText, Quote
from tests.browser.desks import Opens, signed_in
from tests.factories import make_stakeholder, make_type
from tests.shared_folder import shared_folder

pytestmark = pytest.mark.django_db(transaction=True)
# As many quotations as the first input of the project has.
SAID = [f"cup number {number} was cold" for number in range(15)]
BODY = "\n".join(f"“{words.capitalize()},” said Tess Teapot." for words in SAID)


@pytest.fixture
def opens(browser: Browser, live_server: Any) -> Iterator[Opens]:
    # What a lost connection and a second editor leave in the console is no fault.
    yield from signed_in(
        browser, live_server, known=("ERR_INTERNET_DISCONNECTED", "status of 409", "status of 422")
    )


def paste(page: Page, body: str = BODY) -> None:
    page.goto("/admin/articles/article/import/")
    page.get_by_label("or paste the text").fill(body)
    page.get_by_label("Outlet").fill("The Daily Leaf")
    page.get_by_label("Title").fill("Cold tea")
    page.get_by_label("Date").fill("2024-05-06")


def at_the_desk(page: Page, suggestions: int) -> None:
    """Wait until the desk is there, and its scripts with it."""
    expect(page.locator(".suggestion--open")).to_have_count(suggestions)
    page.wait_for_load_state("domcontentloaded")


def publish_all(page: Page, press: Callable[[str], None]) -> None:
    press("p")
    expect(page.get_by_role("heading", name="15 quotes become public")).to_be_visible()
    expect(page.get_by_label("Reason")).to_be_focused()
    press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("15 quotes are public.", timeout=30_000)


def test_an_article_is_published_in_at_most_forty_presses_when_all_is_right(opens: Opens) -> None:
    make_stakeholder()
    page = opens()
    paste(page)
    presses = 0

    def press(key: str) -> None:
        nonlocal presses
        page.keyboard.press(key)
        presses += 1

    press("Enter")
    at_the_desk(page, 15)
    for left in range(14, -1, -1):
        press("a")
        expect(page.locator(".suggestion--open")).to_have_count(left)
    publish_all(page, press)

    assert presses <= 40
    assert Quote.objects.published().count() == 15
    assert Article.objects.get().is_published


def test_words_speaker_and_steps_by_keyboard_without_a_reload(opens: Opens) -> None:
    make_type()
    page = opens()
    paste(page, "“Milk goes in first,” said Otto Oolong. She poured.\n“Nobody asked,” said Una Urn.")
    page.get_by_label("Date").press("Enter")
    at_the_desk(page, 2)
    page.evaluate("window.stayed = true")

    page.keyboard.press("a")
    expect(page.get_by_label("Type of a new speaker")).to_be_focused()
    page.keyboard.type("t")
    page.keyboard.press("{")
    expect(page.locator("[data-words]")).to_have_value("Milk goes in")
    page.keyboard.press("}")
    page.keyboard.press("}")
    page.keyboard.press("{")
    expect(page.locator("[data-words]")).to_have_value("Milk goes in first,”")
    page.keyboard.press("Enter")
    expect(page.locator("[data-drawer]")).to_be_hidden()
    assert str(Quote.objects.get(exact="Milk goes in first").speaker) == "Otto Oolong"

    page.keyboard.press("r")
    expect(page.locator("[data-quote]")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator("[data-quote]")).to_have_count(2)

    page.evaluate(
        "() => { const at = document.querySelector('#p-1').lastChild;"
        " const place = at.data.indexOf('She poured');"
        " getSelection().setBaseAndExtent(at, place, at, place + 10); }"
    )
    page.keyboard.press("+")
    expect(page.locator("[data-quote]")).to_have_count(3)
    assert Quote.objects.get(exact="She poured").origin == "hand"

    page.keyboard.press("?")
    expect(page.get_by_text("undo the last step")).to_be_visible()
    assert page.evaluate("window.stayed")


def test_a_dropped_connection_loses_nothing(opens: Opens) -> None:
    make_stakeholder()
    page = opens()
    paste(page)
    page.get_by_label("Date").press("Enter")
    at_the_desk(page, 15)
    page.context.set_offline(True)
    page.keyboard.press("a")
    expect(page.locator("[data-said]")).to_contain_text("The connection was lost")
    page.context.set_offline(False)
    page.wait_for_function("navigator.onLine")
    page.keyboard.press("a")
    expect(page.locator(".suggestion--open")).to_have_count(14)


def test_the_second_editor_sees_what_the_first_decided(opens: Opens) -> None:
    make_stakeholder()
    edith, otto = opens("edith"), opens("otto")
    paste(edith)
    edith.get_by_label("Date").press("Enter")
    at_the_desk(edith, 15)
    otto.goto(edith.url)
    edith.keyboard.press("a")
    expect(edith.locator(".suggestion--open")).to_have_count(14)
    otto.keyboard.press("r")
    expect(otto.locator("[data-said]")).to_contain_text("Somebody else changed this quote")
    expect(otto.locator(".suggestion--open")).to_have_count(14)


def test_all_of_it_works_without_scripts(opens: Opens) -> None:
    make_stakeholder()
    page = opens(java_script_enabled=False, viewport={"width": 390, "height": 800})
    paste(page, "“Milk goes in first,” said Tess Teapot.\n“It was cold,” said Tess Teapot.")
    page.get_by_role("button", name="Import it").click()
    page.get_by_role("button", name="Accept").first.click()
    page.locator("li", has_text="It was cold").get_by_role("link", name="Edit").click()
    page.get_by_label("Words").fill("cold")
    page.get_by_role("button", name="Keep it so").click()
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("button", name="Publish").click()
    assert sorted(Quote.objects.published().values_list("exact", flat=True)) == ["Milk goes in first", "cold"]


def test_five_hundred_suggestions_are_usable(opens: Opens) -> None:
    make_stakeholder()
    page = opens()
    paste(page, "\n".join(f"“Cup number {number} was cold,” said Tess Teapot." for number in range(500)))
    page.get_by_label("Date").press("Enter")
    at_the_desk(page, 500)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".suggestion--open")).to_have_count(499)
    assert page.evaluate("document.activeElement.dataset.quote") == str(
        Quote.objects.order_by("pk").values_list("pk", flat=True)[2]
    )


def test_the_first_input_of_the_project_is_published_in_at_most_forty_presses(opens: Opens) -> None:
    """In the bundled corpus without the article: its people are known, but for whom nobody named before."""
    call_command("load_corpus", settings.BASE_DIR / "corpus", verbosity=0)
    # Texts are known by their hashes; this one is to be new.
    ArticleText.objects.update(sha256="0" * 64)
    before = Quote.objects.published().count()
    page = opens()
    page.goto("/admin/articles/article/import/")
    seed = shared_folder() / "quote-dev" / "seed" / "bbc-whatsapp-2022.txt"
    page.locator("[name=file]").set_input_files(seed)
    pasted = {"outlet": "The Example", "title": "A row about messages", "date": "2022-07-30"}
    for name, value in pasted.items():
        page.locator(f"[name={name}]").fill(value)
    presses = 1 + len(pasted)

    def press(key: str) -> None:
        nonlocal presses
        page.keyboard.press(key)
        presses += 1

    press("Enter")
    at_the_desk(page, 15)
    for left in range(14, -1, -1):
        press("a")
        page.wait_for_function(
            "left => document.querySelectorAll('.suggestion--open').length === left"
            " || !document.querySelector('[data-drawer]').hidden",
            arg=left,
        )
        if page.locator("[data-drawer]").is_visible():
            # Somebody new: the type, and keep.
            press("c")
            press("Enter")
        expect(page.locator(".suggestion--open")).to_have_count(left)
    publish_all(page, press)

    assert presses <= 40
    assert Quote.objects.published().count() == before + 15
