"""Links that jump to words on a page: `#:~:text=[prefix-,]start[,end][,-suffix]`.

The form is that of the URL Fragment Text Directives (WICG); browsers that do not know it open the page at its
top. They compare without case and accents, whole words only, and a part cannot reach over a paragraph's end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote

from articles.domain.spans import Span, whole_after, whole_before
from articles.domain.text import fold_name

MARK = ":~:"
# Words beyond this many characters are given by how they begin and end.
LONG = 120
# How many words the ends of a long quote have at first.
ENDS = 4
# As few words as these may stand in a text more than once: their neighbours go along.
FEW = 6


@dataclass(frozen=True)
class TextDirective:
    """One run of words on a page: as a whole, or by how it begins and ends, with what stands beside it."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """As it stands in an address; a hyphen, a comma and an ampersand in the words are not its own."""
        parts = [
            f"{_encoded(self.prefix)}-" if self.prefix else "",
            _encoded(self.start),
            _encoded(self.end),
            f"-{_encoded(self.suffix)}" if self.suffix else "",
        ]
        return "text=" + ",".join(part for part in parts if part)

    @classmethod
    def parse(cls, written: str) -> Self:
        """The directive as written in an address. Raises ValueError for one that browsers pass over."""
        name, _, value = written.partition("=")
        parts = value.split(",")
        prefix = parts.pop(0)[:-1] if len(parts) > 1 and parts[0].endswith("-") else ""
        suffix = parts.pop()[1:] if len(parts) > 1 and parts[-1].startswith("-") else ""
        if name != "text" or not 1 <= len(parts) <= 2 or any(not part or "-" in part for part in parts):  # noqa: PLR2004
            raise ValueError(f"{written[:60]!r} is no text directive.")
        return cls(*(unquote(part) for part in (parts[0], parts[1] if parts[1:] else "", prefix, suffix)))


def link(url: str, directives: Sequence[TextDirective]) -> str:
    """The address with the directives after its own fragment; as it was where there are none."""
    if not directives:
        return url
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(MARK)[0]}{MARK}{'&'.join(str(one) for one in directives)}"


def directives_of(url: str) -> list[TextDirective]:
    """The directives of an address. Raises ValueError for one that browsers pass over."""
    written = url.partition("#")[2].partition(MARK)[2]
    return [TextDirective.parse(one) for one in written.split("&")] if written else []


def directives_for(spans: Sequence[Span], text: str = "") -> list[TextDirective]:
    """One directive a paragraph of each span, as short as it can be and lead to these words.

    Prefix and suffix go along where the words are found in the text more than once; without a text, where
    they are few. Give spans without neighbours where those may not be shown.
    """
    ground = _compared(text)
    return [directive for span in spans for directive in _of_span(span, ground)]


def _of_span(span: Span, ground: str) -> list[TextDirective]:
    paragraphs = [" ".join(line.split()) for line in span.exact.split("\n") if line.strip()]
    last = len(paragraphs) - 1
    found = []
    for place, words in enumerate(paragraphs):
        start, end = _shortened(words, ground) if len(words) > LONG else (words, "")
        if _leads_there(start, ground) if ground else len(words.split()) > FEW:
            found.append(TextDirective(start, end))
        else:
            before = "" if place else _before(span)
            found.append(TextDirective(start, end, before, _after(span) if place == last else ""))
    return found


def _shortened(text: str, ground: str) -> tuple[str, str]:
    """How it begins and ends, each with as many words as it takes to be found nowhere else.

    For the end that is: nowhere earlier in these words, where a browser would stop.
    """
    words = text.split()
    if len(words) <= 2 * ENDS:
        return text, ""
    begun = next(
        (count for count in range(ENDS, len(words) - ENDS) if _leads_there(" ".join(words[:count]), ground)),
        ENDS,
    )
    rest = words[begun:]
    searched = _compared(" ".join(rest))
    ends = (" ".join(rest[-count:]) for count in range(ENDS, len(rest) + 1))
    alone = (end for end in ends if searched.find(_compared(end)) == searched.rfind(_compared(end)))
    return " ".join(words[:begun]), next(alone, " ".join(rest))


def _leads_there(start: str, ground: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(_compared(start))}(?!\w)", ground)) == 1


def _before(span: Span) -> str:
    """Whole words before it, of the nearest paragraph that has any."""
    return " ".join(whole_before(span.prefix).rstrip().rpartition("\n")[2].split())


def _after(span: Span) -> str:
    """Whole words after it, of the nearest paragraph that has any."""
    return " ".join(whole_after(span.suffix).lstrip().partition("\n")[0].split())


def _compared(text: str) -> str:
    """As browsers compare: without case and accents, with single spaces."""
    return fold_name(text)


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
