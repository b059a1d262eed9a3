"""A site's notices are told from the words of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.articles.furniture import LONGEST, Sorted, without_furniture

ANYWHERE = [
    "This video can not be played",
    "This content could not be played in your country.",
    "To play this video you need to enable JavaScript in your browser.",
    "Media caption, Watch: the kettle boils",
    "Image source, Getty Images",
    "Image credit: Tess Teapot",
    "Getty Images",
    "Advertisement",
    "Read more: The town that drank cold tea",
    "Related topics",
    "Related stories: Kettles",
    "More on this story",
]
AT_THE_END = [
    "Follow Tess Teapot on Twitter @tess.",
    "Follow us on Facebook and Instagram",
    "You can find us on Bluesky",
    "Twitter: @tess.",
    "Sign up for our newsletter to get tea every morning.",
    "Tess Teapot invites you to subscribe to her daily tea newsletter.",
    "Like what you read? Please sign up here for our weekly newsletter.",
    "Get the day's tea in your inbox",
    "Listen to the whole talk on the Kettle podcast",
    "© 2022 The Daily Leaf.",
    "Copyright 2022 The Daily Leaf",
    "The Daily Leaf Limited. All rights reserved.",
    "The Daily Leaf is not responsible for the content of external sites.",
    "Do you have a story about tea? Tell us.",
    "Email us at tea@example.org",
    "Topics: tea, kettles",
    "Share this",
]
ARTICLE = [
    "Ministers follow the debate closely.",
    "More than 2,000 people subscribe to the council's newsletter.",
    "The ministers get a briefing on tea every week.",
    "Copyright law of 2019 does not cover recipes of tea.",
    "Image source code was copied, the court found.",
    "Getty Images sued the makers of tea pictures.",
    "Read more books, the mayor told the pupils.",
    "Advertisements for tea were banned.",
    "Related companies pay the tax as well.",
    "Share prices of tea fell.",
    "Additional reporting by Earl Grey",
    "Follow “the leaf” on Twitter, said the mayor.",
    "Follow 'the leaf' on Twitter",
    f"© 2022 {'tea ' * LONGEST}",
]


@pytest.mark.parametrize("notice", ANYWHERE)
def test_what_a_machine_put_between_paragraphs_is_left_out_wherever_it_stands(notice: str) -> None:
    assert without_furniture(["Tea.", notice, "Hot."]) == Sorted(("Tea.", "Hot."), (notice,))
    assert without_furniture(["Tea.", notice]) == Sorted(("Tea.",), (notice,))


@pytest.mark.parametrize("notice", AT_THE_END)
def test_what_stands_below_an_article_is_left_out_there_alone(notice: str) -> None:
    assert without_furniture(["Tea.", notice]) == Sorted(("Tea.",), (notice,))
    assert without_furniture(["Tea.", notice, "Hot."]) == Sorted(("Tea.", notice, "Hot."), ())


@pytest.mark.parametrize("paragraph", ARTICLE)
def test_words_of_the_article_stay(paragraph: str) -> None:
    assert without_furniture(["Tea.", paragraph]) == Sorted(("Tea.", paragraph), ())


def test_notices_above_and_below_the_names_of_reporters_go_and_the_names_stay() -> None:
    found = without_furniture(
        ["Tea.", "Follow us on Twitter", "Additional reporting by Earl Grey", "© 2022 The Daily Leaf"]
    )

    assert found == Sorted(
        ("Tea.", "Additional reporting by Earl Grey"), ("Follow us on Twitter", "© 2022 The Daily Leaf")
    )


@given(st.lists(st.sampled_from([*ANYWHERE, *AT_THE_END, *ARTICLE]) | st.text()))
def test_nothing_is_lost_and_nothing_said_in_quotation_marks_is_left_out(paragraphs: list[str]) -> None:
    found = without_furniture(paragraphs)

    assert sorted(found.kept + found.left_out) == sorted(paragraphs)
    assert not [notice for notice in found.left_out if "“" in notice and "”" in notice]
    assert without_furniture(found.kept) == Sorted(found.kept, ())
