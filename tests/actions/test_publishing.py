"""Publishing and withdrawing are decisions: checked, reasoned, recorded, and whole."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.publishing import publish
from articles.actions.recording import Refused
from articles.actions.withdrawing import withdraw
from articles.models import Change, Position, PublicId, Quote, Span, Verification
from tests.factories import (
    make_affiliation,
    make_article,
    make_editor,
    make_organisation,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_editor()


def reasons(decision: Any, record: Any, editor: User, why: str = "because") -> list[str]:
    with pytest.raises(Refused) as told:
        decision(record, by=editor, why=why)
    return told.value.reasons


def test_a_published_quote_has_an_address_a_version_a_proof_and_a_history(editor: User) -> None:
    quote = make_quote(published=False)

    publish(quote, by=editor, why="checked against the text")

    quote.refresh_from_db()
    assert quote.is_published
    assert quote.public is not None
    assert (quote.public.kind, quote.public.state) == ("quote", "live")
    assert quote.versions.get().shown == quote.as_shown()
    assert quote.verifications.get().result == "exact"
    assert list(Change.objects.values_list("kind", "public")) == [("published", quote.public_id)]
    latest = quote.history.latest()
    assert (latest.history_change_reason, latest.history_user) == ("checked against the text", editor)
    assert quote.lock_version == 2


def test_a_quote_that_is_not_verbatim_is_refused_with_the_reason(editor: User) -> None:
    quote = make_quote(published=False)
    Quote.objects.filter(pk=quote.pk).update(exact="Milk goes in last.")

    (why,) = reasons(publish, quote, editor)

    assert "The quoted words are not those of the spans" in why
    quote.refresh_from_db()
    assert (quote.status, quote.public) == ("suggested", None)
    assert not Change.objects.exists()


def test_a_quote_without_spans_is_refused(editor: User) -> None:
    quote = make_quote(published=False)
    Span.objects.all().delete()
    assert reasons(publish, quote, editor) == ["The quote has no span: mark where its words stand."]


def test_a_quote_whose_text_is_not_kept_needs_an_earlier_check(editor: User) -> None:
    quote = make_quote(published=False)
    type(quote.text).objects.update(body="")
    quote.refresh_from_db()
    assert reasons(publish, quote, editor) == [
        "Its words were never held against the text: paste the text, or record where it was checked."
    ]

    Verification.objects.create(quote=quote, text_sha256=quote.text.sha256, result="elsewhere")
    publish(quote, by=editor, why="checked at the library")
    quote.refresh_from_db()
    assert quote.is_published


def test_a_quote_waits_for_its_article_and_speakers(editor: User) -> None:
    quote = make_quote(
        published=False,
        article=make_article(published=False),
        speaker=make_stakeholder(published=False),
        on_behalf_of=make_organisation(published=False),
    )
    assert reasons(publish, quote, editor) == [
        "Its article is not published.",
        "Its speaker, Tess Teapot, is not published.",
        "Its organisation spoken for, Kettle Union, is not published.",
    ]


def test_nobody_speaks_for_an_organisation_outside_the_known_dates(editor: User) -> None:
    tess, union = make_stakeholder(), make_organisation()
    make_affiliation(tess, union, since="2018", until="2019")
    late = make_quote(published=False, speaker=tess, on_behalf_of=union, said="2020-01-01")
    within = make_quote("In time.", published=False, speaker=tess, on_behalf_of=union, said="2019")

    assert reasons(publish, late, editor) == [
        "Tess Teapot did not speak for Kettle Union on 2020-01-01: see affiliations."
    ]
    publish(within, by=editor, why="in office")


def test_a_position_needs_public_evidence_and_one_primary(editor: User) -> None:
    quote = make_quote(published=False)
    position = make_position(quotes=(quote,), published=False)
    assert reasons(publish, position, editor) == [
        "It has no public evidence: add a published quote or article."
    ]

    publish(quote, by=editor, why="checked")
    position.evidence.update(primary=False)
    assert reasons(publish, position, editor) == ["One of its evidence has to be the primary one."]

    position.evidence.update(primary=True)
    publish(position, by=editor, why="coded")
    position.refresh_from_db()
    assert position.is_published


def test_a_decision_needs_a_reason(editor: User) -> None:
    need = ["Give a reason: it is kept with the decision."]
    assert reasons(publish, make_article(published=False), editor, "  ") == need
    assert reasons(withdraw, make_article(), editor, "") == need


def test_a_withdrawn_quote_leaves_a_tombstone_and_takes_along_what_rested_on_it_alone(editor: User) -> None:
    quote, other = make_quote(), make_quote("Another witness.")
    alone = make_position(quotes=(quote,))
    shared = make_position("opposes", quotes=(quote, other))

    withdraw(quote, by=editor, why="misheard")

    states = dict(PublicId.objects.values_list("pk", "state"))
    assert [states[str(one.public_id)] for one in (quote, alone, shared)] == [
        "withdrawn",
        "withdrawn",
        "live",
    ]
    assert quote.history.latest().history_change_reason == "misheard"
    assert PublicId.objects.get(pk=quote.public_id).reason == ""
    assert list(Change.objects.order_by("pk").values_list("kind", "public")) == [
        ("withdrawn", quote.public_id),
        ("withdrawn", alone.public_id),
    ]
    assert list(Position.objects.published()) == [shared]


def test_what_others_rest_on_is_not_withdrawn_from_under_them(editor: User) -> None:
    union, tess = make_organisation(), make_stakeholder()
    quote = make_quote(speaker=tess, on_behalf_of=union)
    make_position(stakeholder=tess, on_behalf_of=union)

    assert reasons(withdraw, quote.article, editor) == ["1 public quotes rest on it: withdraw those first."]
    assert reasons(withdraw, tess, editor) == [
        "1 public quotes as their speaker rest on it: withdraw those first.",
        "1 public positions rest on it: withdraw those first.",
    ]
    assert len(reasons(withdraw, union, editor)) == 2


def test_what_was_withdrawn_is_never_published_again(editor: User) -> None:
    quote = make_quote()
    withdraw(quote, by=editor, why="misheard")

    assert reasons(publish, quote, editor) == [
        "It was withdrawn, and its address says so: make a new record instead."
    ]
    assert reasons(withdraw, quote, editor) == ["It is not public."]
    assert reasons(publish, make_article(), editor) == ["It is published already."]
