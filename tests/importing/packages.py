"""Packages for tests: a small corpus with everything that is hard to carry over, and ways to break one."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from articles.importing.corpus.closing import Package, close
from articles.importing.corpus.exporting import _order, published_package
from articles.importing.corpus.packing import pack, write_folder
from articles.importing.corpus.resources import RESOURCES
from articles.importing.corpus.rules import KINDS
from articles.models import (
    Change,
    OldSlug,
    OrganisationTie,
    PublicId,
    StakeholderName,
    StanceChange,
)
from tests.factories import (
    A_DAY,
    make_affiliation,
    make_article,
    make_organisation,
    make_outlet,
    make_position,
    make_proposition,
    make_public_id,
    make_quote,
    make_stakeholder,
)

HARD = 'Commas, "quotes", tabs\tand\nline feeds; 🫖 emoji, שלום, الحليب, e\u0301 combining, ½ ﬁ.'


def fill_corpus() -> None:
    """One of everything, in words that are hard to carry over, and some that is not public."""
    union, board = make_organisation(), make_organisation("Board of Tea, Kettles & Co", slug="board-of-tea")
    tess = make_stakeholder(description=HARD, identifiers={"register": "Ü-1", "a": "b"}, country="GB")
    StakeholderName.objects.create(stakeholder=tess, name="טס", use="translation")
    match = StakeholderName(stakeholder=tess, name="Ms Teapot", use="match_only")
    match.save()
    make_affiliation(tess, union, since="2019", until="2020-06", source=make_article("Roles"))
    make_affiliation(tess, make_organisation("Hidden House", published=False))
    OrganisationTie.objects.create(parent=board, child=union)
    full = make_article(
        HARD.replace("\n", " ")[:80],
        slug="hard",
        day="2020",
        outlet=make_outlet(rights_outlet(), default_rights="full"),
    )
    full.debates.add(make_proposition().debate)
    quote = make_quote(
        HARD, article=full, speaker=tess, on_behalf_of=union, said="2020-02", body=f"Before. {HARD} After."
    )
    label = make_quote(
        "الحليب أولا",
        speaker_label="a guest, unnamed",
        language="ar",
        kind="partial",
        body="Not ours to pass on, said the landlord of the place. Then a guest said الحليب أولا, and left.",
    )
    make_quote("Nobody may see this.", published=False)
    child = make_proposition("milk-last", parent=make_proposition())
    first = make_position("conditional", quotes=(quote, label), stakeholder=tess, day="2019", condition=HARD)
    second = make_position(
        "opposes",
        on=child.slug,
        stakeholder=tess,
        confidence="medium",
        note=HARD,
        inferred=True,
        on_behalf_of=union,
    )
    make_position("mixed", stakeholder=tess, published=False)
    StanceChange.objects.create(before=first, after=second, confirmed_at=A_DAY)
    gone = make_public_id("quote", state="withdrawn", category="not-verbatim", reason="A mistake, of ours")
    make_public_id("position", state="withdrawn", category="other", left_with=gone)
    make_public_id("quote", state="removed", blocked_by="https://court.example/order?id=7")
    make_public_id("stakeholder", state="merged", successor=tess.public)
    OldSlug.objects.create(kind="stakeholder", slug="tess-kettle", public=tess.public)
    OldSlug.objects.create(kind="outlet", slug="old-leaf", row=full.outlet.pk)
    Change.objects.create(kind="withdrawn", public=gone, when=A_DAY)
    for public in PublicId.objects.order_by("pk"):
        Change.objects.create(kind="published", public=public, when=A_DAY, summary=HARD)


def rights_outlet() -> str:
    return "The Open Page"


def export(folder: Path) -> dict[str, bytes]:
    """The public corpus as a folder; gives back the bytes of its files."""
    files = pack(published_package())
    write_folder(files, folder)
    return files


Rows = list[dict[str, str]]


def change_rows(folder: Path, name: str, change: Callable[[Rows], Rows | None]) -> None:
    """Change the rows of one file of a package in place."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or []), list(reader)
    changed = change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows if changed is None else changed)


def read_rows(folder: Path) -> Package:
    """Every row of a package, by resource."""
    found: Package = {}
    for resource in RESOURCES:
        with (folder / resource.path).open(encoding="utf-8", newline="") as file:
            found[resource.name] = list(csv.DictReader(file))
    return found


def edit(folder: Path, change: Callable[[Package], object]) -> None:
    """Change a package in place as its makers would: rows that then point nowhere leave with the rest."""
    package = read_rows(folder)
    change(package)
    close(package)
    starts = {span["quote"]: int(span["start"]) for span in reversed(package["spans"])}
    for resource in RESOURCES:
        package[resource.name].sort(key=lambda row, by=resource: _order(by, row, starts))  # type: ignore[misc]
    write_folder(pack(package), folder)


def row_of(package: Package, name: str, **cells: str) -> dict[str, str]:
    """The one row of that file with these cells."""
    (found,) = (row for row in package[name] if row.items() >= cells.items())
    return found


def withdraw_id(package: Package, public_id: str, state: str, successor: str = "") -> None:
    """What the makers of a package do when a record is public no longer."""
    row_of(package, "public-ids", id=public_id).update(
        state=state, successor=successor, reason="Their reason."
    )
    for name in KINDS:
        package[name] = [row for row in package[name] if row["id"] != public_id]
    for row in package["evidence"]:
        row["quote"] = "gone" if row["quote"] == public_id else row["quote"]


def load(folder: Path, *options: str) -> list[str]:
    """Load the package; gives back what was said, without the counts by file."""
    said = StringIO()
    call_command("load_corpus", folder, *options, stdout=said)
    return [line for line in said.getvalue().splitlines() if not line.startswith("  ")]


def assert_settled(folder: Path) -> None:
    """What is public here is the package, byte for byte, and loading it again does nothing."""
    assert pack(published_package()) == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert load(folder) == ["0 records were added, 0 updated; 0 conflicts."]
    assert pack(published_package()) == {path.name: path.read_bytes() for path in folder.iterdir()}
