"""A host of the web on this machine, which answers as a test tells it to, and remembers what it was asked."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from socket import gaierror
from threading import Event, Thread
from typing import Any

from articles.importing.fetching import Reach

AGENT = "On the Record (+https://record.example/about/)"
# Vouches for tea.example, until the year 2126. Made by `openssl req -x509 -newkey ec` for these tests alone.
CERTIFICATE = Path(__file__).parent / "tea.example.pem"
HTML = "text/html; charset=utf-8"

# What a host sends, portion by portion.
Portions = Callable[[], Iterator[bytes]]


@dataclass
class WebHost:
    port: int
    answers: dict[str, Portions]
    # Path and headers of each request.
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    # What the names of the little web stand for.
    names: dict[str, list[str]] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]

    def url(self, path: str, *, host: str = "tea.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def answer(
        self, path: str, body: bytes = b"", *, status: int = 200, kind: str = HTML, **headers: str
    ) -> None:
        """Answer so, with the length unless it is among the headers."""
        said = {"Content-Type": kind, "Content-Length": str(len(body))}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"HTTP/1.1 {status} So", *(f"{name}: {value}" for name, value in said.items() if value)]
        self.send(path, "\r\n".join([*lines, "", ""]).encode() + body)

    def send(self, path: str, *portions: bytes) -> None:
        self.answers[path] = lambda: iter(portions)

    def drip(self, path: str, start: bytes, *, then: bytes) -> None:
        """Answer with the start, and then with one byte after the other, for three seconds altogether."""

        def portions() -> Iterator[bytes]:
            yield start
            for at in range(len(then)):
                self.over.wait(3 / len(then))
                yield then[at : at + 1]

        self.answers[path] = portions

    def redirect(self, path: str, location: str, *, status: int = 302) -> None:
        self.answer(path, status=status, Location=location)

    def look_up(self, host: str, _port: int) -> list[str]:
        if host not in self.names:
            raise gaierror
        return self.names[host]

    def reach(self, **limits: Any) -> Reach:
        """This host alone may be asked."""
        mine = Reach(
            resolve=self.look_up,
            may_ask=lambda address: address == ip_address("127.0.0.1"),
            ports=frozenset({self.port}),
            trust=lambda: ssl.create_default_context(cafile=CERTIFICATE),
        )
        return replace(mine, **limits)


@contextmanager
def web_host(*, encrypted: bool = False) -> Iterator[WebHost]:
    """Until the end of the block it answers; without any rules for programs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append((self.path, dict(self.headers)))
            with suppress(OSError):
                for portion in host.answers.get(self.path, not_there)():
                    self.wfile.write(portion)
            self.close_connection = True

        def log_message(self, *_said: object) -> None: ...

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_about: object) -> None:
            """A client that goes away is no error."""

    def not_there() -> Iterator[bytes]:
        yield b"HTTP/1.1 404 Not there\r\nContent-Length: 0\r\n\r\n"

    with Server(("127.0.0.1", 0), Handler) as server:
        if encrypted:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        host = WebHost(port=server.server_port, answers={})
        host.names = {"tea.example": ["127.0.0.1"], "leaf.example": ["127.0.0.1"]}
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield host
        finally:
            host.over.set()
            server.shutdown()
            thread.join()
