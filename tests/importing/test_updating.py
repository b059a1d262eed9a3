"""A newer package brings each record to what it says, cell by cell, whatever stands in whose way."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from articles.actions.verifying import verify_public
from articles.domain.public_ids import check_character
from articles.importing.corpus.closing import Package, Row
from articles.models import (
    Affiliation,
    Article,
    ArticleAddress,
    Evidence,
    Position,
    PropositionVersion,
    Quote,
    Stakeholder,
    StanceChange,
)
from tests.importing.packages import assert_settled, edit, load, row_of

REASON = "Loaded from the package on-the-record"
# A well-formed id that no builder gives.
ANOTHER = "9999999" + check_character("9999999")


@pytest.fixture
def loaded(package: Path) -> Path:
    load(package)
    return package


def swap(rows: list[Row], column: str, *keys: str) -> None:
    """Two rows, known by what that column holds, say what the other said there."""
    one, other = (next(row for row in rows if row[column] == key) for key in keys)
    one[column], other[column] = other[column], one[column]


@pytest.mark.parametrize(
    ("name", "column", "keys"),
    [
        ("stakeholders", "slug", ("tess-teapot", "kettle-union")),
        ("articles", "slug", ("hard", "")),
        ("outlets", "name", ("The Daily Leaf", "The Open Page")),
        ("propositions", "label", ("Milk first", "Milk last")),
        ("article-addresses", "url", ("", "")),
    ],
)
def test_two_records_change_places(loaded: Path, name: str, column: str, keys: tuple[str, str]) -> None:
    def change(package: Package) -> None:
        rows = package[name]
        swap(rows, column, *(key or rows[-place][column] for place, key in enumerate(keys)))

    edit(loaded, change)

    assert load(loaded)[-1].endswith("2 updated; 0 conflicts.")
    assert_settled(loaded)


def test_two_quotes_of_one_article_change_words(loaded: Path) -> None:
    def second(package: Package) -> None:
        row = row_of(package, "quotes", kind="direct")
        package["public-ids"].append(row_of(package, "public-ids", id=row["id"]) | {"id": ANOTHER})
        package["quotes"].append(row | {"id": ANOTHER, "exact": "Before."})
        span = row_of(package, "spans", quote=row["id"])
        package["spans"].append(
            span
            | {"quote": ANOTHER, "start": "0", "end": "7", "exact": "Before.", "prefix": "", "suffix": ""}
        )

    edit(loaded, second)
    load(loaded)

    def change_words(package: Package) -> None:
        one, other = (row for row in package["quotes"] if row["kind"] == "direct")
        one["exact"], other["exact"] = other["exact"], one["exact"]
        here, there = (row_of(package, "spans", quote=row["id"]) for row in (one, other))
        here["quote"], there["quote"] = there["quote"], here["quote"]

    edit(loaded, change_words)
    load(loaded)

    assert_settled(loaded)


def test_another_debate_becomes_the_default(loaded: Path) -> None:
    def change(package: Package) -> None:
        tea = row_of(package, "debates", slug="tea")
        package["debates"].append(tea | {"slug": "coffee", "title": "Milk in coffee"})
        tea["is_default"] = "false"

    edit(loaded, change)
    load(loaded)
    edit(loaded, lambda package: swap(package["debates"], "is_default", "true", "false"))
    load(loaded)

    assert_settled(loaded)


def evidence(package: Package) -> list[Row]:
    """The two rows of one position, the primary one first."""
    held = [row for row in package["evidence"] if row["quote"]]
    return sorted(held, key=lambda row: row["primary"] != "true")


def move_primary(package: Package) -> None:
    first, second = evidence(package)
    first["primary"], second["primary"] = "false", "true"


def move_primary_to_a_new_row(package: Package) -> None:
    first, _ = evidence(package)
    first["primary"] = "false"
    package["evidence"].append(first | {"quote": "", "primary": "true"})


def take_primary_away(package: Package) -> None:
    first, second = evidence(package)
    package["evidence"].remove(first)
    second["primary"] = "true"


@pytest.mark.parametrize("change", [move_primary, move_primary_to_a_new_row, take_primary_away])
def test_the_primary_evidence_moves(loaded: Path, change: Any) -> None:
    edit(loaded, change)

    load(loaded)

    assert Evidence.objects.filter(primary=True).count() == Position.objects.published().count()
    assert_settled(loaded)


def test_a_quote_moves_to_another_article_with_its_spans(loaded: Path) -> None:
    quote = Quote.objects.get(kind="partial")
    other = Article.objects.get(slug="hard")

    def change(package: Package) -> None:
        text = row_of(package, "article-texts", article=quote.article.public_id or "")
        package["article-texts"].append(text | {"article": other.public_id or "", "version": "2"})
        package["article-texts"].append(text | {"version": "2"})
        row_of(package, "quotes", kind="partial").update(article=other.public_id or "", text_version="2")
        row_of(package, "spans", quote=quote.public_id or "").update(text_version="2")
        for row in package["evidence"]:
            if row["quote"] == quote.public_id:
                row["article"] = other.public_id or ""

    edit(loaded, change)
    load(loaded)

    quote.refresh_from_db()
    assert quote.text == other.texts.get(version=2)
    assert {span.text for span in quote.spans.all()} == {quote.text}
    assert quote.sort_date == other.date_from
    assert_settled(loaded)


def test_and_where_the_number_of_its_text_is_the_same(loaded: Path) -> None:
    quote, other = (
        Quote.objects.get(kind="partial"),
        Article.objects.filter(texts=None)[0],
    )

    def change(package: Package) -> None:
        text = row_of(package, "article-texts", article=quote.article.public_id or "")
        package["article-texts"].append(text | {"article": other.public_id or ""})
        row_of(package, "quotes", kind="partial").update(article=other.public_id or "")
        for row in package["evidence"]:
            if row["quote"] == quote.public_id:
                row["article"] = other.public_id or ""

    edit(loaded, change)
    load(loaded)

    quote.refresh_from_db()
    assert quote.text == other.texts.get()
    assert {span.text for span in quote.spans.all()} == {quote.text}
    assert_settled(loaded)


def test_the_order_of_quotes_follows_the_day_of_their_article(loaded: Path) -> None:
    quote = Quote.objects.get(kind="partial")

    def change(package: Package) -> None:
        article = row_of(package, "articles", id=quote.article.public_id or "")
        article["date"] = "2018-05"
        row = row_of(package, "quotes", kind="partial")
        package["public-ids"].append(row_of(package, "public-ids", id=row["id"]) | {"id": ANOTHER})
        package["quotes"].append(row | {"id": ANOTHER, "speaker_label": "another guest"})
        package["spans"].append(row_of(package, "spans", quote=row["id"]) | {"quote": ANOTHER})

    edit(loaded, change)
    load(loaded)

    days = Quote.objects.filter(article=quote.article).values_list("sort_date", flat=True)
    assert list(days) == [date(2018, 5, 1)] * 2
    assert Quote.objects.get(kind="direct").sort_date == date(2020, 2, 1)
    assert_settled(loaded)


def test_a_wording_that_nobody_was_coded_under_may_be_put_otherwise(loaded: Path) -> None:
    version = {"proposition": "milk-last", "number": "2"}

    def add(package: Package) -> None:
        first = row_of(package, "proposition-versions", proposition="milk-last")
        package["proposition-versions"].append(first | version)

    edit(loaded, add)
    load(loaded)
    edit(
        loaded,
        lambda package: row_of(package, "proposition-versions", **version).update(
            wording="Milk goes in last."
        ),
    )
    load(loaded)

    assert PropositionVersion.objects.get(number=2).wording == "Milk goes in last."
    assert_settled(loaded)


@pytest.mark.parametrize("column", ["wording", "scope", "supporter_at"])
def test_a_wording_that_was_coded_under_stays_as_it_was_read(loaded: Path, column: str) -> None:
    before = list(PropositionVersion.objects.order_by("pk").values())
    told = "neither" if column == "supporter_at" else "Otherwise."
    edit(
        loaded,
        lambda package: row_of(package, "proposition-versions", proposition="milk-last").update(
            {column: told}
        ),
    )

    said = load(loaded)

    assert said == [
        (f"Conflict, left as it is here: propositions.csv, milk-last: proposition-versions.csv: {column}"),
        "0 records were added, 0 updated; 1 conflicts.",
    ]
    assert list(PropositionVersion.objects.order_by("pk").values()) == before


def test_a_position_under_a_wording_here_binds_it_for_the_package_too(loaded: Path) -> None:
    """Also one that is no part of the package, and not public."""

    def reword(package: Package) -> None:
        row_of(package, "proposition-versions", proposition="milk-last", number="2")["wording"] = "Otherwise."

    def add(package: Package) -> None:
        first = row_of(package, "proposition-versions", proposition="milk-last")
        package["proposition-versions"].append(first | {"number": "2"})

    edit(loaded, add)
    load(loaded)
    coded = Position.objects.filter(stance="mixed").first() or Position.objects.all()[0]
    coded.pk, coded.public, coded.status = None, None, "coded"
    coded.proposition_version = PropositionVersion.objects.get(number=2)
    coded.save()
    edit(loaded, reword)

    assert load(loaded)[-1] == "0 records were added, 0 updated; 1 conflicts."
    assert PropositionVersion.objects.get(number=2).wording != "Otherwise."


def test_the_background_of_a_wording_may_be_told_otherwise(loaded: Path) -> None:
    edit(
        loaded,
        lambda package: row_of(package, "proposition-versions", proposition="milk-last").update(
            background="More is known now."
        ),
    )
    load(loaded)
    assert_settled(loaded)


def change_words_beside(package: Package) -> None:
    """The span alone: the quote's own row stays."""
    row_of(package, "spans", quote=row_of(package, "quotes", kind="partial")["id"])["prefix"] = ""


