"""A record is the same one under another slug, whoever renamed it."""

from pathlib import Path
from typing import Any

import pytest

from articles.domain.public_ids import check_character
from articles.importing.corpus.closing import Package
from articles.importing.corpus.columns import Kind
from articles.importing.corpus.resources import BY_SLUG, RESOURCES
from articles.models import OldSlug, Outlet, Position, Proposition
from tests.importing.packages import assert_settled, edit, load, row_of

# Well-formed ids that no builder gives.
ANOTHER = {
    name: body + check_character(body)
    for name, body in (("stakeholders", "9999991"), ("articles", "9999992"), ("positions", "9999993"))
}
# Each kind of record without ids, with one of the package, and a column that is no part of its slug.
RENAMED = [
    ("outlet", "the-daily-leaf", "country"),
    ("type", "tea-house", "label"),
    ("debate", "tea", "scope"),
    ("proposition", "milk-first", "label"),
]


@pytest.fixture
def loaded(package: Path) -> Path:
    load(package)
    return package


def record(kind: str, slug: str) -> Any:
    return BY_SLUG[kind].model._default_manager.get(slug=slug)


def rename_here(kind: str, slug: str) -> None:
    """An editor gives the record another slug; the old one leads to it."""
    found = record(kind, slug)
    OldSlug.objects.create(kind=kind, slug=slug, row=found.pk)
    found.slug = "renamed"
    found.save()


def rename_there(package: Package, kind: str, slug: str) -> None:
    """The makers of the package do."""
    resource = BY_SLUG[kind]
    for one in RESOURCES:
        for column in one.columns:
            if column.refers == resource.name or (one is resource and column.name == "slug"):
                for row in package[one.name]:
                    slugs = row[column.name].split() if column.kind is Kind.SLUGS else [row[column.name]]
                    row[column.name] = " ".join("renamed" if one == slug else one for one in slugs)
    for row in package["old-slugs"]:
        row["record"] = "renamed" if (row["kind"], row["record"]) == (kind, slug) else row["record"]
    package["old-slugs"].append({"kind": kind, "slug": slug, "public": "", "record": "renamed"})


@pytest.mark.parametrize(("kind", "slug", "column"), RENAMED)
def test_what_an_editor_renamed_is_still_what_the_package_means(
    loaded: Path, kind: str, slug: str, column: str
) -> None:
    rename_here(kind, slug)
    assert load(loaded) == ["0 records were added, 0 updated; 0 conflicts."]

    edit(loaded, lambda package: row_of(package, BY_SLUG[kind].name, slug=slug).update({column: "XY"}))

    assert load(loaded) == ["0 records were added, 1 updated; 0 conflicts."]
    assert getattr(record(kind, "renamed"), column) == "XY"
    assert load(loaded) == ["0 records were added, 0 updated; 0 conflicts."]


@pytest.mark.parametrize(("kind", "slug", "column"), RENAMED)
def test_what_comes_under_the_old_slug_comes_to_the_renamed_record(
    loaded: Path, kind: str, slug: str, column: str
) -> None:
    rename_here(kind, slug)

    def add(package: Package) -> None:
        """One more of everything that refers to such a record."""
        for name, key in ANOTHER.items():
            row = package[name][0]
            ledger = row_of(package, "public-ids", id=row["id"])
            package["public-ids"].append(ledger | {"id": key})
            if name == "positions":
                package["evidence"] += [
                    one | {"position": key} for one in package["evidence"] if one["position"] == row["id"]
                ]
            package[name].append(row | {"id": key} | ({"slug": key} if "slug" in row else {}))

    edit(loaded, add)

    assert load(loaded)[-1] == "6 records were added, 0 updated; 0 conflicts."
    assert load(loaded) == ["0 records were added, 0 updated; 0 conflicts."]


def test_a_wording_of_a_renamed_proposition_is_found(loaded: Path) -> None:
    rename_here("proposition", "milk-first")

    def code(package: Package) -> None:
        first = row_of(package, "proposition-versions", proposition="milk-first")
        package["proposition-versions"].append(first | {"number": "2", "wording": "Milk before tea."})
        row_of(package, "positions", stance="conditional")["version"] = "2"

    edit(loaded, code)
    load(loaded)

    version = Position.objects.get(stance="conditional").proposition_version
    assert (version.proposition.slug, version.number) == ("renamed", 2)


@pytest.mark.parametrize(("kind", "slug", "column"), RENAMED)
def test_what_the_package_renames_is_renamed_here(loaded: Path, kind: str, slug: str, column: str) -> None:
    before = record(kind, slug)

    def rename(package: Package) -> None:
        rename_there(package, kind, slug)
        row_of(package, BY_SLUG[kind].name, slug="renamed")[column] = "XY"

    edit(loaded, rename)

    assert load(loaded)[-1] == "1 records were added, 1 updated; 0 conflicts."
    assert record(kind, "renamed").pk == before.pk
    assert_settled(loaded)


@pytest.mark.parametrize(("kind", "slug", "column"), RENAMED)
def test_what_refers_to_it_can_change_at_the_same_time(
    loaded: Path, kind: str, slug: str, column: str
) -> None:
    def rename(package: Package) -> None:
        rename_there(package, kind, slug)
        for name, told in (("articles", "note"), ("stakeholders", "description"), ("positions", "summary")):
            for row in package[name]:
                row[told] = "Told anew."

    edit(loaded, rename)

    assert load(loaded)[-1].endswith("updated; 0 conflicts.")
    assert_settled(loaded)


def test_a_record_that_an_editor_changed_is_not_renamed_and_everything_finds_it(loaded: Path) -> None:
    Outlet.objects.filter(slug="the-daily-leaf").update(country="FR")

    def rename(package: Package) -> None:
        rename_there(package, "outlet", "the-daily-leaf")
        for row in package["articles"]:
            row["note"] = "Told anew."

    edit(loaded, rename)
    said = load(loaded)

    assert [line for line in said if "Conflict" in line] == [
        ("Conflict, left as it is here: outlets.csv, renamed: outlets.csv: slug; outlets.csv: country")
    ]
    outlet = Outlet.objects.get(country="FR")
    assert outlet.slug == "the-daily-leaf"
    assert set(outlet.articles.values_list("note", flat=True)) == {"Told anew."}


def test_a_slug_that_became_free_can_be_given_to_another(loaded: Path) -> None:
    edit(loaded, lambda package: rename_there(package, "proposition", "milk-last"))
    load(loaded)

    def add(package: Package) -> None:
        package["old-slugs"] = [row for row in package["old-slugs"] if row["slug"] != "milk-last"]
        other = row_of(package, "propositions", slug="renamed")
        package["propositions"].append(other | {"slug": "milk-last", "label": "Another"})
        version = row_of(package, "proposition-versions", proposition="renamed")
        package["proposition-versions"].append(version | {"proposition": "milk-last"})

    edit(loaded, add)
    load(loaded)

    assert Proposition.objects.get(slug="milk-last").label == "Another"
