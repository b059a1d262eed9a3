"""The bundled corpus says what the facts say that it was made from, field by field."""

import json
from typing import Any

import pytest

from articles.models import AxisEnd, axis_of
from tests.corpus.bundled import by, grouped, rows
from tests.shared_folder import shared_folder

Fact = dict[str, Any]


def facts(name: str) -> list[Fact]:
    found: list[Fact] = json.loads(
        (shared_folder() / "corpus-facts" / f"{name}.json").read_text(encoding="utf-8")
    )
    return found


def slug(words: str) -> str:
    return words.replace(" ", "-")


def test_propositions() -> None:
    ours = {
        row["slug"]: (row["label"], version["wording"], version["background"], version["supporter_at"])
        for row in rows("propositions")
        for version in grouped("proposition-versions", "proposition")[row["slug"]]
    }
    pole = {"supports": "pole_a", "opposes": "pole_b"}
    assert ours == {
        fact["slug"]: (
            fact["label"],
            fact["statement"],
            fact["background"],
            pole[fact["protects_encryption_when"]],
        )
        for fact in facts("propositions")
    }


def test_axis_values_are_the_scores_of_the_facts() -> None:
    score = {AxisEnd.POLE_A: 1, AxisEnd.POLE_B: -1, AxisEnd.MIXED: 0, AxisEnd.UNCLEAR: None}
    versions = by("proposition-versions", "proposition")
    for fact in facts("propositions"):
        supporter_at = versions[fact["slug"]]["supporter_at"]
        assert {stance: score[axis_of(stance, supporter_at)] for stance in fact["axis_score"]} == fact[
            "axis_score"
        ]


def test_stakeholders_with_their_names() -> None:
    names = grouped("stakeholder-names", "stakeholder")
    ours = {
        row["slug"]: (
            row["kind"], row["name"], row["type"], row["country"], row["website"], row["description"],
            sorted((name["name"], name["use"]) for name in names[row["id"]]),
        )
        for row in rows("stakeholders")
    }  # fmt: skip
    assert ours == {
        fact["slug"]: (
            fact["kind"], fact["name"], slug(fact["organisation_type"]), fact["country"] or "",
            fact["website"] or "",
            fact["description"], sorted((name["name"], name["use"]) for name in fact["other_names"]),
        )
        for fact in facts("stakeholders")
    }  # fmt: skip


def test_affiliations_with_a_known_organisation() -> None:
    people = {row["id"]: row["slug"] for row in rows("stakeholders")}
    articles = {row["id"]: row["slug"] for row in rows("articles")}
    ours = {
        (people[row["person"]], people[row["organisation"]], articles[row["source"]], row["since"])
        for row in rows("affiliations")
        if row["organisation"]
    }
    assert ours == {
        (fact["slug"], held["organisation"], held["source"], held["from"] or "")
        for fact in facts("stakeholders")
        for held in fact["affiliations"]
        if held["organisation"]
    }


def test_articles_and_their_addresses() -> None:
    addresses = grouped("article-addresses", "article")
    ours = {
        row["slug"]: (
            row["title"], row["title_basis"], row["date"], row["language"], row["access"],
            [address["url"] for address in addresses[row["id"]]],
        )
        for row in rows("articles")
    }  # fmt: skip
    assert ours == {
        fact["slug"]: (
            fact["title"] or "", fact["title_basis"], fact["date"], fact["language"], fact["access"],
            [fact["url"]] if fact["url"] else [],
        )
        for fact in facts("sources")
    }  # fmt: skip


def test_notes_and_authors_are_kept_whole() -> None:
    articles = by("articles", "slug")
    for fact in facts("sources"):
        row = articles[fact["slug"]]
        assert row["note"].startswith(fact["note"] or "")
        assert row["authors"].splitlines()[: len(fact["authors"])] == fact["authors"]


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("news", 101), ("press-release", 22), ("letter", 8), ("parliament", 3), ("speech", 6),
        ("post", 24), ("report", 8), ("official", 4), ("reference", 2), ("other", 1),
    ],
)  # fmt: skip
def test_kinds_of_article(kind: str, count: int) -> None:
    assert sum(row["kind"] == kind for row in rows("articles")) == count


def test_positions_with_their_receipts() -> None:
    people = {row["id"]: row["slug"] for row in rows("stakeholders")}
    articles = {row["id"]: row["slug"] for row in rows("articles")}
    evidence = grouped("evidence", "position")
    ours = {}
    for row in rows("positions"):
        key = f"{people[row['stakeholder']]}--{row['proposition']}--{row['date']}"
        primary = [one["article"] for one in evidence[row["id"]] if one["primary"] == "true"]
        ours[key] = (
            row["stance"], row["condition"], row["summary"], row["confidence"], row["note"],
            {articles[one["article"]] for one in evidence[row["id"]]}, [articles[one] for one in primary],
        )  # fmt: skip
    assert ours == {
        fact["id"]: (
            fact["stance"], fact["condition"] or "", fact["summary"], fact["confidence"], fact["note"] or "",
            set(fact["sources"]), fact["sources"][:1],
        )
        for fact in facts("positions")
    }  # fmt: skip


def test_only_executives_and_officials_speak_for_someone() -> None:
    people = by("stakeholders", "id")
    for row in rows("positions"):
        person = people[row["stakeholder"]]
        if person["kind"] == "organisation" or person["type"] in ("academic-institution", "parliament"):
            assert row["on_behalf_of"] == ""
    spoken_for = sum(bool(row["on_behalf_of"]) for row in rows("positions"))
    assert spoken_for > 0
