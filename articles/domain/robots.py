"""What a host's robots.txt lets a program read (RFC 9309)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

# What means the same whether it is percent-encoded or not.
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
KEPT = "/%:?#[]@!$&'()*+,;=~"


@dataclass
class _Group:
    """The rules for some programs: whether each allows, and the paths it is about."""

    agents: list[str] = field(default_factory=list)
    rules: list[tuple[bool, str]] = field(default_factory=list)


def may_read(robots: str, *, product: str, path: str) -> bool:
    """Whether a program of this name may read the path (with its query), going by the text of a robots.txt.

    Of the rules that fit, the longest decides, and between two of one length the one that allows. Rules for
    every program count only where there are none for this one. Case, spaces and hyphens of a product's name
    do not count, as no name with a space can be written in a robots.txt. Python's own parser
    passes over `*` and `$`, which many newspapers use, and takes the first rule instead of the longest.
    """
    groups = list(_groups(robots))
    for name in (_folded(product), "*"):
        meant = [group for group in groups if name in group.agents]
        if meant:
            asked = _encoded(path)
            fitting = [
                (len(about), allows)
                for group in meant
                for allows, about in group.rules
                if about and _fits(about, asked)
            ]
            return max(fitting, default=(0, True))[1]
    return True


def _groups(robots: str) -> Iterator[_Group]:
    group = _Group()
    for line in re.split(r"\r\n|\r|\n", robots.removeprefix("\ufeff")):
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        match key.lower():
            case "user-agent":
                if group.rules:
                    yield group
                    group = _Group()
                group.agents.append("*" if value == "*" else _folded(value))
            case "allow" | "disallow":
                group.rules.append((key.lower() == "allow", _encoded(value)))
    yield group


def _folded(product: str) -> str:
    """The name without its version, and without what does not count."""
    return re.sub(r"[\s_-]", "", product.partition("/")[0]).lower()


def _encoded(path: str) -> str:
    """The path in the one spelling in which two that mean the same are equal."""

    def settled(found: re.Match[str]) -> str:
        sign = chr(int(found[1], 16))
        return sign if UNRESERVED.fullmatch(sign) else found[0].upper()

    return re.sub(r"%([0-9A-Fa-f]{2})", settled, quote(path, safe=KEPT))


def _fits(about: str, path: str) -> bool:
    """Whether the path begins as the rule says; `*` stands for anything, a `$` at the end for the end.

    Each part is looked for once, from left to right, so that no rule can make this slow.
    """
    to_the_end = about.endswith("$")
    first, *others = about.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    reached = len(first)
    last = others.pop() if others and to_the_end else None
    for part in others:
        found = path.find(part, reached)
        if found < 0:
            return False
        reached = found + len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= reached
    return not to_the_end or reached == len(path)
