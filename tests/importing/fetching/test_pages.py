"""A page from its address: what is read, what is refused, and what an editor is told to do."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from articles.importing.fetching import PUBLIC, CannotFetch, Fetched, fetch
from tests.importing.fetching.web_host import AGENT, WebHost

TEA = "<p>“Tea is a vegetable,” said Ada Leaf.</p>".encode()
SAVE = "save the text and paste it."


def refusal(url: str, **how: Any) -> str:
    with pytest.raises(CannotFetch) as refused:
        fetch(url, user_agent=AGENT, **how)
    return str(refused.value)


def test_a_page_is_read_as_it_was_sent(host: WebHost) -> None:
    host.answer("/tea?page=1", TEA, kind="text/html; charset=ISO-8859-15")

    page = fetch(f" {host.url('/tea?page=1#end')}\n", user_agent=AGENT, reach=host.reach())

    assert page == Fetched(host.url("/tea?page=1"), TEA, "text/html", "iso-8859-15")


def test_a_host_is_told_who_asks_and_nothing_else(host: WebHost) -> None:
    host.answer("/tea", TEA)

    fetch(host.url("/tea"), user_agent=f"{AGENT}\r\nCookie: a=b", reach=host.reach())

    said = {
        "Host": f"tea.example:{host.port}",
        "User-Agent": f"{AGENT} Cookie: a=b",
        "Accept": "text/html, application/xhtml+xml, text/plain",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    assert host.asked == [("/robots.txt", said), ("/tea", said)]


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", "Text/Plain"])
def test_pages_and_plain_text_are_read(host: WebHost, kind: str) -> None:
    host.answer("/tea", TEA, kind=kind)
    page = fetch(host.url("/tea"), user_agent=AGENT, reach=host.reach())
    assert page == Fetched(host.url("/tea"), TEA, kind.lower(), None)


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("application/pdf", "answers with a PDF"),
        ("image/png", "answers with image/png, not with a page"),
        ("", "answers with something unnamed, not with a page"),
    ],
)
def test_what_is_no_page_is_refused_before_it_is_read(host: WebHost, kind: str, why: str) -> None:
    host.answer("/tea", b"", kind=kind, Content_Length="99999999")
    assert refusal(host.url("/tea"), reach=host.reach()) == f"{host.url('/tea')} {why}: {SAVE}"


def test_what_is_sent_in_portions_is_put_together(host: WebHost) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    host.send("/tea", head, b"3\r\n<p>\r\n", b"3\r\nTea\r\n0\r\n\r\n")
    assert fetch(host.url("/tea"), user_agent=AGENT, reach=host.reach()).data == b"<p>Tea"


def test_a_host_of_another_script_is_asked_by_its_name_in_ascii(host: WebHost) -> None:
    host.names["xn--th-vert-cya.example"] = ["127.0.0.1"]
    host.answer("/", TEA)
    page = fetch(host.url("", host="thé-vert.example"), user_agent=AGENT, reach=host.reach())
    assert page.url == host.url("/", host="xn--th-vert-cya.example")


# Packed and too large


@pytest.mark.parametrize("packing", ["gzip", "X-GZIP"])
def test_a_packed_page_is_unpacked(host: WebHost, packing: str) -> None:
    host.answer("/tea", gzip.compress(TEA[:9]) + gzip.compress(TEA[9:]), Content_Encoding=packing)
    assert fetch(host.url("/tea"), user_agent=AGENT, reach=host.reach()).data == TEA


@pytest.mark.parametrize(
    "body",
    [gzip.compress(TEA)[:-4], TEA, gzip.compress(TEA)[:10] + b"\xff\xff"],
    ids=["cut", "not", "broken"],
)
def test_what_cannot_be_unpacked_is_refused(host: WebHost, body: bytes) -> None:
    host.answer("/tea", body, Content_Encoding="gzip")
    assert refusal(host.url("/tea"), reach=host.reach()) == (
        f"{host.url('/tea')} comes packed and damaged: try later, or {SAVE}"
    )


def test_what_is_packed_as_nobody_asked_for_is_refused(host: WebHost) -> None:
    host.answer("/tea", TEA, Content_Encoding="br")
    assert refusal(host.url("/tea"), reach=host.reach()) == (
        f"{host.url('/tea')} comes packed as br, which is not read: {SAVE}"
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"", {"Content_Length": "100001"}),
        (b"t" * 100_001, {"Content_Length": ""}),
        (b"186a1\r\n" + b"t" * 100_001, {"Content_Length": "", "Transfer_Encoding": "chunked"}),
        (gzip.compress(bytes(100_001)), {"Content_Encoding": "gzip"}),
        (gzip.compress(bytes(10_000_000)), {"Content_Encoding": "gzip"}),
    ],
    ids=["says-so", "says-nothing", "in-portions", "packed", "bomb"],
)  # fmt: skip
def test_what_is_too_large_is_refused(host: WebHost, body: bytes, headers: dict[str, Any]) -> None:
    host.answer("/tea", body, **headers)
    assert refusal(host.url("/tea"), reach=host.reach(most_bytes=100_000)) == (
        f"{host.url('/tea')} is larger than 0.1 MB: save the text of the article and paste it."
    )


def test_a_page_may_be_as_large_as_the_limit(host: WebHost) -> None:
    host.answer("/tea", gzip.compress(bytes(100_000)), Content_Encoding="gzip")
    page = fetch(host.url("/tea"), user_agent=AGENT, reach=host.reach(most_bytes=100_000))
    assert page.data == bytes(100_000)


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_three_redirects_are_followed(host: WebHost, status: int) -> None:
    host.redirect("/1", host.url("/2", host="leaf.example"), status=status)
    host.redirect("/2", "3#end", status=status)
    host.redirect("/3", "//tea.example:" + f"{host.port}/thé", status=status)
    host.answer("/th%C3%A9", TEA)

    page = fetch(host.url("/1"), user_agent=AGENT, reach=host.reach())

    assert page.url == host.url("/th%C3%A9")
    # The rules of each host are asked for once.
    assert host.paths == ["/robots.txt", "/1", "/robots.txt", "/2", "/3", "/th%C3%A9"]


def test_four_redirects_are_too_many(host: WebHost) -> None:
    for step in range(1, 5):
        host.redirect(f"/{step}", f"/{step + 1}")
    host.answer("/5", TEA)

    assert refusal(host.url("/1"), reach=host.reach()) == (
        f"{host.url('/1')} leads on more than 3 times: "
        "open it in your browser, and give the address where you end."
    )
    assert "/5" not in host.paths


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://tea.example/",
        "http://ada:secret@tea.example/",
        "http://tea.example:1/",
        "http://tea.example/a b",
        "http://[",
    ],
)
def test_a_redirect_leads_only_to_what_might_be_asked_itself(host: WebHost, location: str) -> None:
    host.redirect("/tea", location)
    assert refusal(host.url("/tea"), reach=host.reach()) == (
        f"{host.url('/tea')} leads to an address that is not asked: open it in your browser, {SAVE}"
    )


def test_a_redirect_to_a_private_address_is_refused(host: WebHost) -> None:
    host.names["inside.example"] = ["10.0.0.1"]
    host.redirect("/tea", host.url("/", host="inside.example"))
    assert refusal(host.url("/tea"), reach=host.reach()) == (
        "inside.example is no host on the open internet: "
        "give the address under which everybody can read the article."
    )
    assert host.paths == ["/robots.txt", "/tea"]


# What a host answers instead of a page


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, "answers that there is no such page (404): check the address, or look for an archived copy."),
        (410, "answers that there is no such page (410): check the address, or look for an archived copy."),
        (403, f"is not shown to programs (403): read it in your browser, {SAVE}"),
        (503, f"answers with no page (503): try later, or {SAVE}"),
        (429, f"answers with no page (429): try later, or {SAVE}"),
        (206, f"answers with no page (206): try later, or {SAVE}"),
    ],
)
def test_an_answer_that_is_no_page_is_named(host: WebHost, status: int, why: str) -> None:
    host.answer("/tea", TEA, status=status)
    assert refusal(host.url("/tea"), reach=host.reach()) == f"{host.url('/tea')} {why}"


# robots.txt


def test_what_a_host_keeps_from_programs_is_not_asked_for(host: WebHost) -> None:
    host.answer("/robots.txt", b"User-agent: *\nDisallow: /*/drafts/\n", kind="text/plain")
    host.answer("/news/drafts/tea", TEA)

    assert refusal(host.url("/news/drafts/tea"), reach=host.reach()) == (
        f"{host.url('/news/drafts/tea')} is not to be read by programs, says its host: "
        f"read it in your browser, {SAVE}"
    )
    assert host.paths == ["/robots.txt"]


def test_a_host_may_keep_out_this_program_alone(host: WebHost) -> None:
    host.answer("/robots.txt", b"User-agent: On-the-Record\nDisallow: /\n", kind="text/plain")
    host.answer("/tea", TEA)

    refusal(host.url("/tea"), reach=host.reach())

    assert host.paths == ["/robots.txt"]
    assert fetch(host.url("/tea"), user_agent="Another (+…)", reach=host.reach()).data == TEA


def test_where_a_redirect_leads_the_rules_are_asked_too(host: WebHost) -> None:
    host.answer("/robots.txt", b"User-agent: *\nDisallow: /drafts/\n", kind="text/plain")
    host.redirect("/tea", "/drafts/tea")
    host.answer("/drafts/tea", TEA)

    refusal(host.url("/tea"), reach=host.reach())

    assert host.paths == ["/robots.txt", "/tea"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_host_without_rules_may_be_read(host: WebHost, status: int) -> None:
    host.answer("/robots.txt", b"User-agent: *\nDisallow: /\n", status=status)
    host.answer("/tea", TEA)
    assert fetch(host.url("/tea"), user_agent=AGENT, reach=host.reach()).data == TEA


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_where_nobody_knows_the_rules_nothing_is_read(host: WebHost, status: int) -> None:
    host.answer("/robots.txt", status=status)
    host.answer("/tea", TEA)

    assert refusal(host.url("/tea"), reach=host.reach()) == (
        f"{host.url('/robots.txt')} answers {status}, so that nobody knows what programs may read there: "
        f"try later, or {SAVE}"
    )
    assert host.paths == ["/robots.txt"]


def test_rules_without_end_are_refused(host: WebHost) -> None:
    host.answer("/robots.txt", b"# tea\n" * 100_000, kind="text/plain")
    assert refusal(host.url("/tea"), reach=host.reach()) == (
        f"{host.url('/robots.txt')} is larger than 0.5 MB: save the text of the article and paste it."
    )


# The open internet, as it is asked in earnest


@pytest.mark.parametrize(
    "name",
    [
        "localhost", "localhost.", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0",
        "0.0.0.0", "①②⑦.0.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "10.1.2.3", "192.168.1.1", "172.16.0.1", "100.64.0.1",
        "169.254.169.254", "[fe80::1]", "[fd00::1]", "224.0.0.1", "255.255.255.255",
    ],
)  # fmt: skip
def test_this_machine_and_its_network_are_not_asked_however_they_are_written(name: str) -> None:
    assert refusal(f"http://{name}/").endswith(
        " is no host on the open internet: give the address under which everybody can read the article."
    )


@pytest.mark.parametrize("change", [lambda one: one, lambda one: one[::-1]])
def test_a_host_is_refused_for_any_of_its_addresses(change: Callable[[list[str]], list[str]]) -> None:
    asked: list[str] = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        return change(["93.184.216.34", "10.0.0.1"])

    assert refusal("https://tea.example/", reach=replace(PUBLIC, resolve=look_up)) == (
        "tea.example is no host on the open internet: "
        "give the address under which everybody can read the article."
    )
    assert asked == ["tea.example"]
