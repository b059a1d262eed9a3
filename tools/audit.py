"""Every kind of page held against axe-core, the Nu HTML checker, Lighthouse and our own budgets."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tools.browsing import browsing, chrome_path
from tools.page_kinds import PageKind, desk_kinds, page_kinds, set_up
from tools.serving import ROOT, served

BUILD = ROOT / "build" / "audit"
MODULES = ROOT / "node_modules"
# What a quote's page may weigh over the wire, fonts apart.
QUOTE_BYTES = 25_000
GATED = ("accessibility", "best-practices", "seo")


def main() -> int:
    BUILD.mkdir(parents=True, exist_ok=True)
    with served() as site:
        set_up()
        kinds = page_kinds()
        # Before there is a browser: it keeps an event loop, in which Django asks no database.
        desk, session = desk_kinds(), signed_in()
        faults: list[str] = []
        with browsing() as browser:
            faults += report("axe", list(axe(browser, site, kinds)))
            faults += report("axe, signed in", list(axe_of_desk(browser, site, desk, session)))
            faults += report("budgets", list(budgets(browser, site, kinds)))
        faults += report("Nu HTML checker", list(nu(site, kinds)))
        faults += report("Lighthouse", list(lighthouse(site, kinds)))
    (BUILD / "report.json").write_text(json.dumps(faults, indent=2, ensure_ascii=False))
    sys.stdout.write(f"{len(faults)} faults.\n" if faults else "No fault.\n")
    return bool(faults)


def report(name: str, faults: list[str]) -> list[str]:
    sys.stdout.write(
        f"{'FAILED' if faults else 'ok    '}  {name}\n" + "".join(f"    {one}\n" for one in faults)
    )
    sys.stdout.flush()
    return [f"{name}: {one}" for one in faults]


def axe(browser: Browser, site: str, kinds: Sequence[PageKind], session: str = "") -> Iterator[str]:
    """Violations of accessibility rules, in both schemes, on a phone and on a desk."""
    for scheme in ("light", "dark"):
        for width in (390, 1440):
            # The checker is injected, which the policy of our pages forbids to anybody.
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if scheme == "dark" else "light",
                bypass_csp=True,
            )
            sign_in(context, site, session)
            page = context.new_page()
            for kind in kinds:
                page.goto(site + kind.address)
                yield from violations(page, f"{kind.name} ({width}, {scheme})")
            context.close()


def violations(page: Page, name: str) -> Iterator[str]:
    """What axe finds on the page that is open."""
    page.add_script_tag(path=MODULES / "axe-core" / "axe.min.js")
    for found in page.evaluate("() => axe.run().then(result => result.violations)"):
        where = found["nodes"][0]["html"][:120]
        yield f"{name}: {found['id']}, {found['help']}: {where}"


def axe_of_desk(browser: Browser, site: str, desk: Sequence[PageKind], session: str) -> Iterator[str]:
    """The pages of daily work as an editor sees them, and what an action shows before it is done."""
    yield from axe(browser, site, desk, session)
    context = browser.new_context(bypass_csp=True)
    sign_in(context, site, session)
    page = context.new_page()
    page.goto(f"{site}/admin/articles/quote/")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("withdraw_selected")
    page.locator("button[name=index]").click()
    page.get_by_role("button", name="Do it").wait_for()
    yield from violations(page, "desk-bulk")
    context.close()


def sign_in(context: BrowserContext, site: str, session: str) -> None:
    """Have the browser be somebody's, where the key of a session is given."""
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": site}])


def signed_in() -> str:
    """The key of a session of somebody who may do everything on the site that is looked at."""
    from django.contrib.auth.models import User  # noqa: PLC0415 — after Django is set up
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(User.objects.create_superuser("auditor"))
    return client.cookies["sessionid"].value


