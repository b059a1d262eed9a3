"""What became of words between two versions, word by word, as a reader is shown it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word with the apostrophes and hyphens inside it, a run of white space, or one mark.
_WORD = re.compile(r"\w+(?:['’\-‐]\w+)*|\s+|[^\w\s]")


class Fate(StrEnum):
    KEPT = "kept"
    TAKEN_OUT = "taken out"
    PUT_IN = "put in"


@dataclass(frozen=True)
class Stretch:
    """Some words in a row that share their fate."""

    fate: Fate
    text: str


def reworded(before: str, after: str) -> list[Stretch]:
    """The words of both in one line of reading: kept, taken out, put in. Whole words, never parts of them."""
    return list(_stretches(_WORD.findall(before), _WORD.findall(after)))


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    gone = come = ""
    for what, start, end, other, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[other:to])
        # A space between two changed words belongs to both changes: they are read as one.
        if what == "equal" and (old.strip() or not (gone or come)):
            yield from _changed(gone, come)
            gone = come = ""
            yield Stretch(Fate.KEPT, old)
        else:
            gone, come = gone + old, come + new
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch(Fate.TAKEN_OUT, gone)
    if come:
        yield Stretch(Fate.PUT_IN, come)
