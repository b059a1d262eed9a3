"""What a speaker is, and for whom they speak."""

import pytest

from articles.domain.extraction import extract


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("“No,” said Ann Oolong, policy manager for the campaign group Tea First.",
         "policy manager for the campaign group Tea First", "Tea First"),
        ("“No,” Tea Board head of policy, Ann Oolong, said.", "Tea Board head of policy", "Tea Board"),
        ("Prof Ann Oolong, of Teatown University, said: “No.”",
         "of Teatown University", "Teatown University"),
        ("“No,” said Ann Oolong, who leads the Kettle Institute.",
         "leads the Kettle Institute", "Kettle Institute"),
        ("“No,” said the mayor, Ann Oolong.", "mayor", None),
        ("“No,” said Councillor Ann Oolong.", "Councillor", None),
        ("“No,” said a government spokesperson.", "government spokesperson", "government"),
        ("“No,” said a spokesman for the Tea Board.", "spokesman", "Tea Board"),
        ("“No,” the Tea Board said.", None, "Tea Board"),
        ("Steeple Tea sank. Its chief executive, Ann Oolong, said “no”.",
         "chief executive", "Steeple Tea"),
        ("“No,” Ann Oolong said. Ms Oolong chairs the parish council.",
         "chairs the parish council", "parish council"),
        ("“No,” Mr Oolong said.", None, None),
        ("Ann Oolong, from the charity Tea First, said: “No.”", "from the charity Tea First", "Tea First"),
        ("“No,” said Mary Sencha's deputy, Ann Oolong.", "Mary Sencha's deputy", None),
        ("“No,” said Tess Teapot, head of brewing at Kettle Union.",
         "head of brewing at Kettle Union", "Kettle Union"),
        ("“No,” said Tess Teapot, director of kettle sourcing for the Saucer Board.",
         "director of kettle sourcing for the Saucer Board", "Saucer Board"),
        ("“No,” Tess Teapot, professor of hot drinks at Mug College, said.",
         "professor of hot drinks at Mug College", "Mug College"),
        ("“No,” said Tess Teapot, co-founder and head of brewing and tasting at Spout, which sells tea.",
         "co-founder and head of brewing and tasting at Spout", "Spout"),
        ("“No,” said Tess Teapot, chief of mugs and spoons.", "chief of mugs and spoons", None),
        ("“No,” said Tess Teapot, spokesperson for the union.", "spokesperson for the union", "union"),
        ("“No,” said Tess Teapot, lead kettle wrangler at Spout Ltd.",
         "lead kettle wrangler at Spout Ltd", "Spout Ltd"),
        ("“No,” said Tess Teapot, retired nurse and mother of three.",
         "retired nurse and mother of three", None),
        ("“No,” said Tess Teapot, last week.", None, None),
        ("“No,” said the head of brewing at Kettle Union, Tess Teapot.",
         "head of brewing at Kettle Union", "Kettle Union"),
        ("The boss of Kettle Union, Tess Teapot, said: “No.”", "boss of Kettle Union", "Kettle Union"),
    ],
)  # fmt: skip
def test_a_role_is_read_where_the_person_is_described(
    text: str, role: str | None, organisation: str | None
) -> None:
    (found, *_) = extract(text)

    assert (found.role, found.organisation) == (role, organisation)


def test_a_post_that_opens_an_article_belongs_to_whom_it_names_next() -> None:
    found = extract(
        "The boss of Steeple Tea says the tea is “cold and thin”.\nIt was “bad”, Ann Oolong told the Herald."
    )

    assert [(one.role, one.organisation) for one in found][1] == ("boss of Steeple Tea", "Steeple Tea")


@pytest.mark.parametrize(
    ("following", "speaker"),
    [
        ("Tess Teapot told the Herald that Spout would be careful.", "Tess Teapot"),
        ("The firm is old. Tess Teapot, chief executive of Spout, was in town.", "Tess Teapot"),
        ("But the boss of Kettle Union, Tess Teapot, was in town.", "The boss of Spout"),
        ("Tess Teapot, chief executive of Kettle Union, was in town.", "The boss of Spout"),
        ("The tea was drunk by everybody in town.", "The boss of Spout"),
    ],
)
def test_who_is_first_called_by_a_post_has_the_name_that_the_article_gives_next(
    following: str, speaker: str
) -> None:
    (found,) = extract(f"The boss of Spout says it will not “pour cold tea”.\n{following}")

    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("following", "speaker"),
    [("Judge Tess Teapot sat.", "Tess Teapot"), ("Tess Teapot, a judge of tea, saw it.", "The judge")],
)
def test_a_post_that_many_hold_is_given_to_nobody_without_the_title(following: str, speaker: str) -> None:
    (found,) = extract(f"The judge said it was “cold”. {following}")

    assert found.speaker == speaker
