"""What is withdrawn leaves a notice with its category, and takes along what rested on it alone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.actions.removing import remove_on_legal_demand
from articles.actions.withdrawing import withdraw
from articles.models import (
    Article,
    ArticleText,
    Change,
    Comment,
    PublicId,
    Quote,
    Span,
    Stakeholder,
    Verification,
)
from tests.actions.conftest import reasons
from tests.factories import make_article, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db

Category = PublicId.Category
DEMAND = "mailto:court@demand.example"


def test_readers_are_told_the_category_and_where_to_look_and_no_more(client: Client, editor: User) -> None:
    wrong, right = make_quote(speaker=make_stakeholder("Una Urn")), make_quote()

    withdraw(
        wrong,
        by=editor,
        why="Una wrote to us",
        category=Category.SPEAKER_MISIDENTIFIED,
        told="It was another speaker.",
        successor=right,
    )

    answer = client.get(wrong.get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Speaker misidentified" in page
    assert "It was another speaker." in page
    assert f'href="{right.get_absolute_url()}"' in page
    assert "Una" not in page
    assert wrong.history.latest().history_change_reason == "Una wrote to us"
    listed = client.get("/withdrawn/").content.decode()
    assert str(wrong.public_id) in listed
    assert "Speaker misidentified" in listed
    assert "Una" not in listed


def test_what_leaves_with_a_quote_says_so(client: Client, editor: User) -> None:
    quote = make_quote()
    position = make_position(quotes=(quote,))

    withdraw(quote, by=editor, why="misheard", category=Category.NOT_VERBATIM)

    page = client.get(position.get_absolute_url()).content.decode()
    assert "the quote it rested on" in page
    assert f'href="/id/{quote.public_id}/"' in page


def test_a_successor_has_to_be_public_and_of_the_same_kind(editor: User) -> None:
    quote = make_quote()
    draft = make_quote("A draft.", published=False)
    assert reasons(withdraw, quote, editor=editor, successor=draft) == [
        "Its successor is not published: publish that first."
    ]
    assert reasons(withdraw, quote, editor=editor, successor=make_position()) == [
        "Its successor is of another kind."
    ]


def test_removed_words_are_kept_nowhere(client: Client, editor: User) -> None:
    article = make_article()
    body = "She said: “Secret recipe.” Then: “Milk goes in first.” Then she poured."
    quote = make_quote("Secret recipe.", article=article, body=body)
    beside = make_quote("Milk goes in first.", article=article, body=body)
    position = make_position(quotes=(quote,), summary="In our words.")
    for history in (quote.history, position.history):
        history.update(history_change_reason="typed “Secret recipe.” by hand")
    Verification.objects.filter(quote=quote).update(reason="differs after “Secret recipe.”")
    assert "Secret" in beside.spans.get().prefix

    remove_on_legal_demand(quote, by=editor, why="order 7", blocked_by=DEMAND, told="By order of a court.")

    answer = client.get(quote.get_absolute_url())
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Link"]) == (451, f'<{DEMAND}>; rel="blocked-by"')
    assert "By order of a court." in page
    assert DEMAND in page
    kept = [
        *Quote.objects.values_list("exact", "words_folded"),
        *Quote.history.values_list("exact", "words_folded", "history_change_reason"),
        *position.history.values_list("history_change_reason"),
        *Span.objects.values_list("exact", "prefix", "suffix"),
        *Span.history.values_list("exact", "prefix", "suffix"),
        *ArticleText.objects.values_list("body"),
        *Verification.objects.values_list("reason"),
        *quote.versions.values_list("shown"),
    ]
    assert "ecret" not in repr(kept)
    # What stood beside it is public still, and says where it was proven.
    shown = client.get(beside.get_absolute_url()).content.decode()
    assert "Milk goes in first." in shown
    assert "Checked elsewhere" in shown
    assert beside.spans.get().exact == "Milk goes in first."
    # What rested on it alone left; what it says is ours, and is kept for editors.
    position.refresh_from_db()
    assert (position.status, position.summary) == ("withdrawn", "In our words.")
    assert client.get(position.get_absolute_url()).status_code == 410


def test_what_editors_said_of_removed_words_is_forgotten_and_the_rest_stays(editor: User) -> None:
    quote = make_quote("Milk goes in first, always.")
    position = make_position(quotes=(quote,))
    for subject, text in (
        ({"quote": quote}, "Look again."),
        ({"article": quote.article}, "Is “milk goes in first” on page 3?"),
        ({"article": quote.article}, "Ask for the rights."),
        ({"position": position}, "She said: milk goes in first"),
    ):
        Comment.objects.create(author=editor, text=text, **subject)

    remove_on_legal_demand(quote, by=editor, why="order", blocked_by=DEMAND)

    assert [comment.text for comment in Comment.objects.all()] == ["Ask for the rights."]


def test_a_position_named_in_the_demand_is_removed_with_its_summary(client: Client, editor: User) -> None:
    quote = make_quote()
    position = make_position("conditional", quotes=(quote,), summary="Spoke of the secret.")

    remove_on_legal_demand(quote, by=editor, why="order", blocked_by=DEMAND, positions=[position])

    assert client.get(position.get_absolute_url()).status_code == 451
    position.refresh_from_db()
    assert (position.summary, position.condition) == ("", "")
    assert "secret" not in repr(list(position.history.values_list("summary", "condition")))


def test_the_name_of_a_removed_stakeholder_is_kept_nowhere(client: Client, editor: User) -> None:
    tess = make_stakeholder(website="https://tess.example/", identifiers={"register": "T1"})

    remove_on_legal_demand(tess, by=editor, why="order", blocked_by=DEMAND)

    assert client.get(f"/people/{tess.public_id}/").status_code == 451
    kept = [*Stakeholder.objects.values(), *Stakeholder.history.exclude(history_type="x").values()]
    assert "ess" not in repr([(row["name"], row["slug"], row["website"], row["name_folded"]) for row in kept])
    quote = make_quote(speaker=make_stakeholder("Una Urn"))
    assert reasons(remove_on_legal_demand, quote.speaker, editor=editor, blocked_by=DEMAND) == [
        "1 public quotes as their speaker rest on it: withdraw those first."
    ]


def test_a_removed_article_says_nothing(client: Client, editor: User) -> None:
    article = make_article("The secret recipe", authors="Sam Saucer")
    remove_on_legal_demand(article, by=editor, why="order", blocked_by=DEMAND)
    assert client.get(f"/articles/{article.public_id}/").status_code == 451
    row = Article.objects.get()
    assert (row.title, row.authors, row.slug, row.addresses.count()) == ("", "", article.public_id, 0)


def test_a_demand_names_who_makes_it_and_is_met_once(editor: User) -> None:
    quote = make_quote()
    need = ["Give the address of who demands it, such as https://… or mailto:…."]
    assert reasons(remove_on_legal_demand, quote, editor=editor, blocked_by="the court") == need
    assert reasons(remove_on_legal_demand, quote, editor=editor, blocked_by='https://a">, <b') == need
    draft = make_quote("A draft.", published=False)
    assert reasons(remove_on_legal_demand, draft, editor=editor, blocked_by=DEMAND) == [
        "It was never public: delete it."
    ]
    remove_on_legal_demand(quote, by=editor, why="order", blocked_by=DEMAND)
    quote.refresh_from_db()
    assert reasons(remove_on_legal_demand, quote, editor=editor, blocked_by=DEMAND) == [
        "It was removed already."
    ]
    assert list(Change.objects.values_list("kind", flat=True)) == ["removed"]
