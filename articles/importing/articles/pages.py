"""A saved web page becomes an article: its text without the site around it, and what it says of itself."""

import re

from django.utils.translation import gettext as _

from articles.importing.articles.drafting import draft_of
from articles.importing.articles.metadata import page_metadata
from articles.importing.articles.paragraphs import BREAKS, paragraphs_of, split_markup
from articles.importing.articles.sources import ArticleDraft, CannotRead

# Finding the text takes as long as the square of their number: seconds for so many, which no article has.
MOST_ELEMENTS = 30_000

_WHOLE_PAGE = re.compile(r"<(html|head|body|main|article)[\s>/]", re.IGNORECASE)
_QUOTATION = re.compile(r"<(/?)q(?:\s[^<>]*)?>", re.IGNORECASE)
# The elements that trafilatura puts a text in.
_PARTS = frozenset({"doc", "main", "comments", "p", "head", "quote", "list", "item", "code", "ab"})
_HEADLINE = re.compile(r'\s*<doc[^>]*>\s*<main>\s*<head rend="h1">(.*?)</head>', re.DOTALL)
_LAST_MARK = "last-mark-of-the-page"


def read_page(text: str, url: str = "") -> ArticleDraft:
    """The article of a page, or of a piece of one, that came from that address.

    Raises CannotRead where no text of an article is found, the page has more elements than an article
    needs, or not all of it can be read.
    """
    if not _WHOLE_PAGE.search(text):
        return draft_of(paragraphs_of(text))
    # It loads fourteen packages, which take longer than a page of ours; only imports need them.
    from trafilatura import extract, load_html  # noqa: PLC0415

    # The parser leaves out, and says nothing, all that follows 250 elements in each other.
    tree = load_html(f'{text}<p id="{_LAST_MARK}"></p>')
    if tree is None or not tree.xpath(f"//p[@id='{_LAST_MARK}']"):
        raise CannotRead(
            _(
                "The page cannot be read to its end: it was cut off, or its tags are nested too deep."
                " Copy the text from your browser and paste that."
            )
        )
    if int(tree.xpath("count(//*)")) > MOST_ELEMENTS:
        raise CannotRead(
            _("The page has more than %s elements: copy the text of its article and paste that.")
            % MOST_ELEMENTS
        )
    # Quoted words whose marks a browser would print keep them, and two line breaks part paragraphs. Comments
    # of readers are not the article's, and tables mostly hold the site's own boxes.
    printed = BREAKS.sub("</p><p>", _QUOTATION.sub(lambda tag: "”" if tag[1] else "“", text))
    found = extract(printed, include_comments=False, include_tables=False, output_format="xml")
    if not found:
        raise CannotRead(
            _("No text of an article was found on the page: copy the text from your browser and paste that.")
        )
    said = page_metadata(tree, url)
    headline = _HEADLINE.match(found)
    title = " ".join(split_markup(headline[1], _PARTS)) if headline else said.title
    return draft_of(split_markup(found, _PARTS), title=title).with_known(
        title=said.title,
        url=said.url,
        outlet=said.outlet,
        authors=said.authors,
        date=said.date,
        language=said.language,
        kind=said.kind,
    )
