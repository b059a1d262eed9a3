"""An editor adds the text of an article: looks at what it proves, then keeps it, and is told the result."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.admin import texts
from articles.models import Article, ArticleText, Quote
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db

BODY = "She said: “Milk goes in first.” Then she poured."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("edith"))
    return client


@pytest.fixture
def quote() -> Quote:
    """Checked elsewhere, and never seen here."""
    made = make_quote()
    ArticleText.objects.update(body="")
    made.verifications.update(result="elsewhere")
    return made


def address(article: Article) -> str:
    return reverse("admin:articles_article_add_text", args=[article.pk])


def asked(**more: Any) -> dict[str, Any]:
    return {"words": BODY, "covers": "whole", "why": "from the archive"} | more


def errors(editor: Client, article: Article, **more: Any) -> dict[str, list[str]]:
    """What is said against it; nothing is kept."""
    answer = editor.post(address(article), asked(**more))
    assert answer.status_code == 200
    assert not article.texts.exists()
    return dict(answer.context["form"].errors)


def test_the_page_is_one_step_from_the_article(editor: Client, quote: Quote) -> None:
    page = editor.get(reverse("admin:articles_article_change", args=[quote.article_id])).content.decode()
    assert f'href="{address(quote.article)}"' in page
    assert editor.get(address(quote.article)).status_code == 200


def test_it_is_looked_at_first_and_kept_then(editor: Client, quote: Quote) -> None:
    looked = editor.post(address(quote.article), asked())

    page = looked.content.decode()
    assert "This is the very text of version 1" in page
    assert "1 quote is proven" in page
    assert ArticleText.objects.get().body == ""

    told = looked.context["form"].initial
    kept = editor.post(address(quote.article), told | {"keep": "1"}, follow=True)

    assert kept.redirect_chain[-1][0] == reverse("admin:articles_article_change", args=[quote.article_id])
    assert [str(message) for message in kept.context["messages"]] == [
        "The words of version 1, known by their hash alone so far, are kept now. 1 quote is proven by it."
    ]
    assert ArticleText.objects.get().body == BODY
    assert quote.verifications.last().result == "exact"  # type: ignore[union-attr]


def test_words_that_were_changed_after_looking_are_looked_at_again(editor: Client, quote: Quote) -> None:
    told = editor.post(address(quote.article), asked()).context["form"].initial

    for changed in ({"words": "Other words."}, {"covers": "passage"}):
        again = editor.post(address(quote.article), told | changed | {"keep": "1"})
        assert "What keeping it does" in again.content.decode()
    assert ArticleText.objects.get().body == ""


def test_a_file_is_read_into_the_field(editor: Client, quote: Quote) -> None:
    file = SimpleUploadedFile("text.txt", b"\xef\xbb\xbf" + BODY.replace(" Then", "\r\nThen").encode())

    looked = editor.post(address(quote.article), asked(words="", file=file))

    assert looked.context["form"].initial["words"] == BODY.replace(" Then", "\nThen")


def test_what_is_lost_is_named_before_and_after(editor: Client, quote: Quote) -> None:
    words = "Nothing of the kind."
    looked = editor.post(address(quote.article), asked(words=words))
    why = "“Milk goes in first.”: The words do not stand in this text."
    assert "1 quote is not found, and left as it is" in looked.content.decode()
    assert why in looked.content.decode()

    kept = editor.post(address(quote.article), looked.context["form"].initial | {"keep": "1"}, follow=True)

    assert [str(message) for message in kept.context["messages"]] == [
        "The text is kept as version 2. 0 quotes are proven by it.",
        f"Left as it was: Tess Teapot: Milk goes in first. ({why})",
    ]


def test_each_mistake_is_named(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    latin = SimpleUploadedFile("latin.txt", "Ça va".encode("latin-1"))
    nul = SimpleUploadedFile("nul.txt", b"Tea\x00cup")
    some = SimpleUploadedFile("some.txt", b"Words.")
    empty = SimpleUploadedFile("empty.txt", b"")

    assert errors(editor, article, words=" \n ") == {"words": ["There are no words in it."]}
    assert errors(editor, article, words="", file=empty) == {"file": ["The submitted file is empty."]}
    assert errors(editor, article, words="", file=latin) == {
        "file": ["The file is not in UTF-8 (byte 1): save it as plain text in UTF-8."]
    }
    assert errors(editor, article, words="", file=nul) == {
        "file": ["The file holds a NUL character, which no text has: is it plain text?"]
    }
    assert errors(editor, article, words="a\x00b") == {"words": ["Null characters are not allowed."]}
    assert errors(editor, article, file=some) == {"file": ["Paste the words or choose a file, not both."]}
    assert errors(editor, article, words="", why=" ") == {
        "words": ["There are no words in it."],
        "why": ["This field is required."],
    }
    assert errors(editor, article, covers="half") == {
        "covers": ["Select a valid choice. half is not one of the available choices."]
    }
    monkeypatch.setattr(texts, "LARGEST", 10)
    assert errors(editor, article) == {"words": ["This is more than 5 MB: give the text alone."]}
    long = SimpleUploadedFile("long.txt", b"x" * 11)
    assert errors(editor, article, words="", file=long) == {
        "file": ["The file has more than 5 MB: upload the text alone."]
    }


def test_five_megabytes_can_be_pasted(editor: Client) -> None:
    looked = editor.post(address(make_article()), asked(words="Tea. " * 999_000))
    assert "What keeping it does" in looked.content.decode()


def test_it_is_for_those_who_may_change_articles_and_add_texts(client: Client, quote: Quote) -> None:
    coder = User.objects.create_user("cody", is_staff=True)
    client.force_login(coder)
    assert client.get(address(quote.article)).status_code == 403

    coder.user_permissions.add(Permission.objects.get(codename="change_article"))
    assert client.get(address(quote.article)).status_code == 403
    coder.user_permissions.add(Permission.objects.get(codename="add_articletext"))
    # The article is public, and those who may not publish leave what is public alone.
    assert client.get(address(quote.article)).status_code == 403
    coder.user_permissions.add(Permission.objects.get(codename="can_publish"))
    assert client.get(address(quote.article)).status_code == 200

    client.logout()
    assert client.get(address(quote.article)).status_code == 302


def test_an_article_that_is_not_there_is_not_found(editor: Client) -> None:
    assert editor.get("/admin/articles/article/999999/add-text/").status_code == 404
