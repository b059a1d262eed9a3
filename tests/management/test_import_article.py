"""`import_article` brings articles in from files, says what it did, and fails where one did not come in."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ArticleText, Quote
from tests.factories import make_editor, make_stakeholder

pytestmark = pytest.mark.django_db
BODY = "“Milk goes in first,” said Tess Teapot. She poured.\n“Nobody asked,” said Una Urn."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "row.txt"
    made.write_text(BODY, encoding="utf-8")
    return made


def bring_in(*sources: Any, **options: Any) -> str:
    said = StringIO()
    call_command("import_article", *map(str, sources), stdout=said, **options)
    return said.getvalue()


def test_a_file_comes_in_with_what_the_options_say(file: Path) -> None:
    make_stakeholder()
    said = bring_in(
        file, outlet="The Daily Leaf", date="2024-05", title="Row", url="https://leaf.example/row"
    )
    assert said.splitlines() == [
        "Row: 2 quotations suggested, 1 with a speaker known here, 0 doubtful.",
        "1 new, 0 with another text, 0 known, 0 not imported. 2 quotations suggested.",
    ]
    article = Article.objects.get()
    assert (article.title, str(article.date), article.address) == (
        "Row",
        "2024-05",
        "https://leaf.example/row",
    )


def test_a_script_gets_one_object_a_line(file: Path) -> None:
    told = json.loads(bring_in(file, outlet="The Daily Leaf", date="2024", json=True))
    assert {"what": "new", "suggested": 2, "linked": 0, "problem": ""}.items() <= told.items()


def test_a_dry_run_keeps_nothing(file: Path) -> None:
    assert "A dry run: nothing was kept." in bring_in(
        file, outlet="The Daily Leaf", date="2024", dry_run=True
    )
    assert not ArticleText.objects.exists()


def test_of_many_articles_those_that_can_come_in_do(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    good = {"text": BODY, "title": "Row", "outlet": "The Daily Leaf", "date": "2024-05-06"}
    undated = {"text": "It rained.", "title": "Rain", "outlet": "The Daily Leaf"}
    file.write_text(f"{json.dumps(good)}\n{{\n{json.dumps(undated)}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="2 of 3 articles were not imported"):
        bring_in(file)
    assert [article.title for article in Article.objects.all()] == ["Row"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"date": "yesterday"}, "--date"),
        ({"by": "nobody"}, "There is no editor called nobody"),
    ],
)
def test_an_option_that_is_wrong_is_named(file: Path, options: dict[str, str], problem: str) -> None:
    with pytest.raises(CommandError, match=problem):
        bring_in(file, **options)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.txt cannot be opened: No such file or directory"):
        bring_in(tmp_path / "gone.txt")


def test_a_file_that_cannot_be_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(b"")
    with pytest.raises(CommandError, match=r"empty\.txt"):
        bring_in(file)


def test_an_address_on_this_machine_is_refused() -> None:
    with pytest.raises(CommandError, match=r"http://127\.0\.0\.1/"):
        bring_in("http://127.0.0.1/")


def test_it_is_kept_in_the_name_of_the_editor(file: Path) -> None:
    edith = make_editor()
    bring_in(file, outlet="The Daily Leaf", date="2024", by="edith")
    assert {quote.history.get().history_user for quote in Quote.objects.all()} == {edith}
