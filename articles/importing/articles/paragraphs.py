"""HTML becomes plain paragraphs: what a browser would print, without what it would do."""

import html
import re

from django.utils.translation import gettext as _

from articles.importing.articles.decoding import without_nul
from articles.importing.articles.sources import CannotRead

# Beyond this, tags that are opened and never closed can cost a parser minutes.
MOST_TAGS = 25_000

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote caption center dd details div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul",
    )
)
# Their content is no text of the page.
_UNPRINTED = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template title textarea select option iframe object svg math audio video",
    )
)
_KEPT = _BLOCKS | {"br", "q"}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*>")
# Two line breaks, which part paragraphs as a block does.
BREAKS = re.compile(r"(?:<br\b[^<>]*>\s*){2,}", re.IGNORECASE)
_END = "\x1e"
# Printed as nothing, and in the way of whoever looks for the words: soft hyphen, zero-width space, word
# joiner, byte order mark, and control characters. Joiners and marks of direction stay: Persian, Hindi and
# Arabic are written with them.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_NOTHING = dict.fromkeys((*_CONTROLS, 0xAD, 0x200B, 0x2060, 0xFEFF))
_SPACES = {code: " " for code in _CONTROLS if chr(code).isspace()}


def one_line(text: str) -> str:
    """The text on one line, single spaces between its words, without what prints as nothing."""
    return " ".join(text.translate(_NOTHING | _SPACES).split())


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs that a browser would print of a piece of HTML; none of them is empty.

    A block or two line breaks begin a new one, a single line break is a space, and `<q>` prints its marks.
    Scripts, styles, comments, forms and every attribute go. Raises CannotRead for more tags than an article
    has, and for what no text holds.
    """
    without_nul(markup)
    if "<" not in markup:
        line = one_line(html.unescape(markup))
        return [line] if line else []
    if markup.count("<") > MOST_TAGS:
        raise CannotRead(
            _("This has more than %s tags, which no article has: copy its text and paste that.") % MOST_TAGS
        )
    # A tenth of a second that a reader's process need not wait for.
    import nh3  # noqa: PLC0415

    clean = nh3.clean(
        markup, tags=set(_KEPT), clean_content_tags=set(_UNPRINTED), attributes={}, link_rel=None
    )
    return split_markup(clean, _BLOCKS)


def plain(markup: str) -> str:
    """One paragraph of HTML as plain text on one line. Raises CannotRead as `paragraphs_of` does."""
    return " ".join(paragraphs_of(markup))


def split_markup(markup: str, blocks: frozenset[str]) -> list[str]:
    """The texts between the blocks of well-formed mark-up, in which each `<` begins a tag."""

    def printed(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in blocks:
            return _END
        if name == "q":
            return "”" if tag[1] else "“"
        return " " if name in ("br", "lb") else ""

    marked = _TAG.sub(printed, BREAKS.sub("<p>", markup.replace(_END, " ")))
    lines = (one_line(html.unescape(piece)) for piece in marked.split(_END))
    return [line for line in lines if line]
