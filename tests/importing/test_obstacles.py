"""What cannot come is a conflict with its reason: nothing breaks, and nothing leans on what is hidden."""

from pathlib import Path
from typing import Any

import pytest

from articles.domain.public_ids import check_character
from articles.importing.corpus.closing import Package
from articles.models import Article, Position, PublicId, Quote, Stakeholder
from tests.factories import make_quote
from tests.importing.packages import edit, load, row_of

QUOTE, POSITION, ARTICLE = (body + check_character(body) for body in ("9999997", "9999998", "9999999"))


@pytest.fixture
def loaded(package: Path) -> Path:
    load(package)
    return package


def hide(record: Any) -> None:
    """An editor takes it from the site."""
    type(record).objects.filter(pk=record.pk).update(status="held")
    PublicId.objects.filter(pk=record.public_id).update(state="held")


def issue(package: Package, public_id: str, kind: str) -> None:
    package["public-ids"].append(package["public-ids"][0] | {"id": public_id, "kind": kind, "state": "live"})


def add_quote(package: Package, **cells: str) -> None:
    """Another quote like the direct one, and a position that it evidences."""
    issue(package, QUOTE, "quote")
    issue(package, POSITION, "position")
    quote = row_of(package, "quotes", kind="direct")
    package["quotes"].append(quote | {"id": QUOTE, "exact": "Before."} | cells)
    span = row_of(package, "spans", quote=quote["id"])
    words = {"start": "0", "end": "7", "exact": "Before.", "prefix": "", "suffix": ""}
    package["spans"].append(span | {"quote": QUOTE} | words)
    position = row_of(package, "positions", stance="opposes")
    package["positions"].append(position | {"id": POSITION, "on_behalf_of": "", "stance": "mixed"})
    package["evidence"].append(
        {"position": POSITION, "article": quote["article"], "quote": QUOTE, "primary": "true"}
    )


def conflicts(said: list[str]) -> list[str]:
    return [line.removeprefix("Conflict, left as it is here: ") for line in said if "Conflict" in line]


def test_what_comes_with_a_hidden_speaker_stays_out_with_all_that_leans_on_it(loaded: Path) -> None:
    board = Stakeholder.objects.get(slug="board-of-tea")
    hide(board)
    edit(loaded, lambda package: add_quote(package, on_behalf_of=board.public_id or ""))
    edit(loaded, lambda package: row_of(package, "outlets", slug="the-daily-leaf").update(country="GB"))

    for _ in range(2):
        said = load(loaded)

        assert conflicts(said) == [
            f"quotes.csv, {QUOTE}: its on_behalf_of, {board.public_id}, is not public here",
            f"positions.csv, {POSITION}: its quote, {QUOTE}, is not public here",
        ]
        assert not Quote.objects.filter(public=QUOTE).exists()
        assert not Position.objects.filter(public=POSITION).exists()
    assert Article.objects.filter(outlet__country="GB").exists()

    # Once the editor shows it again, the rest comes.
    Stakeholder.objects.filter(pk=board.pk).update(status="published")
    PublicId.objects.filter(pk=board.public_id).update(state="live")
    assert conflicts(load(loaded)) == []
    assert Quote.objects.get(public=QUOTE).on_behalf_of == board
    assert Position.objects.get(public=POSITION).evidence.get().quote_id is not None


def test_what_comes_into_a_hidden_article_stays_out(loaded: Path) -> None:
    article = Article.objects.get(slug="hard")
    hide(article)
    edit(loaded, add_quote)

    said = conflicts(load(loaded))

    assert said == [
        f"quotes.csv, {QUOTE}: its article, {article.public_id}, is not public here",
        f"positions.csv, {POSITION}: its article, {article.public_id}, is not public here",
    ]


def test_what_was_loaded_before_and_leans_on_a_hidden_record_is_left_as_it_is(loaded: Path) -> None:
    hide(Stakeholder.objects.get(slug="kettle-union"))
    before = list(Quote.objects.order_by("pk").values())

    said = load(loaded)

    assert conflicts(said) == []
    assert list(Quote.objects.order_by("pk").values()) == before


def test_a_change_of_what_an_editor_hid_is_a_conflict(loaded: Path) -> None:
    quote = Quote.objects.get(kind="partial")
    hide(quote)
    edit(loaded, lambda package: row_of(package, "quotes", kind="partial").update(role_printed="host"))

    assert conflicts(load(loaded)) == [
        f"quotes.csv, {quote.public_id}: the record, which is public here no more"
    ]


def test_words_that_an_editor_quoted_first_stay_the_editors(loaded: Path) -> None:
    full = Article.objects.get(slug="hard")
    tess = Stakeholder.objects.get(slug="tess-teapot")
    draft = make_quote("BEFORE.", article=full, speaker=tess, published=False)
    edit(loaded, add_quote)

    said = conflicts(load(loaded))

    assert said == [
        f"quotes.csv, {QUOTE}: the same words of the same speaker are quoted here from the same article",
        f"positions.csv, {POSITION}: its quote, {QUOTE}, is not public here",
    ]
    assert Quote.objects.filter(article=full).count() == 2
    assert draft in Quote.objects.all()


def test_words_that_a_change_would_say_twice_are_a_conflict(loaded: Path) -> None:
    edit(loaded, add_quote)
    load(loaded)
    full, tess = Article.objects.get(slug="hard"), Stakeholder.objects.get(slug="tess-teapot")
    make_quote("After.", article=full, speaker=tess, published=False)

    def reword(package: Package) -> None:
        body = row_of(package, "article-texts", article=full.public_id or "")["body"]
        start = body.index("After.")
        row_of(package, "quotes", id=QUOTE)["exact"] = "After."
        row_of(package, "spans", quote=QUOTE).update(start=str(start), end=str(start + 6), exact="After.")

    edit(loaded, reword)

    assert conflicts(load(loaded)) == [
        f"quotes.csv, {QUOTE}: the same words of the same speaker are quoted here from the same article"
    ]
    assert Quote.objects.get(public=QUOTE).exact == "Before."


def test_words_may_pass_from_a_quote_that_leaves_to_one_that_comes(loaded: Path) -> None:
    edit(loaded, add_quote)
    load(loaded)
    heir = "9999996" + check_character("9999996")

    def pass_on(package: Package) -> None:
        issue(package, heir, "quote")
        for name in ("quotes", "spans", "quote-versions", "verifications", "evidence"):
            column = "id" if name == "quotes" else "quote"
            for row in package[name]:
                row[column] = heir if row[column] == QUOTE else row[column]
        row_of(package, "public-ids", id=QUOTE).update(state="replaced", successor=heir)
        row_of(package, "public-ids", id=QUOTE).update(state="withdrawn", successor="")

    edit(loaded, pass_on)

    assert conflicts(load(loaded)) == []
    assert Quote.objects.get(public=heir).status == "published"
    assert Quote.objects.get(public=QUOTE).status == "withdrawn"


def test_an_id_that_was_issued_here_for_another_thing_is_a_conflict(loaded: Path) -> None:
    PublicId.objects.create(id=QUOTE, kind="article")
    edit(loaded, add_quote)

    said = conflicts(load(loaded))

    assert said[0].startswith(f"public-ids.csv, {QUOTE}: public-ids.csv: kind; ")
    assert said[1:] == [
        f"quotes.csv, {QUOTE}: its id was issued here for a article",
        f"positions.csv, {POSITION}: its quote, {QUOTE}, is not public here",
    ]
