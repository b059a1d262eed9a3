"""What a reader asked for: one value, which every page, download and chart takes."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self

from articles.domain.dates import PartialDate
from articles.domain.wording import Wording

# Beyond these nobody asks in earnest; a database would spend long on it.
MOST_VALUES = 50
LONGEST_WORDS = 200
# "None of the values": on quotes "no position coded".
NONE = "none"
OWN = "own"
# What is asked of one and the same position.
OF_A_POSITION = ("debate", "proposition", "stance", "axis")
# What is asked of a stakeholder through its positions, and of an article through what it documents.
OF_POSITIONS = (
    *OF_A_POSITION, "outlet", "article_kind", "quote_kind", "language", "year", "after", "before", "asof",
)  # fmt: skip
OF_STATEMENTS = (*OF_A_POSITION, "organisation", "voice", "person", "type", "country", "quote_kind")

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_SLUG = 120
_SHOWN = 40


@dataclass(frozen=True)
class Note:
    """Part of a question that was left out, and why: words for the reader that follow the part."""

    parameter: str
    value: str
    why: str

    @property
    def shown_value(self) -> str:
        """The value as a page may print it: short, and without characters that print as nothing."""
        printable = "".join(character if character.isprintable() else "�" for character in self.value)
        return printable if len(printable) <= _SHOWN else f"{printable[: _SHOWN - 1]}…"


@dataclass(frozen=True)
class Picked:
    """The values picked for one parameter: any of `wanted`, none of `excluded`, each in the order asked."""

    wanted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.excluded)

    @property
    def as_asked(self) -> tuple[str, ...]:
        """The values as a query string spells them, excluded ones with a leading minus."""
        return self.wanted + tuple(f"-{value}" for value in self.excluded)

    @classmethod
    def parse(cls, parameter: str, values: Iterable[str]) -> tuple[Self, tuple[Note, ...]]:
        """Read slugs, a leading `-` excluding; empty values count as not asked.

        Returns what could be read and a note on each value that could not. Never raises.
        """
        picked: dict[str, None] = {}
        notes: list[Note] = []
        for value in values:
            asked = value.strip().lower()
            slug = asked.removeprefix("-")
            if not asked or asked in picked:
                continue
            if len(slug) > _LONGEST_SLUG or not _SLUG.fullmatch(slug):
                notes.append(Note(parameter, value, Wording("is not the name of anything here")))
            elif len(picked) == MOST_VALUES:
                notes.append(
                    Note(
                        parameter,
                        value,
                        Wording("is one too many: %(most)s values at most", most=MOST_VALUES),
                    )
                )
            else:
                picked[asked] = None
        return cls(
            wanted=tuple(value for value in picked if not value.startswith("-")),
            excluded=tuple(value[1:] for value in picked if value.startswith("-")),
        ), tuple(notes[:MOST_VALUES])


@dataclass(frozen=True)
class CorpusFilters:
    """One question to the corpus; the empty one asks for everything.

    Values of one parameter are alternatives, parameters add up. `debate`, `proposition`, `stance` and
    `axis` together speak of one position, not of several. A field is its parameter with `_` for `-`.
    """

    q: tuple[str, ...] = ()
    debate: Picked = field(default_factory=Picked)
    proposition: Picked = field(default_factory=Picked)
    stance: Picked = field(default_factory=Picked)
    axis: Picked = field(default_factory=Picked)
    organisation: Picked = field(default_factory=Picked)
    # `own`: what the organisation said itself, or an unnamed speaker for it.
    voice: Picked = field(default_factory=Picked)
    person: Picked = field(default_factory=Picked)
    type: Picked = field(default_factory=Picked)
    country: Picked = field(default_factory=Picked)
    outlet: Picked = field(default_factory=Picked)
    article_kind: Picked = field(default_factory=Picked)
    quote_kind: Picked = field(default_factory=Picked)
    language: Picked = field(default_factory=Picked)
    year: Picked = field(default_factory=Picked)
    after: PartialDate | None = None
    before: PartialDate | None = None
    asof: PartialDate | None = None

    def __bool__(self) -> bool:
        return self != CorpusFilters()

    @property
    def since(self) -> date | None:
        """The first day asked for: `after` is inclusive, a month or year counting from its first day."""
        return self.after.first if self.after else None

    @property
    def until(self) -> date | None:
        """The last day asked for: `before` is inclusive, a month or year counting to its last day."""
        return self.before.last if self.before else None

    @property
    def own_voice(self) -> bool:
        return OWN in self.voice.wanted

    def only(self, parameters: Collection[str]) -> Self:
        """The part of the question that these parameters ask."""
        return replace(type(self)(), **{name: getattr(self, name) for name in parameters})

    def but(self, parameter: str) -> Self:
        """The question without all that one parameter asks."""
        return replace(self, **{parameter: getattr(type(self)(), parameter)})

    def also(self, parameter: str, value: str) -> Self:
        """The question with one value, spelt as in a query string, in place of what the parameter asked."""
        picked: Any = Picked(excluded=(value[1:],)) if value.startswith("-") else Picked(wanted=(value,))
        return replace(self, **{parameter: picked})

    def query(self) -> list[tuple[str, str]]:
        """The question as the pairs of a query string, in one fixed order; the empty one has none."""
        pairs: list[tuple[str, str]] = []
        for part in fields(self):
            value = getattr(self, part.name)
            name = part.name.replace("_", "-")
            if isinstance(value, Picked):
                pairs += [(name, spelt) for spelt in value.as_asked]
            elif isinstance(value, PartialDate):
                pairs.append((name, str(value)))
            elif value:
                pairs.append((name, " ".join(value)))
        return pairs

    def without(self, parameter: str, value: str) -> Self:
        """The same question without one of its values, spelt as in `query()`."""
        parameter = parameter.replace("-", "_")
        asked = getattr(self, parameter)
        left: Any
        if isinstance(asked, Picked):
            left = Picked(
                wanted=tuple(one for one in asked.wanted if one != value),
                excluded=tuple(one for one in asked.excluded if f"-{one}" != value),
            )
        else:
            left = () if parameter == "q" else None
        return replace(self, **{parameter: left})


def parse_words(parameter: str, values: Iterable[str]) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """The words looked for, of all repeats of the parameter together; too long a text is left out."""
    text = " ".join(values)
    if len(text) > LONGEST_WORDS:
        why = Wording("is longer than the %(most)s characters that can be looked for", most=LONGEST_WORDS)
        return (), (Note(parameter, text, why),)
    if "\x00" in text:
        return (), (Note(parameter, text, Wording("holds a character that no text has")),)
    return tuple(text.split()), ()


def parse_date(parameter: str, values: Iterable[str]) -> tuple[PartialDate | None, tuple[Note, ...]]:
    """A day, month or year; of several the last that can be read, as in any form sent twice."""
    found: PartialDate | None = None
    notes: list[Note] = []
    for value in values:
        if not value.strip():
            continue
        try:
            found = PartialDate.parse(value.strip())
        except ValueError:
            notes.append(
                Note(parameter, value, Wording("is no date: write 2022, 2022-07 or 2022-07-30")),
            )
    return found, tuple(notes[:MOST_VALUES])
