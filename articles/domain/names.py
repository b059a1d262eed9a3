"""A printed name, and the stakeholders already known: the same, nearly the same, or nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from articles.domain.dates import PartialDate
from articles.domain.text import fold_name
from articles.domain.titles import ADDRESS, HONOURS

# How alike two names are, of 100, for an editor to be asked whether they are one.
NEAR = 86.0
# What else may stand before a name in a list of them.
_ADDRESS = ADDRESS | {"rev", "reverend", "the", "rt", "hon", "cllr"}


@dataclass(frozen=True)
class KnownName:
    """One name of a stakeholder, with the time it was in use where that is known.

    One that is `match_only` stands for somebody in an article that names them otherwise too (the boss of the
    firm, Mr Hale); alone it proves nothing.
    """

    name: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    match_only: bool = False

    def was_used(self, on: date | None) -> bool:
        """Whether it may have been in use on a day; None asks of no day."""
        if on is None:
            return True
        begun = self.since is None or self.since.first <= on
        return begun and (self.until is None or on <= self.until.last)


@dataclass(frozen=True)
class Known:
    """A stakeholder with all its names; `key` is whatever tells it from the others."""

    key: str
    names: tuple[KnownName, ...]


class Verdict(StrEnum):
    SAME = "same"
    # An editor decides: alike, or said of several, or a name that was not in use.
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True)
class Candidate:
    """A stakeholder that a name may mean, which of its names is most alike, and how alike (to 100)."""

    key: str
    name: str
    likeness: float


@dataclass(frozen=True)
class Recognition:
    """Whom a printed name means: one candidate if same, one or more if near (likeliest first), else none."""

    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()


def recognise(
    printed: str, known: Iterable[Known], *, on: date | None = None, present: frozenset[str] = frozenset()
) -> Recognition:
    """Hold a printed name against the stakeholders known, on the day it was printed.

    The same is only what has that very name, but for case, accents, titles and honours, and alone has it;
    two of one name are both given as near, and never chosen between. Names for matching only count for the
    stakeholders `present`, those the same article names otherwise.
    """
    wanted = plain(printed)
    if not wanted:
        return Recognition(Verdict.NONE)
    exact: list[Candidate] = []
    alike: list[Candidate] = []
    for one in known:
        best = _best(wanted, one, on, one.key in present)
        if best is None:
            continue
        candidate, certain = best
        (exact if certain else alike).append(candidate)
    if len(exact) == 1:
        return Recognition(Verdict.SAME, tuple(exact))
    found = sorted(exact + alike, key=lambda candidate: (-candidate.likeness, candidate.key))
    return Recognition(Verdict.NEAR, tuple(found)) if found else Recognition(Verdict.NONE)


def recognise_all(
    printed: Sequence[str], known: Sequence[Known], *, on: date | None = None
) -> dict[str, Recognition]:
    """The names of one article, each with whom it means.

    Names for matching only count once their stakeholder is named otherwise.
    """
    first = {name: recognise(name, known, on=on) for name in printed}
    present = frozenset(found.candidates[0].key for found in first.values() if found.verdict is Verdict.SAME)
    return {
        name: found if found.verdict is Verdict.SAME else recognise(name, known, on=on, present=present)
        for name, found in first.items()
    }


def plain(name: str) -> str:
    """A name for comparing: folded, without forms of address before it and honours after it."""
    words = [word.strip(".,") for word in fold_name(name).split()]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in _ADDRESS:
        words = words[1:]
    while len(words) > 1 and words[-1] in HONOURS:
        words = words[:-1]
    return " ".join(words)


def _best(wanted: str, one: Known, on: date | None, is_present: bool) -> tuple[Candidate, bool] | None:
    """The name most alike, and whether it is the very name, in use that day; None where none is alike."""
    found: tuple[Candidate, bool] | None = None
    for known in one.names:
        if known.match_only and not is_present:
            continue
        likeness = _likeness(wanted, plain(known.name))
        if likeness < NEAR:
            continue
        certain = likeness == _EQUAL and known.was_used(on)
        if found is None or (certain, likeness) > (found[1], found[0].likeness):
            found = Candidate(one.key, known.name, likeness), certain
    return found


_EQUAL = 100.0


def _likeness(wanted: str, name: str) -> float:
    if wanted == name:
        return _EQUAL
    # Equal as sets of words only: Hale, Ann; or a fore-name given by its initial.
    alike = max(fuzz.ratio(wanted, name), fuzz.token_sort_ratio(wanted, name))
    if _by_initial(wanted, name):
        alike = max(alike, NEAR)
    return min(round(alike, 1), _EQUAL - 1)


def _by_initial(one: str, other: str) -> bool:
    """A. Hale and Ann Hale."""
    left, right = one.split(), other.split()
    if len(left) < 2 or len(right) < 2 or left[-1] != right[-1]:  # noqa: PLR2004 — a fore-name and a surname
        return False
    return 1 in (len(left[0]), len(right[0])) and left[0][0] == right[0][0]
