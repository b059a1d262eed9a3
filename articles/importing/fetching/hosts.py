"""Which addresses may be asked for an article, and the one spelling in which they are asked for."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NoReturn
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

IPAddress = IPv4Address | IPv6Address
PORTS = {"http": 80, "https": 443}
# What stands in an address as it is; all else is percent-encoded.
KEPT = "/%:?[]@!$&'()*+,;=~"
LONGEST_SHOWN = 200

# Where no host of the open internet is. Python knows most of it (`is_global`), but not the same in every
# release, and calls some of it global: multicast, and what carries an older address within a newer one.
NEVER_ASKED = [
    ip_network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # Teredo and other uses of the protocol's makers; documentation; 6to4; documentation.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
]  # fmt: skip
GLOBAL_UNICAST = ip_network("2000::/3")
# A network without IPv4 reaches the others through these; the last four bytes are who is meant.
NAT64 = ip_network("64:ff9b::/96")


class CannotFetch(Exception):  # noqa: N818 — said as it reads
    """An address that cannot be read; the text says in one sentence why, and what to do."""


@dataclass(frozen=True)
class Place:
    """An address taken apart: the host in ASCII, the target with its query, and no fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_and_port(self) -> str:
        """As the Host header says it: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host_and_port}"

    @property
    def url(self) -> str:
        return self.origin + self.target


def is_public(address: IPAddress) -> bool:
    """Whether the address is one machine on the open internet, and not carried within another address."""
    if isinstance(address, IPv6Address):
        if address in NAT64 and not address.scope_id:
            return is_public(IPv4Address(address.packed[-4:]))
        if address not in GLOBAL_UNICAST or address.scope_id:
            return False
    return address.is_global and not any(address in block for block in NEVER_ASKED)


def place_of(address: str, *, ports: Collection[int]) -> Place:
    """The address taken apart. Raises CannotFetch where it is none that may be asked, whoever the host is."""
    # Python would leave some of these out in silence, and what is asked for would not be what was read.
    if any(sign.isspace() or not sign.isprintable() for sign in address):
        _refuse(_("“%(address)s” holds a space or a sign that cannot be seen: copy it once more."), address)
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii").removesuffix(".")
        port = PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
        query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
        target = quote(parts.path or "/", safe=KEPT) + query
    except ValueError:
        _refuse(_("“%(address)s” is no web address: copy it once more from your browser."), address)
    if parts.scheme not in PORTS:
        _refuse(_("“%(address)s” is no web address: give one that begins with https:// or http://."), address)
    if "@" in parts.netloc:
        _refuse(_("“%(address)s” holds a user name or a password: give the address without it."), address)
    if not _is_host(host):
        _refuse(
            _("“%(address)s” names no host that can be asked: copy it once more from your browser."), address
        )
    if port not in ports:
        _refuse(
            _("“%(address)s” is not on a usual port of the web (80 or 443): save the text and paste it."),
            address,
        )
    return Place(parts.scheme, host, port, target)


def _refuse(message: str, address: str) -> NoReturn:
    raise CannotFetch(message % {"address": shortened(address)})


def shortened(address: str) -> str:
    """The address as a message shows it."""
    return address if len(address) <= LONGEST_SHOWN else f"{address[:LONGEST_SHOWN]}…"


def _is_host(host: str) -> bool:
    if ":" not in host:
        return re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", host) is not None
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
