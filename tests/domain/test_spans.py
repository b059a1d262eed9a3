"""Where words stand in a text."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.spans import (
    NEIGHBOURS,
    Span,
    exact_of,
    joins_to,
    share_quoted,
    span_at,
    trimmed,
    whole_after,
    whole_before,
)
from articles.domain.text import body_of, fold
from tests.domain.test_text import TRICKY
from tests.shared_folder import shared_folder


def the_one(text: str, words: str) -> Span:
    assert text.count(words) == 1
    start = text.index(words)
    return span_at(text, start, start + len(words))


def test_a_span_knows_its_words_and_32_characters_on_either_side() -> None:
    text = "a" * 40 + "Invented words" + "b" * 40

    assert span_at(text, 40, 54) == Span(
        start=40, end=54, exact="Invented words", prefix="a" * 32, suffix="b" * 32
    )


def test_at_the_edge_of_a_text_a_span_has_fewer_neighbours() -> None:
    assert span_at("One two", 0, 3) == Span(0, 3, "One", "", " two")
    assert span_at("One two", 4, 7) == Span(4, 7, "two", "One ", "")
    assert span_at("One two", 0, 7) == Span(0, 7, "One two", "", "")


def test_a_neighbour_ends_before_what_would_be_cut_in_two() -> None:
    text = "''" + "a" * 31 + "Invented" + "b" * 31 + "e\u0301"

    assert span_at(text, 33, 41) == Span(33, 41, "Invented", "a" * 31, "b" * 31)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 8), (7, 8), (-3, -1)])
def test_offsets_outside_the_text_make_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"starts before it ends|there is room for"):
        span_at("One two", start, end)


@pytest.mark.parametrize(
    ("span", "why"),
    [
        ((-1, 2, "One"), "A span starts before it ends, unlike -1 to 2."),
        ((2, 2, ""), "A span starts before it ends, unlike 2 to 2."),
        ((0, 4, "One"), "From 0 to 4 there is room for 4 characters, but the words have 3."),
        ((0, 3, "One", "p" * 33), "Prefix and suffix have at most 32 characters."),
        ((0, 3, "One", "", "s" * 33), "Prefix and suffix have at most 32 characters."),
    ],
)
def test_a_span_that_contradicts_itself_is_refused(
    span: tuple[int, int, str] | tuple[int, int, str, str], why: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        Span(*span)


@given(TRICKY, st.data())
def test_a_span_is_cut_from_the_text_as_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        return

    span = span_at(text, start, end)

    assert span.exact == text[span.start : span.end] == text[start:end]
    assert len(span.prefix) <= NEIGHBOURS
    assert text[:start].endswith(span.prefix)
    assert len(span.suffix) <= NEIGHBOURS
    assert text[end:].startswith(span.suffix)


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("Words", "Words"),
        ("“Words, more words,” ", "Words, more words"),
        ("\u00a0 ‘Words’, \n", "Words"),
        ("«„''Words.''‟»", "Words."),
        ('"Don\'t ask!"', "Don't ask!"),
        ("\u200b`Words´\ufeff", "Words"),
        (", words", ", words"),
        ("Words …", "Words …"),
        ("“Said “twice”,”", "Said “twice"),
    ],
)
def test_outer_marks_space_and_a_final_comma_are_no_part_of_the_words(marked: str, left: str) -> None:
    start, end = trimmed(f"He said {marked} there", 8, 8 + len(marked))

    assert f"He said {marked} there"[start:end] == left


@pytest.mark.parametrize("marked", ["“”", " ", "", "“,” ", "\u200b"])
def test_marks_around_nothing_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="Nothing is left between the marks"):
        trimmed(marked, 0, len(marked))


@given(TRICKY)
def test_what_is_trimmed_stays_as_it_is(text: str) -> None:
    try:
        start, end = trimmed(text, 0, len(text))
    except ValueError:
        return

    assert 0 <= start < end <= len(text)
    assert trimmed(text, start, end) == (start, end)


def test_the_words_of_a_quote_are_its_spans_with_what_is_left_out_marked() -> None:
    text = "“We agree,” she said, “in part.”\n“And we ask for more,” she added, “soon.”"
    spans = [the_one(text, words) for words in ("We agree", "in part.", "And we ask for more", "soon.")]

    assert exact_of(text, spans) == "We agree […] in part.\nAnd we ask for more […] soon."
    assert exact_of(text, spans[:1]) == "We agree"
    assert exact_of(text, []) == ""


def test_a_quote_whose_spans_overlap_or_are_out_of_order_is_refused() -> None:
    text = "One two three"
    one, two = span_at(text, 0, 7), span_at(text, 4, 13)

    with pytest.raises(ValueError, match=r"^The span at 4 begins before the one at 0 ends\.$"):
        exact_of(text, [one, two])
    with pytest.raises(ValueError, match=r"^The span at 0 begins before the one at 8 ends\.$"):
        exact_of(text, [span_at(text, 8, 13), span_at(text, 0, 3)])
    with pytest.raises(ValueError, match=r"^The span at 0 begins before the one at 0 ends\.$"):
        exact_of(text, [one, one])


@pytest.mark.parametrize(
    ("quoted", "joins"),
    [
        ("We agree […] in part.", True),
        ("We agree\nin part.", True),
        ("We  agree […]\u00a0in part.", True),
        ("We agree in part.", True),
        ("We agree", False),
        ("We agree […] in part. And more.", False),
        ("in part. […] We agree", False),
        ("we agree […] in part.", False),
        ("", False),
    ],
)
def test_spans_make_up_the_quoted_words_even_where_no_text_is_kept(quoted: str, joins: bool) -> None:
    text = "“We agree,” she said, “in part.”"
    spans = [the_one(text, "We agree"), the_one(text, "in part.")]

    assert joins_to(quoted, spans) is joins


def test_no_spans_make_up_no_words() -> None:
    assert not joins_to("", [])


def test_words_that_two_quotes_share_count_once_in_the_share() -> None:
    text = "x" * 100

    assert share_quoted(100, []) == 0.0
    assert share_quoted(100, [span_at(text, 0, 100)]) == 1.0
    assert share_quoted(100, [span_at(text, 30, 50), span_at(text, 0, 10), span_at(text, 40, 60)]) == 0.4
    assert share_quoted(100, [span_at(text, 0, 50), span_at(text, 10, 20)]) == 0.5
    assert share_quoted(0, []) == 0.0


def first_article() -> tuple[str, list[Span]]:
    """The text of the first real article, and the spans that were measured in it by hand."""
    gold = json.loads((shared_folder() / "quote-dev/seed/seed_gold.json").read_text("utf-8"))
    document = gold["documents"][0]
    paragraphs = document["paragraphs"][:32]
    text = body_of(paragraphs)
    begins, at = [], 0
    for paragraph in paragraphs:
        begins.append(at - (len(paragraph) - len(paragraph.lstrip())))
        at += len(body_of([paragraph])) + 1
    spans = [
        span_at(text, *trimmed(text, begins[number] + start, begins[number] + end))
        for quote in document["quotes"]
        if quote["kind"] in ("direct", "mixed")
        for number, start, end in quote["spans"]
    ]
    return text, spans


def test_of_the_first_real_article_44_percent_is_quoted() -> None:
    text, spans = first_article()

    assert len(spans) == 22
    assert round(share_quoted(len(text), spans), 2) == 0.44


def test_neighbours_tell_apart_all_spans_of_the_first_real_article() -> None:
    text, spans = first_article()
    ground = fold(text).text

    alone = [span.exact for span in spans if ground.count(fold(span.exact).text) > 1]
    beside = [
        span.exact for span in spans if ground.count(fold(span.prefix + span.exact + span.suffix).text) != 1
    ]

    assert len(set(alone)) == 2
    assert beside == []


def test_neighbours_are_shown_without_a_word_cut_in_two() -> None:
    text = "Nobody in this house would ever say “Milk first” without looking at the kettle."
    start = text.index("Milk")
    span = span_at(text, start, start + len("Milk first"))
    assert (span.prefix, whole_before(span.prefix)) == (
        "y in this house would ever say “", "in this house would ever say “",
    )  # fmt: skip
    assert (span.suffix, whole_after(span.suffix)) == (
        "” without looking at the kettle.", "” without looking at the",
    )  # fmt: skip


@pytest.mark.parametrize("beside", ["", "short of it", "x" * 32])
def test_neighbours_that_are_not_cut_or_are_one_word_stay(beside: str) -> None:
    assert whole_before(beside) == whole_after(beside) == beside
