"""The names of authors as bylines print them, taken apart as citation styles want them."""

import re
from dataclasses import dataclass
from typing import Self

# Words that people's names do not have, or hardly ever: an author with one of them is an organisation.
_ORGANISATIONS = frozenset([
    "agency", "alliance", "assembly", "association", "authority", "board", "bureau", "cabinet", "campaign",
    "center", "centre", "coalition", "college", "commission", "committee", "company", "convention",
    "corporation", "council", "court", "department", "directorate", "division", "federation", "foundation",
    "forum", "fund", "government", "group", "initiative", "institute", "institution", "league", "limited",
    "ministry", "movement", "network", "news", "office", "organisation", "organization", "parliament",
    "partnership", "police", "press", "project", "secretariat", "senate", "service", "services", "society",
    "staff", "team", "trust", "union", "university", "inc", "inc.", "ltd", "ltd.", "llc", "plc", "gmbh",
    "&", "of", "for", "the", "and",
])  # fmt: skip
# Titles that stand in the place of a given name: the whole is one name.
_TITLED = frozenset([
    "lord", "lady", "baroness", "baron", "viscount", "earl", "duke", "bishop", "archbishop", "pope", "king",
    "queen",
])  # fmt: skip
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
# Scripts in which the family name comes first, and no space tells where it ends.
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Author:
    """One author: a person with family and given name, or, where `given` is empty, a name kept whole."""

    family: str
    given: str = ""

    @classmethod
    def parse(cls, byline: str) -> Self:
        """One author as a byline prints it: “Mattis van ’t Schip”, “Schip, Mattis”, “Reuters”.

        What cannot be told to be a person's name stays whole: a name cut in the wrong place is worse
        than one not cut. Raises ValueError for a blank one.
        """
        name = " ".join(byline.split())
        if not name:
            raise ValueError("An author has a name.")
        words = name.split(" ")
        lowered = [word.casefold().strip(",") for word in words]
        if len(words) == 1 or lowered[0] in _TITLED or _UNSPACED.search(name):
            return cls(name)
        if not _ORGANISATIONS.isdisjoint(lowered):
            return cls(name)
        if name.count(",") == 1 and not name.endswith(","):
            family, given = name.split(",")
            return cls(family.strip(), given.strip())
        return cls(*_split(words)) if "," not in name else cls(name)

    @property
    def is_person(self) -> bool:
        return bool(self.given)

    @property
    def name(self) -> str:
        """Given name first, as a sentence has it."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def inverted(self) -> str:
        """Family name first, as a list of works has it."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def initials(self) -> str:
        """The given name as initials: “Jean-Luc Marie” becomes “J.-L. M.”."""
        return " ".join(
            "-".join(f"{part[0]}." for part in word.split("-") if part) for word in self.given.split()
        )


def _split(words: list[str]) -> tuple[str, str]:
    """Family and given name: the last word, with a suffix after it and small words before it."""
    begin = len(words) - 1
    if words[begin].casefold() in _SUFFIXES and begin > 1:
        begin -= 1
    while begin > 1 and _is_particle(words[begin - 1]):
        begin -= 1
    return " ".join(words[begin:]), " ".join(words[:begin])


def _is_particle(word: str) -> bool:
    """“van”, “de”, “’t”: letters, none of them large."""
    return word.islower()
