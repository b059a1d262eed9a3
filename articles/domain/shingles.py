"""Whether two texts are printings of one: a few numbers of each text, compared.

Each run of five words (a shingle) is a number; the smallest of them are kept. The share that two texts
have in common among the smallest of both together estimates the share of all their shingles (Broder 1997,
“On the resemblance and containment of documents”).
"""

import hashlib
import re
from collections.abc import Collection

KEPT = 16
# Of the numbers of two texts together, from here on they are taken for one text.
ALIKE = 0.5
_RUN = 5
# What every database holds in a column of eight bytes.
_BITS = 63
_WORD = re.compile(r"\w+")


def shingles_of(text: str) -> frozenset[int]:
    """At most sixteen numbers that stand for the text; none for one of fewer than five words."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    return frozenset(sorted(map(_number, runs))[:KEPT])


def resemblance(one: Collection[int], other: Collection[int]) -> float:
    """The share of their shingles that two texts have in common, estimated: 0 to 1."""
    both = sorted({*one, *other})[:KEPT]
    return len(set(both) & set(one) & set(other)) / len(both) if both else 0.0


def _number(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) >> (64 - _BITS)
