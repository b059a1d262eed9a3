"""The whole way: a text in, its quotations out."""

import gc
import itertools

from hypothesis import given
from hypothesis import strategies as st

from articles.domain.extraction import Kind, Quotation, extract

_MARKS = ("“", "”", '"', "'", "‘", "’", "«", "»", "''", ", ", ". ", "? ", ": ", "– ", "(", ")", ".")
_WORDS = (
    *(
        "Ann Oolong",
        "Mr Sencha",
        "he",
        "She",
        "said",
        "told",
        "adding",
        "according to",
        "the board",
        "a report",
    ),
    *("of", "and", "who", "that", "It is cold", "é", "1995", "U.S.", "O’Tee"),
)
_SPACES = ("\n", "\n\n", " ", "\u200b", "\u00a0", "\ud800", "\r\n")
PIECES = st.lists(st.sampled_from((*_MARKS, *_WORDS, *_SPACES)), max_size=40).map("".join)


def said(text: str) -> list[tuple[str, str | None]]:
    return [(found.words(text), found.speaker) for found in extract(text)]


def test_a_quotation_tells_all_that_is_known_of_it() -> None:
    text = "Dr Ann Oolong, head of the Tea Board, left. “It is cold,” Dr Oolong said. “It is late.”"

    assert extract(text) == (
        Quotation(
            spans=((45, 56), (75, 86)),
            kind=Kind.DIRECT,
            speaker="Ann Oolong",
            printed="Dr Oolong",
            organisation="Tea Board",
            role="head of the Tea Board",
            rule="said after its subject",
            confidence=0.98,
        ),
    )


def test_the_parts_of_a_split_quotation_are_one() -> None:
    assert said("“Until the tea comes,” warned Ann Oolong, “nobody leaves.”") == [
        ("Until the tea comes, nobody leaves.", "Ann Oolong")
    ]


def test_a_second_verb_begins_a_second_quotation() -> None:
    assert said("Potters said the kiln was “hot, not lit”, adding that nobody was “on their own”.") == [
        ("hot, not lit", "Potters"),
        ("on their own", "Potters"),
    ]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“We have tea,” said Ann Oolong. “It is cold.\n“It is late.\n“It is over.”\nShe left."

    assert said(text) == [("We have tea, It is cold. It is late. It is over.", "Ann Oolong")]


def test_a_paragraph_in_marks_alone_is_the_same_speakers() -> None:
    text = "“It is cold,” Ann Oolong insisted.\n“We tried every cup.”\n“Then why sell it?” asked Ben Sencha."

    assert said(text) == [
        ("It is cold, We tried every cup.", "Ann Oolong"),
        ("Then why sell it?", "Ben Sencha"),
    ]


def test_a_line_that_ends_in_a_colon_hands_its_subject_on() -> None:
    assert said("The owner, Ann Oolong, wrote on Monday:\n“It was cold. I am sorry.”") == [
        ("It was cold. I am sorry.", "Ann Oolong")
    ]


def test_words_within_a_sentence_are_partial() -> None:
    assert [found.kind for found in extract("Ann Oolong said it was “cold”. “It is,” she said.")] == [
        Kind.PARTIAL,
        Kind.DIRECT,
    ]


def test_a_headline_that_echoes_the_article_is_no_quotation_of_its_own() -> None:
    text = "Tea is ‘cold’, says owner\nThe inn is shut.\n‘It is cold and it is late,’ Ann Oolong said."

    assert said(text) == [("It is cold and it is late,", "Ann Oolong")]


def test_honours_behind_a_name_are_no_part_of_it() -> None:
    assert said("“It is cold,” said Ann Oolong MP.") == [("It is cold,", "Ann Oolong")]


def test_who_is_not_named_is_left_empty() -> None:
    assert [(found.speaker, found.printed) for found in extract("“It is cold and it is late.”")] == [
        (None, None)
    ]


def test_a_text_without_marks_has_no_quotations() -> None:
    assert extract("") == extract("Ann Oolong said it was cold.") == extract("“”") == ()


@given(st.one_of(PIECES, st.text(max_size=200)))
def test_any_text_gives_spans_inside_it_that_never_overlap_and_are_the_words_quoted(text: str) -> None:
    spans = [span for found in extract(text) for span in found.spans]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert [found.words(text) for found in extract(text)] == [
        " ".join(text[start:end] for start, end in found.spans) for found in extract(text)
    ]
    assert not any(
        "\n" in text[start:end] or text[start:end] != text[start:end].strip() for start, end in spans
    )


@given(PIECES)
def test_how_sure_a_proposal_is_lies_between_nothing_and_certainty(text: str) -> None:
    assert all(0 < found.confidence < 1 for found in extract(text))


def test_python_collects_its_garbage_as_before_once_a_long_text_is_read() -> None:
    extract("“No,” said Ann Oolong. " * 3_000)

    assert gc.isenabled()
