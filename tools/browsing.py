"""The browser that tools look with: Chromium, found as the tests find it."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chrome_path() -> str:
    """The program; ends the process with the command that installs one where there is none."""
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("This needs Chromium: apt-get install --no-install-recommends chromium, or set CHROME_PATH.")
    return found


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chrome_path(), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()
