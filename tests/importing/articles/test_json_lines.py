"""Many articles, one a line: each is read, or named with what is wrong with it."""

import json
from typing import Any

import pytest

from articles.domain.dates import PartialDate
from articles.importing.articles.json_lines import read_lines, read_object
from articles.importing.articles.sources import ArticleDraft, CannotRead, Unread

WHOLE = {
    "text": ["<p>Tea is &ldquo;hot&rdquo;.</p>", "So it was.", "© 2022 The Daily Leaf"],
    "title": "Kettles  boil",
    "url": "https://example.org/kettles",
    "outlet": "The Daily Leaf",
    "authors": ["Tess Teapot", " Earl Grey "],
    "date": "2022-07",
    "language": "en",
    "kind": "news",
}


def read_one(said: Any) -> ArticleDraft:
    return read_object(json.dumps(said))


def test_an_object_says_everything_of_its_article() -> None:
    assert read_one(WHOLE) == ArticleDraft(
        body="Tea is “hot”.\nSo it was.",
        title="Kettles boil",
        url="https://example.org/kettles",
        outlet="The Daily Leaf",
        authors=("Tess Teapot", "Earl Grey"),
        date=PartialDate.parse("2022-07"),
        language="en",
        kind="news",
        left_out=("© 2022 The Daily Leaf",),
    )


def test_what_an_object_says_nothing_of_is_empty() -> None:
    assert read_one(
        dict.fromkeys(WHOLE, None) | {"text": "Tea is <hot>.", "authors": "Tess Teapot"}
    ) == ArticleDraft("Tea is <hot>.", authors=("Tess Teapot",))


def test_the_title_given_is_not_printed_above_the_text_again() -> None:
    text = "Kettles boil\n\nTea was hot.\n\nIt was not."

    assert read_one({"text": text, "title": "KETTLES boil"}) == ArticleDraft(
        "Tea was hot.\nIt was not.", title="KETTLES boil"
    )
    assert read_one({"text": text}) == ArticleDraft("Tea was hot.\nIt was not.", title="Kettles boil")


def test_an_object_may_hold_a_page() -> None:
    assert read_one({"html": "<p>Tea is hot.</p><p>So it was."}) == ArticleDraft("Tea is hot.\nSo it was.")


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_read() -> None:
    lines = '{"text": "Tea."}\n\ntea\n{"text": "Hot."}\n["tea"]\n'

    found = list(read_lines(lines))

    assert found == [
        ArticleDraft("Tea.", line=1),
        Unread(3, "This is not JSON at character 1 (Expecting value): write one object a line."),
        ArticleDraft("Hot.", line=4),
        Unread(5, "This is no JSON object: write one object a line, { before and } after it."),
    ]
    assert str(found[3]) == (
        "line 5: This is no JSON object: write one object a line, { before and } after it."
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            '{"text": "Tea.", "titel": "Tea"}',
            "Unknown: titel. An article has text, html, title, url, outlet, authors, date, language, kind.",
        ),
        ('{"text": "Tea.", "text": "Hot."}', "“text” stands there twice: keep one of them."),
        ("{}", "Give the article either as “text” or as “html”."),
        ('{"text": "Tea.", "html": "<p>Tea."}', "Give the article either as “text” or as “html”."),
        ('{"text": 3}', "“text” is a string or a list of paragraphs, and “html” is a string."),
        ('{"html": ["<p>Tea."]}', "“text” is a string or a list of paragraphs, and “html” is a string."),
        (
            '{"text": ["Tea.", 3]}',
            "Item 2 of the list is 3, no text in quotes: write each paragraph as text.",
        ),
        ('{"text": " "}', "No text of an article was found in it: copy the text and paste that."),
        ('{"text": "Tea.", "title": 3}', "“title” is 3: write something like Teapots recalled."),
        (
            '{"text": "Tea.", "url": "example.org"}',
            '“url” is "example.org": write something like https://example.org/news/teapots.',
        ),
        ('{"text": "Tea.", "language": "English"}', '“language” is "English": write something like pt-BR.'),
        (
            '{"text": "Tea.", "date": "30 July 2022"}',
            '“date” is "30 July 2022": write a year (2022), a month (2022-07) or a day (2022-07-30).',
        ),
        ('{"text": "Tea.", "authors": [3]}', "“authors” is [3]: write a list of names."),
        (
            f'{{"text": "Tea.", "authors": ["{"t" * 501}"]}}',
            "An author has more than 500 characters: write a list of names.",
        ),
        ('{"text": ' * 100_000, "This is nested too deeply: write the text as one string or a list of them."),
        (f'{{"text": {"9" * 5000}}}', "This holds a number with thousands of digits, which no article has."),
    ],
)
def test_what_is_wrong_with_an_object_is_told_by_key(line: str, why: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_object(line)

    assert str(refused.value) == why


def test_a_kind_that_is_none_is_told_all_there_are() -> None:
    with pytest.raises(CannotRead, match="news, press-release, letter"):
        read_one({"text": "Tea.", "kind": "essay"})


@pytest.mark.parametrize("text", ["te\x00a", "te\ud800a"])
def test_no_key_holds_what_no_text_has(text: str) -> None:
    for key in ("text", "html", "title", "url", "outlet", "authors"):
        with pytest.raises(CannotRead, match=r"NUL|half a character"):
            read_one({"text": "Tea."} | {key: text} if key != "html" else {key: text})
