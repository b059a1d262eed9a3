"""A package holds whole records alone: nothing in it points out of it, or lacks what it cannot be without."""

from articles.importing.corpus.columns import Column, Kind, Resource
from articles.importing.corpus.resources import BY_NAME, RESOURCES

Row = dict[str, str]
Package = dict[str, list[Row]]

# What a record is nothing without: a position its evidence, for example.
NEEDS = {"propositions": "proposition-versions", "quotes": "spans", "positions": "evidence"}


def close(package: Package) -> None:
    """Leave out each row that points at one that is not in the package, until none does.

    A link that can be left empty is emptied instead, and the row stays. Where the primary evidence of a
    position is not public, the first of the rest stands for it.
    """
    for resource in RESOURCES:
        package[resource.name] = _said_once(resource, package[resource.name])
    package["old-slugs"] = [row for row in package["old-slugs"] if row["public"] or row["record"]]
    while _left_out(package):
        pass
    _name_primaries(package["evidence"])


def _said_once(resource: Resource, rows: list[Row]) -> list[Row]:
    """Two changes can be alike; of any other rows that are, one says it all."""
    if resource.name == "changes":
        return rows
    return list({tuple(row.values()): row for row in rows}.values())


def _left_out(package: Package) -> bool:
    """Go through the package once; whether anything was left out."""
    keys = {
        name: {row[BY_NAME[name].key[0]] for row in rows}
        for name, rows in package.items()
        if len(BY_NAME[name].key) == 1
    }
    before = sum(len(rows) for rows in package.values())
    for resource in RESOURCES:
        links = [column for column in resource.columns if column.refers and column.kind is not Kind.SLUGS]
        for column in links:
            if column.can_be_left_empty:
                _empty(package[resource.name], column, keys[column.refers])
        package[resource.name] = [
            row
            for row in package[resource.name]
            if all(not row[link.name] or row[link.name] in keys[link.refers] for link in links)
        ]
    for name, child in NEEDS.items():
        parent = (BY_NAME[child].part_of or ("", ""))[1]
        kept = {row[parent] for row in package[child]}
        package[name] = [row for row in package[name] if row[BY_NAME[name].key[0]] in kept]
    _leave_out_unexplained(package)
    return sum(len(rows) for rows in package.values()) != before


def _empty(rows: list[Row], column: Column, known: set[str]) -> None:
    for row in rows:
        if row[column.name] not in known:
            row[column.name] = ""


def _leave_out_unexplained(package: Package) -> None:
    """Positions without a summary whose quotes are not public say nothing."""
    quoted = {row["position"] for row in package["evidence"] if row["quote"]}
    package["positions"] = [row for row in package["positions"] if row["summary"] or row["id"] in quoted]


def _name_primaries(evidence: list[Row]) -> None:
    named = {row["position"] for row in evidence if row["primary"] == "true"}
    for row in sorted(evidence, key=lambda row: (row["position"], row["article"], row["quote"])):
        if row["position"] not in named:
            row["primary"] = "true"
            named.add(row["position"])
