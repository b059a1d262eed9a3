"""Which common nouns describe whom."""

import pytest

from articles.domain.extraction import extract
from articles.domain.extraction.posts import posts
from articles.domain.extraction.register import Register
from tests.domain.extraction.reading import sentences


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Sen. Ann Oolong sat.", {"senator"}),
        ("Ann Oolong, 43, a retired doctor and teacher, sat.", {"doctor", "teacher"}),
        ("Ann Oolong, a teacher and campaigner, sat.", {"teacher", "campaigner"}),
        ("Ann Oolong was the mayor.", {"mayor"}),
        ("The head of the guild, Ann Oolong, sat.", {"head"}),
        ("Ann Oolong, the former mayor, sat.", {"mayor", "former mayor"}),
        ("Ann Oolong, the deputy mayor, sat.", set()),
    ],
)
def test_a_post_is_read_beside_the_name(text: str, nouns: set[str]) -> None:
    found = sentences(text)

    described = posts(found, Register(found).mentions)

    assert described == {noun: frozenset(["Ann Oolong"]) for noun in nouns}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Senator Ann Oolong met Ben Sencha, a potter. “No,” the senator said.", "Ann Oolong"),
        ("Ann Oolong met Ben Sencha, a teacher. “No,” the teacher said.", "Ben Sencha"),
        # Whoever the story is about has the public post that it gives to nobody.
        ("Ann Oolong stood up. The senator said it was “cold”.", "Ann Oolong"),
        ("Ann Oolong stood up. The plumber said it was “cold”.", "The plumber"),
        # What somebody was is not what somebody is.
        ("Ann Oolong stood up. The former senator said it was “cold”.", "The former senator"),
        # Somebody asked does not answer with the asker's words.
        ("“Is it cold?” asked Ann Oolong. “Yes,” the senator said.", "the senator"),
        ("Labour MP Ann Oolong sat. “No,” the MP said.", "Ann Oolong"),
    ],
)
def test_a_post_alone_means_who_is_described_by_it(text: str, speaker: str) -> None:
    assert extract(text)[-1].speaker == speaker
