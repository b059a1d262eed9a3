"""Decisions on many records are shown before they are taken, with what stands against each."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Quote, Status, Verification
from tests.admin.forms import fields_of
from tests.factories import make_article, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db
QUOTES = "admin:articles_quote_changelist"


@pytest.fixture
def edith() -> User:
    return User.objects.create_superuser("edith")


@pytest.fixture
def editor(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def choose(editor: Client, action: str, *quotes: Quote, **more: Any) -> Any:
    data = {"action": action, "_selected_action": [one.pk for one in quotes]} | more
    return editor.post(reverse(QUOTES), data, follow=True)


def test_what_will_happen_is_shown_and_nothing_is_done_before_it_is_confirmed(editor: Client) -> None:
    good = make_quote("Ready.", published=False)
    bad = make_quote("Not ready.", published=False, article=make_article("Draft", published=False))

    page = choose(editor, "publish_selected", good, bad)

    shown = page.content.decode()
    assert "1 record will be published" in shown
    assert "1 record will stay as it is" in shown
    assert "Its article is not published." in shown
    assert not Quote.objects.published().exists()
    assert not Verification.objects.exists()

    done = editor.post(reverse(QUOTES), fields_of(shown) | {"why": "checked", "_decided": "yes"}, follow=True)
    assert "1 published." in done.content.decode()
    assert list(Quote.objects.published()) == [good]


def test_what_changed_since_it_was_shown_is_refused_with_its_reason(editor: Client) -> None:
    quote = make_quote(published=False)
    confirmed = fields_of(choose(editor, "publish_selected", quote).content.decode())
    quote.article.status = Status.CODED
    quote.article.save()
    done = editor.post(reverse(QUOTES), confirmed | {"why": "checked", "_decided": "yes"}, follow=True)
    assert "Not published" in done.content.decode()
    assert "Its article is not published." in done.content.decode()


def test_withdrawing_shows_what_rests_on_a_record(editor: Client) -> None:
    tess = make_stakeholder()
    make_position(stakeholder=tess)
    page = editor.post(
        reverse("admin:articles_stakeholder_changelist"),
        {"action": "withdraw_selected", "_selected_action": [tess.pk]},
    )
    assert "1 public positions rest on it: withdraw those first." in page.content.decode()
    assert "Do it" not in page.content.decode()


def test_records_are_handed_to_an_editor_and_back(editor: Client, edith: User) -> None:
    quote = make_quote(published=False)
    assert "1 record will be assigned" in choose(editor, "assign_selected", quote).content.decode()
    choose(editor, "assign_selected", quote, _decided="yes", to=edith.pk, why="yours")
    quote.refresh_from_db()
    assert (quote.assigned_to, quote.lock_version) == (edith, 2)
    assert quote.history.latest().history_change_reason == "yours"

    choose(editor, "assign_selected", quote, _decided="yes", to=edith.pk)
    choose(editor, "assign_selected", quote, _decided="yes", to="")
    quote.refresh_from_db()
    assert (quote.assigned_to, quote.lock_version) == (None, 3)


def test_more_than_can_be_looked_through_are_refused(editor: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("articles.admin.deciding.MOST_AT_ONCE", 1)
    page = choose(editor, "publish_selected", make_quote("A."), make_quote("B."))
    assert "Choose at most 1 records at once" in page.content.decode()


def test_a_quote_is_held_and_released_for_a_reason(editor: Client) -> None:
    quote = make_quote()
    for action, status in (("hold_selected", "held"), ("release_selected", "published")):
        editor.post(
            reverse("admin:articles_quote_changelist"),
            {"action": action, "_selected_action": [quote.pk], "_decided": "1", "why": "Looked at again."},
        )
        quote.refresh_from_db()
        assert quote.status == status


def test_a_slug_that_readers_hold_is_not_edited_in_passing(editor: Client) -> None:
    public, draft = make_stakeholder(), make_stakeholder("Una Urn", published=False)
    pages = [
        editor.get(reverse("admin:articles_stakeholder_change", args=[one.pk])).content.decode()
        for one in (public, draft)
    ]
    assert ['name="slug"' in page for page in pages] == [False, True]
