"""Positions come in from a spreadsheet whole or not at all, and every fault is named by row and column."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from articles.importing.positions.checking import check_rows
from articles.importing.positions.reading import (
    COLUMNS,
    MOST_ROWS,
    BrokenSheet,
    Problem,
    SheetRow,
    read_sheet,
)
from articles.importing.positions.writing import import_rows
from articles.models import Evidence, Position, Status
from tests.factories import (
    make_article,
    make_organisation,
    make_proposition,
    make_quote,
    make_stakeholder,
)

GOOD = {"stakeholder": "Tess Teapot", "proposition": "milk-first", "stance": "supports", "date": "2020-02-03"}


def sheet(*rows: dict[str, str], columns: Sequence[str] = COLUMNS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def excel(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (COLUMNS, *rows):
        page.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def problems_of(data: bytes, name: str = "positions.csv") -> list[Problem]:
    with pytest.raises(BrokenSheet) as broken:
        check_rows(read_sheet(data, name))
    return list(broken.value.problems)


@pytest.fixture
def known(db: None) -> dict[str, str]:
    """A row whose every cell leads somewhere."""
    make_stakeholder()
    make_proposition()
    return GOOD | {"source": str(make_quote().public_id)}


def test_excel_and_csv_are_read_alike() -> None:
    typed = ["Tess", "milk", "mixed", date(2020, 2, 3), "b1vb361t", None, " Said so. ", None, 7, 2020.0]
    meant = ["Tess", "milk", "mixed", "2020-02-03", "b1vb361t", "", "Said so.", "", "7", "2020"]
    cells = dict(zip(COLUMNS, meant, strict=True))
    assert read_sheet(excel(typed), "positions.XLSX") == [SheetRow(2, cells)]
    assert read_sheet(sheet(cells), "positions.csv") == [SheetRow(2, cells)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_usual_delimiter_and_a_byte_order_mark_are_read(mark: str) -> None:
    text = f"\ufeff{mark.join(COLUMNS)}\r\n\r\n{mark.join(['x'] * 10)}\r\n"
    (row,) = read_sheet(text.encode(), "positions.csv")
    assert (row.number, set(row.cells.values())) == (3, {"x"})


FORMS = [
    (b"\xff\xfe", "x.csv", "The file is not in UTF-8: save it as “CSV UTF-8”."),
    (b"no zip", "x.xlsx", "The file is no XLSX spreadsheet, or is damaged."),
    (b'stakeholder\n"open', "x.csv", "The file is no CSV: unexpected end of data"),
    (b"", "x.csv", "row 1: The column “stakeholder” is missing."),
    (sheet(), "x.csv", "The file has a header and no rows."),
    (sheet({}, columns=[*COLUMNS, "colour"]), "x.csv", "row 1: No column is called “colour”"),
    (sheet({}, columns=[*COLUMNS, "note"]), "x.csv", "row 1: The column “note” stands there twice."),
    (sheet(*[GOOD] * (MOST_ROWS + 1)), "x.csv", "There are more than 1000 rows: split the file."),
    (sheet(GOOD)[:-2] + b",,,extra\n", "x.csv", "row 2: A cell stands under no name of a column."),
    (sheet(GOOD | {"note": "=1+1"}), "x.csv", "row 2, note: It begins like a formula (= + - @)"),
    (excel(["=A1"]), "x.xlsx", "row 2, stakeholder: It begins like a formula"),
    (sheet(GOOD | {"note": "x" * 5001}), "x.csv", "row 2, note: It has more than 5000 characters."),
    (b"x" * 1_000_001, "x.csv", "The file is larger than 1000000 bytes: split it."),
]


@pytest.mark.parametrize(("data", "name", "said"), FORMS)
def test_a_file_that_cannot_be_read_says_why(data: bytes, name: str, said: str) -> None:
    with pytest.raises(BrokenSheet) as broken:
        read_sheet(data, name)
    assert str(broken.value).startswith(said)


CONDITION = "A condition goes with the stance “conditional”, and only with it."
FAULTS = [
    ("stakeholder", "", "It is empty."),
    ("stakeholder", "Tess Tepot", "“Tess Tepot” is not known here. Did you mean “Tess Teapot”?"),
    ("proposition", "Milk frist", "“Milk frist” is no proposition here. Did you mean “Milk first”?"),
    ("stance", "agrees", "“agrees” is none of supports, opposes, conditional, mixed, unclear."),
    ("condition", "the pot is warm", CONDITION),
    ("date", "3.2.2020", "'3.2.2020' is no date, it is written in another way: write a year (2022)"),
    ("source", "b1vb361x", "“b1vb361x” ends with “x”"),
    ("source", "https://leaf.example/nowhere", "“https://leaf.example/nowhere” is not known here."),
    ("on_behalf_of", "Tess Teapot", "Nobody takes a position on their own behalf twice."),
    ("on_behalf_of", "Cara Caddy", "A position is taken on behalf of an organisation"),
]


@pytest.mark.parametrize(("column", "cell", "why"), FAULTS)
def test_every_fault_is_named_by_row_and_column(
    known: dict[str, str], column: str, cell: str, why: str
) -> None:
    make_stakeholder("Cara Caddy")
    (problem,) = problems_of(sheet(known | {column: cell}))
    assert (problem.row, problem.column) == (2, column)
    assert problem.why.startswith(why)


@pytest.mark.parametrize(
    ("column", "cell", "missing"), [("stance", "conditional", "condition"), ("confidence", "medium", "note")]
)
def test_what_a_cell_calls_for_is_missed_in_its_own_column(
    known: dict[str, str], column: str, cell: str, missing: str
) -> None:
    (problem,) = problems_of(sheet(known | {column: cell}))
    assert (problem.row, problem.column) == (2, missing)


def test_all_faults_are_named_at_once_and_nothing_is_kept(known: dict[str, str]) -> None:
    data = sheet(known, known | {"stance": "", "date": "x"}, known | {"stakeholder": "Nobody"})
    rows = read_sheet(data, "x.csv")
    with pytest.raises(BrokenSheet) as broken:
        import_rows(rows, by=None, why="coded")
    assert [(one.row, one.column) for one in broken.value.problems] == [
        (3, "stance"),
        (3, "date"),
        (4, "stakeholder"),
    ]
    assert not Position.objects.exists()


def test_a_name_of_two_asks_for_a_slug(known: dict[str, str]) -> None:
    make_stakeholder("Tess Teapot", slug="tess-the-second")
    (problem,) = problems_of(sheet(known))
    assert problem.why == "Several are called that: write one of tess-teapot, tess-the-second."
    assert check_rows(read_sheet(sheet(known | {"stakeholder": "tess-teapot"}), "x.csv"))


def test_an_article_needs_a_summary(known: dict[str, str]) -> None:
    article = make_article()
    for source in (str(article.public_id), article.addresses.get().url + "?utm_source=x"):
        (problem,) = problems_of(sheet(known | {"source": source}))
        assert (problem.column, problem.row) == ("summary", 2)


def test_the_positions_are_coded_drafts_with_their_evidence_and_reason(known: dict[str, str]) -> None:
    edith = User.objects.create_superuser("edith")
    union = make_organisation()
    row = known | {"on_behalf_of": "kettle union", "stance": "Conditional", "condition": "the pot is warm"}

    (outcome,) = import_rows(read_sheet(sheet(row), "x.csv"), by=edith, why="coded by hand")

    assert outcome.what == "new"
    position = Position.objects.get()
    assert (position.stakeholder.name, position.on_behalf_of, position.stance, position.status) == (
        "Tess Teapot",
        union,
        "conditional",
        Status.CODED,
    )
    assert (str(position.date), position.confidence) == ("2020-02-03", "high")
    entry = position.history.get()
    assert (entry.history_change_reason, entry.history_user) == ("coded by hand", edith)
    evidence = Evidence.objects.get()
    assert evidence.quote is not None
    assert (evidence.primary, str(evidence.quote.public_id)) == (True, known["source"])


def test_twice_is_the_same_as_once_and_what_an_editor_changed_stays(known: dict[str, str]) -> None:
    rows = read_sheet(sheet(known, known), "x.csv")
    assert [one.what for one in import_rows(rows, by=None, why="once")] == ["new", "there"]
    Position.objects.update(summary="Mended.")
    assert [one.what for one in import_rows(rows, by=None, why="twice")] == ["there", "there"]
    assert [one.summary for one in Position.objects.all()] == ["Mended."]


def test_a_second_source_is_evidence_of_a_draft_and_never_of_what_is_public(known: dict[str, str]) -> None:
    import_rows(read_sheet(sheet(known), "x.csv"), by=None, why="once")
    more = read_sheet(sheet(known | {"source": str(make_quote("Cold milk.").public_id)}), "x.csv")
    assert [one.what for one in import_rows(more, by=None, why="more")] == ["evidence"]
    assert [one.primary for one in Evidence.objects.order_by("pk")] == [True, False]

    Position.objects.update(status=Status.PUBLISHED, public=make_quote("Tea.").public)
    last = read_sheet(sheet(known | {"source": str(make_quote("Warm milk.").public_id)}), "x.csv")
    assert [one.what for one in import_rows(last, by=None, why="more")] == ["there"]


def test_a_dry_run_keeps_nothing(known: dict[str, str]) -> None:
    rows = read_sheet(sheet(known), "x.csv")
    assert [one.what for one in import_rows(rows, by=None, why="", dry_run=True)] == ["new"]
    assert not Position.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_checking_costs_the_same_however_many_rows(
    known: dict[str, str], count: int, django_assert_num_queries: Any
) -> None:
    rows = read_sheet(sheet(*[known | {"date": str(2000 + number)} for number in range(count)]), "x.csv")
    # Stakeholders, their names, propositions and wordings; articles by address and by id, quotes.
    with django_assert_num_queries(7):
        assert len(check_rows(rows)) == count


def test_the_command_imports_or_says_what_to_mend(known: dict[str, str], tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "positions.csv"
    file.write_bytes(sheet(known))
    call_command("import_positions", file, "--dry-run")
    assert "1 positions would be added" in capsys.readouterr().out
    assert not Position.objects.exists()
    call_command("import_positions", file)
    assert "1 positions were added, 0 drafts given evidence; 0 are there already." in capsys.readouterr().out

    file.write_bytes(sheet(known | {"stance": "agrees"}))
    with pytest.raises(CommandError, match="row 2, stance"):
        call_command("import_positions", file)
    with pytest.raises(CommandError, match="no account 'otto'"):
        call_command("import_positions", file, "--by", "otto")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_positions", tmp_path / "nowhere.csv")


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("edith"))
    return client


def upload(editor: Client, data: bytes) -> str:
    file = SimpleUploadedFile("positions.csv", data)
    return editor.post(reverse("admin:import_positions"), {"file": file}).content.decode()


def test_an_editor_looks_first_and_then_imports_all_of_it(known: dict[str, str], editor: Client) -> None:
    page = upload(editor, sheet(known))
    assert "1 positions are added as drafts" in page
    assert not Position.objects.exists()
    sealed = page.partition('name="rows" value="')[2].partition('"')[0]

    unsure = editor.post(reverse("admin:import_positions"), {"rows": sealed, "why": ""})
    assert "This field is required" in unsure.content.decode()
    assert not Position.objects.exists()

    done = editor.post(reverse("admin:import_positions"), {"rows": sealed, "why": "coded"}, follow=True)
    assert "1 positions added, 0 drafts given evidence, 0 there already." in done.content.decode()
    assert Position.objects.get().history.get().history_change_reason == "coded"


def test_an_editor_is_told_what_to_mend(known: dict[str, str], editor: Client) -> None:
    page = upload(editor, sheet(known | {"stance": "agrees"}))
    assert "<td>2</td><td>stance</td><td>“agrees” is none of" in page
    tampered = editor.post(reverse("admin:import_positions"), {"rows": "x", "why": "y"}).content.decode()
    assert "did not arrive as they were sent" in tampered
    assert not Position.objects.exists()


def test_the_template_has_the_columns(editor: Client, db: None) -> None:
    answer = editor.get(reverse("admin:import_positions_template"))
    assert answer.content.decode("utf-8-sig").strip() == ",".join(COLUMNS)
