"""The whole way of a quote in a real browser, from an invitation to a tombstone, with every address kept."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.actions import accounts
from articles.actions.roles import Role
from articles.models import Article, PublicId, Quote, Stakeholder
from tests.factories import make_article, make_proposition, make_stakeholder

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "oolong-and-lemon"
PASSAGE = "The kettle sang.\n\nShe said: “Milk goes in frist,” and poured."
BETTER = "The kettle sang.\n\nShe said: “Milk goes in first,” and poured."


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails on any error in its console, what the policy forbids above all."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda problem: faults.append(str(problem)))
    yield page
    context.close()
    # What browsers log of the answers that addresses are promised to give.
    assert [one for one in faults if "status of 410" not in one] == []


def come_in(page: Page, site: str, name: str, role: Role) -> None:
    """By the link of an invitation, with a password of one's own."""
    page.goto(accounts.link_of(accounts.invite(name, role=role, by=None), site))
    page.get_by_label("New password:").fill(PASSWORD)
    page.get_by_label("New password confirmation:").fill(PASSWORD)
    page.get_by_role("button", name="Keep this password").click()
    if page.get_by_label("Username:").count():
        page.get_by_label("Username:").fill(name)
        page.get_by_label("Password:").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Site administration")


def decide(page: Page, decision: str, **chosen: str) -> None:
    """Open the decision from the form of the record, look what it would do, and do it."""
    page.get_by_role("navigation", name="Decide").get_by_role("link", name=decision).click()
    for label, value in chosen.items():
        field = page.get_by_label(label.replace("_", " "))
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Show what it would do").click()
    keep_picture(page, decision)
    page.get_by_label("Reason").fill("the source says so")
    page.get_by_role("button", name=decision).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def keep_picture(page: Page, name: str) -> None:
    """For those who want to look at each step: `PICTURES` names a folder."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{name.replace(' ', '-').lower()}.png", full_page=True)


def answers(page: Page, address: str) -> tuple[int, str]:
    """The status at the end of that address, and what the heading says."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status, page.locator("h1").inner_text()


def add(page: Page, site: str, article: Article) -> Quote:
    """A coder, who cannot publish, adds a quote with a slip in it."""
    come_in(page, site, "ada", Role.CODER)
    page.get_by_role("link", name="New quote").click()
    page.get_by_label("Address of the article").fill(article.addresses.get().url)
    page.get_by_label("Passage").fill(PASSAGE)
    page.get_by_label("Words:", exact=True).fill("Milk goes in frist")
    page.get_by_label("Speaker:", exact=True).fill("T. Teapot")
    page.get_by_text("Positions that the words evidence").click()
    page.get_by_label("Proposition").first.select_option("Milk first")
    page.get_by_label("Stance").first.select_option("Supports")
    keep_picture(page, "New quote")
    page.get_by_role("button", name="Save and look at it").click()
    keep_picture(page, "Preview of a coder")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    page.goto(f"{site}/admin/")
    page.get_by_role("button", name="Log out").click()
    return Quote.objects.get()


def publish(page: Page, site: str, quote: Quote) -> str:
    """Somebody who may publish looks at it and does; gives back its address."""
    come_in(page, site, "rita", Role.ADMINISTRATOR)
    page.get_by_role("link", name="Work", exact=True).click()
    keep_picture(page, "Work")
    page.goto(f"{site}/admin/articles/quote/{quote.pk}/preview/")
    page.get_by_label("Reason").fill("held against the page")
    keep_picture(page, "Preview of a publisher")
    page.get_by_role("button", name="Publish").click()
    quote.refresh_from_db()
    address = f"{site}/q/{quote.public_id}/"
    assert answers(page, address)[0] == 200
    return address


def correct(page: Page, site: str, quote: Quote, address: str) -> None:
    """The passage is pasted again, without the slip, and the words with it; the first version stays."""
    page.goto(f"{site}/admin/articles/article/{quote.article_id}/add-text/")
    page.get_by_label("Paste the words").fill(BETTER)
    page.get_by_label("Reason").fill("pasted with a slip before")
    page.get_by_role("button", name="Look what it proves").click()
    keep_picture(page, "Add text")
    page.get_by_role("button", name="Keep this text").click()
    page.goto(f"{site}/admin/articles/quote/{quote.pk}/change/")
    text = quote.article.texts.order_by("-version").values_list("pk", flat=True)[0]
    # As a click on the list of texts does, which is drawn by a script.
    page.locator("select[name=text]").evaluate(
        "(field, key) => field.add(new Option('the later text', key, true, true))", str(text)
    )
    page.locator("[name=exact]").fill("Milk goes in first")
    page.get_by_label("Reason").fill("two letters swapped")
    page.get_by_label("What readers are told").fill("Two letters stood the wrong way round.")
    keep_picture(page, "Correct")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(address)
    expect(page.locator("blockquote").first).to_have_text("“Milk goes in first”")
    assert answers(page, f"{address}v1/")[0] == 200
    expect(page.get_by_text("Milk goes in frist").first).to_be_visible()


def merge(page: Page, site: str, drop: Stakeholder) -> None:
    """The speaker was known twice; the old address and the old value of the filter lead on."""
    page.goto(f"{site}/admin/articles/stakeholder/duplicates/")
    keep_picture(page, "Duplicates")
    page.goto(f"{site}/admin/articles/stakeholder/{drop.pk}/change/")
    decide(page, "Merge with another", The_other_record="Tess Teapot")
    assert answers(page, f"{site}/people/{drop.public_id}/t-teapot/") == (200, "Tess Teapot")
    page.goto(f"{site}/quotes/?person=t-teapot")
    expect(page).to_have_url(f"{site}/quotes/?person=tess-teapot")
    page.goto(f"{site}/admin/articles/merge/")
    keep_picture(page, "Merges")
    expect(page.get_by_role("link", name="Undo the merge")).to_be_visible()


def withdraw(page: Page, site: str, quote: Quote, address: str) -> None:
    """Its addresses, and that of the position that rested on it, say so, without a word of it."""
    page.goto(f"{site}/admin/articles/quote/{quote.pk}/change/")
    decide(
        page,
        "Withdraw from the site",
        Why_it_leaves="not-verbatim",
        What_readers_are_told="The outlet corrected it.",
    )
    position = PublicId.objects.get(kind="position")
    for gone in (address, f"{address}history/", f"{address}v1/", f"{site}/p/{position.pk}/"):
        assert answers(page, gone)[0] == 410, gone
        assert "Milk" not in page.locator("main").inner_text(), gone
    page.goto(address)
    keep_picture(page, "Tombstone")
    expect(page.get_by_text("The outlet corrected it.")).to_be_visible()


def test_a_quote_is_added_published_corrected_merged_and_withdrawn(page: Page, live_server: Any) -> None:
    site = live_server.url
    keep = make_stakeholder("Tess Teapot", slug="tess-teapot")
    drop = make_stakeholder("T. Teapot", slug="t-teapot")
    make_proposition()

    quote = add(page, site, make_article())
    address = publish(page, site, quote)
    correct(page, site, quote, address)
    merge(page, site, drop)
    withdraw(page, site, quote, address)

    assert answers(page, f"{site}/id/{quote.public_id}/")[0] == 410
    assert answers(page, f"{site}/id/{drop.public_id}/") == (200, "Tess Teapot")
    assert Quote.objects.get().speaker == keep
