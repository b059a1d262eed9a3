"""Sentences as words and as a line of classes."""

import pytest

from articles.domain.extraction.sentences import LONGEST
from tests.domain.extraction.reading import sentence, sentences


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ann Oolong said the tea was cold.", "NNcdnan."),
        ("“No,” said Mr. Sencha.", "QcTN."),
        ("She called the board’s report “thin”.", "Scdo'fQ."),
        ("According to the minister, it rained.", "APdp,Sv."),
        ("His claims were false.", "dnan."),
    ],
)
def test_each_word_has_a_class(text: str, codes: str) -> None:
    assert sentence(text).codes == codes


def test_a_sentence_ends_neither_at_an_initial_nor_at_a_title() -> None:
    found = sentences("Dr. A. B. Oolong of the U.S. Tea Board left. Mr. Sencha stayed.")

    assert [one.words[-2].text for one in found] == ["left", "stayed"]


def test_an_attribution_belongs_to_the_question_before_it() -> None:
    assert [one.codes for one in sentences("“Is it tea?” Ms Oolong asked. It was.")] == ["QTNc.", "Sa."]


def test_a_quotation_that_ends_a_sentence_ends_it() -> None:
    assert [one.codes for one in sentences("“It is tea.” Ms Oolong left the room.")] == ["Q", "TNvdn."]


def test_a_nickname_in_marks_is_part_of_the_name() -> None:
    found = sentence("Robert “Bertie” Sencha left.")

    assert (found.codes, found.runs) == ("NNNv.", {})


def test_asides_of_a_word_or_two_are_left_out() -> None:
    assert sentence("Ann Oolong (R-Teashire) and the Tea Board (TB) agreed.").codes == "NN&dNNc."


def test_a_sentence_without_end_is_cut() -> None:
    assert next(len(one.words) for one in sentences("tea " * (2 * LONGEST))) == LONGEST + 1
