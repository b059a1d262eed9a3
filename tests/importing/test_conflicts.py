"""An editor's change is never overwritten by a package, and never goes unsaid where both changed."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.actions.withdrawing import withdraw
from articles.models import Change, Outlet, Position, Quote, Stakeholder
from tests.factories import make_editor
from tests.importing.packages import Rows, change_rows


@pytest.fixture
def loaded(package: Path) -> Path:
    call_command("load_corpus", package, verbosity=0)
    return package


def describe_anew(folder: Path, words: str) -> None:
    def change(rows: Rows) -> None:
        for row in rows:
            if row["slug"] == "tess-teapot":
                row["description"] = words

    change_rows(folder, "stakeholders", change)


def test_a_package_updates_what_no_editor_touched(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    describe_anew(loaded, "Pours with care.")

    call_command("load_corpus", loaded)

    assert Stakeholder.objects.get(slug="tess-teapot").description == "Pours with care."
    assert "0 records were added, 1 updated; 0 conflicts." in capsys.readouterr().out
    assert Change.objects.filter(kind="loaded").count() == 2


def test_an_editors_change_stays(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Stakeholder.objects.filter(slug="tess-teapot").update(description="As an editor has it.")

    call_command("load_corpus", loaded)

    said = capsys.readouterr().out
    assert Stakeholder.objects.get(slug="tess-teapot").description == "As an editor has it."
    assert "1 kept as edited" in said
    assert "0 updated; 0 conflicts." in said


def test_where_both_changed_the_editors_word_stands_and_is_reported(
    loaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Stakeholder.objects.filter(slug="tess-teapot").update(description="As an editor has it.")
    describe_anew(loaded, "As the package has it.")

    for _ in range(2):  # and again the next time, until someone decides
        call_command("load_corpus", loaded)
        said = capsys.readouterr().out
        assert Stakeholder.objects.get(slug="tess-teapot").description == "As an editor has it."
        assert "Conflict, left as it is here: stakeholders.csv, " in said
        assert "stakeholders.csv: description" in said
        assert "1 conflicts." in said


def test_children_are_compared_and_replaced_with_their_record(loaded: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [row | {"name": "Tess T."} for row in rows if row["use"] == "translation"]

    change_rows(loaded, "stakeholder-names", change)

    call_command("load_corpus", loaded, verbosity=0)

    names = Stakeholder.objects.get(slug="tess-teapot").names.values_list("name", flat=True)
    assert list(names) == ["Tess T."]


def test_what_an_editor_withdrew_stays_withdrawn(loaded: Path) -> None:
    editor = make_editor()
    position = Position.objects.get(stance="opposes")
    withdraw(position, by=editor, why="Not on this proposition.")

    call_command("load_corpus", loaded, verbosity=0)

    position.refresh_from_db()
    assert position.status == "withdrawn"
    assert position.public is not None
    assert position.public.state == "withdrawn"


def test_what_the_package_no_longer_holds_stays_and_is_reported(
    loaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_rows(loaded, "stance-changes", lambda rows: [])  # noqa: ARG005

    call_command("load_corpus", loaded)

    assert "No longer in the package, left as it is here: stance-changes.csv" in capsys.readouterr().out


def test_a_record_an_editor_made_first_is_a_conflict(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Outlet.objects.create(slug="the-daily-leaf", name="The Daily Leaf (ours)")

    call_command("load_corpus", package)

    assert Outlet.objects.get(slug="the-daily-leaf").name == "The Daily Leaf (ours)"
    assert "outlets.csv, the-daily-leaf: outlets.csv: name" in capsys.readouterr().out
    assert Quote.objects.published().count() == 2
