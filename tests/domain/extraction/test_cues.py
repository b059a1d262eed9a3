"""What ties a quotation to its source."""

import pytest

from articles.domain.extraction.cues import ties
from tests.domain.extraction.reading import sentence, words


def first_tie(text: str) -> tuple[str, str | None]:
    found = sentence(text)
    place = min(found.runs)
    run = found.words[place]
    tie = next(ties(found, place, text[run.start + 1 : run.end - 1]))
    return tie.rule, words(found, (tie.begin, tie.end))


@pytest.mark.parametrize(
    ("text", "rule", "source"),
    [
        ("“It is cold,” said Ann Oolong.", "said before its subject", "Ann Oolong"),
        ("“It is cold,” said its owner, Ann Oolong.", "said before its subject", "Ann Oolong"),
        ("“It is cold,” Ann Oolong, a potter, said.", "said after its subject", "Ann Oolong"),
        ("“This is wonderful!” beamed Ann Oolong.", "verb before its subject", "Ann Oolong"),
        ("“It is cold”, according to Ann Oolong.", "according to", "Ann Oolong"),
        ("“A cold cup”, as Ann Oolong put it, was served.", "as they put it", "Ann Oolong"),
        ("As Ann Oolong put it, the tea was “a cold cup”.", "as they put it", "Ann Oolong"),
        ("“It is cold.” – Ann Oolong.", "dash", "Ann Oolong"),
        ("Ann Oolong: “It is cold.”", "name and colon", "Ann Oolong"),
        ("Ann Oolong told Ben Sencha that the tea was “cold”.", "verb right before", "Ann Oolong"),
        ("Ann Oolong’s verdict: “Too cold.”", "possessive", "Ann Oolong"),
        ("Nobody but “a cold heart” could refuse, Ann Oolong told the Herald.", "at the end", "Ann Oolong"),
        ("The tea was dismissed as “cold” by Ann Oolong.", "by whom", "Ann Oolong"),
        ("Ann Oolong said she felt that the tea was “cold”.", "verb above", "Ann Oolong"),
        (
            "According to a report by the board, the tea was served “cold”.",
            "according to",
            "a report by the board",
        ),
    ],
)
def test_the_likeliest_tie_names_the_source(text: str, rule: str, source: str) -> None:
    assert first_tie(text) == (rule, source)


def test_a_quotation_without_a_verb_has_no_tie() -> None:
    found = sentence("Every cup comes with a “free spoon”.")

    assert list(ties(found, min(found.runs), "free spoon")) == []
