"""Two edits of one thing brought together: what either side changed since both had it before them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# The value of a field, as a form sends it: none, one or several lines of text.
Value = tuple[str, ...]
# The fields of one row.
Row = Mapping[str, Value]
# A thing with the rows that belong to it, each under a key of its own; "" is the thing itself.
Rows = Mapping[str, Row]


class Changed(StrEnum):
    """Which side changed it: they, who saved first, or you, who saves now."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True)
class Difference:
    """One field, or a whole row where `field` is empty, that one side or both have changed.

    For a row a side is None where the row is not there; for a field where nothing is known of it.
    """

    row: str
    field: str
    opened: Value | Row | None
    theirs: Value | Row | None
    mine: Value | Row | None
    changed: Changed

    @property
    def key(self) -> str:
        return f"{self.row}/{self.field}"

    @property
    def default(self) -> str:
        """The side that changed it alone; empty where both did, and somebody has to choose."""
        return "" if self.changed is Changed.BOTH else str(self.changed)


def differences(opened: Rows | None, theirs: Rows, mine: Rows) -> list[Difference]:
    """What either side changed since `opened`, in the order of theirs, then mine; what is equal is left out.

    Without `opened` every difference between the two counts as changed by both.
    """
    found = []
    for key in dict.fromkeys([*theirs, *mine, *(opened or {})]):
        if key in theirs and key in mine:
            before = opened.get(key, {}) if opened is not None else None
            found += list(_fields(key, before, theirs[key], mine[key]))
            continue
        one = _whole(key, opened, theirs, mine)
        if one is not None:
            found.append(one)
    return found


def merged(theirs: Rows, mine: Rows, found: list[Difference], choices: Mapping[str, str]) -> dict[str, Row]:
    """The rows with each difference settled as chosen by its key (`theirs` or `mine`), else by its default.

    Raises KeyError for the first one that is not settled.
    """
    settled: dict[str, dict[str, Value]] = {key: dict(row) for key, row in theirs.items()}
    for one in found:
        side = choices.get(one.key) or one.default
        if side not in (Changed.THEIRS, Changed.MINE):
            raise KeyError(one.key)
        if side == Changed.THEIRS:
            continue
        if one.field:
            settled[one.row][one.field] = mine[one.row][one.field]
        elif one.row in mine:
            settled[one.row] = dict(mine[one.row])
        else:
            settled.pop(one.row, None)
    return dict(settled)


def _fields(key: str, before: Row | None, theirs: Row, mine: Row) -> Iterator[Difference]:
    for name in theirs:
        if name not in mine or theirs[name] == mine[name]:
            continue
        opened = before.get(name) if before is not None else None
        changed = Changed.BOTH
        if opened is not None and theirs[name] == opened:
            changed = Changed.MINE
        elif opened is not None and mine[name] == opened:
            changed = Changed.THEIRS
        yield Difference(key, name, opened, theirs[name], mine[name], changed)


def _whole(key: str, opened: Rows | None, theirs: Rows, mine: Rows) -> Difference | None:
    """A row that is on one side alone: added or removed by one of them."""
    before, there, here = (opened or {}).get(key), theirs.get(key), mine.get(key)
    if there is None and here is None:
        return None
    if before is None:
        # Without what was opened nobody can tell an added row from a removed one.
        changed = Changed.BOTH if opened is None else Changed.THEIRS if here is None else Changed.MINE
    elif there is None:
        changed = Changed.THEIRS if here == before else Changed.BOTH
    else:
        changed = Changed.MINE if there == before else Changed.BOTH
    return Difference(key, "", before, there, here, changed)
