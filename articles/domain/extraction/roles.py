"""What a speaker is and for whom they speak: read beside the name wherever the person is first described."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.domain.extraction.phrases import APPOSED, BASE, REACH, is_name, phrase_from, phrase_until
from articles.domain.extraction.sentences import Sentence
from articles.domain.titles import ADDRESS

_DOING = frozenset(
    [
        "leads",
        "runs",
        "chairs",
        "heads",
        "works",
        "founded",
        "represents",
        "oversees",
        "directs",
        "manages",
        "owns",
        "teaches",
        "edits",
    ]
)
_FOR = frozenset(["of", "for", "at", "with", "from"])
_OWN = frozenset(["its", "their"])


@dataclass(frozen=True, slots=True)
class Role:
    """A role as printed, and the organisation it names; either may be empty."""

    words: str = ""
    organisation: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)


def role_beside(text: str, sentence: Sentence, begin: int, end: int) -> Role:
    """The role printed before or after the name at two words; empty where none is."""
    before, after = _before(text, sentence, begin), _after(text, sentence, end)
    if before and after:
        return Role(before.words, before.organisation or after.organisation)
    return after or before


def title_of(text: str, sentence: Sentence, begin: int) -> Role:
    """A title that tells an office: Judge, Councillor, Lt Col."""
    place = begin
    while (
        place
        and sentence.codes[place - 1] == "T"
        and sentence.words[place - 1].low.rstrip(".") not in ADDRESS
    ):
        place -= 1
    return Role(_text(text, sentence, place, begin)) if place < begin else Role()


def _after(text: str, sentence: Sentence, end: int) -> Role:  # noqa: PLR0911 — an answer a case
    codes, words = sentence.codes, sentence.words
    following = codes[end : end + 1]
    if following == "F" or (following == "P" and words[end].low in ("at", "from", "for", "with")):
        stop = phrase_from(codes, end + 1)
        linked = stop is not None and "N" in codes[end + 1 : stop]
        if linked and stop is not None and (following == "F" or words[end].low in ("at", "with")):
            return Role(_text(text, sentence, end, stop), organisation_in(text, sentence, end, stop))
    if following != ",":
        return Role()
    start = end + 1
    if (
        start < len(codes)
        and codes[start] == "w"
        and start + 1 < len(codes)
        and words[start + 1].low in _DOING | {"is"}
    ):
        stop = _clause_end(codes, start + 1)
        start += 1 if words[start + 1].low != "is" else 2
        body = organisation_in(text, sentence, start, stop) or _object(text, sentence, start + 1, stop)
        body = "" if words[start].low == "represents" else body
        return Role(_text(text, sentence, start, stop), body)
    if codes[start : start + 1] in ("F", "P") and words[start].low in _FOR:
        stop = phrase_from(codes, start + 1)
        if stop is not None and "N" not in codes[start:stop]:
            return Role()
        return (
            Role(_text(text, sentence, start, stop), organisation_in(text, sentence, start, stop))
            if stop
            else Role()
        )
    apposed = APPOSED.match(codes, start, start + REACH)
    if apposed is None or not _tells_a_post(sentence, start, apposed.end()):
        return Role()
    begin, stop = start + (codes[start] == "d"), apposed.end()
    return Role(_text(text, sentence, begin, stop), organisation_in(text, sentence, begin, stop))


def _clause_end(codes: str, place: int) -> int:
    while place < len(codes) and codes[place] not in ",.;:-!?Q":
        place += 1
    return place


def _tells_a_post(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether what stands between commas opens as a common noun does, and tells no time."""
    codes = sentence.codes
    head = BASE.match(codes, begin + (codes[begin] == "v"), end)
    return (
        head is not None
        and head[0][-1] in "pnT"
        and sentence.words[head.end() - 1].low.removesuffix("s") not in _TIMES
        and codes[begin] in "dnopJiv"
        and not is_name(codes, begin, end)
    )


_TIMES = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "morning",
        "afternoon",
        "evening",
        "weekend",
        "week",
        "month",
        "year",
        "decade",
        "time",
        "moment",
    ]
)


