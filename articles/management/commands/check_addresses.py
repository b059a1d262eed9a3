"""Ask for every address ever given out: `manage.py check_addresses` exits non-zero where one is lost."""

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import HttpResponseBase
from django.test import Client
from tqdm import tqdm

from articles.queries.promises import Promise, count_promises, promises_of_ids, promises_of_slugs

# A chain of redirects longer than this leads nowhere.
MOST_STEPS = 3


class Command(BaseCommand):
    help = "Replay the whole ledger against the running code: every id and every old slug, in filters too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--progress", action="store_true", help="show on stderr how far it is, also where nobody watches"
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        # Shown on a terminal (disable=None), or where it is asked for.
        disable = False if options["progress"] else None
        bar = tqdm(desc="Checking", total=count_promises(), unit=" ids", disable=disable, file=sys.stderr)
        # What is withdrawn answers 410, as it has to: no reason for a line of the log each.
        log = logging.getLogger("django.request")
        level = log.level
        log.setLevel(logging.CRITICAL)
        try:
            with bar:
                asked, broken = self._ask(bar)
        finally:
            log.setLevel(level)
        if broken:
            raise CommandError(f"{broken} promises are broken, of {asked} addresses.")
        if options["verbosity"]:
            self.stdout.write(f"All {asked} addresses answer as promised.")

    def _ask(self, bar: "tqdm[Any]") -> tuple[int, int]:
        """How many addresses were asked for, and how many promises are broken; each is told when found."""
        client = Client(raise_request_exception=False, SERVER_NAME=_host())
        asked = broken = 0
        for portion in chain(promises_of_ids(), promises_of_slugs()):
            for promise in portion:
                asked += 1
                for wrong in _broken(client, promise):
                    broken += 1
                    self.stdout.write(f"{promise.address}: {wrong}")
            bar.update()
        return asked, broken


def _host() -> str:
    """A host that the site answers to."""
    named = urlsplit(settings.SITE_URL).hostname
    return named or next((host for host in settings.ALLOWED_HOSTS if host.strip("*.")), "localhost")


def _get(client: Client, address: str) -> HttpResponseBase:
    return client.get(address, secure=settings.HTTPS)


def _broken(client: Client, promise: Promise) -> Iterator[str]:
    """What of the promise does not hold; nothing where all of it does."""
    answer = _get(client, promise.address)
    if answer.status_code != promise.status:
        yield f"answers {answer.status_code}, not {promise.status}"
        return
    if promise.leads_to:
        steps = [promise.address]
        while answer.status_code == 301 and len(steps) <= MOST_STEPS and steps[-1] != promise.leads_to:  # noqa: PLR2004
            steps.append(answer.headers["Location"])
            answer = _get(client, steps[-1])
        if steps[-1] != promise.leads_to:
            yield f"leads to {steps[-1]}, not to {promise.leads_to}"
    body = b"".join(answer) if promise.shows else b""
    if promise.shows and promise.shows not in body.decode():
        yield f"does not name {promise.shows}"
    if promise.header and promise.header not in answer.headers.get("Link", ""):
        yield f"has no Link with {promise.header}"
