"""Answers that need not be made again: an ETag that changes with the corpus, the code and the day."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from articles.queries.kept import edit_stamp

View = Callable[..., HttpResponseBase]


def revalidated(view: View) -> View:
    """The view, answering 304 to whoever holds the page as it still is; one query tells.

    Caches may keep the page, and ask each time whether it still holds: what is withdrawn must be gone.
    """
    checked: View = condition(etag_func=etag)(cache_control(public=True, no_cache=True)(view))
    return checked


def etag(request: HttpRequest, *args: Any, **options: Any) -> str:  # noqa: ARG001 — the view's own
    """The version of the page at this address: of the corpus, of what draws it, and of the day it prints."""
    asked = (request.get_full_path(), request.get_host(), get_language())
    parts = (edit_stamp(), drawing(), timezone.now().date(), *asked)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@cache
def drawing() -> str:
    """A digest of all that pages are drawn from, translations and settings too; read once a process."""
    told = (settings.SITE_URL, settings.CONTACT_EMAIL, settings.REPORT_URL, settings.CORPUS_LANGUAGE)
    seen = hashlib.sha256(repr(told).encode())
    drawn_from = (("templates", "*.html"), ("articles", "*.py"), ("static", "*.css"), ("locale", "*.mo"))
    for folder, pattern in drawn_from:
        for file in sorted((Path(settings.BASE_DIR) / folder).rglob(pattern)):
            seen.update(file.read_bytes())
    return seen.hexdigest()
