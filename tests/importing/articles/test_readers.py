"""A source of whichever form becomes articles, or a message: never anything else."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.importing.articles.readers import Format, format_of, read
from articles.importing.articles.sources import ArticleDraft, CannotRead, Source, Unread

TEA = ArticleDraft("Tea is hot.\nSo it was.")
PIECES = st.lists(
    st.sampled_from(
        [
            "['",
            "',",
            "'",
            '"',
            "]",
            "[",
            '{"text":',
            "}",
            "\n",
            "\\",
            "<html>",
            "<body>",
            "<article>",
            "<p>",
            "</p>",
            "<script type='application/ld+json'>",
            "</script>",
            "<meta property=og:title content='tea'>",
            "{",
            ",",
            "Tea is hot.",
            "\x00",
            "<br>",
            "<q>",
            "<!--",
            "\ufeff",
            "é",
            "&#0;",
            "<?xml version='1.0'?>",
            "<table>",
            "<svg>",
            "<li>",
            ":",
            "null",
            "\\ud800",
            "<html xmlns='tea'>",
            "\x0c",
            "\u2029",
        ]
    )
    | st.text(max_size=4)
).map("".join)


def source(data: str | bytes, url: str = "", content_type: str = "") -> Source:
    return Source("tea", data if isinstance(data, bytes) else data.encode(), url, content_type)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("['Tea is hot.']", Format.LIST),
        ('\n["Tea is hot."]\n', Format.LIST),
        ("[1, 2]", Format.LIST),
        ("['Tea is hot.", Format.LIST),
        ('{"text": "Tea."}\n{"text": "Hot."}', Format.LINES),
        ("<!DOCTYPE html><html>", Format.PAGE),
        ("<p>Tea is hot.</p>", Format.PAGE),
        ('<?xml version="1.0"?><html>', Format.PAGE),
        ("Tea is hot.", Format.TEXT),
        ("[Updated] Tea is hot.", Format.TEXT),
        ("{Tea} is hot.", Format.TEXT),
        ("<3 tea", Format.TEXT),
        ("< tea", Format.TEXT),
    ],
)
def test_the_form_shows_in_how_a_text_begins(text: str, form: Format) -> None:
    assert format_of(text) == form


def test_what_a_server_calls_html_is_a_page() -> None:
    assert format_of("Tea is hot.", "text/html; charset=utf-8") == Format.PAGE


@pytest.mark.parametrize(
    "data",
    [
        "Tea is hot.\n\nSo it was.",
        "['Tea is hot.', 'So it was.']",
        "<p>Tea is hot.</p><p>So it was.</p>",
        '{\n  "text": "Tea is hot.\\n\\nSo it was."\n}',
    ],
)
def test_one_article_in_any_form_gives_one_draft(data: str) -> None:
    assert list(read(source(data))) == [TEA]


def test_the_form_given_is_believed() -> None:
    assert list(read(source("[Tea]"), format=Format.TEXT)) == [ArticleDraft("[Tea]")]

    with pytest.raises(CannotRead, match="no list"):
        read(source("Tea is hot."), format=Format.LIST)


def test_an_article_stands_where_it_was_fetched_unless_its_page_says_otherwise() -> None:
    fetched = "https://example.org/tea?ref=kettle"
    page = "<link rel=canonical href=/tea><body><article><p>Tea is hot, said Tess Teapot.</p></article>"

    (text,) = read(source("Tea is hot.", fetched))
    (canonical,) = read(source(page, fetched))

    assert [one.url for one in (text, canonical) if isinstance(one, ArticleDraft)] == [
        fetched,
        "https://example.org/tea",
    ]


def test_a_file_of_many_articles_may_be_larger_than_one_article() -> None:
    line = json.dumps({"text": "Tea is hot. " * 100_000})

    found = list(read(source("\n".join([line] * 5))))

    assert len(found) == 5
    assert not [one for one in found if isinstance(one, Unread)]


@pytest.mark.parametrize("beginning", ["", "['", "<p>", "{ ", "["])
def test_twenty_megabytes_of_one_article_are_refused_with_their_size(beginning: str) -> None:
    with pytest.raises(CannotRead, match=r"This has 20\.\d megabytes, and 5 are the most"):
        read(source(beginning + "Tea is hot. " * 1_700_000))


def test_one_article_too_large_in_a_file_of_many_is_named_by_its_line() -> None:
    huge = json.dumps({"text": "Tea is hot. " * 500_000})

    found = list(read(source(f'{{"text": "Tea."}}\n{huge}')))

    assert found == [
        ArticleDraft("Tea.", line=1),
        Unread(2, "This article has more than 5000000 characters: divide it."),
    ]


def outcome(data: bytes, form: Format | None = None) -> list[ArticleDraft | Unread] | CannotRead:
    try:
        return list(read(source(data), format=form))
    except CannotRead as problem:
        return problem


@given(st.binary() | st.text().map(str.encode), st.none() | st.sampled_from(Format))
@example(b"{" * 100_000, None)
@example(b"[" * 100_000, None)
@example(b"<" * 100_000, None)
def test_any_bytes_give_articles_or_a_message(data: bytes, form: Format | None) -> None:
    assert outcome(data, form)


@given(PIECES, st.none() | st.sampled_from(Format))
def test_any_pieces_of_articles_give_lines_of_text_or_a_message(text: str, form: Format | None) -> None:
    found = outcome(text.encode(), form)

    assert found
    for one in found if isinstance(found, list) else []:
        if isinstance(one, ArticleDraft):
            assert one.body.splitlines() == [line.strip() for line in one.body.split("\n") if line]
            assert one.body.encode()
