"""That someone changed their stance is an editor's word, with both positions behind it."""

import pytest
from django.contrib.auth.models import User

from articles.actions.stances import confirm_stance_change
from articles.models import Change
from tests.actions.conftest import reasons
from tests.factories import make_position, make_stakeholder

pytestmark = pytest.mark.django_db


def test_a_confirmed_change_of_stance_is_news(editor: User) -> None:
    before, after = make_position("supports", day="2019"), make_position("opposes", day="2021")

    made = confirm_stance_change(before=before, after=after, by=editor, why="said so herself")

    assert (made.before, made.after, made.confirmed_by, made.why) == (
        before,
        after,
        editor,
        "said so herself",
    )
    assert list(Change.objects.values_list("kind", "public", "summary")) == [
        ("stance-changed", after.public_id, "supports → opposes")
    ]
    assert reasons(confirm_stance_change, before=before, after=after, editor=editor) == [
        "It was confirmed already."
    ]


def test_what_is_no_change_of_stance_is_refused(editor: User) -> None:
    first, same = make_position(day="2019"), make_position(day="2021")
    other = make_position("opposes", on="sugar", day="2022", stakeholder=make_stakeholder("Una Urn"))
    draft = make_position("opposes", day="2023", published=False)

    def why(before: object, after: object) -> list[str]:
        return reasons(confirm_stance_change, before=before, after=after, editor=editor)

    assert why(first, same) == ["Both positions have the stance “Supports”."]
    assert why(first, other) == [
        "The positions are of two stakeholders.",
        "The positions are on two propositions.",
    ]
    assert why(first, draft) == ["Both positions have to be published."]
    assert why(other, first)[-1] == "The position before is not earlier than the one after."
