"""Looking among the few that a name could mean finds the same as looking at everybody."""

from hypothesis import given
from hypothesis import strategies as st

from articles.domain.directory import Directory
from articles.domain.names import Known, KnownName, recognise_all

FORE = st.sampled_from(["Ann", "Anna", "A.", "Bo", "Sir Bo", "Tess", "T.", ""])
LAST = st.sampled_from(["Hale", "Hail", "Oolong", "Teapot", "Teapott", "Kettle Union", "the Kettle"])
NAME = st.builds(lambda fore, last: f"{fore} {last}".strip(), FORE, LAST)


@given(st.lists(st.tuples(NAME, st.booleans()), max_size=12), st.lists(NAME, max_size=5))
def test_the_same_is_found_as_among_everybody(known: list[tuple[str, bool]], printed: list[str]) -> None:
    everybody = [
        Known(str(number), (KnownName(name, match_only=match_only),))
        for number, (name, match_only) in enumerate(known)
    ]
    assert Directory(everybody).recognise_all(printed) == recognise_all(printed, everybody)
