"""How one wording became another: the words that stayed, went and came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+\s*")


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed (`kept`), was taken out (`gone`) or put in (`new`)."""

    text: str
    fate: str


def pieces(before: str, after: str) -> list[Piece]:
    """The two wordings as one run of pieces, word by word; what went stands before what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for what, from_old, to_old, from_new, to_new in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            found.append(Piece("".join(old[from_old:to_old]), "kept"))
            continue
        if to_old > from_old:
            found.append(Piece("".join(old[from_old:to_old]), "gone"))
        if to_new > from_new:
            found.append(Piece("".join(new[from_new:to_new]), "new"))
    return found
