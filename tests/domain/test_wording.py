"""A wording is English that can still be said in another language."""

import pytest

from articles.domain.wording import Wording


def test_it_is_its_english_wording() -> None:
    said = Wording("is one too many: %(most)s values at most", most=50)

    assert said == "is one too many: 50 values at most"
    assert (said.message, said.values) == ("is one too many: %(most)s values at most", {"most": 50})


def test_a_percent_sign_is_doubled_whether_there_are_values_or_not() -> None:
    assert Wording("is 100%% sure") == "is 100% sure"


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="most"):
        Wording("is one too many: %(most)s values at most")
