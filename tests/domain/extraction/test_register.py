"""The people of an article, whichever form of their names is printed where."""

import pytest

from articles.domain.extraction.register import Register
from tests.domain.extraction.reading import sentences


def register(text: str) -> Register:
    return Register(sentences(text))


def name(found: Register, *words: str, titles: tuple[str, ...] = ()) -> str | None:
    person = found.find(words, titles)
    return person.name if person else None


@pytest.mark.parametrize("text", ["Ann Oolong sat. Ms Oolong spoke.", "Ms Oolong spoke. Ann Oolong sat."])
def test_a_surname_means_the_full_name_before_or_after_it(text: str) -> None:
    assert name(register(text), "Oolong") == "Ann Oolong"


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    found = register("The shop is Paul Sencha's; his sister, Dr Mary Sencha, cooks.")

    assert name(found, "Sencha", titles=("mr",)) == "Paul Sencha"
    assert name(found, "Sencha", titles=("dr",)) == "Mary Sencha"


def test_a_title_of_the_other_gender_makes_another_person() -> None:
    found = register("Mary Sencha sat. Mr. Sencha stood.")

    assert name(found, "Sencha", titles=("mr",)) == "Sencha"


def test_initials_nicknames_and_middle_names_are_one_person() -> None:
    found = register("Robert C. “Bobby” Sencha sat. Bobby Sencha stood. R. Sencha left.")

    assert [person.name for person in found.people] == ["Robert C. Bobby Sencha"]


def test_a_particle_and_a_family_name_of_two_words_are_kept() -> None:
    assert name(register("Ludwig van der Tee sat."), "Tee") == "Ludwig van der Tee"


def test_a_person_behind_the_name_of_a_body_is_found() -> None:
    assert (
        name(
            register("The pot was Daily Kettle editor Ann Oolong's. Tea Board Chairman Ben Sencha sat."),
            "Sencha",
        )
        == "Ben Sencha"
    )


def test_a_fore_name_behind_a_kinship_is_a_person() -> None:
    assert name(register("His wife, Carol, sat."), "Carol") == "Carol"


def test_bodies_are_no_people_and_are_known_by_their_initials() -> None:
    found = register("The Confederation of Northern Potters sat.")

    assert (found.people, found.bodies) == ([], {"CNP": "Confederation of Northern Potters"})


@pytest.mark.parametrize(
    "text", ["The actress Quillon Tee sat.", "Quillon Tee, a spokeswoman, sat.", "Quillon Tee sat. She left."]
)
def test_a_noun_or_the_pronoun_that_follows_tells_a_gender(text: str) -> None:
    assert [person.gender for person in register(text).people] == ["f"]


def test_a_pronoun_beside_the_only_name_tells_a_gender() -> None:
    found = register("Quillon Tee lost her cup.")

    assert [(person.name, person.gender) for person in found.people] == [("Quillon Tee", "f")]


def test_a_surname_means_who_was_named_just_before_where_another_has_long_left_the_story() -> None:
    between = "The tea was cold. " * 10
    text = "Paul Sencha laughed. {}The harbour master Ivo Sencha came. Sencha poured."

    meant = [register(text.format(space)).mentions[-1].person for space in ("", between)]

    assert [person.name for person in meant if person] == ["Paul Sencha", "Ivo Sencha"]