@pytest.mark.parametrize(
    ("change", "grown"),
    [
        (lambda package: row_of(package, "quotes", kind="partial").update(role_printed="host"), {"partial"}),
        (change_words_beside, {"partial"}),
        (lambda package: row_of(package, "positions", stance="opposes").update(note="More."), {"opposes"}),
        (move_primary, {"conditional"}),
        (lambda package: row_of(package, "outlets", slug="the-daily-leaf").update(country="GB"), set()),
    ],
)
def test_whoever_has_a_changed_record_open_is_told(loaded: Path, change: Any, grown: set[str]) -> None:
    edit(loaded, change)

    load(loaded)

    versions = [*Quote.objects.values_list("kind", "lock_version")]
    versions += [*Position.objects.values_list("stance", "lock_version")]
    assert {name for name, version in versions if version == 2} == grown
    assert {version for _, version in versions} <= {1, 2}
    assert_settled(loaded)


def test_every_change_is_history_with_its_reason(loaded: Path) -> None:
    def change(package: Package) -> None:
        row_of(package, "stakeholders", slug="tess-teapot")["description"] = "Pours."
        package["stakeholder-names"] = [
            row for row in package["stakeholder-names"] if row["use"] != "match_only"
        ]
        row_of(package, "stakeholder-names", use="translation")["since"] = "2019"
        move_primary(package)

    edit(loaded, change)
    load(loaded)

    tess = Stakeholder.objects.get(slug="tess-teapot")
    told = [(row.history_type, row.history_change_reason) for row in tess.history.all()]
    assert told == [("~", REASON), ("+", REASON)]
    names = tess.names.model.history.order_by("history_id").values_list("name", "history_type")
    assert sorted(names) == [("Ms Teapot", "+"), ("Ms Teapot", "-"), ("טס", "+"), ("טס", "~")]
    assert set(tess.names.model.history.values_list("history_change_reason", flat=True)) == {REASON}
    assert (
        list(Evidence.history.filter(history_type="~").values_list("history_change_reason"))
        == [(REASON,)] * 2
    )
    assert_settled(loaded)


