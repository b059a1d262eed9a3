"""Noun phrases on a line of classes."""

import pytest

from articles.domain.extraction.phrases import is_name, phrase_from, phrase_until
from tests.domain.extraction.reading import sentence


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("the tall mayor said", 3),
        ("the head of the Tea Board said", 6),
        ("Ann Oolong said", 2),
        ("Ann Oolong’s lawyer said", 4),
        ("said the mayor", None),
    ],
)
def test_a_phrase_goes_on_to_its_verb(text: str, end: int | None) -> None:
    assert phrase_from(sentence("Then " + text).codes, 1) == (None if end is None else end + 1)


def test_a_phrase_is_found_from_its_end() -> None:
    codes = sentence("On Monday the head of the Tea Board said").codes

    assert phrase_until(codes, codes.index("c")) == 2


def test_a_name_is_titles_and_names_alone() -> None:
    codes = sentence("Mr Sencha met the mayor").codes

    assert (is_name(codes, 0, 2), is_name(codes, 3, 5)) == (True, False)
