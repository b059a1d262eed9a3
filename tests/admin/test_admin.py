"""Editors find, read and decide in the admin: every table is there, and no page costs more with more rows."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import ArticleText, PublicId, Quote
from tests.factories import (
    make_affiliation,
    make_article,
    make_organisation,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

TABLES = [
    model
    for model in apps.get_app_config("articles").get_models()
    if not model.__name__.startswith("Historical")
]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("edith"))
    return client


def fill(count: int) -> None:
    union = make_organisation()
    for number in range(count):
        tess = make_stakeholder(f"Tess {number}")
        make_affiliation(tess, union)
        make_position(stakeholder=tess, quotes=(make_quote(speaker=tess, on_behalf_of=union),))


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", TABLES)
def test_every_table_is_registered_with_search_and_filters(model: Any) -> None:
    registered = admin.site._registry[model]
    assert registered.search_fields
    assert registered.list_filter or model.__name__ in {"StakeholderType", "QuoteVersion"}
    foreign = {field.name for field in model._meta.get_fields() if field.many_to_one and field.editable}
    read_only = not registered.has_change_permission.__qualname__.startswith("BaseModelAdmin")
    assert (
        foreign - {*(registered.exclude or ()), *registered.readonly_fields}
        <= set(registered.autocomplete_fields)
        or read_only
    )


@pytest.mark.parametrize("model", TABLES)
def test_every_list_and_form_opens(editor: Client, model: Any) -> None:
    fill(1)
    assert editor.get(address(model, "changelist"), {"q": "milk tess"}).status_code == 200
    assert editor.get(address(model, "add"), follow=True).status_code in (200, 403)
    record = model._default_manager.first()
    if record is not None:
        assert editor.get(address(model, "change", record.pk)).status_code == 200


@pytest.mark.parametrize("model", TABLES)
def test_a_list_costs_the_same_however_long_it_is(
    editor: Client, model: Any, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(40) as counted:
            editor.get(address(model, "changelist"))
        return len(counted)

    fill(1)
    one = queries()
    fill(3)
    assert queries() <= one + 1  # a second page of choices may be counted


def decide(editor: Client, record: Any, action: str, reason: str) -> str:
    answer = editor.post(
        address(type(record), "changelist"),
        {"action": action, "_selected_action": [record.pk], "why": reason, "_decided": "yes"},
        follow=True,
    )
    return answer.content.decode()


def test_editors_publish_and_withdraw_with_a_reason(editor: Client) -> None:
    quote = make_quote(published=False)

    assert "This field is required" in decide(editor, quote, "publish_selected", "")
    assert "1 published." in decide(editor, quote, "publish_selected", "checked")
    quote.refresh_from_db()
    assert quote.is_published
    assert editor.get(quote.get_absolute_url()).status_code == 200

    assert "1 withdrawn." in decide(editor, quote, "withdraw_selected", "misheard")
    assert editor.get(quote.get_absolute_url()).status_code == 410


def test_a_refusal_says_what_to_mend(editor: Client) -> None:
    quote = make_quote(published=False, article=make_article(published=False))
    assert "Its article is not published." in decide(editor, quote, "publish_selected", "checked")


def test_what_has_an_address_cannot_be_deleted(editor: Client) -> None:
    public, draft = make_quote(), make_quote("Draft.", published=False)
    draft.spans.all().delete()

    assert editor.post(address(Quote, "delete", public.pk), {"post": "yes"}).status_code == 403
    assert editor.post(address(Quote, "delete", draft.pk), {"post": "yes"}).status_code == 302
    assert list(Quote.objects.all()) == [public]
    assert "delete_selected" not in editor.get(address(Quote, "changelist")).content.decode()


def test_the_ledger_is_for_looking(editor: Client) -> None:
    make_quote()
    public = PublicId.objects.first()
    assert public is not None
    assert editor.get(address(PublicId, "add")).status_code == 403
    assert editor.post(address(PublicId, "change", public.pk), {"state": "withdrawn"}).status_code == 403
    assert editor.post(address(PublicId, "delete", public.pk), {"post": "yes"}).status_code == 403


def test_a_pasted_text_is_kept_as_texts_are(editor: Client) -> None:
    article = make_article()

    editor.post(
        address(ArticleText, "add"),
        {
            "article": article.pk,
            "version": 1,
            "covers": "whole",
            "seen_at": "2020-02-03",
            "body": "  One. \r\n\r\n Two.  ",
        },
    )

    text = article.texts.get()
    assert (text.body, text.length, len(text.sha256)) == ("One.\nTwo.", 9, 64)


def test_the_admin_is_for_staff(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address(Quote, "changelist")).status_code == 302