def test_what_is_no_part_of_a_package_stays(loaded: Path, django_user_model: Any) -> None:
    editor = django_user_model.objects.create_user("edith")
    Quote.objects.filter(kind="partial").update(confirmed_by=editor)
    edit(loaded, lambda package: row_of(package, "quotes", kind="partial").update(role_printed="host"))

    load(loaded)

    assert Quote.objects.get(kind="partial").confirmed_by == editor


def test_of_two_offices_that_differ_in_their_source_the_right_one_goes(loaded: Path) -> None:
    source = Article.objects.get(slug="hard").public_id or ""

    def add(package: Package) -> None:
        first = package["affiliations"][0]
        package["affiliations"] += [first | {"source": source}, first | {"source": ""}]

    edit(loaded, add)
    load(loaded)
    assert_settled(loaded)

    def drop(package: Package) -> None:
        package["affiliations"] = [row for row in package["affiliations"] if row["source"] == source]

    edit(loaded, drop)
    load(loaded)

    assert list(Affiliation.objects.values_list("source__slug", flat=True)) == ["hard"]
    assert_settled(loaded)


def test_an_address_that_is_written_otherwise_is_the_same_one(loaded: Path) -> None:
    def change(package: Package) -> None:
        row = package["article-addresses"][0]
        row["url"] = row["url"].replace("https://", "https://www.") + "/"

    edit(loaded, change)
    load(loaded)
    assert ArticleAddress.objects.filter(url__startswith="https://www.").count() == 1
    assert_settled(loaded)


def test_checks_are_added_and_make_no_conflict(loaded: Path) -> None:
    """Looked at here every night, and there: each side keeps what it saw, and learns what the other did."""
    quote = Quote.objects.get(kind="direct")
    quote.verifications.all().delete()
    list(verify_public())

    def check(package: Package) -> None:
        seen = row_of(package, "verifications", quote=quote.public_id or "")
        package["verifications"].append(seen | {"checked_at": "2026-05-06T00:00:00Z"})
        row_of(package, "quotes", kind="direct")["role_printed"] = "host"

    edit(loaded, check)

    assert load(loaded) == ["0 records were added, 1 updated; 0 conflicts."]
    assert quote.verifications.count() == 3
    quote.refresh_from_db()
    assert quote.role_printed == "host"
    assert load(loaded) == ["0 records were added, 0 updated; 0 conflicts."]


def test_what_an_editor_deleted_is_named_and_not_brought_back(loaded: Path) -> None:
    change = StanceChange.objects.get()
    name = f"{change.before.public_id} {change.after.public_id}"
    change.delete()

    said = load(loaded)

    assert said == [
        f"Taken away by an editor, not brought back: stance-changes.csv, {name}",
        "0 records were added, 0 updated; 0 conflicts.",
    ]
    assert not StanceChange.objects.exists()
