"""A saved web page becomes an article: its text without the site around it, and what it says of itself."""

import re

from django.utils.translation import gettext as _

from articles.importing.articles.drafting import draft_of
from articles.importing.articles.metadata import PageMetadata, page_metadata
from articles.importing.articles.paragraphs import BREAKS, paragraphs_of, split_markup
from articles.importing.articles.sources import ArticleDraft, CannotRead

_WHOLE_PAGE = re.compile(r"<(html|head|body|main|article)[\s>/]", re.IGNORECASE)
_QUOTATION = re.compile(r"<(/?)q(?:\s[^<>]*)?>", re.IGNORECASE)
# The elements that trafilatura puts a text in.
_PARTS = frozenset({"doc", "main", "comments", "p", "head", "quote", "list", "item", "code", "ab"})


def read_page(text: str, url: str = "") -> ArticleDraft:
    """The article of a page, or of a piece of one, that came from that address.

    Raises CannotRead where no text of an article is found.
    """
    if not _WHOLE_PAGE.search(text):
        return draft_of(paragraphs_of(text))
    # It loads fourteen packages, which take longer than a page of ours; only imports need them.
    from trafilatura import extract, load_html  # noqa: PLC0415

    tree = load_html(text)
    said = page_metadata(tree, url) if tree is not None else PageMetadata()
    # Quoted words whose marks the browser would print keep them, and two line breaks part paragraphs.
    printed = BREAKS.sub("</p><p>", _QUOTATION.sub(lambda tag: "”" if tag[1] else "“", text))
    # Without comments of readers, and without tables, which mostly hold the site's own boxes.
    found = extract(
        printed,
        include_comments=False,
        include_tables=False,
        output_format="xml",
    )
    if not found:
        raise CannotRead(
            _("No text of an article was found on the page: copy the text from your browser and paste that.")
        )
    draft = draft_of(split_markup(found, _PARTS), title=said.title)
    return draft.with_known(
        url=said.url,
        outlet=said.outlet,
        authors=said.authors,
        date=said.date,
        language=said.language,
        kind=said.kind,
    )
