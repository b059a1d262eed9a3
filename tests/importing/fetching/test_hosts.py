"""Which addresses may be asked: none within a private network, however it is written."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.fetching.hosts import CannotFetch, IPAddress, Place, is_public, place_of

WEB = frozenset({80, 443})
# From IANA's registries of special addresses: what cannot be reached from everywhere, or is no single host.
NOT_PUBLIC = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
    "::/128", "::1/128", "::/96", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001::/32",
    "2001:2::/48", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
    "fec0::/10", "ff00::/8",
]  # fmt: skip
# Ways in which an IPv6 address holds an IPv4 address: how far it is moved, and what stands beside it.
MAPPED, COMPATIBLE, SIX_TO_FOUR = (0, 0xFFFF << 32), (0, 0), (80, 0x2002 << 112)
NAT64 = (0, 0x0064_FF9B << 96)


def within(way: tuple[int, int], held: IPv4Address) -> IPv6Address:
    moved, beside = way
    return IPv6Address(beside | int(held) << moved)


@pytest.mark.parametrize("block", NOT_PUBLIC)
@given(data=st.data())
@settings(max_examples=20)
def test_no_address_of_a_special_block_is_ever_asked(block: str, data: st.DataObject) -> None:
    network = ip_network(block)
    within = data.draw(st.ip_addresses(network=network))
    assert not any(map(is_public, (network[0], within, network[-1])))


@given(st.ip_addresses())
def test_nothing_is_asked_that_is_not_global(address: IPAddress) -> None:
    assert not is_public(address) or (address.is_global and not address.is_multicast)


@given(st.sampled_from([MAPPED, COMPATIBLE, SIX_TO_FOUR]), st.ip_addresses(v=4))
def test_no_address_within_an_address_is_asked(way: tuple[int, int], held: IPv4Address) -> None:
    assert not is_public(within(way, held))


@given(st.ip_addresses(v=4))
def test_through_nat64_is_asked_whom_one_may_ask_directly(held: IPv4Address) -> None:
    assert is_public(within(NAT64, held)) == is_public(held)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::6810:84e5", "64:ff9b::808:808"])
def test_hosts_of_the_open_internet_are_asked(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", ["2606:4700::6810:84e5%eth0", "64:ff9b::808:808%1", "fe80::1%eth0"])
def test_an_address_of_one_network_card_is_not_asked(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://tea.example", Place("https", "tea.example", 443, "/")),
        ("HTTP://Tea.Example.:80/a?b=c#d", Place("http", "tea.example", 80, "/a?b=c")),
        ("https://tea.example/a%2Fb/é?q=[é]", Place("https", "tea.example", 443, "/a%2Fb/%C3%A9?q=[%C3%A9]")),
        ("https://thé-vert.example/", Place("https", "xn--th-vert-cya.example", 443, "/")),
        ("https://[2606:4700::6810:84E5]/", Place("https", "2606:4700::6810:84e5", 443, "/")),
    ],
)  # fmt: skip
def test_an_address_has_one_spelling(address: str, place: Place) -> None:
    found = place_of(address, ports=WEB)
    assert found == place
    assert place_of(found.url, ports=WEB) == place


REFUSED = {
    "is no web address: give one that begins with https:// or http://.": [
        "",
        "tea.example/news",
        "file:///etc/passwd",
        "ftp://tea.example/",
        "gopher://tea.example:80/",
        "javascript:alert(1)",
    ],
    "holds a user name or a password: give the address without it.": [
        "https://ada@tea.example/",
        "https://ada:secret@tea.example/",
        "https://@tea.example/",
        "https://tea.example\\@inside.example/",
    ],
    "is not on a usual port of the web (80 or 443): save the text and paste it.": [
        "https://tea.example:8080/",
        "https://tea.example:0/",
    ],
    "is no web address: copy it once more from your browser.": [
        "https://tea.example:99999/",
        "https://tea.example:six/",
        "https://[tea.example/",
        "https://tea..example/",
        "https://./",
        f"https://{'t' * 64}.example/",
    ],
    "names no host that can be asked: copy it once more from your browser.": [
        "https:///news",
        "https:tea.example",
        "https://tea\\.example/",
        "https://tea%00.example/",
    ],
    "holds a space or a sign that cannot be seen: copy it once more.": [
        "https://tea.example/a b",
        "https://tea.example/\r\nX-Tea: 1",
        "https://tea.example/\u200bnews",
        "https://tea.example/\ud800",
        "https://tea.example/\0",
        "ht\ttps://tea.example/",
    ],
}


@pytest.mark.parametrize(
    ("address", "why"), [(address, why) for why, addresses in REFUSED.items() for address in addresses]
)
def test_what_cannot_be_asked_is_named_with_what_to_do(address: str, why: str) -> None:
    with pytest.raises(CannotFetch) as refusal:
        place_of(address, ports=WEB)
    assert str(refusal.value) == f"“{address}” {why}"


def test_a_very_long_address_is_shown_by_its_beginning() -> None:
    with pytest.raises(CannotFetch) as refusal:
        place_of("tea" * 1000, ports=WEB)
    assert len(str(refusal.value)) < 300


@given(st.text())
def test_whatever_is_pasted_is_a_place_or_a_refusal(pasted: str) -> None:
    for address in (pasted, f"https://{pasted}", f"https://tea.example/{pasted}"):
        try:
            place = place_of(address, ports=WEB)
        except CannotFetch:
            continue
        assert place.url.isascii()
        assert place.url.isprintable()
        assert " " not in place.url
