"""Suggestions become quotes as an editor says they are; every step can be undone, one after the other."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.making import CannotAdd, NewStakeholder, Stand
from articles.actions.recording import Refused
from articles.actions.roles import Role
from articles.actions.steps import latest_step, undo
from articles.actions.suggestions import Said, accept, add_missed, divide, join, turn_down
from articles.models import ArticleText, Position, Quote, ReviewStep, Stakeholder, Suggestion
from tests.factories import (
    make_article,
    make_editor,
    make_proposition,
    make_quote,
    make_stakeholder,
    make_text,
    make_type,
)

pytestmark = pytest.mark.django_db
BODY = "“Milk goes in first,” said Tess Teapot, a brewer. “Always. It was cold,” she said."


@pytest.fixture
def coder() -> User:
    return make_editor("carl", role=Role.CODER)


@pytest.fixture
def text() -> ArticleText:
    return make_text(make_article(), BODY)


@pytest.fixture
def quote(text: ArticleText) -> Quote:
    """As the rules would suggest it, with a speaker who is not known yet."""
    made = make_quote(
        "Milk goes in first",
        article=text.article,
        body=BODY,
        published=False,
        status="suggested",
        speaker=None,
        speaker_printed="Tess Teapot",
        origin="said before its subject",
    )
    Suggestion.objects.create(quote=made, speaker_name="Tess Teapot", extractor="2", exact=made.exact)
    return made


def tess() -> NewStakeholder:
    return NewStakeholder(kind="person", name="Tess Teapot", type=make_type())


def said(**changed: Any) -> Said:
    given: dict[str, Any] = {"spans": [(1, 19)], "speaker": tess(), "speaker_printed": "Tess Teapot"}
    return Said(**given | changed)


def rows() -> list[Any]:
    """All that a step can change."""
    return [
        list(Quote.objects.order_by("pk").values("exact", "speaker", "speaker_label", "status", "kind")),
        list(Position.objects.values("stance")),
        list(Stakeholder.objects.values("name")),
        [list(one.spans.values_list("start", "end")) for one in Quote.objects.order_by("pk")],
    ]


def test_a_right_suggestion_is_accepted_with_a_new_speaker(quote: Quote, coder: User) -> None:
    step = accept(quote, said(), by=coder, why="right")
    quote.refresh_from_db()
    assert (step.kind, step.parts) == ("accepted", [])
    assert (quote.status, str(quote.speaker), quote.confirmed_by) == ("coded", "Tess Teapot", coder)
    suggestion = Suggestion.objects.get()
    assert (suggestion.confirmed_as, suggestion.confirmed_at is not None) == ("Coder", True)


def test_what_was_corrected_is_named(quote: Quote, coder: User) -> None:
    step = accept(
        quote,
        said(spans=[(1, 5)], speaker=make_stakeholder("Una Urn"), role_printed="a brewer"),
        by=coder,
        why="-",
    )
    quote.refresh_from_db()
    assert (step.kind, step.parts) == ("corrected", ["role", "speaker", "words"])
    assert (quote.exact, [span.exact for span in quote.spans.all()]) == ("Milk", ["Milk"])


def test_stances_on_several_propositions_are_set_at_once(quote: Quote, coder: User) -> None:
    stands = [
        Stand(make_proposition("milk-first").current, "supports"),
        Stand(make_proposition("lids").current, "conditional", condition="the pot is warm"),
    ]
    accept(quote, said(stands=stands), by=coder, why="right")
    assert sorted(Position.objects.values_list("stance", "condition", "status")) == [
        ("conditional", "the pot is warm", "coded"),
        ("supports", "", "coded"),
    ]


def test_every_step_is_undone_one_after_the_other(quote: Quote, coder: User, text: ArticleText) -> None:
    states = [rows()]
    accept(
        quote,
        said(stands=[Stand(make_proposition().current, "supports")]),
        by=coder,
        why="right",
    )
    states.append(rows())
    accept(
        Quote.objects.get(pk=quote.pk),
        said(spans=[(1, 5), (57, 63)], speaker=Stakeholder.objects.get()),
        by=coder,
        why="-",
    )
    states.append(rows())
    divide(quote, by=coder, why="two")
    states.append(rows())
    turn_down(Quote.objects.last() or quote, by=coder, why="no quote")

    while (step := latest_step(text.article, by=coder)) is not None:
        undo(step, by=coder, why="wrong key")
        assert rows() == states.pop()
    assert states == []


def test_two_quotes_are_joined_and_the_second_is_let_go(quote: Quote, coder: User) -> None:
    step = add_missed(quote.text, (50, 70), by=coder, why="missed")
    other = Quote.objects.get(pk=step.made["quote"][0])
    assert (other.exact, other.status, other.origin) == ("Always. It was cold", "suggested", "hand")

    join(quote, other, by=coder, why="one statement")

    quote.refresh_from_db()
    other.refresh_from_db()
    assert (quote.exact, other.status) == ("Milk goes in first […] Always. It was cold", "rejected")


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(80, 900)], [(0, 1)], [(1, 10), (5, 19)]])
def test_places_that_are_none_are_refused_and_nothing_changes(
    quote: Quote, coder: User, spans: list[tuple[int, int]]
) -> None:
    before = rows()
    with pytest.raises(CannotAdd):
        accept(quote, said(spans=spans), by=coder, why="right")
    assert rows() == before
    assert not ReviewStep.objects.exists()


def test_the_same_words_of_the_same_speaker_are_not_kept_twice(quote: Quote, coder: User) -> None:
    accept(quote, said(), by=coder, why="right")
    step = add_missed(quote.text, (1, 19), by=coder, why="missed")
    twin = Quote.objects.get(pk=step.made["quote"][0])
    with pytest.raises(CannotAdd, match="already quoted"):
        accept(twin, said(speaker=Stakeholder.objects.get()), by=coder, why="-")


def test_what_is_public_is_not_decided_here(coder: User) -> None:
    quote = make_quote()
    with pytest.raises(Refused, match="It is published"):
        turn_down(quote, by=coder, why="no quote")


def test_what_was_edited_since_is_not_undone(quote: Quote, coder: User) -> None:
    step = accept(quote, said(), by=coder, why="right")
    Quote.objects.update(role_printed="brewer")
    with pytest.raises(Refused, match="changed since"):
        undo(step, by=coder, why="wrong key")


def test_a_step_is_undone_once(quote: Quote, coder: User) -> None:
    step = turn_down(quote, by=coder, why="no quote")
    undo(step, by=coder, why="wrong key")
    with pytest.raises(Refused, match="undone already"):
        undo(step, by=coder, why="wrong key")
    assert latest_step(quote.article, by=coder) is None


def test_time_and_parts_are_kept_for_counting(quote: Quote, coder: User) -> None:
    step = turn_down(quote, by=coder, why="no quote")
    assert (step.article, step.editor, step.at.date() >= date(2020, 1, 1), step.parts) == (
        quote.article,
        coder,
        True,
        ["quotation"],
    )


def test_a_quote_that_evidences_a_position_is_not_joined_away(quote: Quote, coder: User) -> None:
    step = add_missed(quote.text, (50, 70), by=coder, why="missed")
    other = Quote.objects.get(pk=step.made["quote"][0])
    stands = [Stand(make_proposition().current, "supports")]
    accept(other, said(spans=[(50, 70)], stands=stands), by=coder, why="right")
    with pytest.raises(Refused, match="evidences a position"):
        join(quote, other, by=coder, why="one statement")
