"""A list of paragraphs, in JSON or as Python writes it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.articles.lists import list_items, read_list
from articles.importing.articles.sources import ArticleDraft, CannotRead
from tests.shared_folder import shared_folder

PARAGRAPHS = [
    '<b class="BoldText">The boss of Teapot says she will not "lower the heat" of her kettles.</b>',
    'The town\'s <a href="https://example.org/kettles" class="InlineLink">plan</a> was "cold", she said. ',
    '<i><b>Follow Tess Teapot </b></i><a href="https://example.org/tess">on Twitter @tess</a>.',
    "Cup winner Jörg Kessel invites you to subscribe to his daily tea newsletter.",
    '© 2022 Leaf. The Leaf is not responsible for the content of external sites. <a href="/x">Read more.</a>',
]
NO_TEXT = "is no text in quotes with a comma after it, where it says"
DRAFT = ArticleDraft(
    'The boss of Teapot says she will not "lower the heat" of her kettles.\n'
    'The town\'s plan was "cold", she said.',
    left_out=(
        "Follow Tess Teapot on Twitter @tess.",
        "Cup winner Jörg Kessel invites you to subscribe to his daily tea newsletter.",
        "© 2022 Leaf. The Leaf is not responsible for the content of external sites. Rea…",
    ),
)


@pytest.mark.parametrize("written", [repr(PARAGRAPHS), json.dumps(PARAGRAPHS), f"\n{PARAGRAPHS!r}\n"])
def test_the_notices_below_an_article_are_kept_out_of_its_text_and_told(written: str) -> None:
    assert read_list(written) == DRAFT


def test_a_list_as_programs_lay_it_out_is_read() -> None:
    written = "[\n  'Tea '\n  'is hot.',  u\"It's so\", r'a\\d', '''so\nit is''', 'caf\\xe9',\n]"

    assert list_items(written) == ["Tea is hot.", "It's so", r"a\d", "so\nit is", "café"]


@given(st.lists(st.text()))
def test_whatever_python_or_json_writes_is_read_back(items: list[str]) -> None:
    assert list_items(repr(items)) == items
    assert list_items(json.dumps(items)) == items


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("[1, 2]", "Item 1 of the list is 1, no text in quotes: write each paragraph as text."),
        (
            '["tea", {"text": "hot"}]',
            'Item 2 of the list is {"text": "hot"}, no text in quotes: write each paragraph as text.',
        ),
        (
            "['tea',\n None]",
            f"Item 2 of the list (line 2) {NO_TEXT} None]: write each paragraph as text.",
        ),
        (
            "['tea' + 'hot']",
            f"Item 1 of the list (line 1) {NO_TEXT} + 'hot']: write each paragraph as text.",
        ),
        (
            "['tea', 'hot'",
            "The list is not closed after item 1: the file may be cut off; ] has to stand at its end.",
        ),
        ("['tea'] hot", "Something stands after the list, in line 1: give each article a file of its own."),
        (
            r"['\xzz']",
            r"Item 1 of the list has a backslash that stands for nothing: write \\ for a backslash.",
        ),
        ('{"tea": 1}', "This is no list: write [ before the first paragraph and ] after the last."),
        (
            '["tea", "te\\ud800a"]',
            "Item 2 of the list: Character 3 is half a character (U+D800): write it anew.",
        ),
        ("[]", "No text of an article was found in it: copy the text and paste that."),
        ("['© 2022 Leaf']", "No text of an article was found in it: copy the text and paste that."),
    ],
)
def test_what_is_wrong_with_a_list_is_told_by_item(written: str, why: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_list(written)

    assert str(refused.value) == why


@pytest.mark.parametrize(
    "written",
    [
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "[" + "-" * 100_000 + "1]",
        "['" + "\\" * 100_001,
        "[" + "'" * 99_999,
    ],
)
def test_no_list_is_too_deep_to_be_refused(written: str) -> None:
    with pytest.raises(CannotRead):
        read_list(written)


def test_the_first_article_the_project_was_given_reads_as_its_annotation_has_it() -> None:
    seed = shared_folder() / "quote-dev" / "seed"
    document = json.loads((seed / "seed_gold.json").read_text())["documents"][0]
    annotated = document["paragraphs"]

    draft = read_list((seed / document["file"]).read_text())

    # The text, and three notices below it.
    assert draft.body.split("\n") == [paragraph.rstrip() for paragraph in annotated[:-3]]
    assert len(draft.left_out) == 3
