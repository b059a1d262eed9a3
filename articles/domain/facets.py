"""Counting what answers a question, for every value of every filter at once: records as bits of one number.

A set of records is an integer whose bit `n` says whether record `n` is in it. Intersection, union and count
are then single operations on machine words, so that the counts of hundreds of values cost no more than one
query would. What each filter means is the same as in `queries.matching`; the tests hold the two together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from articles.domain.filters import (
    NONE,
    OF_A_POSITION,
    OF_POSITIONS,
    OF_STATEMENTS,
    CorpusFilters,
    Picked,
)
from articles.domain.text import fold_name

Bits = int
# How many spread sets are remembered for each link between two shelves.
REMEMBERED = 256
# A set with fewer than one record in so many is walked record by record.
SPARSE = 64
_AS_NUMBERS = bytes.maketrans(b"01", b"\x00\x01")


def bits_of(numbers: Iterable[int], size: int) -> Bits:
    """The set of these records of a shelf of that size."""
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


@dataclass(frozen=True)
class Shelf:
    """The records of one kind: which have which values, when they are of, and their words."""

    postings: Mapping[str, Mapping[str, Bits]]
    # Organisation to what it said in its own voice.
    own: Mapping[str, Bits]
    days: Sequence[tuple[int, int]]
    words: Sequence[str]

    @property
    def size(self) -> int:
        return len(self.days)

    @property
    def every(self) -> Bits:
        return (1 << self.size) - 1

    def having(self, parameter: str, values: Iterable[str], *, own: bool = False) -> Bits:
        """The records with any of the values."""
        postings = self.own if own else self.postings.get(parameter, {})
        found = 0
        for value in values:
            found |= postings.get(value, 0)
        return found


class Gathering:
    """Records put one after the other, until they make a shelf."""

    def __init__(self) -> None:
        self._having: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._own: defaultdict[str, list[int]] = defaultdict(list)
        self._days: list[tuple[int, int]] = []
        self._words: list[str] = []

    def add(
        self,
        values: Mapping[str, Iterable[str]],
        *,
        days: tuple[int, int] = (0, 0),
        words: str = "",
        own: Iterable[str] = (),
    ) -> int:
        """Put one more record on the shelf, and give back its number: that of those before it."""
        number = len(self._days)
        for parameter, having in values.items():
            for value in set(having):
                self._having[parameter, value].append(number)
        for value in set(own):
            self._own[value].append(number)
        self._days.append(days)
        self._words.append(words)
        return number

    def shelf(self) -> Shelf:
        size = len(self._days)
        postings: defaultdict[str, dict[str, Bits]] = defaultdict(dict)
        for (parameter, value), numbers in self._having.items():
            postings[parameter][value] = bits_of(numbers, size)
        own = {value: bits_of(numbers, size) for value, numbers in self._own.items()}
        return Shelf(dict(postings), own, self._days, self._words)


class Links:
    """For the number of each record on one shelf, the numbers of those on another that belong to it."""

    def __init__(self, belonging: Sequence[Sequence[int]], size: int) -> None:
        """`size` is that of the other shelf."""
        self._belonging = belonging
        self._size = size
        # The same few sets are asked for again and again: all positions at one end of the axis, say.
        self.spread: Callable[[Bits], Bits] = lru_cache(REMEMBERED)(self._spread)

    def _spread(self, records: Bits) -> Bits:
        """What belongs to any of these records."""
        if records.bit_count() * SPARSE < len(self._belonging):
            met: Iterable[Sequence[int]] = (self._belonging[number] for number in _numbers(records))
        else:
            met = compress(self._belonging, f"{records:b}"[::-1].encode().translate(_AS_NUMBERS))
        return bits_of((number for numbers in met for number in numbers), self._size)


def _numbers(records: Bits) -> Iterator[int]:
    """The numbers of a set of few records."""
    while records:
        lowest = records & -records
        yield lowest.bit_length() - 1
        records ^= lowest


@dataclass(frozen=True)
class Index:
    """Every public record by kind, and how the kinds hang together."""

    quotes: Shelf
    positions: Shelf
    stakeholders: Shelf
    articles: Shelf
    position_quotes: Links
    position_stakeholders: Links
    position_articles: Links
    quote_articles: Links


class Counter:
    """Answers questions from one index; remembers what is slow to find, for as long as it lives."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._remembered: dict[tuple[object, ...], Bits] = {}

    def quotes(self, question: CorpusFilters) -> Bits:
        shelf = self.index.quotes
        found = self._plain(shelf, question, skip=OF_A_POSITION)
        return self._holding(found, shelf, self.index.position_quotes, self.index.positions.every, question)

    def positions(self, question: CorpusFilters) -> Bits:
        return self._plain(self.index.positions, question)

    def stakeholders(self, question: CorpusFilters) -> Bits:
        shelf, links = self.index.stakeholders, self.index.position_stakeholders
        found = self._plain(shelf, question, skip=OF_POSITIONS)
        rest = question.only([name for name in OF_POSITIONS if name not in OF_A_POSITION])
        taken = self.positions(rest)
        if rest and not question.only(OF_A_POSITION):
            return found & links.spread(taken)
        return self._holding(found, shelf, links, taken, question)

    def articles(self, question: CorpusFilters) -> Bits:
        found = self._plain(self.index.articles, question, skip=OF_STATEMENTS)
        said = question.only(OF_STATEMENTS)
        if said:
            quoted = self.index.quote_articles.spread(self.quotes(said))
            found &= quoted | self.index.position_articles.spread(self.positions(said))
        return found

    def answer(self, kind: str, question: CorpusFilters) -> Bits:
        """The records of that kind (quotes, positions, stakeholders or articles) that answer."""
        answers = {
            "quotes": self.quotes,
            "positions": self.positions,
            "stakeholders": self.stakeholders,
            "articles": self.articles,
        }
        return answers[kind](question)

    def counts(
        self, kind: str, question: CorpusFilters, parameter: str, values: Iterable[str]
    ) -> dict[str, int]:
        """For each value how many records answer with it in place of what the parameter asks now."""
        shelf = self._shelf_of_own(kind, parameter)
        if shelf is None:
            return {value: self.answer(kind, question.also(parameter, value)).bit_count() for value in values}
        base = self.answer(kind, question.but(parameter))
        own = parameter == "organisation" and question.own_voice
        return {value: (base & shelf.having(parameter, [value], own=own)).bit_count() for value in values}

    def _shelf_of_own(self, kind: str, parameter: str) -> Shelf | None:
        """The shelf of that kind, where its records have the parameter's values themselves."""
        shelf, others = {
            "quotes": (self.index.quotes, OF_A_POSITION),
            "positions": (self.index.positions, ()),
            "stakeholders": (self.index.stakeholders, OF_POSITIONS),
            "articles": (self.index.articles, OF_STATEMENTS),
        }[kind]
        return None if parameter in others or parameter == "voice" else shelf

    def _plain(self, shelf: Shelf, question: CorpusFilters, skip: Sequence[str] = ()) -> Bits:
        """The records that have what is asked of them, parameter by parameter."""
        found = shelf.every
        for parameter in PICKED:
            if parameter in skip:
                continue
            picked: Picked = getattr(question, parameter)
            own = parameter == "organisation" and question.own_voice
            if picked.wanted:
                found &= shelf.having(parameter, picked.wanted, own=own)
            if picked.excluded:
                found &= ~shelf.having(parameter, picked.excluded, own=own)
        if "after" not in skip:
            found &= self._in_time(shelf, question)
        if "q" not in skip:
            found &= self._with_words(shelf, question)
        return found

    def _holding(
        self, found: Bits, shelf: Shelf, links: Links, positions: Bits, question: CorpusFilters
    ) -> Bits:
        """The one-position rule: debate, proposition, stance and axis speak of one of these positions."""
        asked = {name: getattr(question, name) for name in OF_A_POSITION}
        if not any(asked.values()):
            return found
        where = self.index.positions
        if not any(picked.wanted for picked in asked.values()):
            for name, picked in asked.items():
                values = [value for value in picked.excluded if value != NONE]
                found &= ~links.spread(positions & where.having(name, values))
                if NONE in picked.excluded:
                    found &= links.spread(positions)
            return found
        one = positions & self._plain(where, question.only(OF_A_POSITION))
        holding = links.spread(one)
        if NONE in (*question.stance.wanted, *question.axis.wanted):
            on_these = positions & self._plain(where, question.only(("debate", "proposition")))
            holding |= shelf.every & ~links.spread(on_these)
        return found & holding

    def _in_time(self, shelf: Shelf, question: CorpusFilters) -> Bits:
        after, before, asof = question.after, question.before, question.asof
        if not (after or before or asof):
            return shelf.every
        key = (id(shelf), after, before, asof)
        if key not in self._remembered:
            first = after.first.toordinal() if after else 0
            last = before.last.toordinal() if before else _NEVER
            over = asof.last.toordinal() if asof else _NEVER
            self._remembered[key] = _bits(
                end >= first and begin <= last and end <= over for begin, end in shelf.days
            )
        return self._remembered[key]

    def _with_words(self, shelf: Shelf, question: CorpusFilters) -> Bits:
        if not question.q:
            return shelf.every
        key = (id(shelf), question.q)
        if key not in self._remembered:
            sought = [fold_name(word) for word in question.q]
            self._remembered[key] = _bits(all(word in words for word in sought) for words in shelf.words)
        return self._remembered[key]


# The parameters whose values are picked; `voice` says how `organisation` is meant.
PICKED = (
    "debate", "proposition", "stance", "axis", "organisation", "person", "type", "country", "outlet",
    "article_kind", "quote_kind", "language", "year",
)  # fmt: skip
_NEVER = 10**9


def _bits(kept: Iterable[bool]) -> Bits:
    """The numbers at which it is true, as bits."""
    text = "".join("1" if one else "0" for one in kept)
    return int(text[::-1], 2) if text else 0
