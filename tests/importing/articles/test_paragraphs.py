"""HTML becomes what a browser would print of it, and nothing of what it would do."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.importing.articles.paragraphs import MOST_TAGS, one_line, paragraphs_of, plain
from articles.importing.articles.sources import CannotRead

MARKUP = st.lists(
    st.sampled_from(
        [
            "<script>",
            "</script>",
            "<b>",
            "</b>",
            "<p>",
            "<!--",
            "-->",
            "<svg onload=x>",
            "<style>",
            "</style>",
            "<a href='javascript:x'>",
            "<q>",
            "<br>",
            "<img src=x onerror=",
            "<",
            ">",
            "&lt;",
            "&#0;",
            '"',
            "'",
            "/",
            "tea",
            "<textarea>",
            "<![CDATA[",
            "]]>",
            "<table>",
            "<td>",
            "=",
        ]
    )
    | st.text(max_size=5)
).map("".join)


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ('<b class="x">Tea is hot</b>', "Tea is hot"),
        ("<i><b>Te</b>a</i> is <a href='https://example.org/?a=1&amp;b=2'>hot</a>.", "Tea is hot."),
        ("Fish &amp; chips, &lt;tea&gt; &#8220;hot&#8221; &pound;2", "Fish & chips, <tea> “hot” £2"),
        ("&amp;lt; stays as it is printed", "&lt; stays as it is printed"),
        ("Tea&nbsp;is   hot\n and\tsweet ", "Tea is hot and sweet"),
        ("Tea<br>is<br/>hot", "Tea is hot"),
        ("Te\u200ba\u00ad is\ufeff h\u2060ot", "Tea is hot"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("He said <q>hot</q>.", "He said “hot”."),
        ("Tea<script>alert('tea')</script> is<style>p{}</style> hot<!-- or not -->", "Tea is hot"),
        ('<a onclick="drink()" href="javascript:drink()">Tea</a>', "Tea"),
        ("<svg><style>tea</style><text>tea</text></svg>Hot", "Hot"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("<b>Never closed", "Never closed"),
        ("Tea\x07 is\x85hot", "Tea is hot"),
        ("", ""),
    ],
)
def test_a_paragraph_reads_as_it_is_printed(markup: str, printed: str) -> None:
    assert plain(markup) == printed


def test_blocks_and_doubled_line_breaks_part_paragraphs() -> None:
    markup = "<h2>Tea</h2><p>One.</p>\n<p>Two<br>lines.<br> <br>Three.<ul><li>Four<li>Five</ul> </p><p> </p>"

    assert paragraphs_of(markup) == ["Tea", "One.", "Two lines.", "Three.", "Four", "Five"]


@pytest.mark.parametrize("tag", ["b", "div", "a href=x", "q", "li"])
def test_tags_nested_ten_thousand_deep_hide_no_words(tag: str) -> None:
    assert plain(f"<{tag}>" * 10_000 + "tea").strip("“”") == "tea"


def test_more_tags_than_an_article_has_are_refused() -> None:
    with pytest.raises(CannotRead, match=f"more than {MOST_TAGS} tags"):
        plain("<b>" * (MOST_TAGS + 1))


@pytest.mark.parametrize(("text", "why"), [("te\x00a", "NUL"), ("te\ud800a", "half a character")])
def test_what_no_text_holds_is_refused(text: str, why: str) -> None:
    with pytest.raises(CannotRead, match=why):
        plain(text)


@given(MARKUP)
def test_any_paragraph_becomes_one_line_of_text_or_a_message(markup: str) -> None:
    try:
        text = plain(markup)
    except CannotRead:
        assert "\x00" in markup
        return

    assert text == one_line(text)
    assert text.splitlines() in ([], [text])


@given(MARKUP, MARKUP)
def test_no_script_is_left_of_any_paragraph(before: str, after: str) -> None:
    """An entity prints a sign, and a sign is text: without them nothing in the text reads as a script."""
    markup = re.sub(r"[&\x00]", "", before + "<script>tea</script>" + after)
    # There a browser prints the signs themselves.
    assume(not re.search(r"<\s*<|<!--|<!\[|<textarea|<style", markup))

    assert "<script" not in plain(markup)
