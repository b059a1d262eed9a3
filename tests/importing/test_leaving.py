"""What its makers withdraw from a package leaves the sites that loaded it, unless an editor is against it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.actions.verifying import verify_public
from articles.domain.public_ids import check_character
from articles.importing.corpus.closing import Package
from articles.importing.corpus.resources import RESOURCES
from articles.models import Evidence, Position, PublicId, Quote, Stakeholder
from tests.factories import make_position, make_quote
from tests.importing.packages import assert_settled, edit, load, row_of, withdraw_id

REASON = "Loaded from the package on-the-record"
# A well-formed id that no builder gives.
HEIR = "9999999" + check_character("9999999")


@pytest.fixture
def loaded(package: Path) -> Path:
    load(package)
    return package


@pytest.fixture
def quote(loaded: Path) -> Quote:
    """Evidence of a position beside another quote."""
    return Quote.objects.get(kind="partial")


def state(record: Any) -> tuple[str, str]:
    """The status of the record and the state of its id."""
    record.refresh_from_db()
    return record.status, record.public.state


def take_out(folder: Path, record: Any, state: str, successor: str = "") -> None:
    edit(folder, lambda package: withdraw_id(package, record.public_id, state, successor))


def merged(package: Package, public_id: str, heir: str) -> None:
    """One stakeholder becomes another: whatever was said of the one is said of the other."""
    for row in package["public-ids"]:
        row["successor"] = heir if row["successor"] == public_id else row["successor"]
    for resource in RESOURCES:
        for column in resource.columns:
            if column.refers == "stakeholders":
                for row in package[resource.name]:
                    row[column.name] = heir if row[column.name] == public_id else row[column.name]
    # As our own merging does: a slug that led to the one leads to the other.
    for row in package["old-slugs"]:
        row["public"] = heir if row["public"] == public_id else row["public"]
    withdraw_id(package, public_id, "merged", heir)


@pytest.mark.parametrize(
    ("word", "then"),
    [("held", ("held", 403)), ("withdrawn", ("withdrawn", 410)), ("removed", ("withdrawn", 451))],
)
def test_a_quote_leaves_and_its_address_says_so(
    loaded: Path, quote: Quote, client: Client, word: str, then: tuple[str, int]
) -> None:
    before = quote.lock_version
    take_out(loaded, quote, word)

    said = load(loaded)

    assert said == [
        f"Withdrawn by the package, shown no longer: quotes.csv, {quote.public_id}",
        "0 records were added, 2 updated; 0 conflicts.",
    ]
    assert state(quote) == (then[0], word)
    assert client.get(quote.get_absolute_url()).status_code == then[1]
    assert (quote.lock_version, quote.history.latest().history_change_reason) == (before + 1, REASON)
    assert Position.objects.published().count() == 2
    assert_settled(loaded)


def test_a_merged_stakeholder_leads_to_its_heir_and_its_quotes_are_the_heirs(
    loaded: Path, client: Client
) -> None:
    union, board = Stakeholder.objects.get(slug="kettle-union"), Stakeholder.objects.get(slug="board-of-tea")

    edit(loaded, lambda package: merge_union(package, union, board))
    load(loaded)

    assert state(union) == ("withdrawn", "merged")
    assert union.merged_into == board
    assert Quote.objects.get(kind="direct").on_behalf_of == board
    answer = client.get(f"/organisations/{union.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/organisations/{board.public_id}/")
    assert_settled(loaded)


def merge_union(package: Package, union: Stakeholder, board: Stakeholder) -> None:
    # The one was a part of the other.
    package["organisation-ties"].clear()
    merged(package, union.public_id or "", board.public_id or "")


def test_an_heir_may_come_with_the_merger(loaded: Path) -> None:
    tess = Stakeholder.objects.get(slug="tess-teapot")

    def merge(package: Package) -> None:
        package["public-ids"].append(row_of(package, "public-ids", id=tess.public_id or "") | {"id": HEIR})
        package["stakeholders"].append(
            row_of(package, "stakeholders", slug="tess-teapot") | {"id": HEIR, "slug": "t-teapot"}
        )
        merged(package, tess.public_id or "", HEIR)

    edit(loaded, merge)
    load(loaded)

    assert state(tess) == ("withdrawn", "merged")
    assert tess.merged_into == Stakeholder.objects.get(slug="t-teapot")
    assert_settled(loaded)


def test_an_article_leaves_with_all_that_stands_on_it(loaded: Path, quote: Quote) -> None:
    def leave(package: Package) -> None:
        withdraw_id(package, quote.public_id or "", "withdrawn")
        withdraw_id(package, quote.article.public_id or "", "withdrawn")

    edit(loaded, leave)
    load(loaded)

    assert state(quote) == state(quote.article) == ("withdrawn", "withdrawn")
    assert_settled(loaded)


def test_what_an_editor_changed_stays_and_is_a_conflict(loaded: Path, quote: Quote) -> None:
    Quote.objects.filter(pk=quote.pk).update(role_printed="As an editor has it")
    take_out(loaded, quote, "withdrawn")

    for _ in range(2):  # and again the next time, until someone decides
        said = load(loaded)
        assert said[0] == (
            f"Conflict, left as it is here: public-ids.csv, {quote.public_id}: "
            "withdrawn in the package, but changed here since"
        )
        assert state(quote) == ("published", "live")


def test_looking_at_a_quote_again_is_no_change(loaded: Path, quote: Quote) -> None:
    quote.verifications.all().delete()
    list(verify_public())
    take_out(loaded, quote, "withdrawn")

    load(loaded)

    assert state(quote) == ("withdrawn", "withdrawn")


def test_what_an_editor_made_keeps_its_speaker_and_article(loaded: Path, quote: Quote) -> None:
    board = Stakeholder.objects.get(slug="board-of-tea")
    ours = make_quote("Ours.", article=quote.article, speaker=board)

    def leave(package: Package) -> None:
        for record in (quote, quote.article, board):
            withdraw_id(package, record.public_id or "", "withdrawn")

    edit(loaded, leave)
    said = load(loaded)

    assert (
        f"{board.public_id}: withdrawn in the package, but quotes.csv, {ours.public_id} rests on it here"
        in ("".join(said))
    )
    assert state(board) == state(quote.article) == ("published", "live")
    assert state(quote) == ("withdrawn", "withdrawn")


def test_what_an_editor_coded_keeps_its_last_evidence_but_may_lose_one_of_two(
    loaded: Path, quote: Quote
) -> None:
    other = make_quote("Another witness.")
    alone = make_position("supports", quotes=(quote,), summary="Coded here.")
    take_out(loaded, quote, "withdrawn")

    said = "".join(load(loaded))
    assert f"but positions.csv, {alone.public_id} rests on it here" in said
    assert state(quote) == ("published", "live")

    Evidence.objects.create(position=alone, article=other.article, quote=other)
    load(loaded)
    assert state(quote) == ("withdrawn", "withdrawn")
    assert alone in Position.objects.published()


def test_a_record_that_only_a_package_no_longer_holds_stays(loaded: Path, quote: Quote) -> None:
    """Its id is live there: it is not public for now, and nobody said that it is not to be."""

    def drop(package: Package) -> None:
        package["quotes"] = [row for row in package["quotes"] if row["id"] != quote.public_id]

    edit(loaded, drop)
    assert f"No longer in the package, left as it is here: quotes.csv, {quote.public_id}" in load(loaded)
    assert state(quote) == ("published", "live")


@pytest.mark.parametrize("word", ["held", "withdrawn"])
def test_what_the_package_shows_again_comes_back(loaded: Path, quote: Quote, word: str) -> None:
    again = {path.name: path.read_bytes() for path in loaded.iterdir()}
    take_out(loaded, quote, word)
    load(loaded)

    for name, body in again.items():
        (loaded / name).write_bytes(body)
    load(loaded)

    assert state(quote) == ("published", "live")
    assert quote.history.latest().history_change_reason == REASON
    assert_settled(loaded)


def test_an_undone_merger_gives_the_stakeholder_back(loaded: Path) -> None:
    union, board = Stakeholder.objects.get(slug="kettle-union"), Stakeholder.objects.get(slug="board-of-tea")
    again = {path.name: path.read_bytes() for path in loaded.iterdir()}
    edit(loaded, lambda package: merge_union(package, union, board))
    load(loaded)

    for name, body in again.items():
        (loaded / name).write_bytes(body)
    load(loaded)

    assert state(union) == ("published", "live")
    assert union.merged_into is None
    assert Quote.objects.get(kind="direct").on_behalf_of == union


def test_what_was_changed_here_while_it_was_away_does_not_come_back_unasked(
    loaded: Path, quote: Quote
) -> None:
    again = {path.name: path.read_bytes() for path in loaded.iterdir()}
    article = quote.article

    def leave(package: Package) -> None:
        for record in (quote, article):
            withdraw_id(package, record.public_id or "", "held")

    edit(loaded, leave)
    load(loaded)
    Quote.objects.filter(pk=quote.pk).update(role_printed="As an editor has it")
    for name, body in again.items():
        (loaded / name).write_bytes(body)

    said = "".join(load(loaded))

    assert f"public-ids.csv, {quote.public_id}: public again in the package, but changed here since" in said
    assert state(quote) == ("held", "held")
    assert state(article) == ("published", "live")


def test_what_an_editor_holds_is_not_shown_again_by_a_package(loaded: Path, quote: Quote) -> None:
    Quote.objects.filter(pk=quote.pk).update(status="held")
    PublicId.objects.filter(pk=quote.public_id).update(state="held")

    load(loaded)

    assert state(quote) == ("held", "held")


def test_a_dry_run_says_so_and_nothing_leaves(loaded: Path, quote: Quote) -> None:
    take_out(loaded, quote, "withdrawn")

    said = load(loaded, "--dry-run")

    assert f"Withdrawn by the package, shown no longer: quotes.csv, {quote.public_id}" in said
    assert state(quote) == ("published", "live")


def test_nothing_else_is_touched(loaded: Path, quote: Quote) -> None:
    ours = make_quote("Ours alone.")
    take_out(loaded, quote, "withdrawn")

    load(loaded)

    assert state(ours) == state(ours.article) == ("published", "live")
    assert Stakeholder.objects.published().count() == 3
