"""What is held is shown to nobody, with all that rests on it; released, it comes back."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.actions.holding import hold, release
from articles.actions.publishing import publish
from articles.actions.withdrawing import withdraw
from articles.models import Change, Position, PublicId, Quote
from tests.actions.conftest import reasons
from tests.factories import make_article, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db


def states(*records: Quote | Position) -> list[str]:
    found = dict(PublicId.objects.values_list("pk", "state"))
    return [found[str(record.public_id)] for record in records]


def test_a_held_quote_hides_its_words_and_what_rested_on_it(client: Client, editor: User) -> None:
    quote, other = make_quote(), make_quote("Another witness.")
    alone, shared = make_position(quotes=(quote,)), make_position("opposes", quotes=(quote, other))

    hold(quote, by=editor, why="disputed by the speaker", told="The speaker disputes it.")

    answer = client.get(quote.get_absolute_url())
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This quote is held for review" in page
    assert "The speaker disputes it." in page
    assert quote.exact not in page
    assert "disputed by the speaker" not in page
    assert states(quote, alone, shared) == ["held", "held", "live"]
    assert reasons(publish, quote, editor=editor) == ["It is held: release it instead."]

    release(quote, by=editor, why="it stands")

    assert states(quote, alone, shared) == ["live", "live", "live"]
    assert client.get(quote.get_absolute_url()).status_code == 200
    assert list(Change.objects.order_by("pk").values_list("kind", "public")) == [
        ("held", quote.public_id),
        ("held", alone.public_id),
        ("released", quote.public_id),
        ("released", alone.public_id),
    ]


def test_a_position_comes_back_with_whichever_of_its_evidence_does(editor: User) -> None:
    first, second = make_quote("First."), make_quote("Second.")
    position = make_position(quotes=(first, second))
    hold(first, by=editor, why="disputed")
    hold(second, by=editor, why="disputed")
    assert states(position) == ["held"]

    release(first, by=editor, why="it stands")

    assert states(first, second, position) == ["live", "held", "live"]


def test_what_waits_for_held_evidence_is_not_withdrawn(editor: User) -> None:
    first, second = make_quote("First."), make_quote("Second.")
    position = make_position(quotes=(first, second))
    hold(first, by=editor, why="disputed")

    withdraw(second, by=editor, why="wrong")
    assert states(position) == ["held"]

    withdraw(first, by=editor, why="wrong too")
    assert states(position) == ["withdrawn"]


def test_a_held_article_takes_its_quotes_along_and_brings_them_back(editor: User) -> None:
    article = make_article()
    quotes = [make_quote(f"Words {number}.", article=article) for number in range(3)]
    position = make_position(quotes=(quotes[0],))
    hold(quotes[2], by=editor, why="disputed by itself")

    hold(article, by=editor, why="the outlet is looking into it")
    assert states(*quotes, position) == ["held"] * 4

    release(article, by=editor, why="it stands")
    assert states(*quotes, position) == ["live", "live", "held", "live"]


def test_what_two_things_hold_back_waits_for_the_second(editor: User) -> None:
    tess = make_stakeholder()
    quote = make_quote(speaker=tess)
    position = make_position(stakeholder=tess, quotes=(quote,))
    hold(quote.article, by=editor, why="looked into")
    hold(tess, by=editor, why="is it her?")

    release(quote.article, by=editor, why="it stands")
    assert states(quote, position) == ["held", "held"]

    release(tess, by=editor, why="it is")
    assert states(quote, position) == ["live", "live"]


def test_what_was_replaced_is_so_again_after_its_review(editor: User) -> None:
    old, new = make_quote("Old."), make_quote("New.")
    PublicId.objects.filter(pk=old.public_id).update(state="replaced", successor=new.public)
    old.refresh_from_db()
    hold(old, by=editor, why="disputed")
    release(old, by=editor, why="it stands")
    assert states(old) == ["replaced"]


def test_only_what_is_public_is_held_and_only_what_is_held_released(editor: User) -> None:
    quote = make_quote()
    assert reasons(hold, make_quote("A draft.", published=False), editor=editor) == ["It is not published."]
    assert reasons(release, quote, editor=editor) == ["It is not held."]
    hold(quote, by=editor, why="disputed")
    withdraw(quote, by=editor, why="wrong")
    assert reasons(release, quote, editor=editor) == ["It is not held."]
