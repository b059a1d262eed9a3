"""A slip of ours is mended in place and every version stays readable; other words have another address."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.actions.correcting import correct, correct_position, replace
from articles.actions.holding import hold
from articles.domain.dates import PartialDate
from articles.models import Change, Quote
from tests.actions.conftest import reasons
from tests.factories import make_position, make_quote, make_stakeholder, make_text

pytestmark = pytest.mark.django_db

BODY = "She said: “Milk goes in last.” Then she poured."


def slip() -> Quote:
    """A public quote in which we misread a word."""
    quote = make_quote("Milk goes in last.", body=BODY)
    Quote.objects.filter(pk=quote.pk).update(exact="Milk goes in lost.")
    quote.versions.update(shown=quote.as_shown() | {"exact": "Milk goes in lost."})
    quote.refresh_from_db()
    return quote


def test_corrected_words_keep_the_address_and_what_stood_there(client: Client, editor: User) -> None:
    quote = slip()

    correct(quote, by=editor, why="saw the print", told="We misread a letter.", exact="Milk goes in last.")

    quote.refresh_from_db()
    assert (quote.exact, quote.is_published, quote.lock_version) == ("Milk goes in last.", True, 2)
    assert [(one.number, one.shown["exact"], one.reason) for one in quote.versions.order_by("number")] == [
        (1, "Milk goes in lost.", ""),
        (2, "Milk goes in last.", "We misread a letter."),
    ]
    assert quote.verifications.latest("pk").result == "exact"
    assert list(Change.objects.values_list("kind", "public", "summary")) == [
        ("corrected", quote.public_id, "words")
    ]
    latest = quote.history.latest()
    assert (latest.history_change_reason, latest.history_user) == ("saw the print", editor)
    page = client.get(quote.get_absolute_url()).content.decode()
    assert "Corrected on" in page
    assert f'href="/q/{quote.public_id}/v1/"' in page


def test_words_that_are_not_in_the_text_are_refused_and_change_nothing(editor: User) -> None:
    quote = make_quote()

    (why,) = reasons(correct, quote, editor=editor, exact="Milk goes in never.")

    assert why == "“Milk goes in never.”: The words do not stand in this text."
    quote.refresh_from_db()
    assert (quote.exact, quote.spans.count(), quote.versions.count()) == ("Milk goes in first.", 1, 1)
    assert not Change.objects.exists()


def test_words_are_found_in_another_text_where_one_is_given(editor: User) -> None:
    quote = make_quote()
    other = make_text(quote.article, "Again she said: “Milk goes in second.”")
    quote.text.body = ""
    quote.text.save()
    assert reasons(correct, quote, editor=editor, exact="Milk goes in second.") == [
        "Its text is not kept here: paste the text first, to find the words in it."
    ]

    correct(quote, by=editor, why="found the print", exact="Milk goes in second.", text=other)

    quote.refresh_from_db()
    assert (quote.text, quote.spans.get().text) == (other, other)


def test_role_date_and_kind_are_corrected_without_touching_the_words(editor: User) -> None:
    quote = make_quote()
    said = PartialDate.parse("2019-05")

    correct(quote, by=editor, why="see print", role_printed="Chief Pourer", said=said, kind="partial")

    quote.refresh_from_db()
    assert (quote.role_printed, quote.said, quote.kind) == ("Chief Pourer", said, "partial")
    assert quote.sort_date == said.first
    assert Change.objects.get().summary == "kind of quote, role, date"
    assert quote.versions.get(number=2).shown["role_printed"] == "Chief Pourer"


def test_a_held_quote_can_be_corrected_before_it_is_released(editor: User) -> None:
    quote = make_quote()
    hold(quote, by=editor, why="disputed")
    correct(quote, by=editor, why="mended", role_printed="Pourer")
    quote.refresh_from_db()
    assert (quote.status, quote.versions.count()) == ("held", 2)


def test_what_is_not_public_or_does_not_differ_is_not_corrected(editor: User) -> None:
    draft = make_quote("A draft.", published=False)
    assert reasons(correct, draft, editor=editor, kind="partial") == [
        "It is not public: edit it, and publish."
    ]
    assert reasons(correct, make_quote(), editor=editor, kind="direct") == [
        "Nothing differs from what is public."
    ]


def test_words_already_quoted_are_not_made_a_second_time(editor: User) -> None:
    quote = make_quote(body="“Milk goes in first.” “Milk goes in twice.”")
    make_quote("Milk goes in twice.", article=quote.article)
    assert reasons(correct, quote, editor=editor, exact="Milk goes in twice.") == [
        "These words of this speaker are already quoted from this article."
    ]


def test_a_position_is_corrected_and_readers_are_told_which_parts(editor: User) -> None:
    position = make_position("opposes")

    correct_position(
        position, by=editor, why="misread", told="A slip.", stance="conditional", condition="with sugar"
    )

    position.refresh_from_db()
    assert (position.stance, position.condition) == ("conditional", "with sugar")
    assert Change.objects.get().summary == "stance, condition. A slip."
    assert reasons(correct_position, position, editor=editor, stance="supports") == [
        "A condition goes with the stance “conditional”, and only with it."
    ]


def test_replaced_words_stay_and_lead_to_the_new_ones(client: Client, editor: User) -> None:
    old, new = make_quote("Old words."), make_quote("New words.", published=False)

    replace(old, successor=new, by=editor, why="the outlet mended its print", told="Printed anew.")

    new.refresh_from_db()
    old.refresh_from_db()
    assert (new.is_published, old.is_published) == (True, True)
    assert old.public is not None
    assert (old.public.state, old.public.successor, old.public.reason) == (
        "replaced",
        new.public,
        "Printed anew.",
    )
    assert list(Change.objects.order_by("pk").values_list("kind", "public")) == [
        ("published", new.public_id),
        ("replaced", old.public_id),
    ]
    page = client.get(old.get_absolute_url()).content.decode()
    assert "Old words." in page
    assert f'<link rel="canonical" href="http://testserver{new.get_absolute_url()}">' in page


def test_nothing_replaces_what_replaced_it(editor: User) -> None:
    first, second = make_quote("First."), make_quote("Second.")
    replace(first, successor=second, by=editor, why="better")
    assert reasons(replace, second, editor=editor, successor=first) == [
        "Its successor was itself replaced by it."
    ]
    assert reasons(replace, first, editor=editor, successor=first) == ["It cannot be its own successor."]
    position = make_position(stakeholder=make_stakeholder("Una Urn"))
    assert reasons(replace, first, editor=editor, successor=position) == ["Its successor is of another kind."]
