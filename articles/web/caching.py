"""Answers that need not be made again: an ETag that changes with the corpus, the code and the day."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from articles.queries.index import edit_stamp

View = Callable[..., HttpResponseBase]


def revalidated(view: View) -> View:
    """The view, answering 304 to whoever holds the page as it still is; one query tells.

    Caches may keep the page, and ask each time whether it still holds: what is withdrawn must be gone.
    """
    checked: View = condition(etag_func=etag)(cache_control(public=True, no_cache=True)(view))
    return checked


def etag(request: HttpRequest, *args: Any, **options: Any) -> str:  # noqa: ARG001 — the view's own
    """The version of the page at this address: of the corpus, of what draws it, and of the day it prints."""
    parts = (edit_stamp(), drawing(), timezone.now().date(), request.get_full_path(), request.get_host())
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@cache
def drawing() -> str:
    """A digest of templates, code and settings that pages are drawn from; read once a process."""
    seen = hashlib.sha256(repr((settings.SITE_URL, settings.CONTACT_EMAIL, settings.REPORT_URL)).encode())
    for folder, pattern in (("templates", "*.html"), ("articles", "*.py"), ("static", "*.css")):
        for file in sorted((Path(settings.BASE_DIR) / folder).rglob(pattern)):
            seen.update(file.read_bytes())
    return seen.hexdigest()
