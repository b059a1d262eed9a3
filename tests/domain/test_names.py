"""A printed name and the stakeholders already known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.dates import PartialDate
from articles.domain.names import (
    Candidate,
    Known,
    KnownName,
    Recognition,
    Verdict,
    plain,
    recognise,
    recognise_all,
)

ANN = Known("ann", (KnownName("Ann Oolong"), KnownName("the head of the Tea Board", match_only=True)))
BOARD = Known(
    "board",
    (
        KnownName("Tea Board"),
        KnownName("Kettle Council", until=PartialDate.parse("2015")),
        KnownName("Tea and Kettle Board", since=PartialDate.parse("2016-03")),
    ),
)
NOBODY = Recognition(Verdict.NONE)


@pytest.mark.parametrize(
    "printed", ["Ann Oolong", "ann  OOLONG", "Ms Ann Oolong", "Dame Ann Oolong MP", "Ánn Oolong"]
)
def test_a_name_is_the_same_but_for_case_accents_titles_and_honours(printed: str) -> None:
    assert recognise(printed, [ANN, BOARD]) == Recognition(
        Verdict.SAME, (Candidate("ann", "Ann Oolong", 100.0),)
    )


@pytest.mark.parametrize("printed", ["Anne Oolong", "A. Oolong", "Oolong, Ann"])
def test_a_name_that_is_alike_is_near_and_left_to_an_editor(printed: str) -> None:
    found = recognise(printed, [ANN, BOARD])

    assert found.verdict is Verdict.NEAR
    assert [(one.key, one.likeness < 100) for one in found.candidates] == [("ann", True)]


@pytest.mark.parametrize("printed", ["Ben Sencha", "Oolong", "", "  "])
def test_a_name_that_is_not_alike_is_nobodys(printed: str) -> None:
    assert recognise(printed, [ANN, BOARD]) == NOBODY


def test_two_people_of_one_name_are_both_shown_and_never_chosen_between() -> None:
    other = Known("other", (KnownName("Ann Oolong"),))

    assert recognise("Ann Oolong", [other, ANN]) == Recognition(
        Verdict.NEAR, (Candidate("ann", "Ann Oolong", 100.0), Candidate("other", "Ann Oolong", 100.0))
    )


@pytest.mark.parametrize(
    ("printed", "on", "verdict"),
    [
        ("Kettle Council", date(2015, 12, 31), Verdict.SAME),
        ("Kettle Council", date(2016, 1, 1), Verdict.NEAR),
        ("Tea and Kettle Board", date(2016, 3, 1), Verdict.SAME),
        ("Tea and Kettle Board", date(2016, 2, 28), Verdict.NEAR),
        ("Kettle Council", None, Verdict.SAME),
    ],
)
def test_a_name_proves_somebody_only_while_it_was_in_use(
    printed: str, on: date | None, verdict: Verdict
) -> None:
    assert recognise(printed, [ANN, BOARD], on=on).verdict is verdict


def test_a_name_for_matching_means_nobody_unless_the_article_names_them_otherwise() -> None:
    post = "The head of the Tea Board"

    assert recognise_all([post], [ANN, BOARD])[post] == NOBODY
    assert recognise_all([post, "Ann Oolong"], [ANN, BOARD])[post] == Recognition(
        Verdict.SAME, (Candidate("ann", "the head of the Tea Board", 100.0),)
    )


def test_a_form_of_address_alone_is_kept() -> None:
    assert (plain("Dr Oolong"), plain("Lady"), plain("The Rt Hon. Ann Oolong, MP")) == (
        "oolong",
        "lady",
        "ann oolong",
    )


@given(st.text(max_size=30))
def test_a_name_known_once_is_recognised_as_it_is_printed(name: str) -> None:
    found = recognise(name, [Known("one", (KnownName(name),))])

    assert found == (Recognition(Verdict.SAME, (Candidate("one", name, 100.0),)) if plain(name) else NOBODY)
