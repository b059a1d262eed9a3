"""A connection goes to the address that was checked, ends in time, and nowhere else is one opened."""

import ast
import ssl
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from articles.importing.fetching import CannotFetch, fetch
from tests.importing.fetching.web_host import AGENT, WebHost

ROOT = Path(__file__).resolve().parents[3]
TEA = b"<p>Tea</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
TOO_LONG = "tea.example takes too long to answer: try later, or save the text and paste it."
BROKE_OFF = "tea.example could not be reached, or broke off: try later, or save the text and paste it."
NO_CERTIFICATE = (
    "The certificate of {} does not prove that it is this host: "
    "check the address, or save the text and paste it."
)


def refusal(host: WebHost, url: str, **limits: object) -> str:
    with pytest.raises(CannotFetch) as refused:
        fetch(url, user_agent=AGENT, reach=host.reach(**limits))
    return str(refused.value)


# The address that was checked


def test_a_name_that_nobody_knows_is_named(host: WebHost) -> None:
    assert refusal(host, host.url("/", host="nowhere.example")) == (
        "No host named nowhere.example was found: check the address for mistakes, or try later."
    )


def test_a_name_that_changes_its_mind_is_checked_each_time(host: WebHost) -> None:
    host.answer("/tea", TEA)
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked: list[tuple[str, int]] = []

    def look_up(name: str, port: int) -> list[str]:
        asked.append((name, port))
        return next(answers)

    assert refusal(host, host.url("/tea"), resolve=look_up).startswith(
        "tea.example is no host on the open internet"
    )
    # Once for the rules and once for the page: what is connected to was not looked up again.
    assert asked == [("tea.example", host.port)] * 2
    assert host.paths == ["/robots.txt"]


def test_an_address_that_does_not_answer_leaves_it_to_the_next(host: WebHost) -> None:
    host.answer("/tea", TEA)
    # Nobody listens on the first, which is this machine as well.
    host.names["tea.example"] = ["127.0.0.2", "127.0.0.1"]
    page = fetch(
        host.url("/tea"), user_agent=AGENT, reach=host.reach(may_ask=lambda address: address.is_loopback)
    )
    assert page.data == TEA


def test_a_host_where_nobody_listens_is_named(host: WebHost) -> None:
    host.names["tea.example"] = ["127.0.0.2"]
    assert refusal(host, host.url("/"), may_ask=lambda address: address.is_loopback) == BROKE_OFF


# In time


def test_a_host_that_says_nothing_is_left(host: WebHost) -> None:
    def nothing() -> Iterator[bytes]:
        host.over.wait(3)
        yield b""

    host.answers["/tea"] = nothing
    assert refusal(host, host.url("/tea"), seconds=0.5) == TOO_LONG


@pytest.mark.parametrize(
    ("start", "then"),
    [
        (HEAD + b"Content-Length: 60\r\n\r\n", b"t" * 60),
        (b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\nContent-Length: 0\r\n\r\n"),
        (b"", HEAD + b"Content-Length: 0\r\n\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nt\r\n" * 10 + b"0\r\n\r\n"),
    ],
    ids=["body", "headers", "everything", "portions"],
)
def test_a_host_that_drips_is_left(host: WebHost, start: bytes, then: bytes) -> None:
    host.drip("/tea", start, then=then)
    assert refusal(host, host.url("/tea"), seconds=0.5) == TOO_LONG


def test_rules_that_drip_take_from_the_same_time(host: WebHost) -> None:
    host.drip("/robots.txt", HEAD + b"Content-Length: 60\r\n\r\n", then=b"#" * 60)
    assert refusal(host, host.url("/tea"), seconds=0.5) == TOO_LONG
    assert host.paths == ["/robots.txt"]


def test_a_name_that_is_looked_up_for_ever_is_left(host: WebHost) -> None:
    over, found = Event(), Event()

    def look_up(_name: str, _port: int) -> list[str]:
        over.wait(3)
        found.set()
        return ["127.0.0.1"]

    assert refusal(host, host.url("/tea"), resolve=look_up, seconds=0.2) == TOO_LONG
    assert not found.is_set()
    over.set()


# What is no answer


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"SSH-2.0-Tea\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        HEAD + b"Content-Length: 60\r\n\r\nTea",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nTea\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nTea\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\ntea\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    ],
    ids=[
        "nothing", "another-protocol", "no-status", "cut-short", "last-portion-missing", "less-than-nothing",
        "no-number", "too-many-headers", "too-long-a-header",
    ],
)  # fmt: skip
def test_what_is_no_whole_answer_is_refused(host: WebHost, sent: bytes) -> None:
    host.send("/tea", sent)
    assert refusal(host, host.url("/tea"), most_bytes=100_000) == BROKE_OFF


