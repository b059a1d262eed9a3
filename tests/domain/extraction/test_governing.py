"""Verbs and nouns of saying before a quotation that govern it."""

import pytest

from articles.domain.extraction import extract


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A remark between dashes or brackets governs nothing outside it.
        ("Ann Oolong insists - as Ben Sencha has said - that it is “very cold”.", "Ann Oolong"),
        # “Let them know” and “which is to say” are nobody's words.
        ("Ann Oolong said she would let them know that it is “very cold”.", "Ann Oolong"),
        # Whose claim it is.
        ("Ben Sencha sat. Contrary to his claim that it would be “very cold”, it was not.", "Ben Sencha"),
        ("Ann Oolong called his comments “very cold”.", "Ann Oolong"),
        # A post and its name before a dash.
        ("All were late, even the potter Ann Oolong -- “very cold” -- and the rest.", "Ann Oolong"),
        # The subject of a leading participle stands behind it.
        ("After saying it was “very cold”, Ann Oolong left.", "Ann Oolong"),
        # The person of the clause that “as” opens.
        ("Ben Sencha slept, and as Ann Oolong went on about “very cold tea”, it rained.", "Ann Oolong"),
        # Only what was passive has been said by whom.
        ("Ann Oolong has called it “very cold” by habit.", "Ann Oolong"),
        # A poll finds what voters think.
        ("A poll found half of voters thought it “very cold”.", "A poll"),
        ("Said Ann Oolong: “Very cold.”", "Ann Oolong"),
        ("Voting is closed “on cold days”, per the board's rules.", "the board's rules"),
    ],
)
def test_the_verb_or_noun_that_governs_a_quotation_names_its_source(text: str, speaker: str) -> None:
    assert extract(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Oolong, asked whether Ben Sencha would sit, laughed and said: “No.”", "Ann Oolong"),
        ("When Ben Sencha, the board's head, was asked for tea, he laughed and said: “No.”", "Ben Sencha"),
        (
            "Ann Oolong spoke of a death in Teaville, Iowa, arguing that it was “cold”.",
            "Ann Oolong",
        ),
        ("Alongside the board's calls for tea, even Ann Oolong said it was “cold”.", "Ann Oolong"),
        ("The board waits, while its head, Ann Oolong, has warned of “a cold end”.", "Ann Oolong"),
        ("Ben Sencha's niece, state Del. Ann Oolong, said it was “cold”.", "Ann Oolong"),
        ("“It was cold,” said the chief known as Ben.", "Ben"),
        ("“It was cold,” the Potters' Union said.", "Potters' Union"),
    ],
)
def test_a_subject_is_found_across_the_clauses_of_news_prose(text: str, speaker: str) -> None:
    assert extract(text)[-1].speaker == speaker
