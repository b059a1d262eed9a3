"""A broken package is refused whole: each error says where it is and what to do, and nothing is written."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Stakeholder
from tests.factories import make_type
from tests.importing.conftest import table_counts
from tests.importing.packages import Rows, change_rows


def refusal(path: Path) -> str:
    """What is said to whoever loads it; the database is as it was."""
    before = table_counts()
    with pytest.raises(CommandError) as told:
        call_command("load_corpus", path)
    assert table_counts() == before
    return str(told.value)


def cell(name: str, column: str, value: str, *, line: int = 2) -> Callable[[Path], None]:
    def change(rows: Rows) -> None:
        rows[line - 2][column] = value

    return lambda folder: change_rows(folder, name, change)


def drop(name: str, index: int = 0) -> Callable[[Path], None]:
    return lambda folder: change_rows(folder, name, lambda rows: rows[:index] + rows[index + 1 :])


def twice(name: str) -> Callable[[Path], None]:
    return lambda folder: change_rows(folder, name, lambda rows: [*rows, rows[0]])


def write(name: str, body: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(body)


def head(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(
        (folder / name).read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8"
    )


def mistype(folder: Path) -> None:
    """Change the last character of an id wherever it stands."""
    right = (folder / "public-ids.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    wrong = right[:-1] + ("x" if right[-1] != "x" else "z")
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "a missing file": (lambda folder: (folder / "spans.csv").unlink(), r"spans\.csv: is missing"),
    "a missing column": (
        head("outlets.csv", "slug,name", "slug,nom"),
        r"outlets\.csv, line 1, name: this column is",
    ),
    "a strange column": (
        head("outlets.csv", "slug,name", "slug,nom"),
        r"outlets\.csv, line 1, nom: no such column",
    ),
    "a doubled column": (
        head("outlets.csv", "slug,name", "slug,name,name"),
        r"line 1, name: this column stands",
    ),
    "columns in another order": (
        head("outlets.csv", "slug,name", "name,slug"),
        r"the columns belong in this order",
    ),
    "a ragged row": (
        head("outlets.csv", "the-daily-leaf,", "the-daily-leaf,,,"),
        r"line \d+: has 7 cells, where 5",
    ),
    "another encoding": (
        write("outlets.csv", b"slug,name\n\xff\xfe"),
        r"outlets\.csv, line 2: is not in UTF-8",
    ),
    "a NUL": (head("outlets.csv", "The Daily", "The\0Daily"), r"outlets\.csv, line \d+.*(NUL|CSV)"),
    "an open quote": (
        head("outlets.csv", "The Daily", '"The Daily'),
        r"outlets\.csv, line \d+: is no well-formed CSV",
    ),
    "an empty cell": (
        cell("outlets", "name", ""),
        r"outlets\.csv, line 2, name: is empty, but must be given",
    ),
    "a strange choice": (
        cell("outlets", "default_rights", "all"),
        r"is 'all', which is none of full, excerpt, none",
    ),
    "too long a cell": (cell("outlets", "name", "x" * 201), r"has 201 characters, where 200 are the most"),
    "no date": (cell("articles", "date", "soon"), r"articles\.csv, line 2, date: is 'soon': write 2022,"),
    "no number": (cell("spans", "start", "-1"), r"spans\.csv, line 2, start: is '-1': write a whole number"),
    "a huge number": (cell("spans", "start", "9" * 30), r"write a whole number from 0 to 2147483647"),
    "no truth": (cell("evidence", "primary", "yes"), r"is 'yes': write true or false"),
    "no moment": (cell("changes", "when", "2020-01-01"), r"write it in UTC"),
    "no JSON": (cell("stakeholders", "identifiers", "{"), r"identifiers: is '\{', which is not JSON"),
    "no JSON object": (cell("stakeholders", "identifiers", "[1]"), r"write a JSON object"),
    "a doubled key": (twice("outlets"), r"outlets\.csv, line \d+, slug: repeats line 2"),
    "a dangling reference": (
        drop("stakeholder-types"),
        r"type: is 'tea-house', which is not in stakeholder-types",
    ),
    "an id that was not issued": (drop("public-ids"), r"which is not in public-ids\.csv"),
    "a mistyped id": (mistype, r"public-ids\.csv, line 2, id: (ends with|is)"),
    "a withdrawn record": (
        cell("public-ids", "state", "withdrawn"),
        r"is withdrawn, so the record is not public",
    ),
    "merged into nothing": (
        cell("public-ids", "state", "merged"),
        r"successor: is empty, but the id was merged",
    ),
    "an id of another kind": (cell("public-ids", "kind", "quote"), r"id: was issued for a quote"),
    "words that are not there": (
        cell("quotes", "exact", "Never said.", line=3),
        r"quotes\.csv, line \d+, exact: is not what its spans",
    ),
    "a span of another length": (cell("spans", "end", "1"), r"spans\.csv, line 2, exact: "),
    "two speakers": (
        cell("quotes", "speaker_label", "a guest"),
        r"speaker: give a speaker or a label, one of them",
    ),
    "a condition too many": (
        cell("positions", "condition", "if", line=3),
        r"condition: is given with “conditional”",
    ),
    "medium without a note": (cell("positions", "note", "", line=3), r"note: is empty, but says why"),
    "no primary evidence": (cell("evidence", "primary", "false"), r"has not exactly one primary row"),
    "an old slug to two": (
        cell("old-slugs", "record", "tess-teapot", line=3),
        r"public: give a public id or a record, one of them",
    ),
    "a person as organisation": (cell("stakeholders", "kind", "person"), r"is no organisation"),
    "a circle of propositions": (
        cell("propositions", "parent", "milk-last"),
        r"parent: leads round in a circle",
    ),
    "no descriptor": (lambda folder: (folder / "datapackage.json").unlink(), r"it has no datapackage\.json"),
    "a broken descriptor": (
        write("datapackage.json", b"{"),
        r"datapackage\.json: is no JSON object with a name",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_is_named_and_nothing_is_loaded(package: Path, fault: str) -> None:
    make_type("stays")
    break_it, says = BROKEN[fault]

    break_it(package)

    assert re.search(says, refusal(package)), refusal(package)


def test_all_faults_are_named_at_once(package: Path) -> None:
    cell("outlets", "name", "")(package)
    cell("articles", "date", "soon")(package)
    cell("stakeholders", "country", "GBR")(package)

    said = refusal(package)

    assert [line.split(":")[0] for line in said.splitlines()[1:]] == [
        "outlets.csv, line 2, name",
        "articles.csv, line 2, date",
        "stakeholders.csv, line 2, country",
    ]


def test_a_thousand_faults_are_counted(package: Path) -> None:
    change_rows(package, "changes", lambda rows: [row | {"kind": "x"} for row in rows * 50])

    assert re.search(r"… and \d+ more\.$", refusal(package))


def test_a_slug_that_is_taken_here_is_named(package: Path) -> None:
    Stakeholder.objects.create(name="Another Tess", slug="tess-teapot", kind="person", type=make_type())

    assert "stakeholders.csv, slug: 'tess-teapot' is the slug of another record here" in refusal(package)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 nonsense", b"plain text"])
def test_a_file_that_is_no_zip_is_refused(package: Path, tmp_path: Path, body: bytes) -> None:
    (tmp_path / "some.zip").write_bytes(body)
    assert "cannot be read as a zip file" in refusal(tmp_path / "some.zip")


def test_a_missing_path_is_named(package: Path) -> None:
    assert "there is no such folder or file" in refusal(package / "nowhere")
