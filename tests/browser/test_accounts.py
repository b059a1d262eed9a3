"""A new editor with a real browser: from the link of an invitation to the admin, and in again."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.actions import accounts, second_factor
from articles.actions.roles import Role
from tests.authenticator import Authenticator
from tests.factories import make_editor

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "oolong-and-lemon"
FOCUSED = """() => {
  const at = document.activeElement;
  return [at.textContent.trim(), getComputedStyle(at).outlineStyle];
}"""


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    settings.SECOND_FACTOR = "required"
    settings.OTP_TOTP_SYNC = False
    address: str = live_server.url
    return address


def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page that fails on any request to another host, any error, and whatever our policy forbids."""
    context = browser.new_context(**options)
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda asked: None if is_ours(asked.url) else faults.append(asked.url))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def is_ours(address: str) -> bool:
    return "//localhost" in address or address.startswith("data:image/svg+xml")


@pytest.fixture
def editor(browser: Browser) -> Iterator[Page]:
    """An editor on a phone whose browser runs no scripts."""
    yield from opened(browser, java_script_enabled=False, viewport={"width": 390, "height": 800})


@pytest.fixture
def keyboard(browser: Browser) -> Iterator[Page]:
    """An editor with scripts and without a mouse."""
    yield from opened(browser)


def test_from_an_invitation_to_the_admin_and_in_again(editor: Page, site: str) -> None:
    editor.goto(accounts.link_of(accounts.invite("ada", role=Role.CODER, by=None), site))
    expect(editor.get_by_role("heading", level=1)).to_have_text("Welcome")
    editor.get_by_label("New password:").fill(PASSWORD)
    editor.get_by_label("New password confirmation:").fill(PASSWORD)
    editor.get_by_role("button", name="Keep this password").click()

    expect(editor.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    picture = editor.get_by_role("img", name="A QR code of the key below")
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] > 200
    app = Authenticator(editor.locator(".door__key").inner_text())
    editor.get_by_label("Code:").fill(app.code())
    editor.get_by_role("button", name="Put it in force").click()

    expect(editor.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    codes = editor.locator(".door__codes code").all_inner_texts()
    assert len(codes) == 10
    editor.get_by_role("link", name="I have kept them").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Site administration")

    editor.get_by_role("button", name="Log out").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Signed out")

    editor.get_by_role("link", name="Sign in again").click()
    editor.get_by_label("Username:").fill("ada")
    editor.get_by_label("Password:").fill(PASSWORD)
    editor.get_by_role("button", name="Sign in").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Your code")
    editor.get_by_label("Code:").fill(app.code(steps_ahead=1))
    editor.get_by_role("button", name="Go on").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("Site administration")


def test_the_door_opens_by_keyboard_alone(keyboard: Page, site: str) -> None:
    edith = make_editor()
    app = Authenticator(second_factor.invitation(second_factor.begin(edith)).key)
    _device, codes = second_factor.confirm(edith, app.code())

    def type_and_enter(*values: str) -> None:
        """Where the page put the caret, then from field to field, and off."""
        for value in values[:-1]:
            keyboard.keyboard.type(value)
            keyboard.keyboard.press("Tab")
        keyboard.keyboard.type(values[-1])
        keyboard.keyboard.press("Enter")

    def tab_to(text: str) -> None:
        """Press Tab until what has the focus says so; everything passed on the way shows that it has it."""
        for _press in range(40):
            keyboard.keyboard.press("Tab")
            said, outline = keyboard.evaluate(FOCUSED)
            assert outline != "none", said
            if said == text:
                return
        raise AssertionError(f"No way by Tab to {text!r}.")

    def expect_heading(text: str) -> None:
        expect(keyboard.get_by_role("heading", level=1)).to_have_text(text)

    keyboard.goto(site + "/admin/")
    expect(keyboard.get_by_label("Username:")).to_be_focused()
    type_and_enter("edith", PASSWORD)
    expect_heading("Your code")
    expect(keyboard.get_by_label("Code:")).to_be_focused()
    type_and_enter(app.wrong_code())
    expect(keyboard.get_by_text("This code is not the one of this moment.")).to_be_visible()
    expect(keyboard.get_by_label("Code:")).to_be_focused()
    tab_to("Sign in under another name")
    keyboard.keyboard.press("Enter")
    expect_heading("Sign in")
    type_and_enter("edith", PASSWORD)
    expect_heading("Your code")
    type_and_enter(codes[0])
    expect_heading("Recovery codes")
    tab_to("Change your app")
    keyboard.keyboard.press("Enter")
    expect_heading("Change your app")
    other = Authenticator(keyboard.locator(".door__key").inner_text())
    type_and_enter(other.code())
    expect_heading("Recovery codes")
    tab_to("I have kept them")
    keyboard.keyboard.press("Enter")
    expect_heading("Site administration")
