"""Forms of address and honours are said once."""

from articles.domain.titles import ADDRESS, HONOURS


def test_they_are_in_lower_case_and_without_full_stops() -> None:
    assert all(word.isalpha() and word.islower() for word in ADDRESS | HONOURS)
