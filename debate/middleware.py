"""What is done to every answer of the site."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]
Address = IPv4Address | IPv6Address


# Nothing from another host, nothing inline. Django's own name for the setting from version 6 on.
SECURE_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{what} {whence}" for what, whence in SECURE_CSP.items())
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def with_visitors_address(answer: Answer) -> Answer:
    """Put the visitor's address in `REMOTE_ADDR` where a trusted proxy asks for them.

    Whoever is no trusted proxy is the visitor, whatever X-Forwarded-For they send.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        peer = _address(request.META.get("REMOTE_ADDR", ""))
        if peer is not None and _is_trusted(peer):
            chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            request.META["REMOTE_ADDR"] = str(_visitor(peer, chain))
        return answer(request)

    return answered


def visitors_address(request: HttpRequest) -> str | None:
    """The address by which a visitor is counted; none where the server knows none."""
    address: str | None = request.META.get("REMOTE_ADDR") or None
    return address


def _visitor(peer: Address, chain: list[str]) -> Address:
    """The nearest address that is no trusted proxy: what stands left of it, anybody can have written."""
    nearest = peer
    for given in reversed(chain):
        address = _address(given.strip())
        if address is None:
            break
        nearest = address
        if not _is_trusted(address):
            break
    return nearest


def _address(given: str) -> Address | None:
    try:
        address = ip_address(given)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def with_policies(answer: Answer) -> Answer:
    """Tell browsers what a page of this site may do: nothing that it does not need."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return answered


def without_body_for_head(answer: Answer) -> Answer:
    """Send no body where only the head was asked for; its length is still said."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answered
