"""Is it verbatim?"""

from dataclasses import replace

import pytest
from hypothesis import given

from articles.domain.anchoring import is_unique
from articles.domain.spans import Span, exact_of, span_at, trimmed
from articles.domain.text import fold
from articles.domain.verification import Finding, Result, verify
from tests.domain.test_spans import first_article
from tests.domain.test_text import TRICKY

TEXT = (
    "“We’ll never weaken it,” said Ada Invented, “not for anyone.”\n"
    "“That’s a promise,” she added.\n"
    "Asked again, she said: “We’ll never weaken it,” and left."
)


PARTED = "The quoted words are not those of the spans:"


def cut(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return span_at(text, start, start + len(words))


WEAKEN, ANYONE, PROMISE = cut("We’ll never weaken it"), cut("not for anyone."), cut("That’s a promise")


@pytest.mark.parametrize(
    ("spans", "quoted"),
    [
        ([PROMISE], "That’s a promise"),
        ([WEAKEN, ANYONE], "We’ll never weaken it […] not for anyone."),
        ([WEAKEN, ANYONE, PROMISE], "We’ll never weaken it […] not for anyone.\nThat’s a promise"),
    ],
)
def test_words_as_printed_are_exact(spans: list[Span], quoted: str) -> None:
    assert verify(TEXT, spans, quoted) == Finding(Result.EXACT)


@pytest.mark.parametrize(
    ("spans", "quoted"),
    [
        ([PROMISE], "That's a promise"),
        ([PROMISE], "That’s  a\u00a0promise"),
        ([replace(PROMISE, exact="That's a promise")], "That’s a promise"),
        ([replace(PROMISE, exact="That's a promise")], "That's a promise"),
        ([WEAKEN, PROMISE], "We’ll never weaken it That’s a promise"),
        ([WEAKEN, ANYONE], "We’ll never weaken it [...] not for anyone."),
    ],
)
def test_words_that_differ_in_marks_dashes_and_spaces_alone_are_folded(
    spans: list[Span], quoted: str
) -> None:
    assert verify(TEXT, spans, quoted) == Finding(Result.FOLDED)


@pytest.mark.parametrize(
    ("spans", "quoted", "reason"),
    [
        ([], "That’s a promise", "The quote has no span: mark where its words stand."),
        (
            [PROMISE],
            "That’s our promise",
            f"{PARTED} after “That's ” the spans have “a promise”, the quote “our promise”.",
        ),
        (
            [PROMISE],
            "That’s a",
            f"{PARTED} after “That's a” the spans have “ promise”, the quote “nothing more”.",
        ),
        (
            [PROMISE],
            "that’s a promise",
            f"{PARTED} the spans have “That's a promise”, the quote “that's a promise”.",
        ),
        (
            [WEAKEN, ANYONE],
            "We’ll never weaken it not for anyone.",
            (
                f"{PARTED} after “We'll never weaken it ” "
                "the spans have “[...] not for anyone.”, the quote “not for anyone.”."
            ),
        ),
        (
            [PROMISE, replace(ANYONE, exact="not for nobody.")],
            "That’s a promise",
            "Span 2: The words do not stand in this text.",
        ),
        (
            [replace(PROMISE, prefix="Ada said: “")],
            "That’s a promise",
            "Span 1: The words stand in this text once, but not between these neighbours.",
        ),
        (
            [replace(WEAKEN, prefix="", suffix="")],
            "We’ll never weaken it",
            "Span 1: The words stand there 2 times with the same neighbours: give more of them.",
        ),
        (
            [replace(PROMISE, start=0, end=16)],
            "That’s a promise",
            f"Span 1: the words stand at {PROMISE.start} to {PROMISE.end}, not at 0 to 16.",
        ),
        (
            [ANYONE, WEAKEN],
            "not for anyone. […] We’ll never weaken it",
            f"The span at 1 begins before the one at {ANYONE.start} ends.",
        ),
    ],
)
def test_anything_else_fails_with_what_an_editor_has_to_mend(
    spans: list[Span], quoted: str, reason: str
) -> None:
    assert verify(TEXT, spans, quoted) == Finding(Result.FAILED, reason)


def test_the_same_spans_fail_in_another_text() -> None:
    assert verify(TEXT.replace("promise", "threat"), [PROMISE], "That’s a promise").result is Result.FAILED
    assert verify("", [PROMISE], "That’s a promise").result is Result.FAILED
    assert verify("Added above. " + TEXT, [PROMISE], "That’s a promise").result is Result.FAILED


def test_all_that_did_not_fail_is_verbatim() -> None:
    assert {result for result in Result if Finding(result).is_verbatim} == {
        Result.EXACT,
        Result.FOLDED,
        Result.ELSEWHERE,
    }


@given(TRICKY)
def test_what_was_cut_from_a_text_is_exact_there_and_one_changed_word_fails(text: str) -> None:
    try:
        span = span_at(text, *trimmed(text, 0, len(text)))
    except ValueError:
        return
    if not is_unique(text, span):
        # Its own edge was no edge between characters: a lone accent after a quote mark, say.
        return

    assert verify(text, [span], span.exact) == Finding(Result.EXACT)
    assert verify(text, [span], fold(span.exact).text).is_verbatim
    assert not verify(text, [span], span.exact + " invented").is_verbatim


def test_all_spans_of_the_first_real_article_are_exact() -> None:
    text, spans = first_article()

    assert [verify(text, [span], span.exact) for span in spans] == [Finding(Result.EXACT)] * 22
    in_order = sorted(spans, key=lambda span: span.start)
    assert verify(text, in_order, exact_of(text, in_order)) == Finding(Result.EXACT)
