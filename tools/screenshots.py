"""Every kind of page at every width, in light, dark and print: pictures, and sheets to compare them on."""

import html
import sys
from pathlib import Path

from playwright.sync_api import Browser
from tqdm import tqdm

from tools.browsing import browsing
from tools.page_kinds import PageKind, page_kinds, set_up
from tools.serving import served

FOLDER = Path("build/screenshots")
LOOKS = [(width, scheme) for width in (390, 820, 1440) for scheme in ("light", "dark")] + [(794, "print")]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as site:
        set_up()
        kinds = page_kinds()
        with browsing() as browser:
            for width, look in tqdm(LOOKS, desc="Looks", disable=None):
                take(browser, site, kinds, width, look)
            sheet = FOLDER / "index.html"
            sheet.write_text(contact_sheet(kinds), encoding="utf-8")
            page = browser.new_page(viewport={"width": 2000, "height": 1200})
            page.goto(sheet.resolve().as_uri())
            page.screenshot(path=FOLDER / "sheet.png", full_page=True)
    sys.stdout.write(f"{len(kinds) * len(LOOKS)} pictures of {len(kinds)} kinds of page are in {FOLDER}/.\n")


def take(browser: Browser, site: str, kinds: list[PageKind], width: int, look: str) -> None:
    """Pictures of every kind of page in one look."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if look == "dark" else "light"
    )
    page = context.new_page()
    if look == "print":
        page.emulate_media(media="print")
    for kind in kinds:
        page.goto(site + kind.address)
        page.screenshot(path=FOLDER / picture(kind, width, look), full_page=True)
    context.close()


def picture(kind: PageKind, width: int, look: str) -> str:
    return f"{kind.name}-{width}-{look}.png"


def contact_sheet(kinds: list[PageKind]) -> str:
    """A page with all pictures side by side, a row a kind."""
    rows = "".join(
        f"<tr><th>{html.escape(kind.name)}</th>"
        + "".join(
            f'<td><a href="{picture(kind, *look)}"><img src="{picture(kind, *look)}" alt=""></a></td>'
            for look in LOOKS
        )
        + "</tr>"
        for kind in kinds
    )
    style = "td{vertical-align:top}img{width:240px;max-height:420px;object-fit:cover;object-position:top}"
    head = f"<!doctype html><meta charset=utf-8><title>Contact sheet</title><style>{style}</style>"
    return f"{head}<table>{rows}</table>"


if __name__ == "__main__":
    main()
