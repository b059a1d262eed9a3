"""The subject of a verb of saying."""

import pytest

from articles.domain.extraction.subjects import first_subject, subject_of
from tests.domain.extraction.reading import sentence, words


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ann Oolong said it rained.", "Ann Oolong"),
        ("Ann Oolong, a retired potter, said it rained.", "Ann Oolong"),
        ("The board's head of tea, Ann Oolong, said it rained.", "Ann Oolong"),
        ("Ann Oolong, who was made mayor after Ben Sencha left, said it rained.", "Ann Oolong"),
        ("Ann Oolong put the kettle down and said it rained.", "Ann Oolong"),
        ("In a letter to the board, Ann Oolong said it rained.", "Ann Oolong"),
        ("On Monday Ann Oolong said it rained.", "Ann Oolong"),
        ("Ann Oolong on Monday said it rained.", "Ann Oolong"),
        ("Here sat Ann Oolong, the mayor, who said it rained.", "Ann Oolong"),
        ("The man who said it rained was late.", "The man"),
        ("Ann Oolong, president and founder of the Tea Board said it rained.", "Ann Oolong"),
    ],
)
def test_the_subject_is_found_past_what_stands_between(text: str, subject: str) -> None:
    found = sentence(text)
    verb = next(place for place, word in enumerate(found.words) if word.text == "said")

    assert words(found, subject_of(found, verb)) == subject


def test_a_participle_speaks_for_the_subject_of_its_sentence() -> None:
    found = sentence("Ann Oolong attacked the board, saying it had failed.")

    assert words(found, subject_of(found, found.codes.index("g"))) == "Ann Oolong"


def test_a_dateline_is_no_subject() -> None:
    found = sentence("TEATOWN — Mayor Ann Oolong left.")

    assert words(found, first_subject(found, 0, len(found.codes))) == "Mayor Ann Oolong"


def test_a_sentence_without_a_subject_has_none() -> None:
    found = sentence("Then and there.")

    assert first_subject(found, 0, len(found.codes)) is None
