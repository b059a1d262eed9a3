"""An editor imports an article: nothing sent is lost, what is missing is asked for, the desk opens."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from articles.actions.roles import Role
from articles.admin import import_article
from articles.admin.import_article import import_article_page
from articles.models import Article, Quote
from tests.admin.forms import fields_of
from tests.factories import make_editor, make_outlet
from tests.importing.fetching.web_host import WebHost, web_host

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/article/import/"
TEXT = "The pot was cold.\n“Milk goes in first,” said Tess Teapot.\nFollow Tess on Twitter @tess."
KNOWN = {"outlet": "The Daily Leaf", "title": "Cold tea", "date": "2024-05-06"}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor(role=Role.CODER))
    return client


@pytest.fixture
def host() -> Iterator[WebHost]:
    with web_host() as answering:
        yield answering


def upload(data: bytes, name: str = "tea.txt") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data)}


def errors(answer: Any) -> dict[str, list[str]]:
    """What is said against what was sent; nothing is kept."""
    assert answer.status_code == 200
    assert not Article.objects.exists()
    return dict(answer.context["form"].errors)


def held(answer: Any) -> dict[str, str]:
    """What the fields of the page hold."""
    return {name: values[-1] for name, values in fields_of(answer.content.decode()).items()}


def test_the_page_is_one_step_from_the_first(editor: Client) -> None:
    assert f'href="{ADDRESS}"' in editor.get("/admin/").content.decode()
    assert editor.get(ADDRESS).status_code == 200


def test_who_may_not_code_may_not_import(client: Client) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"pasted": TEXT, **KNOWN}).status_code == 403
    assert not Article.objects.exists()


def test_a_form_of_another_site_is_refused(editor: Client) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(User.objects.get())
    assert stranger.post(ADDRESS, {"pasted": TEXT, **KNOWN}).status_code == 403
    assert not Article.objects.exists()


def test_what_is_pasted_leads_to_the_review_desk_and_all_is_told(editor: Client) -> None:
    answer = editor.post(ADDRESS, {"pasted": TEXT, "url": "https://leaf.example/cold", **KNOWN}, follow=True)

    article = Article.objects.get()
    assert answer.redirect_chain == [(reverse("admin:review_desk", args=[article.pk]), 302)]
    assert [str(said) for said in answer.context["messages"]] == [
        (
            "Cold tea: 1 quotation suggested, 0 with a speaker known here, 0 doubtful. "
            "1 paragraph kept out of the text."
        ),
        "Kept out of the text: Follow Tess on Twitter @tess.",
    ]
    assert (article.address, article.outlet.name) == ("https://leaf.example/cold", "The Daily Leaf")
    entry = Quote.objects.get().history.get()
    assert (entry.history_user.username, entry.history_change_reason) == (
        "edith",
        "Imported from what was pasted.",
    )


@pytest.mark.parametrize(
    "file",
    [
        upload(TEXT.encode()),
        upload(repr([f"<p>{line}</p>" for line in TEXT.splitlines()]).encode(), "seed.txt"),
        upload(
            f"<html><body><article>{'<p>'.join(['', *TEXT.splitlines()])}</article></body></html>".encode(),
            "saved.html",
        ),
        upload(json.dumps({"text": TEXT}).encode(), "one.jsonl"),
    ],
)
def test_every_form_of_file_is_read(editor: Client, file: dict[str, Any]) -> None:
    editor.post(ADDRESS, file | KNOWN)
    assert Article.objects.get().texts.get().body == "\n".join(TEXT.splitlines()[:2])


def test_what_the_source_does_not_say_is_asked_for_and_the_file_is_not_asked_for_again(
    editor: Client,
) -> None:
    make_outlet()
    first = editor.post(ADDRESS, upload(TEXT.encode()) | {"title": "Cold tea"})

    wanted = ["The source does not say it: fill it in."]
    told = "It does not say its outlet and its date: give it with the import."
    assert errors(first) == {"outlet": wanted, "date": wanted, "__all__": [told]}
    (focused,) = re.findall(r"<input[^>]*autofocus[^>]*>", first.content.decode())
    assert 'name="outlet"' in focused
    kept = held(first)
    assert (kept["pasted"], kept["title"]) == (TEXT, "Cold tea")

    editor.post(ADDRESS, kept | {"outlet": "The Daily Leaf", "date": "2024-05-06"})

    article = Article.objects.get()
    assert (article.title, article.texts.get().body) == ("Cold tea", "\n".join(TEXT.splitlines()[:2]))


def test_a_field_that_is_wrong_costs_no_file(editor: Client) -> None:
    answer = editor.post(ADDRESS, upload(TEXT.encode()) | KNOWN | {"date": "6 May"})
    assert list(errors(answer)) == ["date"]
    assert held(answer)["pasted"] == TEXT


TOO_LARGE = "It has %s MB, and 5 MB are the most: give the text of one article alone."


@pytest.mark.parametrize(
    ("sent", "field", "why"),
    [
        ({}, "url", "Give an address, choose a file, or paste the text."),
        (upload(b""), "file", "There is nothing in it: choose a file with the text of an article."),
        (upload(b"Zo\xeb"), "file", "Byte 3 (0xEB, in line 1) is not UTF-8: save the file as UTF-8."),
        (upload(b"%PDF-1.7 ..."), "file", "This is a PDF: copy its text and paste that."),
        (upload(b"x" * 20_000_000), "file", TOO_LARGE % "20.0"),
        ({"pasted": "x" * 5_000_001}, "pasted", TOO_LARGE % "5.0"),
        (upload(b"Tea.") | {"pasted": "Tea."}, "file", "Paste the text or choose a file, not both."),
        (
            {"pasted": '["Tea.", 3]'},
            "pasted",
            "Item 2 of the list is 3, no text in quotes: write each paragraph as text.",
        ),
    ],
)
def test_bad_input_is_named_with_what_to_do(
    editor: Client, sent: dict[str, Any], field: str, why: str
) -> None:
    answer = editor.post(ADDRESS, sent | KNOWN)
    assert errors(answer) == {field: [why]}
    assert {name: held(answer)[name] for name in KNOWN} == KNOWN


def test_more_than_is_taken_in_is_answered_in_words(editor: Client) -> None:
    answer = editor.post(ADDRESS, {"pasted": "x" * 20_000_000, **KNOWN})
    assert answer.status_code == 413
    (why,) = answer.context["form"].errors["pasted"]
    assert why.startswith("What you sent has more than 6 MB. Go back in your browser")
    assert not Article.objects.exists()


def test_scripts_and_handlers_stay_out(editor: Client) -> None:
    page = '<p onclick="steal()">“Milk <script>steal()</script>goes in first,” said <b>Tess</b> Teapot.</p>'
    editor.post(ADDRESS, {"pasted": page, **KNOWN})
    assert Article.objects.get().texts.get().body == "“Milk goes in first,” said Tess Teapot."


def test_tags_in_tags_ten_thousand_deep_are_no_500(editor: Client) -> None:
    page = f"<html><body>{'<div>' * 10_000}“Tea,” said Tess.{'</div>' * 10_000}</body></html>"
    answer = editor.post(ADDRESS, {"pasted": page, **KNOWN})
    assert list(errors(answer)) == ["pasted"]
    assert held(answer)["pasted"] == page


def test_several_articles_are_reported_one_by_one(editor: Client) -> None:
    good = {"text": TEXT, **KNOWN}
    lines = "\n".join(json.dumps(one) for one in (good, {"text": "Tea."}, good))

    page = editor.post(ADDRESS, upload(lines.encode(), "many.jsonl")).content.decode()

    assert "1 new, 0 with another text, 1 known, 1 not imported. 1 quotation suggested." in page
    assert "It does not say its outlet and its date: give it with the import." in page
    assert reverse("admin:review_desk", args=[Article.objects.get().pk]) in page


def test_too_many_at_once_are_left_to_the_command(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_article, "MOST_AT_ONCE", 1)
    lines = "\n".join(json.dumps({"text": f"Tea {number}.", **KNOWN}) for number in range(2))
    answer = editor.post(ADDRESS, {"pasted": lines})
    assert errors(answer) == {
        "pasted": ["It holds more than 1 articles: import it in parts, or by the command import_article."]
    }


# Read from its address


def sent_to(host: WebHost, **sent: str) -> HttpResponse:
    """The answer of the page where this host alone may be asked."""
    request = RequestFactory().post(ADDRESS, sent)
    request.user = User.objects.get()
    request.session = SessionStore()
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return import_article_page(request, reach=host.reach(seconds=1))


@pytest.mark.usefixtures("editor")
def test_a_page_is_asked_for_once_and_what_it_says_is_filled_in(host: WebHost) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    head = (
        '<meta property="og:title" content="Cold tea"><meta property="og:site_name" content="The Daily Leaf">'
    )
    host.answer(
        "/tea", f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>".encode()
    )

    page = sent_to(host, url=host.url("/tea")).content.decode()

    kept = {name: values[-1] for name, values in fields_of(page).items()}
    assert (kept["outlet"], kept["title"], kept["date"]) == ("The Daily Leaf", "Cold tea", "")
    assert "The source does not say it: fill it in." in page
    answer = sent_to(host, **(kept | {"date": "2024-05-06"}))
    assert answer.status_code == 302
    assert host.paths == ["/robots.txt", "/tea"]
    assert Article.objects.get().address == host.url("/tea")


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/pdf", "answers with a PDF: save the text and paste it."),
        ("/inside", "takes too long to answer: try later, or save the text and paste it."),
        ("/away", "leads to an address that is not asked"),
        ("/nowhere", "answers that there is no such page (404)"),
    ],
)
def test_an_address_that_cannot_be_read_says_what_to_do_and_keeps_what_was_typed(
    host: WebHost, path: str, why: str
) -> None:
    host.answer("/pdf", b"%PDF", kind="application/pdf")
    host.drip("/inside", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", then=b"x" * 100)
    host.redirect("/away", "http://169.254.169.254/latest/")

    page = sent_to(host, url=host.url(path), **KNOWN).content.decode()

    assert why in page
    kept = {name: values[-1] for name, values in fields_of(page).items()}
    assert {name: kept[name] for name in ("url", *KNOWN)} == {"url": host.url(path), **KNOWN}
    assert not Article.objects.exists()
