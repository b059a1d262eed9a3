"""A text that is added proves the quotes that stand in it, and leaves alone those that do not."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.actions.recording import Refused
from articles.actions.texts import Outlook, add_text, foresee
from articles.actions.verifying import verify_public
from articles.domain.text import digest
from articles.importing.corpus.exporting import published_package
from articles.models import Article, ArticleText, Quote, Verification
from tests.corpus.bundled import CORPUS
from tests.corpus.texts import bbc_text
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db

BODY = "“Milk goes in first,” she said, “and sugar never.”\nLater: “Milk, I said.”"


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("edith")


def make_unkept(exact: str, *, body: str = BODY, **options: Any) -> Quote:
    """A quote that was checked elsewhere: its text is known by length and hash alone."""
    quote = make_quote(exact, body=body, **options)
    ArticleText.objects.filter(pk=quote.text_id).update(body="")
    quote.verifications.update(result="elsewhere")
    return Quote.objects.get(pk=quote.pk)


def add(article: Article, words: str, editor: User, covers: str = "whole") -> Outlook:
    return add_text(article, words=words, covers=covers, by=editor, why="from the archive")


def state(quote: Quote) -> tuple[Any, ...]:
    """Its text, where it stands there, what the last check found, and how often it was changed."""
    quote.refresh_from_db()
    last = quote.verifications.last()
    spans = list(quote.spans.values_list("text__version", "start", "end", "exact"))
    return (quote.text.version, spans, last.result if last else None, quote.lock_version)


def test_the_very_text_fills_in_what_was_known_by_its_hash_alone(editor: User) -> None:
    quote = make_unkept("Milk goes in first")
    before = state(quote)

    done = add(quote.article, f"\n  {BODY}  \n\n", editor)

    assert (done.is_known, done.fills_in, len(done.proven), done.lost) == (False, True, 1, [])
    assert ArticleText.objects.get().body == BODY
    assert state(quote) == (1, before[1], "exact", 1)


def test_another_text_becomes_the_next_version_and_spans_move_to_it(editor: User) -> None:
    quote = make_unkept("Milk goes in first")
    address, seen = quote.public_id, quote.as_shown()

    done = add(quote.article, f"A headline\n{BODY}", editor)

    assert [(one.quote, one.finding.result) for one in done.proven] == [(quote, "exact")]
    text = quote.article.texts.get(version=2)
    assert (text.body, text.sha256, text.covers) == (f"A headline\n{BODY}", digest(text.body), "whole")
    assert state(quote) == (2, [(2, 12, 30, "Milk goes in first")], "exact", 2)
    assert (quote.public_id, quote.as_shown(), quote.versions.count()) == (address, seen, 1)
    for row in (quote, quote.spans.get()):
        latest = row.history.latest()
        assert (latest.history_change_reason, latest.history_user) == ("from the archive", editor)


def test_a_quote_without_spans_is_found_by_its_words_as_they_are_cut(editor: User) -> None:
    quote = make_unkept("Milk goes in first […] and sugar never.")
    assert not quote.spans.exists()

    add(quote.article, BODY, editor)

    spans = [(1, 1, 19, "Milk goes in first"), (1, 33, 49, "and sugar never.")]
    assert state(quote) == (1, spans, "exact", 2)


def test_words_that_are_printed_otherwise_stay_as_readers_know_them(editor: User) -> None:
    quote = make_unkept("It’s milk", body="She said: “It’s milk” and left.")

    done = add(quote.article, 'She said: "It\'s milk" and left.', editor)

    assert [one.finding.result for one in done.proven] == ["folded"]
    assert state(quote) == (2, [(2, 11, 20, "It's milk")], "folded", 2)
    assert quote.exact == "It’s milk"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Nothing of the kind.", "“Milk”: The words do not stand in this text."),
        (
            "Milk there, Milk here.",
            "“Milk”: The words stand in this text 2 times, but not between these neighbours.",
        ),
        (
            "One.\nLater: “Milk, I said.”\nLater: “Milk, I said.”",
            "“Milk”: The words stand there 2 times with the same neighbours: give more of them.",
        ),
    ],
)
def test_what_is_not_found_or_found_twice_is_named_and_left(editor: User, words: str, why: str) -> None:
    quote = make_unkept("Milk", body="Later: “Milk, I said.”")
    before = state(quote)

    done = add(quote.article, words, editor)

    assert [(one.quote, one.finding.reason) for one in done.lost] == [(quote, why)]
    assert state(quote) == before
    assert quote.article.texts.count() == 2


@pytest.mark.parametrize(
    "passage", ["Milk goes in first,” she said", "Milk goes in first", "“Milk goes in first,” she said, “and"]
)
def test_a_passage_may_begin_and_end_amid_the_neighbours(editor: User, passage: str) -> None:
    quote = make_unkept("Milk goes in first", body=f"It rained. {BODY}")

    done = add(quote.article, passage, editor, covers="passage")

    assert [one.finding.result for one in done.proven] == ["exact"]
    assert quote.article.texts.get(version=2).covers == "passage"


def test_neighbours_that_are_there_and_differ_are_no_edge(editor: User) -> None:
    quote = make_unkept("Milk goes in first", body=f"It rained. {BODY}")

    done = add(quote.article, "Milk goes in first, he said.", editor, covers="passage")

    assert len(done.lost) == 1


def test_a_passage_takes_no_quote_from_a_text_that_is_kept_and_a_whole_text_takes_all(editor: User) -> None:
    article = make_article()
    kept = make_quote("Milk goes in first", article=article, body=BODY)

    passage = add(article, BODY.splitlines()[0], editor, covers="passage")
    assert (passage.found, passage.untouched) == ((), (kept,))
    assert state(kept)[0] == 1

    whole = add(article, f"{BODY}\nAnd more.", editor)
    assert [one.quote for one in whole.proven] == [kept]
    assert state(kept)[0] == 3


def test_a_text_that_is_kept_already_is_no_new_version(editor: User) -> None:
    quote = make_quote("Milk goes in first", body=BODY)
    before = state(quote)

    done = add(quote.article, BODY, editor)

    assert (done.is_known, done.fills_in, quote.article.texts.count()) == (True, False, 1)
    assert state(quote) == before


def test_what_was_set_aside_is_not_looked_for(editor: User) -> None:
    quote = make_unkept("Milk goes in first")
    Quote.objects.update(status="withdrawn")

    assert add(quote.article, BODY, editor).found == ()


def test_foreseeing_writes_nothing(django_assert_num_queries: Any) -> None:
    quote = make_unkept("Milk goes in first")

    outlook = foresee(quote.article, words=BODY, covers="whole")

    assert (outlook.fills_in, len(outlook.proven)) == (True, 1)
    assert ArticleText.objects.get().body == ""
    assert Verification.objects.get().result == "elsewhere"


def test_a_text_needs_words_and_a_reason(editor: User) -> None:
    article = make_article()
    with pytest.raises(Refused) as told:
        add_text(article, words=" \n ", covers="whole", by=editor, why=" ")
    assert told.value.reasons == [
        "Give a reason: it is kept with the decision.",
        "There are no words in it.",
    ]
    assert not article.texts.exists()


def test_the_bundled_quotes_are_proven_by_the_text_they_were_taken_from(editor: User) -> None:
    call_command("load_corpus", CORPUS, verbosity=0)
    article = Quote.objects.all()[0].article
    ids = sorted(Quote.objects.values_list("public_id", flat=True))

    done = add(article, bbc_text(), editor)

    assert (done.fills_in, len(done.proven), done.lost) == (True, 15, [])
    assert {check.finding.result for check in verify_public()} == {"exact"}
    assert sorted(Quote.objects.values_list("public_id", flat=True)) == ids
    assert {row["body"] for row in published_package()["article-texts"]} == {""}


def test_and_by_the_same_text_with_other_marks_and_spaces(editor: User) -> None:
    call_command("load_corpus", CORPUS, verbosity=0)
    article = Quote.objects.all()[0].article
    typed = bbc_text().replace("’", "'").replace("“", '"').replace("”", '"').replace('"', "”")

    done = add(article, f"WhatsApp\n{typed}", editor)

    assert (done.fills_in, done.text.version, len(done.proven), done.lost) == (False, 2, 15, [])
    assert {check.finding.result for check in verify_public()} <= {"exact", "folded"}


@pytest.mark.parametrize(("rights", "is_public"), [("full", True), ("excerpt", False), ("none", False)])
def test_the_words_are_public_where_rights_are_full_alone(
    editor: User, client: Any, rights: str, is_public: bool
) -> None:
    quote = make_unkept("Milk goes in first", article=make_article(rights=rights))

    add(quote.article, f"{BODY}\nA line that nobody quoted.", editor)

    pages = [quote.get_absolute_url(), quote.article.get_absolute_url(), "/quotes.json", "/quotes/?q=nobody"]
    shown = "".join(client.get(page).content.decode() for page in pages)
    assert "A line that nobody quoted" not in shown
    bodies = [row["body"] for row in published_package()["article-texts"] if row["version"] == "2"]
    assert ("nobody quoted" in bodies[0]) is is_public
