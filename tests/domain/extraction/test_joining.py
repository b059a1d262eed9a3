"""Which runs make one quotation."""

import pytest

from articles.domain.extraction import extract


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“It is cold,” Ann Oolong said. “It is late.”", [2]),
        ("“Until then,” Ann Oolong said, “it is cold.”", [2]),
        ("Ann Oolong said: “It is cold.\n“It is late.”", [2]),
        ("“It is cold,” said Ann Oolong.\n“It is late.”", [2]),
        ("“It is cold,” Ann Oolong said, adding: “It is late.”", [1, 1]),
        ("Ann Oolong said it was “cold” and “late”.", [1, 1]),
        ("“It is cold,” said Ann Oolong. “It is late,” she added.", [1, 1]),
        ("“It is cold,” said Ann Oolong.\n“It is late,” said Ben Sencha.", [1, 1]),
    ],
)
def test_parts_of_one_attribution_are_one_quotation(text: str, parts: list[int]) -> None:
    assert [len(found.spans) for found in extract(text)] == parts
