"""Two edits of one thing are brought together without losing a word of either."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.merging import Changed, Difference, Row, Value, differences, merged

OPENED: dict[str, Row] = {"": {"note": ("calm",), "stance": ("mixed",)}, "evidence:1": {"primary": ("on",)}}


EVIDENCE: dict[str, Row] = {"evidence:1": {"primary": ("on",)}}


def of(note: str = "calm", stance: str = "mixed", *, rows: Mapping[str, Row] | None = None) -> dict[str, Row]:
    return {"": {"note": (note,), "stance": (stance,)}, **(rows or {})}


def test_what_one_side_changed_is_theirs_or_mine_and_what_both_changed_has_to_be_chosen() -> None:
    found = differences(OPENED, of("warm", rows=EVIDENCE), of("warmer", "opposes", rows=EVIDENCE))
    assert found == [
        Difference("", "note", ("calm",), ("warm",), ("warmer",), Changed.BOTH),
        Difference("", "stance", ("mixed",), ("mixed",), ("opposes",), Changed.MINE),
    ]
    assert [one.default for one in found] == ["", "mine"]


def test_what_both_made_equal_is_no_difference() -> None:
    assert differences(OPENED, of("warm", rows=EVIDENCE), of("warm", rows=EVIDENCE)) == []


def test_a_choice_settles_each_difference_and_the_rest_stays_with_who_changed_it() -> None:
    theirs, mine = of("warm", rows=EVIDENCE), of("warmer", "opposes", rows=EVIDENCE)
    found = differences(OPENED, theirs, mine)
    assert merged(theirs, mine, found, {"/note": "theirs"}) == of("warm", "opposes", rows=EVIDENCE)
    assert merged(theirs, mine, found, {"/note": "mine"}) == of("warmer", "opposes", rows=EVIDENCE)
    with pytest.raises(KeyError, match="/note"):
        merged(theirs, mine, found, {})


def test_rows_added_and_removed_on_either_side_are_kept_and_gone() -> None:
    added: Row = {"primary": ()}
    theirs: dict[str, Row] = of(rows=EVIDENCE) | {"evidence:2": added}
    mine: dict[str, Row] = of() | {"evidence:+0": added}
    found = differences(OPENED, theirs, mine)
    assert [(one.row, one.changed) for one in found] == [
        ("evidence:1", Changed.MINE),
        ("evidence:2", Changed.THEIRS),
        ("evidence:+0", Changed.MINE),
    ]
    assert merged(theirs, mine, found, {}) == of() | {"evidence:2": added, "evidence:+0": added}


def test_a_row_that_one_side_changed_and_the_other_removed_has_to_be_chosen() -> None:
    theirs: dict[str, Row] = of()
    mine: dict[str, Row] = of() | {"evidence:1": {"primary": ()}}
    (found,) = differences(OPENED, theirs, mine)
    assert found.changed is Changed.BOTH
    assert merged(theirs, mine, [found], {"evidence:1/": "mine"}) == mine
    assert merged(theirs, mine, [found], {"evidence:1/": "theirs"}) == theirs


def test_without_what_was_opened_every_difference_has_to_be_chosen() -> None:
    found = differences(None, of("warm", rows=EVIDENCE), of("calm", "opposes"))
    assert {one.changed for one in found} == {Changed.BOTH}
    assert len(found) == 3


values: st.SearchStrategy[Value] = st.tuples(st.sampled_from("abc"))
rows = st.dictionaries(
    st.sampled_from(["", "x:1", "x:2"]), st.fixed_dictionaries({"one": values, "two": values})
)


@given(rows, rows, rows)
def test_all_of_one_side_is_that_side(
    opened: Mapping[str, Row], theirs: Mapping[str, Row], mine: Mapping[str, Row]
) -> None:
    found = differences(opened, theirs, mine)
    for side, whole in (("theirs", theirs), ("mine", mine)):
        assert merged(theirs, mine, found, {one.key: side for one in found}) == whole


@given(rows, rows)
def test_a_side_that_changed_nothing_gives_way(opened: Mapping[str, Row], edited: Mapping[str, Row]) -> None:
    assert merged(edited, opened, differences(opened, edited, opened), {}) == edited
    assert merged(opened, edited, differences(opened, opened, edited), {}) == edited
