"""The word lists."""

from pathlib import Path

import pytest

from articles.domain.extraction import lexicon

LISTS = sorted((Path(lexicon.__file__).parent / "words").glob("*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_each_list_says_what_it_holds_and_where_it_comes_from(path: Path) -> None:
    about, origin, *rest = path.read_text(encoding="utf-8").splitlines()

    assert about.startswith("# ")
    assert origin.startswith("# Written by us from general knowledge of English")
    assert rest


def test_verbs_are_known_in_all_their_forms() -> None:
    assert {"says", "said", "replies", "replied", "quipped", "wrote"} <= lexicon.CUES
    assert {"saying", "telling", "lying", "quipping", "writing"} <= lexicon.CUES_ING | lexicon.VERBS_ING
    assert "written" in lexicon.CUES_PARTICIPLE


def test_a_fore_name_tells_a_gender_unless_both_bear_it() -> None:
    assert [lexicon.gender_of_forename(name) for name in ("Mary", "peter", "Robin", "Kettle")] == [
        "f",
        "m",
        "",
        "",
    ]


def test_a_fore_name_no_list_knows_may_tell_a_gender_by_its_ending() -> None:
    assert [lexicon.likely_gender(name) for name in ("Oolonga", "Kettlette", "Luca", "Senchor", "Mary")] == [
        *("f", "f", "", "", "")
    ]


def test_titles_that_are_offices_tell_a_role() -> None:
    assert {"judge", "sen", "councillor"} <= lexicon.OFFICES
    assert not {"mr", "dr", "lord"} & lexicon.OFFICES
