"""What every test needs: a place of its own for data, plain static files, and a browser."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from articles.queries.kept import forget

# Before Django reads its settings: tests write nowhere but here, and no key has to be kept.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="on-the-record-tests-")
os.environ["SECRET_KEY"] = "a key for tests alone, as long as Django asks for, and known to all"
# Playwright keeps an event loop running beside our synchronous tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
for variable in (
    "DEBUG", "HTTPS", "SITE_URL", "CONTACT_EMAIL", "REPORT_URL", "ALLOWED_HOSTS", "CORPUS_DIR",
    "STATIC_ROOT",
    "TRUSTED_PROXIES", "SECOND_FACTOR", "SECOND_PAIR_OF_EYES", "ACCOUNT_LINK_HOURS",
    "EMAIL_URL", "EMAIL_FROM",
):  # fmt: skip
    os.environ.pop(variable, None)

# Machines are noisy: no property fails for being slow.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_unconfigure() -> None:
    shutil.rmtree(os.environ["DATA_DIR"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:  # type: ignore[no-untyped-def]  # pytest-django's own
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:  # type: ignore[no-untyped-def]  # pytest-django's own
    """What makes guessing slow would make tests slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    given = os.environ.get("CHROME_PATH")
    chrome = given or next(filter(None, map(shutil.which, BROWSERS)), None)
    if chrome is None or not Path(chrome).exists():
        pytest.fail(
            "The browser tests need Chromium: apt-get install --no-install-recommends chromium, "
            "or set CHROME_PATH to the program."
        )
    return {
        **browser_type_launch_args,
        "executable_path": chrome,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    }


@pytest.fixture(autouse=True)
def _no_index_of_another_test() -> None:
    """A database that is rolled back can reach the same stamp with other rows in it."""
    forget()
