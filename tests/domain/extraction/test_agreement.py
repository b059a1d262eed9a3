"""The class of each word once it is looked at beside its neighbours."""

import pytest

from tests.domain.extraction.reading import sentence, sentences


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # Nouns that look like verbs.
        ("He spoke of recent attacks from rivals.", "SvFnnPp."),
        ("He says multiple reports reveal it.", "ScnnkS."),
        ("The Sencha campaign rejected it.", "dNocS."),
        ("Tealand state director Ann Oolong left.", "NopNNv."),
        ("It was a shouting match.", "Sadin."),
        # Names of which a part looks like something else.
        ("Anwar al-Sencha left.", "NNv."),
        ("Ben van der Tee left.", "NNNNv."),
        ("Mr King left.", "TNv."),
        ("Harold Dean left.", "NNv."),
        # Posts in capitals, and people named by a determiner alone.
        ("The CEO left.", "dpv."),
        ("Another said no.", "pcd."),
        # A sentence's capital tells no name.
        ("Information drives it.", "nvS."),
        ("Since Ann Oolong left, it rained.", "sNNv,Sv."),
    ],
)
def test_neighbours_tell_what_a_word_is(text: str, codes: str) -> None:
    assert sentence(text).codes == codes


def test_a_word_that_opens_a_sentence_is_no_name_if_it_is_elsewhere_in_lower_case() -> None:
    found = sentences("Kettles whistle. The kettles sang.")

    assert [one.codes[0] for one in found] == ["n", "d"]


def test_a_title_that_is_a_surname_elsewhere_is_one_where_a_sentence_begins() -> None:
    found = sentences("Harold Dean sat. Dean, a potter, left.")

    assert found[1].codes.startswith("N,dp")
