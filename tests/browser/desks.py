"""Browsers in which editors are signed in."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page

Opens = Callable[..., Page]


def signed_in(browser: Browser, live_server: Any, *, known: tuple[str, ...]) -> Iterator[Opens]:
    """Opens pages as an editor; fails on any error in a console, CSP's above all, but for those `known`."""
    errors: list[str] = []
    contexts = []

    def open_one(name: str = "edith", **options: Any) -> Page:
        client = Client()
        client.force_login(User.objects.filter(username=name).first() or User.objects.create_superuser(name))
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        key = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        page.on(
            "console",
            lambda said: errors.append(f"{said.text} {said.location}") if said.type == "error" else None,
        )
        page.on("pageerror", lambda problem: errors.append(str(problem)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [one for one in errors if not any(word in one for word in known)] == []
