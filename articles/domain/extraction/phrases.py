"""Noun phrases of a sentence, matched on its line of classes."""

import re

_WITHIN = r"(?:[nNJTpof0']|r(?=[nJNpo])|&(?=[NJ])|x(?=[nN0]))"
_BASE = rf"(?![&'r])(?:d{{1,2}}i(?=[nNpofJT])|d{{0,2}})(?![&']){_WITHIN}*[nNJTpof0]"
_LINKED = rf"{_BASE}(?:&{_BASE})?(?:[FP](?:{_BASE})|F[ig](?:{_BASE})?)*"
PHRASE = re.compile(rf"S|O|{_LINKED}")
BASE = re.compile(_BASE)
# What a post is of, or for, may be anything: brewing, mugs and cups, lead research.
_ANYTHING = r"d{0,2}(?:[ig](?:&[ig])?|[nNJTpof0'kb])[nNJTpof0'ikbg]*(?:&[nNJTpof0'kb][nNJTpof0'ikbg]*)?"
# A post between commas, up to where it ends: a retired head of brewing at the Kettle Union,
APPOSED = re.compile(rf"(?:v(?=[np]))?{_BASE}(?:&{_BASE})?(?:[FP](?:{_ANYTHING}))*(?=[-,.;:cw&!?]|$)")
_LAST_PHRASE = re.compile(rf"(?:S|{_LINKED})$")
NAME = re.compile(r"[TJ]*N[NTF&]*")

# No subject stands farther from its verb than this; it keeps every search short.
REACH = 60


def phrase_from(codes: str, place: int, end: int | None = None) -> int | None:
    """Where the noun phrase that begins at a word ends; None where none begins."""
    found = PHRASE.match(codes, place, min(len(codes) if end is None else end, place + REACH))
    return found.end() if found else None


def phrase_until(codes: str, place: int, floor: int = 0) -> int | None:
    """Where the noun phrase that ends before a word begins; None where none does."""
    low = max(floor, place - REACH)
    found = _LAST_PHRASE.search(codes[low:place])
    return low + found.start() if found else None


def is_name(codes: str, begin: int, end: int) -> bool:
    """Whether the words are a name with its titles and nothing else."""
    return NAME.fullmatch(codes, begin, end) is not None
