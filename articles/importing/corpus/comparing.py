"""Three versions of a record are held together: the package's, the database's, and what was loaded before."""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from articles.importing.corpus.closing import Package, Row
from articles.importing.corpus.columns import Resource
from articles.importing.corpus.resources import BY_NAME, RESOURCES

# Rows that are never changed once written, only added to; wordings only from the first position on.
IMMUTABLE = ("article-texts", "proposition-versions", "quote-versions", "verifications")
# What every site sees for itself: looking at a quote again makes it no other one.
OBSERVED = ("verifications",)
# The kinds of record that are compared whole, in the order in which they can be written.
UNITS = tuple(resource for resource in RESOURCES if resource.part_of is None)
Key = tuple[str, ...]
LONGEST_IDENTITY = 300
# What was loaded before: the digest of each record by resource and identity.
Loaded = Mapping[tuple[str, str], str]


@dataclass
class Unit:
    """A record with the rows that belong to it, by resource."""

    resource: Resource
    key: Key
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def row(self) -> Row:
        return self.rows[self.resource.name][0]

    @property
    def digest(self) -> str:
        canonical = {
            name: sorted(json.dumps(row, sort_keys=True) for row in rows)
            for name, rows in self.rows.items()
            if rows and name not in OBSERVED
        }
        return hashlib.sha256(json.dumps(canonical, sort_keys=True).encode()).hexdigest()

    @property
    def identity(self) -> str:
        """The key as one line, short enough for a column: a long one as its digest."""
        line = " | ".join(self.key)
        if len(line) <= LONGEST_IDENTITY:
            return line
        return f"sha256:{hashlib.sha256(line.encode()).hexdigest()}"

    @property
    def name(self) -> str:
        return " ".join(part for part in self.key if part)


Units = Mapping[tuple[str, Key], Unit]


class Decision(StrEnum):
    NEW = "new"
    SAME = "unchanged"
    UPDATE = "updated"
    # The package says what it said before; what an editor changed since stays.
    KEPT = "kept as edited"
    CONFLICT = "conflict"


def units_of(package: Package) -> dict[tuple[str, Key], Unit]:
    """The records of a package by resource and key."""
    units: dict[tuple[str, Key], Unit] = {}
    for resource in UNITS:
        for row in package[resource.name]:
            key = tuple(row[name] for name in resource.key)
            # Two changes can be the same in every cell; they are one unit of two rows.
            unit = units.setdefault((resource.name, key), Unit(resource, key))
            unit.rows.setdefault(resource.name, []).append(row)
    for resource in RESOURCES:
        if resource.part_of is None:
            continue
        parent, column = resource.part_of
        for row in package[resource.name]:
            units[parent, (row[column],)].rows.setdefault(resource.name, []).append(row)
    return units


def decide(new: Unit, here: Unit | None, loaded: str | None, used: Container[Key] = ()) -> Decision:
    """What to do with a record of the package, given the database's and the digest of what was loaded.

    `used` are the keys of the wordings under which positions were coded here.
    """
    if here is None:
        # Loaded once and gone since: an editor took it away.
        if loaded is None:
            return Decision.NEW
        return Decision.KEPT if loaded == new.digest else Decision.CONFLICT
    if here.digest == new.digest:
        return Decision.UPDATE if _tells_more(new, here) else Decision.SAME
    if loaded == here.digest and not _rewrites_history(new, here, used):
        return Decision.UPDATE
    return Decision.KEPT if loaded == new.digest else Decision.CONFLICT


def _tells_more(new: Unit, here: Unit) -> bool:
    """Whether the package knows of checks that are not written down here."""
    return any(
        by_key(name, new.rows.get(name, [])).keys() - by_key(name, here.rows.get(name, []))
        for name in OBSERVED
    )


def _rewrites_history(new: Unit, here: Unit, used: Container[Key]) -> bool:
    """Whether a row that is never changed once written would have to be."""
    for name in IMMUTABLE:
        theirs = by_key(name, new.rows.get(name, []))
        for key, ours in by_key(name, here.rows.get(name, [])).items():
            if theirs.get(key, ours) != ours and not _may_be_worded_anew(name, key, theirs[key], ours, used):
                return True
    return False


def _may_be_worded_anew(name: str, key: Key, new: Row, here: Row, used: Container[Key]) -> bool:
    """Nobody was coded under the wording yet, or it stays and its background alone is told otherwise."""
    if name != "proposition-versions":
        return False
    return key not in used or new | {"background": here["background"]} == here


def differences(new: Unit, here: Unit | None) -> list[str]:
    """Which fields differ, as `file.field`; the whole record where it is here no more."""
    if here is None:
        return ["the record, which is public here no more"]
    found: dict[str, None] = {}
    for name in dict.fromkeys([*new.rows, *here.rows]):
        if name in OBSERVED:
            continue
        theirs, ours = by_key(name, new.rows.get(name, [])), by_key(name, here.rows.get(name, []))
        if name == new.resource.name and not new.resource.repeats:
            # One record, whatever it is called on either side.
            theirs, ours = {new.key: new.row}, {new.key: here.row}
        for key in dict.fromkeys([*theirs, *ours]):
            if key not in theirs or key not in ours:
                found[f"{name}.csv: a row"] = None
                continue
            for column in BY_NAME[name].column_names:
                if theirs[key][column] != ours[key][column]:
                    found[f"{name}.csv: {column}"] = None
    return list(found)


def by_key(name: str, rows: Iterable[Row]) -> Mapping[Key, Row]:
    return {tuple(row[part] for part in BY_NAME[name].key): row for row in rows}
