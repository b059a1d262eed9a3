"""`manage.py import_article` keeps what can be kept, names what cannot, and ends accordingly."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands.import_article import Command
from articles.models import Article, Quote
from tests.factories import make_editor, make_stakeholder
from tests.importing.fetching.web_host import WebHost, web_host

pytestmark = pytest.mark.django_db

TEXT = """The pot was cold.
“Milk goes in first,” said Tess Teapot, chair of the Kettle Union.
Follow Tess on Twitter @tess."""
KNOWN = {"outlet": "The Daily Leaf", "date": "2024-05-06"}


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    file = tmp_path / "tea.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def host() -> Iterator[WebHost]:
    with web_host() as answering:
        yield answering


def run(*sources: Any, command: Command | str = "import_article", **options: Any) -> str:
    said = StringIO()
    call_command(command, *map(str, sources), stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


def refused(*sources: Any, **options: Any) -> tuple[str, str]:
    """What is printed, and with what it ends."""
    said = StringIO()
    with pytest.raises(CommandError) as problem:
        call_command("import_article", *map(str, sources), stdout=said, stderr=StringIO(), **options)
    return said.getvalue(), str(problem.value)


def test_a_file_becomes_an_article_with_suggestions_and_all_is_told(tea: Path) -> None:
    make_stakeholder()

    assert run(tea, title="Cold tea", **KNOWN).splitlines() == [
        (
            "Cold tea: 1 quotation suggested, 1 with a speaker known here, 0 doubtful. "
            "1 paragraph kept out of the text."
        ),
        "  Kept out of the text: Follow Tess on Twitter @tess.",
        "1 new, 0 with another text, 0 known, 0 not imported. 1 quotation suggested.",
    ]
    article = Article.objects.get()
    assert (article.title, article.outlet.name, str(article.date)) == (
        "Cold tea",
        "The Daily Leaf",
        "2024-05-06",
    )
    assert article.texts.get().body == "\n".join(TEXT.splitlines()[:2])


def test_given_once_more_it_changes_nothing(tea: Path) -> None:
    run(tea, **KNOWN)
    before = list(Quote.objects.values())

    assert "1 known" in run(tea)

    assert (Article.objects.count(), list(Quote.objects.values())) == (1, before)


def test_a_dry_run_keeps_nothing(tea: Path) -> None:
    assert run(tea, dry_run=True, **KNOWN).endswith("A dry run: nothing was kept.\n")
    assert not Article.objects.exists()


def test_one_that_cannot_be_imported_stops_no_other(tea: Path, tmp_path: Path) -> None:
    empty, folder, latin = tmp_path / "empty.txt", tmp_path / "folder", tmp_path / "latin.txt"
    empty.touch()
    folder.mkdir()
    latin.write_bytes("“Tea”, said Zoë.".encode()[:-3] + b"\xeb.")

    said, end = refused(tmp_path / "nowhere.txt", folder, empty, latin, tea, **KNOWN)

    told = [line for line in said.splitlines() if ": not imported. " in line]
    assert end.splitlines() == ["4 of 5 articles were not imported.", *told]
    assert told == [
        f"{tmp_path / 'nowhere.txt'}: not imported. There is no such file: look at how it is spelt.",
        f"{folder}: not imported. It is a folder: name the files in it.",
        "empty.txt: not imported. There is nothing in it: choose a file with the text of an article.",
        "latin.txt: not imported. Byte 19 (0xEB, in line 1) is not UTF-8: save the file as UTF-8.",
    ]
    assert Article.objects.count() == 1


def test_what_is_missing_is_asked_for(tea: Path) -> None:
    said, _end = refused(tea)
    assert "It does not say its outlet and its date: give it with the import." in said
    assert not Article.objects.exists()


def test_a_file_of_many_names_the_line_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    article = {"text": TEXT, "title": "Cold tea", "outlet": "The Daily Leaf", "date": "2024-05-06"}
    file.write_text(f"{json.dumps(article)}\n{{\n{json.dumps(article | {'text': 3})}\n", encoding="utf-8")

    said, end = refused(file, json=True)

    told = [json.loads(line) for line in said.splitlines()]
    assert [(one["source"], one["line"], one["what"]) for one in told] == [
        ("many.jsonl", 1, "new"),
        ("many.jsonl", 2, "failed"),
        ("many.jsonl", 3, "failed"),
    ]
    assert [one["problem"].startswith(f"line {one['line']}: ") for one in told[1:]] == [True, True]
    assert end.splitlines()[0] == "2 of 3 articles were not imported."


def test_scripts_are_told_everything_in_json(tea: Path) -> None:
    told = json.loads(run(tea, title="Cold tea", json=True, **KNOWN))
    assert told == {
        "source": "tea.txt",
        "line": None,
        "what": "new",
        "title": "Cold tea",
        "article": Article.objects.get().pk,
        "suggested": 1,
        "quotes": [
            {
                "exact": "Milk goes in first",
                "kind": "direct",
                "speaker": "Tess Teapot",
                "is_known": False,
                "organisation": "Kettle Union",
                "role": "chair of the Kettle Union",
                "rule": Quote.objects.get().origin,
                "confidence": float(Quote.objects.get().confidence or 0),
                "doubts": [],
            }
        ],
        "linked": 0,
        "doubtful": 0,
        "left_out": [],
        "found_again": 0,
        "lost": [],
        "furniture": ["Follow Tess on Twitter @tess."],
        "same_text_as": None,
        "problem": "",
        "missing": [],
    }


def test_a_page_is_read_from_its_address_by_who_says_who_asks(host: WebHost, settings: Any) -> None:
    settings.SITE_URL = "https://record.example"
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    host.answer("/tea", f"<html><body><article>{paragraphs}</article></body></html>".encode())
    command = Command()
    command.reach = host.reach()

    run(host.url("/tea"), command=command, **KNOWN)

    assert Article.objects.get().address == host.url("/tea")
    assert {headers["User-Agent"] for _path, headers in host.asked} == {
        "OnTheRecord (+https://record.example)"
    }


def test_this_machine_is_not_asked(host: WebHost) -> None:
    said, _end = refused(f"http://127.0.0.1:{host.port}/tea", "http://localhost/tea", **KNOWN)
    assert "not on a usual port" in said
    assert "localhost is no host on the open internet" in said
    assert host.asked == []


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"date": "06.05.2024"}, "--date: "),
        ({"by": "nobody"}, "There is no editor called nobody."),
    ],
)
def test_options_that_mean_nothing_are_named(tea: Path, options: dict[str, str], why: str) -> None:
    assert refused(tea, **(KNOWN | options))[1].startswith(why)


def test_what_is_said_of_one_article_is_not_said_of_two(tea: Path) -> None:
    _said, end = refused(tea, tea, title="Cold tea")
    assert end == "--url and --title are of one article: import its source by itself."


def test_it_is_imported_in_the_name_of_an_editor(tea: Path) -> None:
    edith = make_editor()
    run(tea, by="edith", **KNOWN)
    assert Quote.objects.get().history.get().history_user == edith
