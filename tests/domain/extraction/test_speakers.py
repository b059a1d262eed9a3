"""From the words that name a source to the speaker."""

import pytest

from articles.domain.extraction import extract


@pytest.mark.parametrize(
    ("text", "speaker", "printed"),
    [
        ("Ann Oolong sat. “No,” said Ms Oolong.", "Ann Oolong", "Ms Oolong"),
        (
            "“No,” said the Confederation of Potters. The CP sat.",
            "Confederation of Potters",
            "the Confederation of Potters",
        ),
        ("The Union of Potters sat. “No,” the UP said.", "Union of Potters", "the UP"),
        (
            "“No,” said a spokesman for the Tea Board.",
            "a spokesman for the Tea Board",
            "a spokesman for the Tea Board",
        ),
        ("“No,” Ann Oolong and Ben Sencha said.", "Ann Oolong and Ben Sencha", "Ann Oolong and Ben Sencha"),
        ("Judge Ann Oolong sat. “No,” the judge said.", "Ann Oolong", "the judge"),
        ("Judge Ann Oolong and Judge Ben Tee sat. “No,” the judge said.", "the judge", "the judge"),
        ("Judge Ann Oolong sat. “No,” the former judge said.", "the former judge", "the former judge"),
        ("“No,” the American Tea Board said.", "American Tea Board", "the American Tea Board"),
    ],
)
def test_the_fullest_name_is_shown_and_the_words_printed_are_kept(
    text: str, speaker: str, printed: str
) -> None:
    assert [(found.speaker, found.printed) for found in extract(text)] == [(speaker, printed)]
