"""Plain text: where its paragraphs end, and when its first line is a headline."""

import pytest

from articles.importing.articles.plain_text import read_text, text_paragraphs
from articles.importing.articles.sources import ArticleDraft

BROKEN = (
    "The kettle boiled over on Monday morning, and the town was told\n"
    "to stay indoors until somebody had found the lid of it again.\n"
    "\n"
    "Nobody had.\n"
    "\n"
    "It was found in June, behind a stove in the house of the mayor,\n"
    "who said nothing."
)


def test_lines_are_paragraphs() -> None:
    assert text_paragraphs("Tea is hot.\n\n \nSo it was.\n  And sweet. \n") == [
        "Tea is hot.",
        "So it was.",
        "And sweet.",
    ]


def test_lines_broken_at_a_width_are_joined_up_to_the_next_blank_line() -> None:
    assert text_paragraphs(BROKEN) == [
        " ".join(BROKEN.split("\n")[:2]),
        "Nobody had.",
        " ".join(BROKEN.split("\n")[5:]),
    ]


def test_short_paragraphs_below_a_headline_are_not_taken_for_broken_lines() -> None:
    text = (
        "Tea runs cold\n\nThe kettle boiled over on Monday, and nobody in town knew why.\nIt was hot.\nVery."
    )

    assert text_paragraphs(text)[1:] == [
        "The kettle boiled over on Monday, and nobody in town knew why.",
        "It was hot.",
        "Very.",
    ]


@pytest.mark.parametrize("headline", ["Tea runs cold", "“Hot” tea runs cold, says mayor", "Is tea hot?"])
def test_a_first_line_that_reads_as_a_headline_is_the_title(headline: str) -> None:
    text = f"{headline}\n\nTea ran cold.\n\nThe mayor said so."

    assert read_text(text) == ArticleDraft("Tea ran cold.\nThe mayor said so.", title=headline)


@pytest.mark.parametrize(
    "text",
    [
        "Tea ran cold.\nThe mayor said so.\nAll were sad.",
        "Tea ran cold\nThe mayor said so.",
        "Tea ran cold\nand nobody\nknew why",
        f"{'Tea ran cold ' * 20}\nThe mayor said so.\nAll were sad.",
        "The mayor said:\n“Tea ran cold.”\nAll were sad.",
    ],
)
def test_other_first_lines_are_text(text: str) -> None:
    assert read_text(text) == ArticleDraft("\n".join(line.strip() for line in text.split("\n")))