@pytest.mark.parametrize(
    ("start", "again"),
    [
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", b"t" * 10_000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 1000),
    ],
    ids=["portion-of-no-length", "always-go-on", "headers-after-the-end"],
)
def test_what_never_ends_is_left_before_the_time_is_over(host: WebHost, start: bytes, again: bytes) -> None:
    def portions() -> Iterator[bytes]:
        yield start
        while not host.over.is_set():
            yield again

    host.answers["/tea"] = portions
    assert refusal(host, host.url("/tea"), most_bytes=100_000) == BROKE_OFF


# Encrypted


def test_a_host_that_proves_its_name_is_read(encrypted_host: WebHost) -> None:
    encrypted_host.answer("/tea", TEA)
    url = encrypted_host.url("/tea", scheme="https")
    page = fetch(url, user_agent=AGENT, reach=encrypted_host.reach())
    assert (page.url, page.data) == (url, TEA)


def test_a_certificate_for_another_name_is_refused(encrypted_host: WebHost) -> None:
    url = encrypted_host.url("/tea", scheme="https", host="leaf.example")
    assert refusal(encrypted_host, url) == NO_CERTIFICATE.format("leaf.example")
    assert encrypted_host.paths == []


def test_a_certificate_that_nobody_vouches_for_is_refused(encrypted_host: WebHost) -> None:
    url = encrypted_host.url("/tea", scheme="https")
    assert refusal(encrypted_host, url, trust=ssl.create_default_context) == NO_CERTIFICATE.format(
        "tea.example"
    )


def test_a_host_that_does_not_encrypt_is_refused(host: WebHost) -> None:
    assert refusal(host, host.url("/tea", scheme="https")) == BROKE_OFF


def test_a_redirect_out_of_encryption_is_refused(encrypted_host: WebHost) -> None:
    url = encrypted_host.url("/tea", scheme="https")
    encrypted_host.redirect("/tea", encrypted_host.url("/tea"))
    assert refusal(encrypted_host, url) == (
        f"{url} leads to a page that is not encrypted, where words could be changed on the way: "
        "save the text and paste it."
    )


# Nowhere else

OPENS_CONNECTIONS = (
    "socket", "ssl", "asyncio", "http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp",
    "ftplib", "smtplib", "telnetlib", "xmlrpc", "trafilatura.downloads", "trafilatura.spider",
    "trafilatura.feeds", "trafilatura.sitemaps", "trafilatura.fetch_url", "trafilatura.fetch_response",
)  # fmt: skip


def imported(path: Path) -> set[str]:
    """The full name of everything the module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {f"{node.module}.{one.name}" for one in node.names}
    return names


def test_no_other_module_opens_a_connection() -> None:
    opening = {
        str(path.relative_to(ROOT))
        for folder in ("articles", "debate")
        for path in (ROOT / folder).rglob("*.py")
        for name in imported(path)
        if any(name == one or name.startswith(f"{one}.") for one in OPENS_CONNECTIONS)
    }
    assert opening == {
        "articles/importing/fetching/connecting.py",
        # Listens, to find out whether the port is free.
        "debate/starting.py",
    }
