"""Every public quote is held against its text again, and the history tells what changed and since when."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from articles.actions import verifying
from articles.actions.verifying import Drift, verify_public, verify_quotes
from articles.domain.text import digest
from articles.models import ArticleText, Quote, Span, Verification
from tests.factories import A_DAY, make_article, make_quote

pytestmark = pytest.mark.django_db

TONIGHT = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _tonight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: TONIGHT)


def rows(quote: Quote) -> list[tuple[Any, ...]]:
    return list(quote.verifications.values_list("result", "reason", "checked_at", "confirmed_at"))


def found() -> list[tuple[str, str | None]]:
    """The result of each check, and how it differs from the one before."""
    return [(str(check.finding.result), check.drift) for check in verify_public()]


def rewrite(quote: Quote, body: str) -> None:
    """The text as somebody changed it past all rules; its hash goes along."""
    ArticleText.objects.filter(pk=quote.text_id).update(body=body, length=len(body), sha256=digest(body))


def test_the_same_again_is_no_new_row_but_says_when_it_was_looked_at() -> None:
    quote = make_quote()

    assert found() == [("exact", None)]
    assert found() == [("exact", None)]

    assert rows(quote) == [("exact", "", A_DAY, TONIGHT)]


def test_a_quote_that_was_never_checked_gets_its_first_row() -> None:
    quote = make_quote()
    quote.verifications.all().delete()

    assert found() == [("exact", None)]

    assert rows(quote) == [("exact", "", TONIGHT, None)]


def test_published_and_held_quotes_are_looked_at_and_no_others() -> None:
    public, held, draft = make_quote(), make_quote("Held words."), make_quote("A draft.", published=False)
    Quote.objects.filter(pk=held.pk).update(status="held")

    assert [check.quote for check in verify_public()] == [public, held]

    assert rows(draft) == []


def test_words_that_are_there_no_more_fail_with_the_reason_and_are_found_again_when_mended() -> None:
    quote = make_quote()
    body = quote.text.body
    rewrite(quote, "She said nothing at all.")

    assert found() == [("failed", Drift.LOST)]
    assert found() == [("failed", None)]
    rewrite(quote, body)
    assert found() == [("exact", Drift.FOUND)]

    why = "Span 1: The words do not stand in this text."
    assert rows(quote) == [
        ("exact", "", A_DAY, None),
        ("failed", why, TONIGHT, TONIGHT),
        ("exact", "", TONIGHT, None),
    ]


def test_marks_that_are_written_otherwise_are_drift_and_no_failure() -> None:
    quote = make_quote("It’s milk first.")
    Quote.objects.filter(pk=quote.pk).update(exact="It's milk first.")

    assert found() == [("folded", Drift.MARKS)]
    Quote.objects.filter(pk=quote.pk).update(exact="It’s milk first.")
    assert found() == [("exact", Drift.EXACT)]


def test_another_text_of_the_same_words_is_told_apart() -> None:
    quote = make_quote()
    rewrite(quote, quote.text.body + " And left.")

    assert found() == [("exact", Drift.TEXT)]
    assert found() == [("exact", None)]


def test_a_text_that_is_not_the_one_recorded_proves_nothing() -> None:
    quote = make_quote()
    ArticleText.objects.filter(pk=quote.text_id).update(sha256="0" * 64)

    (check,) = verify_public()

    assert check.finding.reason == "The text kept here is not the one recorded: its SHA-256 differs."
    assert check.drift is Drift.LOST


def test_what_was_checked_elsewhere_counts_apart_and_nothing_is_written_of_it() -> None:
    quote = make_quote()
    ArticleText.objects.update(body="")
    Verification.objects.update(result="elsewhere")

    assert found() == [("elsewhere", None)]

    assert rows(quote) == [("elsewhere", "", A_DAY, None)]


@pytest.mark.parametrize("told", [None, "failed", "another text"])
def test_without_the_text_somebody_has_to_have_checked_that_very_one(told: str | None) -> None:
    quote = make_quote()
    ArticleText.objects.update(body="")
    quote.verifications.all().delete()
    if told is not None:
        sha256 = quote.text.sha256 if told == "failed" else "0" * 64
        result = "failed" if told == "failed" else "elsewhere"
        Verification.objects.create(quote=quote, text_sha256=sha256, result=result, checked_at=A_DAY)

    (check,) = verify_public()

    assert (check.finding.result, check.finding.reason) == ("failed", verifying.NEVER_HELD)


def test_a_span_in_another_text_is_a_failure() -> None:
    quote, other = make_quote(), make_quote("Another.")
    Span.objects.filter(quote=quote).update(text=other.text)

    (check,) = verify_quotes([quote])

    assert check.finding.reason == "A span of the quote stands in another text than the quote itself."


@pytest.mark.parametrize("count", [1, 3])
def test_checking_costs_the_same_however_many_quotes_a_batch_holds(
    django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_quote(f"Words {number}.", article=make_article())
    with django_assert_num_queries(8):
        list(verify_public())


def test_many_texts_are_many_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "TEXTS_AT_ONCE", 2)
    quotes = [make_quote(f"Words {number}.") for number in range(5)]

    assert [check.quote for check in verify_public()] == quotes
    assert set(Verification.objects.values_list("confirmed_at", flat=True)) == {TONIGHT}
