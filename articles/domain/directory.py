"""The stakeholders known, by name: of thousands those few that a printed name could mean."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz import fuzz, process

from articles.domain.names import NEAR, Known, Recognition, plain, recognise_all

# `names` rounds before it compares, which may lift what is just below.
ROUNDING = 0.05


class Directory:
    """All known stakeholders, their names folded once; finding out whom an article names is quick then."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known: dict[str, Known] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._surnames: dict[str, set[str]] = defaultdict(set)
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        self._known[one.key] = one
        for name in one.names:
            folded = plain(name.name)
            self._names[folded].add(one.key)
            if folded:
                self._surnames[folded.split()[-1]].add(one.key)

    def recognise_all(self, printed: Sequence[str], *, on: date | None = None) -> dict[str, Recognition]:
        """As `domain.names.recognise_all` of everybody known, without looking at everybody."""
        keys = {key for name in printed for key in self._possible(plain(name))}
        return recognise_all(printed, [self._known[key] for key in sorted(keys)], on=on)

    def _possible(self, wanted: str) -> set[str]:
        """Those with a name that is alike, or whose surname stands behind an initial."""
        if not wanted:
            return set()
        found = set(self._surnames.get(wanted.rsplit(maxsplit=1)[-1], ()))
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            # Rounding, as `names` does, may lift what is just below.
            alike = process.extract(
                wanted,
                self._names.keys(),
                scorer=scorer,
                processor=None,
                score_cutoff=NEAR - 0.05,
                limit=None,
            )
            found.update(key for name, _score, _place in alike for key in self._names[name])
        return found
