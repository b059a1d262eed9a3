"""A saved page: the article without the site around it."""

import pytest

from articles.domain.dates import PartialDate
from articles.importing.articles.pages import MOST_ELEMENTS, read_page
from articles.importing.articles.sources import ArticleDraft, CannotRead

SENTENCES = [
    f"The kettle of house number {number} was boiled twice, said Tess Teapot, who had not been asked to."
    for number in range(1, 9)
]
PAGE = """<!doctype html>
<html lang="en-GB"><head><title>Kettles boil - The Daily Leaf</title>
<meta property="og:title" content="Kettles boil: what we know">
<meta property="og:site_name" content="The Daily Leaf">
<meta property="article:published_time" content="2022-07-30T10:00:00Z">
<style>p {{ color: red }}</style><script>drink("tea")</script></head>
<body onload="drink()"><nav><a href="/">Home</a> <a href="/tea">Tea</a></nav>
<article><h1>Kettles boil</h1>{paragraphs}
<blockquote><p>We love tea, said the mayor, and he said <q>it twice</q>.</p></blockquote>
<ul><li>One leaf of tea for each cup</li></ul>
<p>One line<br>of tea.<br><br>Another line of tea.</p>
<p>Follow Tess Teapot on Twitter @tess</p><p>© 2022 The Daily Leaf.</p></article>
<section class="comments" id="comments"><p>I prefer coffee, wrote a reader.</p></section>
<footer><p>Imprint of the Leaf</p></footer></body></html>""".format(
    paragraphs="".join(
        f'<p><a href="/x">{sentence}</a></p>' if not place else f"<p>{sentence}</p>"
        for place, sentence in enumerate(SENTENCES)
    )
)


def test_a_page_becomes_its_article_and_what_it_says_of_it() -> None:
    assert read_page(PAGE, "https://example.org/kettles") == ArticleDraft(
        body="\n".join(
            [
                *SENTENCES,
                "We love tea, said the mayor, and he said “it twice”.",
                "One leaf of tea for each cup",
                "One line of tea.",
                "Another line of tea.",
            ]
        ),
        title="Kettles boil: what we know",
        outlet="The Daily Leaf",
        date=PartialDate.parse("2022-07-30"),
        language="en-GB",
        left_out=(
            "Kettles boil",
            "Follow Tess Teapot on Twitter @tess",
            "© 2022 The Daily Leaf.",
        ),
    )


def test_a_piece_of_a_page_is_all_article() -> None:
    assert read_page("<h2>Tea</h2><p>Tea is <b>hot</b>.</p>") == ArticleDraft("Tea\nTea is hot.")


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<html><body></body></html>", "No text of an article was found"),
        (
            f"<body><p>{SENTENCES[0]}</p>{'<b>' * 10_000}tea{'</b>' * 10_000}<p>{SENTENCES[1]}</p>",
            "nested too deep",
        ),
        (f"<body><p>{SENTENCES[0]}</p><!-- tea", "cut off"),
        ("<body>" + "<p>Tea" * MOST_ELEMENTS, f"more than {MOST_ELEMENTS} elements"),
        ("<body>" + "<a " * 100_000, "cut off"),
    ],
)
def test_a_page_without_text_or_that_cannot_be_read_to_its_end_is_refused(markup: str, why: str) -> None:
    with pytest.raises(CannotRead, match=why):
        read_page(markup)
