"""Every edit can be read word by word with who, when and why, and gone back to by a new edit."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.actions.recording import Refused
from articles.actions.reverting import revert
from articles.models import Position, Status
from articles.queries.history import FieldChange, RowChange, edits_of
from tests.admin.forms import opened, save
from tests.factories import make_article, make_position, make_public_id, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith() -> User:
    return User.objects.create_superuser("edith")


@pytest.fixture
def editor(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def test_an_edit_of_a_record_and_its_rows_is_one_edit(editor: Client) -> None:
    position = make_position(published=False, summary="Spoke of milk.")
    other = make_article("Another storm")
    data = opened(editor, position) | {"evidence-1-article": str(other.pk)}
    save(editor, position, data, summary="Spoke of cold milk.", why="heard again")

    latest = edits_of(position)[0]

    assert (latest.who, latest.why, latest.is_now) == ("edith", "heard again", True)
    assert list(latest.rows) == [
        RowChange(
            "changed", "position", False, [FieldChange("summary", "Spoke of milk.", "Spoke of cold milk.")]
        ),
        RowChange(
            "added",
            "evidence",
            True,
            [
                FieldChange("position", "", str(Position.objects.get())),
                FieldChange("article", "", "Another storm"),
                FieldChange("primary", "", "False"),
            ],
        ),
    ]


def test_the_page_shows_words_that_went_and_came(editor: Client) -> None:
    position = make_position(published=False, summary="Spoke of warm milk.")
    save(editor, position, opened(editor, position), summary="Spoke of cold milk.", why="heard again")
    page = editor.get(reverse("admin:articles_position_history", args=[position.pk])).content.decode()
    assert "Spoke of <del>warm </del><ins>cold </ins>milk." in page
    assert "heard again" in page
    assert "style=" not in page.partition("<main")[2]


@pytest.mark.parametrize("count", [1, 3])
def test_a_history_costs_the_same_however_long_it_is(
    edith: User, django_assert_num_queries: Any, count: int
) -> None:
    position = make_position(published=False)
    for number in range(count):
        position.summary = f"Edit {number}."
        position.save()
    # Position, evidence, and what they refer to: stakeholder, wording, article.
    with django_assert_num_queries(6):
        assert len(edits_of(position)) == 1 + count


def test_going_back_is_a_new_edit_with_a_reason(editor: Client) -> None:
    position = make_position(published=False, summary="Spoke of warm milk.")
    first = position.history.get()
    save(editor, position, opened(editor, position), summary="Spoke of cold milk.")
    address = reverse("admin:articles_position_simple_history", args=[position.pk, first.history_id])

    shown = editor.get(address).content.decode()
    assert "Spoke of <del>cold </del><ins>warm </ins>milk." in shown
    assert "This field is required" in editor.post(address, {"why": " "}).content.decode()
    assert editor.post(address, {"why": "it was warm"}).status_code == 302

    position.refresh_from_db()
    assert (position.summary, position.lock_version) == ("Spoke of warm milk.", 3)
    assert [entry.history_change_reason for entry in position.history.all()] == ["it was warm", "", None]


def test_status_and_address_are_not_gone_back_to(edith: User) -> None:
    quote = make_quote(published=False, role_printed="pourer")
    draft = quote.history.get()
    public = make_public_id("quote")
    quote.status, quote.public, quote.role_printed = Status.PUBLISHED, public, "stirrer"
    quote.save()

    revert(quote, entry=draft.history_id, by=edith, why="misread")

    quote.refresh_from_db()
    assert (quote.role_printed, quote.status, quote.public) == ("pourer", Status.PUBLISHED, public)


def test_words_gone_back_to_are_found_in_the_text_again(edith: User) -> None:
    body = "She said: “Milk goes in first.” Then: “Milk goes in last.”"
    quote = make_quote("Milk goes in first.", published=False, body=body)
    first = quote.history.get()
    quote.exact = "Milk goes in last."
    quote.save()
    revert(quote, entry=first.history_id, by=edith, why="misheard")
    quote.refresh_from_db()
    assert [span.exact for span in quote.spans.all()] == [quote.exact] == ["Milk goes in first."]


def test_public_words_are_never_set_to_what_the_text_does_not_have(edith: User) -> None:
    quote = make_quote()
    quote.exact = "Never said."
    quote.save()
    wrong = quote.history.latest()
    quote.exact = "Milk goes in first."
    quote.save()
    with pytest.raises(Refused, match="do not stand in this text"):
        revert(quote, entry=wrong.history_id, by=edith, why="no")
    quote.refresh_from_db()
    assert quote.exact == "Milk goes in first."


@pytest.mark.parametrize(
    ("why", "said"), [("", "Give a reason"), ("again", "It is what it was then already.")]
)
def test_going_back_to_where_it_is_or_without_a_reason_is_refused(edith: User, why: str, said: str) -> None:
    tess = make_stakeholder()
    with pytest.raises(Refused, match=said):
        revert(tess, entry=tess.history.get().history_id, by=edith, why=why)


def test_what_a_rule_of_the_table_forbids_now_is_refused(edith: User) -> None:
    quote = make_quote("Milk.", published=False)
    first = quote.history.get()
    quote.exact = "Tea."
    quote.save()
    make_quote("Milk.", published=False, article=quote.article, speaker=quote.speaker)
    with pytest.raises(Refused, match="already quoted"):
        revert(quote, entry=first.history_id, by=edith, why="back")


def test_an_entry_of_another_record_is_refused(edith: User, editor: Client) -> None:
    one, two = make_position(), make_position(day="2021")
    foreign = two.history.get().history_id
    with pytest.raises(Refused, match="no such entry"):
        revert(one, entry=foreign, by=edith, why="back")
    address = reverse("admin:articles_position_simple_history", args=[one.pk, foreign])
    assert editor.get(address).status_code == 404
    assert editor.get(address.replace(f"/{foreign}/", "/x/")).status_code == 404
    assert editor.get(reverse("admin:articles_position_history", args=[999])).status_code == 404
