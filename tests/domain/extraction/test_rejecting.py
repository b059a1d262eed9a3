"""What stands in marks and is no quotation; and what looks like it and is one."""

import pytest

from articles.domain.extraction import extract
from articles.domain.extraction.rejecting import is_title


@pytest.mark.parametrize(
    "text",
    [
        "Her novel “Cold Tea” came out in May.",
        "The song, titled “Kettle,” runs for a minute.",
        "He is the author of “The Long Pour”.",
        "Speaking on Teatime's “Morning Cup,” the mayor smiled.",
        "The so-called “teapot” fell.",
        "Here the word “cuppa” means tea alone.",
        "Margaret “Maggie” Oolong sat down.",
        "Every cup comes with a “free spoon”, which is wood.",
        "They closed the “green leaf” loophole.",
        "He was nicknamed “the Kettle” by his friends.",
        "A shop, called the “Spout,” is full by noon.",
        "Ann Oolong named “The Long Steep” as her favourite film.",
        "Her commentary, “Pour the tea, sir,” is thoughtful.",
        "The club brought in things like biscuits and “cold cups” for all.",
        "TB-5 means a stall in a “leafy parish zone,” which is far away.",
    ],
)
def test_titles_terms_nicknames_and_scare_quotes_are_left_out(text: str) -> None:
    assert extract(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ann Oolong called the plan “cold tea”.",
        "Ann Oolong said the plan was “weak” at best.",
        "Ann Oolong sees Ben Sencha as a “weak leader”.",
        "“No,” said Ann Oolong.",
    ],
)
def test_short_words_with_a_source_are_kept(text: str) -> None:
    assert [found.speaker for found in extract(text)] == ["Ann Oolong"]


@pytest.mark.parametrize(
    ("words", "title"),
    [("The Long Pour", True), ("Kettle,", True), ("The tea is cold", False), ("cold", False), ("", False)],
)
def test_a_title_has_its_words_capital(words: str, title: bool) -> None:
    assert is_title(words) is title
