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
