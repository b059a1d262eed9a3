"""Asking one host for one address: the one module that opens a connection to another host."""

import io
import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from threading import Thread
from time import monotonic
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.fetching.hosts import CannotFetch, IPAddress, Place, is_public

READABLE = ("text/html", "application/xhtml+xml", "text/plain")
# Beside the body: headers, and how a server tells its portions apart.
MOST_AROUND = 1_000_000

Answer = HTTPResponse


def look_up(host: str, port: int) -> list[str]:
    """Every address that the name stands for, each once. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_rest, place in found))


@dataclass(frozen=True)
class Reach:
    """Who may be asked, how a name is looked up, whom to trust, and how long and how much to listen."""

    resolve: Callable[[str, int], list[str]] = look_up
    may_ask: Callable[[IPAddress], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    # For all of it: robots.txt, redirects, and names that are slow to look up.
    seconds: float = 20
    most_bytes: int = 5_000_000


PUBLIC = Reach()


@dataclass(frozen=True)
class Visit:
    """One fetch, with all its requests: who asks, whom it may ask, and when its time is over."""

    user_agent: str
    reach: Reach
    ends: float

    def seconds_left(self) -> float:
        """Raises TimeoutError where nothing is left."""
        left = self.ends - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@contextmanager
def asked(place: Place, visit: Visit) -> Iterator[Answer]:
    """The answer, its body not yet read. Whatever goes wrong until it is read becomes a CannotFetch."""
    names = {"host": place.host}
    try:
        with _connected(place, visit) as connection:
            connection.settimeout(visit.seconds_left())
            connection.sendall(_request(place, visit.user_agent))
            wire: Any = _Wire(connection, visit)
            with closing(HTTPResponse(wire, method="GET")) as answer:
                answer.begin()
                yield answer
    except TimeoutError:
        said = _("%(host)s takes too long to answer: try later, or save the text and paste it.")
        raise CannotFetch(said % names) from None
    except ssl.SSLCertVerificationError as problem:
        said = _(
            "The certificate of %(host)s does not prove that it is this host: "
            "check the address, or save the text and paste it."
        )
        raise CannotFetch(said % names) from problem
    # A ValueError is what Python makes of lengths that are no numbers.
    except (OSError, HTTPException, ValueError) as problem:
        said = _("%(host)s could not be reached, or broke off: try later, or save the text and paste it.")
        raise CannotFetch(said % names) from problem


def _request(place: Place, user_agent: str) -> bytes:
    lines = [
        f"GET {place.target} HTTP/1.1",
        f"Host: {place.host_and_port}",
        f"User-Agent: {user_agent}",
        f"Accept: {', '.join(READABLE)}",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode("ascii", "replace")


class _Wire(io.RawIOBase):
    """What comes over a connection, until the time is over or more came than a good answer needs.

    A limit on each read would be no limit: a host could send one byte, and wait again.
    """

    def __init__(self, connection: socket.socket, visit: Visit) -> None:
        self._connection = connection
        self._visit = visit
        self._left = visit.reach.most_bytes + MOST_AROUND

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._visit.seconds_left())
        came = self._connection.recv_into(buffer)
        self._left -= came
        if self._left < 0:
            raise ConnectionError("More came than a good answer needs.")
        return came

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Named as HTTPResponse asks a socket for it."""
        return io.BufferedReader(self)


@contextmanager
def _connected(place: Place, visit: Visit) -> Iterator[socket.socket]:
    """A connection to one of the checked addresses, encrypted where the scheme says so."""
    addresses = _checked_addresses(place, visit)
    with _first_that_answers(addresses, place.port, visit) as plain:
        if place.scheme == "http":
            yield plain
            return
        plain.settimeout(visit.seconds_left())
        with visit.reach.trust().wrap_socket(plain, server_hostname=place.host) as encrypted:
            yield encrypted


def _first_that_answers(addresses: list[IPAddress], port: int, visit: Visit) -> socket.socket:
    """Each address has its share of the time. Raises the OSError of the last one where none answers."""
    *others, last = addresses
    for tried, address in enumerate(others):
        share = visit.seconds_left() / (len(addresses) - tried)
        try:
            return socket.create_connection((str(address), port), timeout=share)
        except OSError:
            continue
    return socket.create_connection((str(last), port), timeout=visit.seconds_left())


def _checked_addresses(place: Place, visit: Visit) -> list[IPAddress]:
    """What the host's name stands for. Raises CannotFetch where that is nothing, or any may not be asked."""
    addresses = [ip_address(one) for one in _looked_up(place, visit)]
    if not addresses:
        said = _("No host named %(host)s was found: check the address for mistakes, or try later.")
        raise CannotFetch(said % {"host": place.host})
    if not all(visit.reach.may_ask(one) for one in addresses):
        said = _(
            "%(host)s is no host on the open internet: "
            "give the address under which everybody can read the article."
        )
        raise CannotFetch(said % {"host": place.host})
    return addresses


def _looked_up(place: Place, visit: Visit) -> list[str]:
    """What the name stands for; nothing where nobody knows it. Raises TimeoutError."""
    looking: Future[list[str]] = Future()

    def look() -> None:
        try:
            looking.set_result(visit.reach.resolve(place.host, place.port))
        except (OSError, ValueError):
            looking.set_result([])

    # In a thread, because looking up knows no limit of time.
    Thread(target=look, daemon=True).start()
    return looking.result(timeout=visit.seconds_left())
