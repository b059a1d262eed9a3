"""Whether a printed name is somebody's."""

import pytest

from articles.domain.extraction.register import Register
from tests.domain.extraction.reading import sentences


def people(text: str) -> list[str]:
    return [person.name for person in Register(sentences(text), text).people]


@pytest.mark.parametrize(
    "text",
    [
        "Late that night there sat Mary Oolong.",
        "Late that night there sat Qillon Oolong, 43, of Teaville.",
        "Late that night there sat Qillon Oolong, a potter.",
        "Late that night there sat the potter Qillon Oolong.",
        "“No,” said Qillon Oolong.",
        "Late that night there sat Qillon Oolong, who is late.",
        "Late that night there sat Qillon T. Oolong.",
        "Late that night there sat Qillon Oolong. Mr Oolong left.",
        "Late that night there sat Qillon Oolong. “No,” Oolong said.",
    ],
)
def test_a_name_is_a_persons_by_its_fore_name_or_by_what_stands_beside_it(text: str) -> None:
    (found,) = people(text)

    assert found.split()[0] in ("Mary", "Qillon")
    assert found.split()[-1] == "Oolong"


@pytest.mark.parametrize(
    "text",
    [
        "Here is Kettle County.",
        "Here is the Clean Cup Act, a law.",
        "Here is Texas Tea, a shop.",
        "Late that night there sat Interim TBC staff.",
        "Late that night there sat Oolong CEO Watch.",
        "The head of Steeple Tea says so.",
        "He drove to Charlotte.",
    ],
)
def test_things_places_and_bodies_are_nobody(text: str) -> None:
    assert people(text) == []


def test_somebody_may_be_named_by_a_fore_name_alone() -> None:
    assert people("Late that night there sat Melanie. Melanie said no.") == ["Melanie"]


def test_a_fore_name_that_stands_only_in_a_quotation_or_headline_is_known() -> None:
    assert people("Mary Oolong Wins At Last In Teaville Again\nOolong said no.") == ["Mary Oolong"]
    assert people("“I met Mary Oolong,” he said. Ms Oolong sat.") == ["Mary Oolong"]
    assert people("“I met Ben Oolong,” he said. Ms Oolong sat.") == ["Oolong"]
