"""Quotations whose own sentence names nobody."""

import pytest

from articles.domain.extraction import extract


def speakers(text: str) -> list[tuple[str | None, str]]:
    return [(found.speaker, found.rule) for found in extract(text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Mayor Ann Oolong was brief. “The inn is shut.”", ("Ann Oolong", "introduced before")),
        ("Ann Oolong wrote on Monday:\n“The inn is shut.”", ("Ann Oolong", "colon before")),
        ("“The inn is shut.”\n– Ann Oolong, Teatown", ("Ann Oolong", "dash")),
        ("“It is shut,” Ann Oolong said. She sat down. “It is over.”", ("Ann Oolong", "introduced before")),
        ("“It is shut.\n“It is over,” Ann Oolong said.", ("Ann Oolong", "left open before")),
    ],
)
def test_the_speaker_is_told_by_what_stands_around(text: str, last: tuple[str, str]) -> None:
    assert last in speakers(text)


def test_two_take_turns_in_questions_and_answers() -> None:
    text = "“Is it tea?” Ben Sencha asked.\n“It was,” said Ann Oolong.\n“And what is it now?”\n“Soup.”"

    assert speakers(text) == [
        ("Ben Sencha", "said after its subject"),
        ("Ann Oolong", "said before its subject"),
        ("Ben Sencha", "taking turns"),
        ("Ann Oolong", "taking turns"),
    ]


def test_a_new_speaker_ends_what_went_on() -> None:
    text = "“It is shut,” said Ann Oolong.\n“We know.”\n“Why?” asked Ben Sencha."

    assert speakers(text) == [
        ("Ann Oolong", "said before its subject"),
        ("Ben Sencha", "said before its subject"),
    ]