def budgets(browser: Browser, site: str, kinds: Sequence[PageKind]) -> Iterator[str]:
    """Other hosts, shifting layouts, pages wider than the window, and the weight of a quote's page."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in kinds:
        asked.clear()
        page.goto(site + kind.address)
        page.wait_for_timeout(200)
        yield from (f"{kind.name} asks {url}" for url in asked if not url.startswith((site, "data:")))
        shift = page.evaluate(SHIFT)
        if shift:
            yield f"{kind.name} shifts by {shift:.4f}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{kind.name} is wider than a phone"
    context.close()
    context = browser.new_context()
    page = context.new_page()
    (quote,) = (kind for kind in kinds if kind.name == "quote")
    page.goto(site + quote.address)
    weight = page.evaluate(WEIGHT)
    sys.stdout.write(f"        a quote's page weighs {weight} bytes without fonts\n")
    if weight > QUOTE_BYTES:
        yield f"the page of a quote weighs {weight} bytes, more than {QUOTE_BYTES}"
    context.close()


SHIFT = """() => new Promise(done => {
  let sum = 0;
  const add = one => { if (!one.hadRecentInput) sum += one.value; };
  new PerformanceObserver(list => list.getEntries().forEach(add))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 100);
})"""
WEIGHT = """() => performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
  .filter(one => !one.name.endsWith(".woff2")).reduce((sum, one) => sum + one.transferSize, 0)"""


def nu(site: str, kinds: Sequence[PageKind]) -> Iterator[str]:
    """Errors of the Nu HTML checker on our pages, style sheets and pictures; the admin is Django's."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    with browsing() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        files = []
        for kind in kinds:
            if not kind.name.startswith("admin"):
                answer = page.goto(site + kind.address)
                file = BUILD / f"{kind.name}.html"
                file.write_bytes(answer.body() if answer else b"")
                files.append(file)
    ours = sorted((ROOT / "static").rglob("*.css")), sorted((ROOT / "static").rglob("*.svg"))
    for option, checked in (("--html", files), ("--css", ours[0]), ("--svg", ours[1])):
        done = subprocess.run(
            ["java", "-jar", jar, "--format", "json", option, *checked],
            check=False,
            capture_output=True,
            text=True,
        )
        for message in json.loads(done.stderr or done.stdout or '{"messages": []}')["messages"]:
            if message["type"] == "error":
                place = f"{Path(message['url']).name}:{message.get('lastLine', '')}"
                yield f"{place}: {message['message']} ({message.get('extract', '')[:80]})"


def lighthouse(site: str, kinds: Sequence[PageKind]) -> Iterator[str]:
    """Scores below 100 on a phone, the median of three; performance is reported, not gated."""
    for kind in kinds:
        if kind.name not in ("home", "quotes", "quote"):
            continue
        # A filtered list asks search engines to stay away, which is its purpose and no fault: the whole one.
        address = site + kind.address.partition("?")[0]
        try:
            runs = [_scored(address) for _ in range(3)]
        except subprocess.CalledProcessError as problem:
            yield f"{kind.name}: Lighthouse failed: {problem.stderr[-500:]}"
            continue
        scores = {name: round(100 * median(run[name] for run in runs)) for name in (*GATED, "performance")}
        sys.stdout.write(f"        {kind.name}: {scores}\n")
        yield from (f"{kind.name}: {name} {scores[name]}" for name in GATED if scores[name] < 100)  # noqa: PLR2004


def _scored(address: str) -> dict[str, float]:
    """The scores of one run; a busy browser may fail to record a page, so it is asked twice more.

    Raises CalledProcessError where all three fail.
    """
    for _ in range(2):
        with contextlib.suppress(subprocess.CalledProcessError):
            return _scores(address)
    return _scores(address)


def _scores(address: str) -> dict[str, float]:
    flags = "--headless=new --no-sandbox --disable-dev-shm-usage"
    program = MODULES / "lighthouse" / "cli" / "index.js"
    done = subprocess.run(
        ["node", program, address, "--quiet", "--output=json", f"--chrome-flags={flags}"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROME_PATH": chrome_path()},
    )
    categories: dict[str, Any] = json.loads(done.stdout)["categories"]
    return {name: (categories[name]["score"] or 0.0) for name in (*GATED, "performance")}


if __name__ == "__main__":
    sys.exit(main())
