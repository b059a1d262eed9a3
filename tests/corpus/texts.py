"""The text that the bundled quotes were taken from; it is not ours to bundle."""

import ast
import re
from html import unescape

from articles.domain.text import body_of
from tests.shared_folder import shared_folder

# The paragraphs after these are the page's furniture.
PARAGRAPHS = 32


def bbc_text() -> str:
    raw = (shared_folder() / "quote-dev" / "seed" / "bbc-whatsapp-2022.txt").read_text(encoding="utf-8")
    paragraphs: list[str] = ast.literal_eval(raw[raw.index("[") :])
    return body_of(unescape(re.sub(r"<[^>]+>", "", part)) for part in paragraphs[:PARAGRAPHS])
