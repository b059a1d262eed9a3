"""An editor with a real browser: a quote added, looked at, published, edited; no page breaks the policy."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, expect

from articles.models import Comment, Position, Quote, Status
from tests.browser.desks import Opens, signed_in
from tests.factories import (
    make_affiliation,
    make_article,
    make_organisation,
    make_position,
    make_proposition,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db(transaction=True)
PASSAGE = "The kettle sang.\n\nShe said: “Milk goes in first,” and poured."


@pytest.fixture
def opens(browser: Browser, live_server: Any) -> Iterator[Opens]:
    # The page about two edits answers 409, which browsers log.
    yield from signed_in(browser, live_server, known=("409 (Conflict)",))


def every_page() -> list[str]:
    """One of each page that an editor works with, on records that have some of everything."""
    tess = make_stakeholder()
    make_affiliation(tess, make_organisation())
    quote = make_quote("Cold milk.", speaker=tess)
    position = make_position(stakeholder=tess, quotes=(quote,))
    position.summary = "Spoke of cold milk."
    position.save()
    Comment.objects.create(position=position, author=User.objects.get(), text="Look again.")
    records = (quote, position, tess, quote.article)
    entry = position.history.last()
    assert entry is not None
    return [
        "/admin/",
        "/admin/articles/quote/new/",
        "/admin/articles/quote/work/",
        "/admin/articles/article/import/",
        "/admin/articles/article/review/",
        f"/admin/articles/article/{quote.article_id}/review/",
        f"/admin/articles/article/{quote.article_id}/review/publish/",
        f"/admin/articles/article/{quote.article_id}/review/{quote.pk}/",
        "/admin/articles/position/import/",
        "/admin/articles/stakeholder/duplicates/",
        f"/admin/articles/position/{position.pk}/history/{entry.history_id}/",
        *(f"/admin/articles/{one._meta.model_name}/" for one in records),
        *(f"/admin/articles/{one._meta.model_name}/{one.pk}/change/" for one in records),
        *(f"/admin/articles/{one._meta.model_name}/{one.pk}/history/" for one in records),
        *(f"/admin/articles/{one._meta.model_name}/{one.pk}/preview/" for one in records),
        *(f"/admin/articles/{one._meta.model_name}/{one.pk}/withdraw/" for one in records),
        f"/admin/articles/stakeholder/{tess.pk}/merge/",
        f"/admin/articles/stakeholder/{tess.pk}/split/",
        f"/admin/articles/quote/{quote.pk}/remove/",
    ]


def test_every_page_of_the_desk_keeps_the_policy_and_fits_a_phone(opens: Opens) -> None:
    page = opens(viewport={"width": 390, "height": 800})
    too_wide = []
    for address in every_page():
        answer = page.goto(address)
        assert answer is not None
        assert (address, answer.status) == (address, 200)
        assert page.locator("h1").count() == 1, address
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            too_wide.append(address)
    # Django's own forms have tables of rows that are wider than a phone.
    assert [address for address in too_wide if not address.endswith("/change/")] == []


def test_a_quote_is_added_and_published_with_the_help_of_scripts(opens: Opens) -> None:
    make_stakeholder()
    make_proposition()
    article = make_article()
    page = opens()
    page.goto("/admin/")
    page.get_by_role("link", name="New quote").click()
    expect(page.get_by_label("Address of the article")).to_be_focused()
    page.keyboard.type(article.addresses.get().url)
    page.get_by_label("Passage").fill(PASSAGE)
    page.get_by_role("button", name="Take the words marked").click()
    expect(page.locator("[data-mark-status]")).to_have_text("Mark words in the passage first.")
    page.get_by_label("Passage").evaluate(
        "field => { const at = field.value.indexOf('Milk'); field.setSelectionRange(at, at + 18); }"
    )
    page.get_by_role("button", name="Take the words marked").click()
    expect(page.get_by_label("Words:", exact=True)).to_have_value("Milk goes in first")
    page.get_by_label("Speaker:", exact=True).press_sequentially("teap")
    expect(page.locator("#names-0 option")).to_have_attribute("value", "Tess Teapot")
    page.get_by_label("Speaker:", exact=True).fill("Tess Teapot")
    page.get_by_text("Positions that the words evidence").click()
    page.get_by_label("Proposition").first.select_option("Milk first")
    page.get_by_label("Stance").first.select_option("Supports")
    page.get_by_role("button", name="Save and look at it").click()

    assert "Preview: not public." in page.locator(".preview").inner_text()
    assert page.locator("blockquote").first.inner_text() == "“Milk goes in first”"
    page.get_by_label("Reason").fill("checked against the page")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="View on site").click()

    quote = Quote.objects.published().get()
    assert page.url.endswith(quote.get_absolute_url())
    assert Position.objects.get().is_published


def test_all_of_it_works_without_scripts_and_by_keyboard_alone(opens: Opens) -> None:
    make_stakeholder()
    article = make_article()
    page = opens(java_script_enabled=False)
    page.goto("/admin/articles/quote/new/")
    typed = {
        "url": article.addresses.get().url,
        "passage": PASSAGE,
        "words": "Milk goes in first",
        "speaker": "Tess Teapot",
    }
    reached = []
    for _ in range(60):
        name = page.evaluate("document.activeElement.name")
        if name in typed:
            page.keyboard.type(typed[name].replace("\n", " "))
            reached.append(name)
        if name == "_save":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert reached == list(typed)
    assert "Preview: not public." in page.locator(".preview").inner_text()
    assert Quote.objects.get().status == Status.CODED


def test_the_second_editor_sees_what_the_first_changed(opens: Opens) -> None:
    position = make_position(published=False, summary="Spoke of milk.")
    address = f"/admin/articles/position/{position.pk}/change/"
    edith, otto = opens("edith"), opens("otto")
    for page in (edith, otto):
        page.goto(address)
    edith.locator("[name=summary]").fill("Spoke of cold milk.")
    edith.get_by_role("button", name="Save", exact=True).first.click()
    otto.locator("[name=summary]").fill("Spoke of warm milk.")
    otto.locator("[name=note]").fill("On page 3.")
    otto.get_by_role("button", name="Save", exact=True).first.click()

    row = otto.get_by_role("row", name="Summary")
    assert "both of you changed it" in row.inner_text()
    row.get_by_role("radio").last.check()
    otto.get_by_role("button", name="Save what is chosen").click()

    assert otto.url.endswith("/admin/articles/position/")
    position.refresh_from_db()
    assert (position.summary, position.note) == ("Spoke of warm milk.", "On page 3.")


def test_search_boxes_that_scripts_draw_have_the_name_of_their_field(opens: Opens) -> None:
    position = make_position(published=False)
    page = opens()
    page.goto(f"/admin/articles/position/{position.pk}/change/")
    box = page.get_by_role("combobox", name="On behalf of")
    expect(box).to_be_visible()
    box.press("Enter")
    page.keyboard.type("tess")
    expect(page.get_by_role("option", name="Tess Teapot")).to_be_visible()
    page.keyboard.press("Escape")
