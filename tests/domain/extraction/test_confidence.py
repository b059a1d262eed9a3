"""How sure a proposal is."""

from itertools import pairwise

from articles.domain.extraction import extract


def test_what_is_plain_is_surer_than_what_is_guessed() -> None:
    texts = [
        "“It is cold,” said Ann Oolong.",
        "Ann Oolong sat. “It is cold,” she said.",
        "The pot, the report said, was “cold”.",
        "“It is cold and it is late.”",
    ]
    sure = [found.confidence for text in texts for found in extract(text)]

    assert len(sure) == len(texts)
    assert all(one > other for one, other in pairwise(sure))
