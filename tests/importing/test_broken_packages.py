"""A broken package is refused whole: each error says where it is and what to do, and nothing is written."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.domain import public_ids
from articles.importing.corpus import packing
from articles.models import Stakeholder
from tests.factories import make_type
from tests.importing.conftest import table_counts
from tests.importing.faults import FAULTS, cell
from tests.importing.packages import change_rows


def refusal(path: Path) -> list[str]:
    """The lines said to whoever loads it, with ID for what builders count; the database is as it was."""
    before = table_counts()
    with pytest.raises(CommandError) as told:
        call_command("load_corpus", path)
    assert table_counts() == before
    said = str(told.value).replace(str(path), "PATH")
    return re.sub(r"\b00\d{5}[0-9a-z]\b", "ID", said).splitlines()


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named_and_nothing_is_loaded(package: Path, fault: str) -> None:
    make_type("stays")
    break_it, *says = FAULTS[fault]

    break_it(package)

    assert refusal(package) == ["Nothing was loaded. To mend:", *says]


def test_an_id_with_a_typing_error_is_named(package: Path) -> None:
    right = (package / "public-ids.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    wrong = right[:-1] + ("x" if right[-1] != "x" else "z")
    for path in package.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")

    assert refusal(package)[1:] == [f"public-ids.csv, line 2, id: {public_ids.problem(wrong)}"]


def test_all_faults_are_named_at_once(package: Path) -> None:
    cell("outlets", "name", "")(package)
    cell("articles", "date", "soon")(package)
    cell("stakeholders", "country", "GBR")(package)

    assert refusal(package)[1:] == [
        "outlets.csv, line 2, name: is empty, but must be given",
        "articles.csv, line 2, date: is 'soon': write 2022, 2022-07 or 2022-07-30",
        "stakeholders.csv, line 2, country: has 3 characters, where 2 are the most",
    ]


def test_a_thousand_faults_are_counted(package: Path) -> None:
    change_rows(package, "changes", lambda rows: [row | {"kind": "x"} for row in rows * 50])

    said = refusal(package)
    assert len(said) == 1 + 50 + 1
    assert said[1].startswith("changes.csv, line 2, kind: is 'x', which is none of published, corrected")
    assert re.fullmatch(r"… and \d+ more\.", said[-1])


def test_a_slug_that_is_taken_here_is_named(package: Path) -> None:
    Stakeholder.objects.create(name="Another Tess", slug="tess-teapot", kind="person", type=make_type())

    assert refusal(package)[1:] == [
        "stakeholders.csv, slug: 'tess-teapot' is the slug of another record here: change one of them"
    ]


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 nonsense", b"plain text"])
def test_a_file_that_is_no_zip_is_refused(package: Path, tmp_path: Path, body: bytes) -> None:
    (tmp_path / "some.zip").write_bytes(body)
    assert refusal(tmp_path / "some.zip")[1:] == [
        "some.zip: cannot be read as a zip file (File is not a zip file)"
    ]


def test_a_damaged_zip_is_refused(package: Path, tmp_path: Path) -> None:
    archive = tmp_path / "some.zip"
    packing.write_zip({path.name: path.read_bytes() for path in package.iterdir()}, archive)
    body = bytearray(archive.read_bytes())
    body[60:90] = b"x" * 30
    archive.write_bytes(body)

    (said,) = refusal(archive)[1:]
    assert said.startswith("some.zip: cannot be read as a zip file (")


def test_a_package_that_unpacks_to_too_much_is_refused(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = {path.name: path.read_bytes() for path in package.iterdir()}
    bomb["articles.csv"] += b"\0" * 10_000_000
    packing.write_zip(bomb, tmp_path / "bomb.zip")
    packing.write_folder(bomb, package)
    monkeypatch.setattr(packing, "LARGEST_PACKAGE", 1_000_000)

    why = "holds more than the 1,000,000 bytes a package may have"
    assert refusal(tmp_path / "bomb.zip")[1:] == [f"bomb.zip: {why}"]
    assert refusal(package)[1:] == [f"package: {why}"]


def test_a_missing_path_is_named(package: Path) -> None:
    assert refusal(package / "nowhere")[1:] == ["PATH: there is no such folder or file"]
