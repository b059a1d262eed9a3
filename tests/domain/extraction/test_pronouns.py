"""Who he, she, they and it are."""

import pytest

from articles.domain.extraction import extract


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Oolong has run the inn for years. “I know every cup,” she said.", "Ann Oolong"),
        ("Ann Oolong met Ben Sencha. “I know every cup,” he said.", "Ben Sencha"),
        ("Ann Oolong of the Herald asked the mayor, Mary Sencha, to sit. “No,” she told her.", "Mary Sencha"),
        ("Ben Sencha said Adam Tee had left. “He will be missed,” he said.", "Ben Sencha"),
        ("Adam Tee had left. He said Ben Sencha was “late”.", "Adam Tee"),
        ("A spokesman for the Tea Board sat. “No comment,” he said.", "A spokesman for the Tea Board"),
        ("We met the inn-keeper at his door. “Come in,” he said.", "the inn-keeper"),
        ("The Tea Board sat late. It said the tea was “cold”.", "Tea Board"),
        ("Ann and Ivo Tee sat. “We lost,” they said.", "Ann and Ivo Tee"),
        ("Ann Oolong, 43, sat. The 43-year-old said it was “cold”.", "Ann Oolong"),
        ("I sat down. It was “cold and dark and wet”, I said.", None),
    ],
)
def test_a_pronoun_means_the_last_subject_that_agrees(text: str, speaker: str | None) -> None:
    assert [found.speaker for found in extract(text)] == [speaker]


def test_people_named_only_inside_a_quotation_are_not_meant() -> None:
    found = extract("Ann Oolong sat. “Mary Sencha is right,” she said. “Mary always was,” she added.")

    assert {one.speaker for one in found} == {"Ann Oolong"}
