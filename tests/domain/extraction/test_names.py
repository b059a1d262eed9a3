"""Names within one article."""

import pytest

from articles.domain.extraction.names import is_body, printed_in, same_person, surname_of
from tests.domain.extraction.reading import sentence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Dr Ann Oolong sat.", [(("dr",), "Ann Oolong")]),
        ("Then Tea Board Chairman Ben Sencha sat.", [((), "Tea Board"), (("chairman",), "Ben Sencha")]),
        ("Then Daily Kettle Ben Sencha sat.", [((), "Daily Kettle"), ((), "Ben Sencha")]),
        ("Then Ann Oolong of the Potters Guild sat.", [((), "Ann Oolong"), ((), "Potters Guild")]),
        ("Then the University of Teatown sat.", [((), "University of Teatown")]),
        ("Then Ann Oolong MP sat.", [((), "Ann Oolong")]),
        ("Then nobody sat.", []),
    ],
)
def test_a_run_of_capitals_is_cut_into_names(text: str, names: list[tuple[tuple[str, ...], str]]) -> None:
    assert [(name.titles, " ".join(name.words)) for name in printed_in(sentence(text))] == names


@pytest.mark.parametrize(
    ("known", "printed", "same"),
    [
        ("Robert Sencha", "Rob Sencha", True),
        ("Robert Sencha", "R. Sencha", True),
        ("Robert Bobby Sencha", "Bobby Sencha", True),
        ("Robert Sencha", "Roberta Sencha", False),
        ("Robert Sencha", "Robert Oolong", False),
    ],
)
def test_two_full_names_are_one_persons_if_nothing_speaks_against_it(
    known: str, printed: str, same: bool
) -> None:
    assert same_person(known.split(), printed.split()) is same


def test_a_surname_stands_before_a_suffix() -> None:
    assert surname_of(("Ann", "Oolong", "Jr.")) == "oolong"


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("Tea Board", True),
        ("NSPCC", True),
        ("Marsh & Vane", True),
        ("Ann Oolong", False),
        ("Ann Board", False),
    ],
)
def test_a_body_is_known_by_its_words(words: str, body: bool) -> None:
    assert is_body(words.split()) is body
