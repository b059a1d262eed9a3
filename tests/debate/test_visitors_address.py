"""The address of a visitor is the peer's, unless a trusted proxy says for whom it asks."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from debate.middleware import visitors_address, with_visitors_address

PROXY, OUTER_PROXY, VISITOR, STRANGER = "10.0.0.2", "10.0.7.7", "203.0.113.9", "198.51.100.4"


@pytest.fixture(autouse=True)
def _proxies(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/16"), ip_network("fd00::/8")]


def seen(peer: str, forwarded: str | None = None) -> str | None:
    """The address that whatever comes after the middleware sees."""
    request = RequestFactory().get("/", REMOTE_ADDR=peer)
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    answer = with_visitors_address(lambda asked: HttpResponse(visitors_address(asked) or "unknown"))(request)
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        # Nobody's word is taken but a trusted proxy's.
        (STRANGER, VISITOR, STRANGER),
        (STRANGER, PROXY, STRANGER),
        (STRANGER, None, STRANGER),
        # A trusted proxy says for whom it asks; what stands left of that, anybody can have written.
        (PROXY, VISITOR, VISITOR),
        (PROXY, f"{STRANGER}, {VISITOR}", VISITOR),
        (PROXY, f"127.0.0.1,{VISITOR}", VISITOR),
        (PROXY, f"{STRANGER}, {VISITOR}, {OUTER_PROXY}", VISITOR),
        (PROXY, f"{VISITOR}, {PROXY}, {STRANGER}, {OUTER_PROXY}", STRANGER),
        # A proxy that asks for itself, or says nothing, or nonsense.
        (PROXY, None, PROXY),
        (PROXY, "", PROXY),
        (PROXY, OUTER_PROXY, OUTER_PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{VISITOR}, <script>", PROXY),
        (PROXY, f"{VISITOR}, {OUTER_PROXY}, 203.0.113.9:443", PROXY),
        # Both families, and one written as the other.
        ("fd00::1", "2001:db8::9", "2001:db8::9"),
        ("::ffff:10.0.0.2", VISITOR, VISITOR),
        (PROXY, f"::ffff:{VISITOR}", VISITOR),
        # A socket that has no address.
        ("", VISITOR, "unknown"),
    ],
)
def test_whose_address_is_seen(peer: str, forwarded: str | None, address: str) -> None:
    assert seen(peer, forwarded) == address


def test_without_trusted_proxies_no_header_is_believed(settings: Any) -> None:
    settings.TRUSTED_PROXIES = []
    assert seen(PROXY, VISITOR) == PROXY


def test_it_comes_before_all_that_looks_at_addresses(settings: Any) -> None:
    assert settings.MIDDLEWARE[0] == "debate.middleware.with_visitors_address"