def _before(text: str, sentence: Sentence, begin: int) -> Role:
    codes = sentence.codes
    place = begin
    while place and codes[place - 1] == "T" and place > 1 and codes[place - 2] in "pTnN,":
        place -= 1
    if place and codes[place - 1] == ",":
        place -= 1
    start = phrase_until(codes, place)
    if start is None or "p" not in codes[start:place] or is_name(codes, start, place):
        return Role()
    head = BASE.match(codes, start, place)
    heads = (
        head is not None and head[0][-1] == "p" and codes[head.end()] in "FP,"
    )  # the boss of the Tea Board,
    if (codes[place - 1] == "N" and not heads) or (
        start
        and codes[start - 1] in "PF"
        and codes[place : place + 1] == ","
        and sentence.words[start - 1].low != "by"
    ):
        return Role()
    while start < place and codes[start] == "d":
        start += 1
    return Role(_text(text, sentence, start, place), organisation_in(text, sentence, start, place))


def role_of_phrase(text: str, sentence: Sentence, begin: int, end: int, *, whole: bool = False) -> Role:
    """The role that a common noun tells of its own: a government spokesperson, a spokesman for the port.

    The whole phrase where that is wanted, else without what hangs on it by a preposition.
    """
    start = begin
    head = BASE.match(sentence.codes, begin, end)
    stop = head.end() if head and not whole else end
    while start < end - 1 and sentence.codes[start] == "d":
        start += 1
    if stop - start == 1 and sentence.words[start].low.rstrip(".") in ADDRESS:
        return Role()  # Mr and Mrs Hale
    return Role(_text(text, sentence, start, stop), organisation_in(text, sentence, start, end))


def organisation_in(text: str, sentence: Sentence, begin: int, end: int) -> str:
    """The organisation that a role names: the name after for, of or at, or the one before its noun."""
    codes, words = sentence.codes, sentence.words
    for place in range(begin, end):
        if words[place].low in _FOR and codes[place] in "FP":
            found = _name_or_body(codes, place + 1, end)
            if found:
                return _text(text, sentence, *found)
    head = codes.find("p", begin, end)
    if head > begin:
        start = begin
        stop = start
        while stop < head and codes[stop] in "NJn":
            stop += 1
        if stop < head and codes[stop] == "o":
            return _text(text, sentence, start, stop + 1)
        names = [place for place in range(begin, head) if codes[place] == "N" and codes[begin] != "T"]
        if names:
            stop = names[0]
            while stop < head and codes[stop] == "N":
                stop += 1
            return _text(text, sentence, names[0], stop)
    return ""


def _name_or_body(codes: str, begin: int, end: int) -> tuple[int, int] | None:
    place, body = begin, None
    while place < end and codes[place] in "dnopJr0'":
        body = place if codes[place] == "o" else body
        place += 1
    if place >= end or codes[place] not in "NT":
        start = begin
        while body is not None and codes[start] == "d":
            start += 1
        return (start, body + 1) if body is not None else None
    stop = place
    while stop < end and (
        codes[stop] in "NTJ'o" or (codes[stop] == "F" and codes[stop + 1 : stop + 2] in ("N", "J"))
    ):
        stop += 1
    while codes[stop - 1] == "'":
        stop -= 1
    return place, stop


def owned_by(sentence: Sentence, begin: int) -> bool:
    """Whether the post belongs to a body named before: its chief executive."""
    place = max(0, begin - REACH // 4)
    return any(word.low in _OWN for word in sentence.words[place:begin])


def doings(text: str, sentences: Iterable[Sentence]) -> dict[str, Role]:
    """What sentences of their own tell, by surname: Ms Hale chairs the parish council."""
    found: dict[str, Role] = {}
    for sentence in sentences:
        for place, word in enumerate(sentence.words[1:6], start=1):
            if word.low in _DOING and sentence.codes[place - 1] == "N":
                stop = _clause_end(sentence.codes, place)
                body = organisation_in(text, sentence, place + 1, stop) or _object(
                    text, sentence, place + 1, stop
                )
                found.setdefault(
                    sentence.words[place - 1].low, Role(_text(text, sentence, place, stop), body)
                )
    return found


def _object(text: str, sentence: Sentence, begin: int, end: int) -> str:
    found = _name_or_body(sentence.codes, begin, end)
    return _text(text, sentence, *found) if found else ""


def _text(text: str, sentence: Sentence, begin: int, end: int) -> str:
    return text[sentence.words[begin].start : sentence.words[end - 1].end] if begin < end else ""
