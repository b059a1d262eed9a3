"""Links that jump to words: as short as can be, and read back as they were meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.spans import Span, span_at
from articles.domain.text import body_of
from articles.domain.text_fragments import TextDirective, directives_for, directives_of, link

PAGE = "https://leaf.example/tea"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def span_of(text: str, words: str, nth: int = 0) -> Span:
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    return span_at(text, start, start + len(words))


@given(WORDS, st.just("") | WORDS, st.just("") | WORDS, st.just("") | WORDS)
def test_any_words_are_read_back(start: str, end: str, prefix: str, suffix: str) -> None:
    directive = TextDirective(start, end, prefix, suffix)
    written = str(directive)
    assert TextDirective.parse(written) == directive
    assert re.fullmatch(r"text=(?:[^-,&#]+-,)?[^-,&#]+(?:,[^-,&#]+)?(?:,-[^-,&#]+)?", written)
    assert directives_of(link(f"{PAGE}#part", [directive, directive])) == [directive, directive]


@pytest.mark.parametrize(
    "written", ["text=", "text=a,b,c", "text=a-b", "text=p-,", "word=a", "", "text=,a", "text=a-"]
)
def test_what_browsers_pass_over_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match="is no text directive"):
        TextDirective.parse(written)


def test_signs_with_a_meaning_are_encoded() -> None:
    assert str(TextDirective("well-known, R&D 100%", prefix="she said:")) == (
        "text=she%20said%3A-,well%2Dknown%2C%20R%26D%20100%25"
    )


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        (PAGE, f"{PAGE}#:~:text=milk"),
        (f"{PAGE}#part", f"{PAGE}#part:~:text=milk"),
        (f"{PAGE}#part:~:text=other", f"{PAGE}#part:~:text=milk"),
        (f"{PAGE}?a=b", f"{PAGE}?a=b#:~:text=milk"),
    ],
)
def test_an_address_keeps_its_own_fragment(url: str, wanted: str) -> None:
    assert link(url, [TextDirective("milk")]) == wanted
    assert link(url, []) == url


def test_words_that_stand_once_go_alone() -> None:
    text = "She said: “Milk goes in first.” Then she poured."
    assert directives_for([span_of(text, "Milk goes in first.")], text) == [
        TextDirective("Milk goes in first.")
    ]


def test_words_that_stand_twice_take_their_neighbours_along() -> None:
    text = "Milk first, they cried. No: milk first, she said, and poured the tea for everyone there."
    assert directives_for([span_of(text, "Milk first")], text) == [
        TextDirective("Milk first", suffix=", they cried. No: milk first,")
    ]


def test_part_of_a_longer_word_is_no_second_place() -> None:
    text = "Teapots matter. A tea, please."
    assert directives_for([span_of(text, "tea")], text) == [TextDirective("tea")]


def test_without_a_text_few_words_take_their_neighbours_along_and_many_do_not() -> None:
    few = Span(
        100, 111, "lower tea’s", "is quite right that we should be", " said the man who poured it all."
    )
    many = Span(100, 143, "If we had to lower the tea for all the cups", "x" * 32, "y" * 32)
    assert directives_for([few]) == [
        TextDirective(
            "lower tea’s", prefix="quite right that we should be", suffix="said the man who poured it"
        )
    ]
    assert directives_for([many]) == [TextDirective("If we had to lower the tea for all the cups")]
    assert directives_for([Span(100, 111, "lower tea’s")]) == [TextDirective("lower tea’s")]


def test_neighbours_of_another_paragraph_stop_at_its_end() -> None:
    text = "The leaf.\nMilk first.\nAnd then the tea. Milk first."
    assert directives_for([span_of(text, "Milk first")], text) == [
        TextDirective("Milk first", prefix="The leaf.", suffix=".")
    ]


def test_a_long_quote_is_given_by_how_it_begins_and_ends() -> None:
    words = "Milk goes in first, " * 9 + "and this is how it ends"
    assert directives_for([span_of(words, words)]) == [TextDirective("Milk goes in first,", "is how it ends")]


def test_the_end_of_a_long_quote_is_not_found_earlier_in_it() -> None:
    words = (
        "We pour. Then that is the way it is. " + "Milk goes in first. " * 6 + "For that is the way it is."
    )
    assert directives_for([span_of(words, words)]) == [
        TextDirective("We pour. Then that", "that is the way it is.")
    ]


def test_a_quote_over_paragraphs_is_a_directive_each() -> None:
    text = "She: Milk goes in first of all.\nThen goes the tea into it. He left."
    words = "Milk goes in first of all.\nThen goes the tea into it."
    assert directives_for([span_of(text, words)], text) == [
        TextDirective("Milk goes in first of all."),
        TextDirective("Then goes the tea into it."),
    ]


@st.composite
def texts_with_words(draw: st.DrawFn) -> tuple[str, Span]:
    """A text of few different words, and a run of whole words in it."""
    paragraphs = draw(
        st.lists(
            st.lists(
                st.sampled_from(["tea", "Milk", "cup,", "pot", "leaf-green", "é"]), min_size=1, max_size=60
            ),
            min_size=1,
            max_size=3,
        )
    )
    text = body_of(" ".join(words) for words in paragraphs)
    runs = [found.span() for found in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(runs) - 1))
    last = draw(st.integers(first, len(runs) - 1))
    return text, span_at(text, runs[first][0], runs[last][1])


def found_by_a_browser(text: str, directive: TextDirective) -> list[tuple[int, int]]:
    """Where a browser would see the words: each place of the start with its neighbours, and the next end."""
    start = re.escape(directive.start).replace(r"\ ", " ")
    before = rf"(?<!\w){re.escape(directive.prefix)}\s*" if directive.prefix else r"(?<!\w)"
    end = rf"(?:.*?(?<!\w){re.escape(directive.end)})" if directive.end else ""
    after = rf"(?=\s*{re.escape(directive.suffix)})" if directive.suffix else r"(?!\w)"
    pattern = rf"{before}(?P<words>{start}{end}){after}"
    return [found.span("words") for found in re.finditer(rf"(?={pattern})", text, re.IGNORECASE | re.DOTALL)]


@given(texts_with_words())
def test_the_words_meant_are_among_those_found(made: tuple[str, Span]) -> None:
    text, span = made
    directives = directives_for([span], text)
    begin = span.start
    for line, directive in zip(span.exact.split("\n"), directives, strict=True):
        assert (begin, begin + len(line)) in found_by_a_browser(text, directive)
        begin += len(line) + 1


def test_spans_are_directives_of_one_link() -> None:
    text = "She wants milk, and no sugar, in tea."
    spans = [span_of(text, "milk"), span_of(text, "in tea")]
    assert link(PAGE, directives_for(spans, text)) == f"{PAGE}#:~:text=milk&text=in%20tea"
