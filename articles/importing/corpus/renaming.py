"""Records without ids that were renamed, here or in the package: read by the slug they have there."""

from articles.importing.corpus.closing import Package, Row
from articles.importing.corpus.columns import Kind
from articles.importing.corpus.comparing import Loaded, Units, units_of
from articles.importing.corpus.resources import BY_NAME, BY_SLUG

# The package's slug for each slug of today here, by resource; those that are equal are left out.
Names = dict[str, dict[str, str]]


def names_of(package: Package, here: Package) -> Names:
    """How the package calls what is called otherwise here.

    What an editor renamed here goes by one of its old slugs there; what the package renamed goes by its
    old slug here.
    """
    names: Names = {resource.name: {} for resource in BY_SLUG.values()}
    slugs_here = {name: {row["slug"] for row in here[name]} for name in names}
    slugs_there = {name: {row["slug"] for row in package[name]} for name in names}
    renamed = [(row["kind"], row["record"], row["slug"]) for row in here["old-slugs"]]
    renamed += [(row["kind"], row["slug"], row["record"]) for row in package["old-slugs"]]
    for kind, today, theirs in renamed:
        resource = BY_SLUG[kind].name if kind in BY_SLUG else ""
        if (
            resource
            and today in slugs_here[resource] - slugs_there[resource]
            and theirs in slugs_there[resource] - slugs_here[resource]
        ):
            names[resource].setdefault(today, theirs)
    return names


def in_their_words(here: Package, names: Names, loaded: Loaded) -> tuple[Units, Loaded]:
    """The records here with the slugs of the package in place of ours, and what was loaded of them.

    The slug of a record that the package renamed since stays as it is here, so that it differs. Where a
    record is as it was loaded, so is it in these words.
    """
    ours = units_of(here)
    if not any(names.values()):
        return ours, loaded
    theirs = units_of({name: [_said(name, row, names) for row in rows] for name, rows in here.items()})
    renamed_here = {(row["kind"], row["record"], row["slug"]) for row in here["old-slugs"]}
    for kind, resource in BY_SLUG.items():
        for today, slug in names[resource.name].items():
            if (kind, today, slug) not in renamed_here:
                theirs[resource.name, (slug,)].row["slug"] = today
    known = dict(loaded)
    # Both have the same records in the same order.
    for old, new in zip(ours.values(), theirs.values(), strict=True):
        before = loaded.get((old.resource.name, old.identity))
        if before is not None:
            as_loaded = before == old.digest
            known[new.resource.name, new.identity] = new.digest if as_loaded else before
    return theirs, known


def _said(name: str, row: Row, names: Names) -> Row:
    said = dict(row)
    if name in names:
        said["slug"] = names[name].get(row["slug"], row["slug"])
    if name == "old-slugs" and row["kind"] in BY_SLUG:
        said["record"] = names[BY_SLUG[row["kind"]].name].get(row["record"], row["record"])
    for column in BY_NAME[name].columns:
        known = names.get(column.refers, {})
        if known and column.kind is Kind.SLUGS:
            said[column.name] = " ".join(sorted(known.get(slug, slug) for slug in row[column.name].split()))
        elif known:
            said[column.name] = known.get(row[column.name], row[column.name])
    return said
