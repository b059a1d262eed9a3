"""A form takes dates as sources give them, and says every rule of its table instead of failing."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Change, Comment, Evidence
from tests.admin.forms import Data, opened, save
from tests.factories import (
    make_affiliation,
    make_article,
    make_organisation,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("edith"))
    return client


@pytest.mark.parametrize("written", ["2020", "2020-03", "2020-03-04"])
def test_a_date_is_a_day_a_month_or_a_year(editor: Client, written: str) -> None:
    position = make_position(published=False)
    assert save(editor, position, opened(editor, position), date=written).status_code == 302
    position.refresh_from_db()
    assert str(position.date) == written
    assert opened(editor, position)["date"] == [written]


def test_a_date_written_otherwise_is_asked_for_again_and_kept_as_typed(editor: Client) -> None:
    position = make_position(published=False)
    page = save(editor, position, opened(editor, position), date="4 March").content.decode()
    assert "is no date" in page
    assert 'value="4 March"' in page


def test_a_row_that_ends_before_it_begins_is_refused_beside_it(editor: Client) -> None:
    tess = make_stakeholder(published=False)
    make_affiliation(tess, make_organisation(), since="2019")
    page = save(editor, tess, opened(editor, tess) | {"affiliations-0-until": "2018"})
    assert "It ends before it begins." in page.content.decode()


RULES: list[tuple[Data, str]] = [
    ({"speaker_label": "a spokesperson"}, "A quote has a speaker, or a label"),
    ({"said": "x"}, "is no date"),
    ({"exact": ""}, "This field is required."),
    ({"confidence": "7"}, "quote_confidence_is_a_share"),
]


@pytest.mark.parametrize(("typed", "said"), RULES)
def test_every_rule_of_a_quote_is_said(editor: Client, typed: Data, said: str) -> None:
    quote = make_quote(published=False)
    page = save(editor, quote, opened(editor, quote) | typed)
    assert page.status_code == 200
    assert said in page.content.decode()


def test_the_same_words_of_one_speaker_are_refused_in_a_form_too(editor: Client) -> None:
    first = make_quote("Milk.", published=False)
    second = make_quote("Tea.", published=False, article=first.article, speaker=first.speaker)
    page = save(editor, second, opened(editor, second), exact="MILK.")
    assert "already quoted from this article" in page.content.decode()


def test_words_changed_are_found_in_the_text_again(editor: Client) -> None:
    quote = make_quote("Milk goes in first.", published=False, body="“Milk goes in first.” “Never.”")
    save(editor, quote, opened(editor, quote), exact="Never.")
    assert [span.exact for span in quote.spans.all()] == ["Never."]


def test_public_words_stay_those_of_the_text(editor: Client) -> None:
    quote = make_quote()
    page = save(editor, quote, opened(editor, quote), exact="Never said.", why="typo")
    assert "The words do not stand in this text." in page.content.decode()
    assert [span.exact for span in quote.spans.all()] == ["Milk goes in first."]


def test_an_edit_of_what_readers_see_is_a_version_of_its_own(editor: Client) -> None:
    quote = make_quote(role_printed="poorer")
    save(editor, quote, opened(editor, quote), role_printed="pourer", why="typo")
    save(editor, quote, opened(editor, quote), origin="by hand", why="not seen by readers")

    shown = [(one.number, one.shown["role_printed"]) for one in quote.versions.order_by("number")]
    assert shown == [(1, "poorer"), (2, "pourer")]
    told = Change.objects.filter(public=quote.public).values_list("kind", "summary")
    assert list(told) == [("corrected", "role")]
    page = editor.get(quote.get_absolute_url()).content.decode()
    assert "Corrected on" in page


def test_evidence_takes_the_article_of_its_quote_and_one_is_primary(editor: Client) -> None:
    position, quote = make_position(published=False), make_quote()
    data = opened(editor, position)
    both = data | {"evidence-1-quote": quote.pk, "evidence-1-primary": "on"}
    assert "One evidence of a position is the primary one" in save(editor, position, both).content.decode()

    swapped = {name: value for name, value in both.items() if name != "evidence-0-primary"}
    assert save(editor, position, swapped).status_code == 302
    assert [(one.article == quote.article, one.primary) for one in position.evidence.order_by("pk")] == [
        (False, False),
        (True, True),
    ]
    empty = opened(editor, position) | {"evidence-2-primary": "on"}
    assert "Choose the quote, or the article" in save(editor, position, empty).content.decode()
    assert Evidence.objects.count() == 2


def test_a_quote_says_where_it_comes_from(editor: Client) -> None:
    quote = make_quote()
    page = editor.get(reverse("admin:articles_quote_change", args=[quote.pk])).content.decode()
    assert "not by an editor" in page
    assert "Latest check: exact, 2 January 2026." in page


def test_an_article_leads_to_a_new_quote_from_it(editor: Client) -> None:
    article = make_article()
    page = editor.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert f"{reverse('admin:new_quote')}?url=https%3A%2F%2Fleaf.example%2F{article.slug}" in page


def test_a_comment_is_signed_and_stays_as_it_was_said(editor: Client) -> None:
    article = make_article(published=False)
    save(editor, article, opened(editor, article) | {"comments-0-text": "Look again."})
    comment = Comment.objects.get()
    assert (comment.article, str(comment.author), comment.settled) == (article, "edith", False)
    assert "comments-0-text" not in [
        name for name, value in opened(editor, article).items() if value == ["Look again."]
    ]
    save(editor, comment, {"settled": "on"})
    comment.refresh_from_db()
    assert (comment.settled, comment.text) == (True, "Look again.")


def test_comments_are_nowhere_public(client: Client, editor: Client) -> None:
    quote = make_quote()
    Comment.objects.create(quote=quote, author=User.objects.get(), text="Doubtful.")
    for address in (quote.get_absolute_url(), reverse("quotes-json"), reverse("quotes-csv")):
        answer = Client().get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        assert b"Doubtful" not in body
