"""Public ids: what a check character catches, and what a reader is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.public_ids import ALPHABET, LENGTH, check_character, is_valid, issue, normalise, problem

BODIES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
IDS = BODIES.map(lambda body: body + check_character(body))


def test_the_alphabet_has_29_characters_a_prime_number_none_of_them_a_vowel_or_a_look_alike() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 29
    assert not set(ALPHABET) & set("aeiouyl")


@given(IDS)
def test_every_wrong_character_is_caught(right: str) -> None:
    wrong = [
        right[:place] + other + right[place + 1 :]
        for place in range(LENGTH)
        for other in ALPHABET
        if other != right[place]
    ]

    assert [public_id for public_id in wrong if is_valid(public_id)] == []


@given(IDS)
def test_every_swap_of_two_neighbours_is_caught(right: str) -> None:
    swapped = [
        right[:place] + right[place + 1] + right[place] + right[place + 2 :] for place in range(LENGTH - 1)
    ]

    assert [public_id for public_id in swapped if public_id != right and is_valid(public_id)] == []


def test_every_pair_of_characters_is_caught_at_every_place() -> None:
    """All of the cases there are: what else stands in an id adds the same to both sums."""
    for place in range(LENGTH - 1):
        for one in ALPHABET:
            for other in ALPHABET:
                body = "0" * place + one + other + "0" * (LENGTH - 2 - place)
                right = body[:-1] + check_character(body[:-1])
                swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
                assert is_valid(right)
                assert swapped == right or not is_valid(swapped)


@given(IDS)
def test_exactly_one_check_character_fits(right: str) -> None:
    assert [last for last in ALPHABET if is_valid(right[:-1] + last)] == [right[-1]]


def test_the_same_seven_characters_have_the_same_check_character_for_ever() -> None:
    """Ids in print depend on these."""
    issued = ["00000000", "0000001b", "1000000m", "bcdfghj9", "zzzzzzzm"]

    assert [public_id[:-1] + check_character(public_id[:-1]) for public_id in issued] == issued


@given(st.data())
def test_an_issued_id_is_valid_and_its_own_normal_form(data: st.DataObject) -> None:
    public_id = issue(lambda characters: data.draw(st.sampled_from(characters)))

    assert is_valid(public_id)
    assert normalise(public_id) == public_id
    assert problem(public_id) is None


def test_ids_are_issued_at_random() -> None:
    assert len({issue() for _ in range(200)}) == 200


@given(IDS, st.data())
def test_an_id_is_understood_however_it_is_typed(public_id: str, data: st.DataObject) -> None:
    ways = {"0": "0oO", "1": "1lLiI"}
    typed = "".join(
        data.draw(st.sampled_from(ways.get(character, character + character.upper())))
        + data.draw(st.sampled_from(["", "", " ", "-"]))
        for character in public_id
    )

    assert normalise(typed) == public_id
    assert problem(typed) is None


@given(st.text())
def test_any_text_is_answered_without_an_exception(text: str) -> None:
    assert (problem(text) is None) == is_valid(normalise(text))
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "text", ["", "0000000", "000000000", "0000000a", "0000000B", "0000-000", "0000000\n"]
)
def test_what_is_not_written_as_issued_is_not_valid(text: str) -> None:
    assert not is_valid(text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "has 0 characters, where every id has 8"),
        ("bcd-fgh", "has 6 characters, where every id has 8"),
        ("bcdfghjkm", "has 9 characters, where every id has 8"),
        ("bcdf ghja", "has “a” as character 8, which no id contains"),
        ("b/dfghjk", "has “/” as character 2, which no id contains"),
    ],
)
def test_a_reader_learns_what_is_wrong_with_an_id(typed: str, said: str) -> None:
    assert problem(typed) == said


def test_a_reader_learns_which_check_character_would_fit() -> None:
    right = check_character("bcdfghj")
    wrong = next(character for character in ALPHABET if character != right)

    assert problem(f"BCDF-GHJ{wrong}") == (
        f"ends with “{wrong}”, but the seven characters before it call for “{right}”: "
        "one of the eight is wrong, or two of them are swapped"
    )
