"""Text as it is kept, hashed and compared: what counts as the same words."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_DOUBLE = "“”„‟«»〝〞〟＂"
_SINGLE = "‘’‚‛‹›′`´＇"
_DASHES = "‐‑‒–—―−﹘﹣－"
# Printed as nothing: zero-width spaces and joiners, direction marks, soft hyphen, byte order mark.
_NOTHING = (
    "\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_FOLDED: dict[str, str] = (
    dict.fromkeys(_DOUBLE, '"')
    | dict.fromkeys(_SINGLE, "'")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_NOTHING, "")
    | {"…": "...", "″": '"'}
)
# Nothing in it is folded but case, spaces and two single marks in a row.
_PLAIN = re.compile(r"[ -_a-~\n\t]*")
# Hangul vowels and final consonants, which NFC joins to the syllable before them though they are no marks.
_JAMO = range(0x1160, 0x1200)


def body_of(paragraphs: Iterable[str]) -> str:
    """The text of an article as kept: NFC, paragraphs trimmed, empty ones dropped, one a line."""
    trimmed = (unicodedata.normalize("NFC", paragraph).strip() for paragraph in paragraphs)
    return "\n".join(paragraph for paragraph in trimmed if paragraph)


def digest(body: str) -> str:
    """The SHA-256 of the text in UTF-8, in lower-case hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True)
class Folded:
    """A text without what does not make other words, and where each of its characters came from.

    Character `i` stands for the original from `starts[i]` to `ends[i]` (code points, end exclusive).
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from `start` to `end` stand in the original; `start` < `end`."""
        return self.starts[start], self.ends[end - 1]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether they begin and end where characters of the original do: one dot of “…” does not."""
        begins = start == 0 or self.starts[start - 1] != self.starts[start]
        return begins and (end == len(self.text) or self.starts[end - 1] != self.starts[end])


def fold(text: str) -> Folded:
    """The text in NFC, with one kind of quote mark, apostrophe, dash and space; case is kept.

    White space of any kind and length becomes one space, an ellipsis three dots, two single marks in a row
    a double one, and what prints as nothing goes. Folding what is folded changes nothing.
    """
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        for composed in unicodedata.normalize("NFC", cluster):
            for character in " " if composed.isspace() else _FOLDED.get(composed, composed):
                if kept and character == " " == kept[-1]:
                    ends[-1] = end
                elif kept and character == "'" == kept[-1]:
                    kept[-1], ends[-1] = '"', end
                else:
                    kept.append(character)
                    starts.append(start)
                    ends.append(end)
    return Folded("".join(kept), tuple(starts), tuple(ends))


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Each character with what NFC may join to it: start, end and text, without what prints as nothing."""
    start, end, cluster = 0, 0, ""
    for place, character in enumerate(text):
        if character in _NOTHING:
            continue
        if cluster and not _joins(character):
            yield start, end, cluster
            cluster = ""
        if not cluster:
            start = place
        cluster += character
        end = place + 1
    if cluster:
        yield start, end, cluster


def _joins(character: str) -> bool:
    return character >= "\u0300" and (ord(character) in _JAMO or unicodedata.category(character)[0] == "M")


def fold_name(name: str) -> str:
    """The text for looking up and sorting: without case, accents, compatibility forms and doubled spaces.

    NFKD, casefold and marks dropped, again until nothing changes: folding a case can bring a mark back.
    """
    if _PLAIN.fullmatch(name):
        # The same, thirty times as fast; most names and words are like that.
        return " ".join(name.replace("''", '"').lower().split())
    while True:
        bare = unicodedata.normalize("NFKD", fold(name).text).casefold()
        folded = " ".join(
            "".join(character for character in bare if unicodedata.category(character)[0] != "M").split()
        )
        if folded == name:
            return folded
        name = folded
