"""A page from its address: robots.txt first, then redirects, type, size and packing."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic
from typing import NoReturn
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from articles.domain.robots import may_read
from articles.importing.fetching.connecting import PUBLIC, READABLE, Answer, Reach, Visit, asked
from articles.importing.fetching.hosts import CannotFetch, Place, place_of, shortened

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 3
MOST_OF_ROBOTS = 500_000
OK = 200
NOT_THERE = frozenset({404, 410})
NOT_FOR_US = frozenset({401, 402, 403, 451})


@dataclass(frozen=True)
class Fetched:
    """A page as its host sent it, unpacked; `url` is where the redirects led, without a fragment."""

    url: str
    data: bytes
    content_type: str
    # None where the host does not say.
    charset: str | None


def fetch(url: str, *, user_agent: str, reach: Reach = PUBLIC) -> Fetched:
    """The page at this address, as anybody can read it without an account. Raises CannotFetch.

    For each request on the way the host is looked up once, all its addresses are checked, and one of those
    is connected to. Its robots.txt is asked first. `user_agent` names us and says where to read about us:
    what stands before the first bracket is the name that a robots.txt may speak of.
    """
    visit = Visit(" ".join(user_agent.split()), reach, monotonic() + reach.seconds)
    robots: dict[str, str] = {}

    def refuse_unless_allowed(place: Place) -> None:
        if place.origin not in robots:
            robots[place.origin] = _robots_of(place, visit)
        product = visit.user_agent.partition("(")[0]
        if not may_read(robots[place.origin], product=product, path=place.target):
            said = _(
                "%(address)s is not to be read by programs, says its host: "
                "read it in your browser, save the text and paste it."
            )
            _refuse(said, place)

    start = place_of(url.strip(), ports=reach.ports)
    with _followed(start, visit, refuse_unless_allowed) as (place, answer):
        _refuse_status(place, answer.status)
        kind = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
        _refuse_type(place, kind)
        data = _body(place, answer, reach.most_bytes)
        return Fetched(place.url, data, kind, answer.headers.get_content_charset())


def _robots_of(place: Place, visit: Visit) -> str:
    """The rules of the host; empty where it has none. Raises CannotFetch where nobody knows."""
    with _followed(replace(place, target="/robots.txt"), visit) as (end, answer):
        if answer.status in NOT_THERE:
            return ""
        if answer.status != OK:
            said = _(
                "%(address)s answers %(status)d, so that nobody knows what programs may read there: "
                "try later, or save the text and paste it."
            )
            _refuse(said, end, status=answer.status)
        return _body(end, answer, MOST_OF_ROBOTS).decode(errors="replace")


@contextmanager
def _followed(
    start: Place, visit: Visit, check: Callable[[Place], None] = lambda _place: None
) -> Iterator[tuple[Place, Answer]]:
    """Where the redirects lead, and the answer there; each place on the way is checked as the first was."""
    place = start
    for _step in range(MOST_REDIRECTS + 1):
        check(place)
        with asked(place, visit) as answer:
            if answer.status not in REDIRECTS:
                yield place, answer
                return
            place = _led_to(place, answer, visit.reach)
    said = _(
        "%(address)s leads on more than %(most)d times: "
        "open it in your browser, and give the address where you end."
    )
    _refuse(said, start, most=MOST_REDIRECTS)


def _led_to(place: Place, answer: Answer, reach: Reach) -> Place:
    # Headers are read as Latin-1, and what servers mean is UTF-8.
    location = answer.headers.get("Location", "").encode("latin-1", "replace").decode(errors="replace")
    try:
        end = place_of(urljoin(place.url, location), ports=reach.ports)
    except (CannotFetch, ValueError):
        said = _(
            "%(address)s leads to an address that is not asked: "
            "open it in your browser, save the text and paste it."
        )
        _refuse(said, place)
    if place.scheme == "https" and end.scheme == "http":
        # Whoever stands between could put words into somebody's mouth.
        said = _(
            "%(address)s leads to a page that is not encrypted, where words could be changed on the way: "
            "save the text and paste it."
        )
        _refuse(said, place)
    return end


def _refuse_status(place: Place, status: int) -> None:
    if status == OK:
        return
    if status in NOT_THERE:
        said = _(
            "%(address)s answers that there is no such page (%(status)d): "
            "check the address, or look for an archived copy."
        )
    elif status in NOT_FOR_US:
        said = _(
            "%(address)s is not shown to programs (%(status)d): "
            "read it in your browser, save the text and paste it."
        )
    else:
        said = _("%(address)s answers with no page (%(status)d): try later, or save the text and paste it.")
    _refuse(said, place, status=status)


def _refuse_type(place: Place, kind: str) -> None:
    if kind in READABLE:
        return
    if kind == "application/pdf":
        _refuse(_("%(address)s answers with a PDF: save the text and paste it."), place)
    said = _("%(address)s answers with %(kind)s, not with a page: save the text and paste it.")
    _refuse(said, place, kind=kind or _("something unnamed"))


def _body(place: Place, answer: Answer, most: int) -> bytes:
    """All of the body, unpacked, and never a part of it. Raises CannotFetch, and ConnectionError."""
    # What a host says of the length is believed where that is too much; what comes is measured in any case.
    if (answer.length or 0) > most:
        _refuse_size(place, most)
    data = answer.read(most + 1)
    if len(data) <= most:
        if answer.length:
            raise ConnectionError("The connection was closed before the end.")
        data = _unpacked(place, answer.headers.get("Content-Encoding", ""), data, most)
    if len(data) > most:
        _refuse_size(place, most)
    return data


def _refuse_size(place: Place, most: int) -> NoReturn:
    said = _("%(address)s is larger than %(megabytes).1f MB: save the text of the article and paste it.")
    _refuse(said, place, megabytes=most / 1_000_000)


def _unpacked(place: Place, packing: str, data: bytes, most: int) -> bytes:
    """The data as they were before packing; of more than `most` bytes only one more."""
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return data
    if packing not in ("gzip", "x-gzip"):
        said = _("%(address)s comes packed as %(packing)s, which is not read: save the text and paste it.")
        _refuse(said, place, packing=packing)
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(data)).read(most + 1)
    except (OSError, EOFError, zlib.error):
        _refuse(_("%(address)s comes packed and damaged: try later, or save the text and paste it."), place)


def _refuse(message: str, place: Place, **said: object) -> NoReturn:
    raise CannotFetch(message % {"address": shortened(place.url), **said})
