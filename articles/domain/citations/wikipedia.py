"""A citation template of the English Wikipedia."""

import re
from datetime import date

from articles.domain.citations.citation import Citation, Form, Kind, address, day_first, one_line
from articles.domain.dates import PartialDate

# Help:Citation Style 1 and Help:Wikitext: what ends a parameter, a link or a template, or begins a tag, a
# table or a signature. As character references they read as themselves wherever the template puts them.
_ENDS = {ord(character): f"&#{ord(character)};" for character in "{}[]|=<>~"}
_ENTITY = re.compile(r"&(?=#?\w+;)")
_RUNS = re.compile(r"'{2,}|_{2,}|/{2}(?=\s|$)")
# At the start of a value these begin a list or an indent: MediaWiki puts a line break before them.
_LIST = "*#:;"
# The date in the address of a copy at the Wayback Machine.
_WAYBACK = re.compile(r"/web/(\d{4})(\d{2})(\d{2})\d*")


def wikipedia(cited: Citation) -> str:
    """`{{cite news}}` for news, else `{{cite web}}`, as Template:Cite news and Template:Cite web want them.

    An archive's copy is named with the day it was made, which the templates ask for: where neither the
    citation nor the copy's address tells it, the copy is left out. Our own address is a comment, for editors.
    """
    made = cited.archived_on or _made_on(cited.archived)
    parameters = {
        **_authors(cited),
        "title": one_line(cited.title),
        "work": one_line(cited.outlet),
        "date": day_first(cited.published),
        "language": "" if cited.language.partition("-")[0] == "en" else cited.language,
        "access-date": day_first(PartialDate.day(cited.accessed)),
        "quote": cited.words_on_one_line if cited.form is Form.QUOTATION else "",
    }
    addresses = {"url": cited.url}
    if cited.archived and made:
        addresses |= {
            "archive-url": address(cited.archived),
            "archive-date": day_first(PartialDate.day(made)),
            "url-status": "live",
        }
    texts = {name: escaped(value) for name, value in parameters.items() if value}
    template = "cite news" if cited.kind is Kind.NEWS else "cite web"
    written = "".join(f" |{name}={value}" for name, value in (texts | addresses).items())
    return f"{{{{{template}{written}}}}}<!-- {address(cited.permanent)} -->"


def escaped(text: str) -> str:
    """The text as a value of a template's parameter, where it reads as itself."""
    spelt = _ENTITY.sub("&amp;", text).translate(_ENDS)
    spelt = _RUNS.sub(lambda run: "".join(f"&#{ord(character)};" for character in run[0]), spelt)
    return f"&#{ord(spelt[0])};{spelt[1:]}" if spelt[:1] and spelt[0] in _LIST else spelt


def _authors(cited: Citation) -> dict[str, str]:
    """last1, first1 and so on; an organisation is one author."""
    found = {}
    for number, author in enumerate(cited.authors, start=1):
        if author.given:
            found[f"last{number}"] = one_line(author.family)
            found[f"first{number}"] = one_line(author.given)
        else:
            found[f"author{number}"] = one_line(author.family)
    return found


def _made_on(archived: str) -> date | None:
    found = _WAYBACK.search(archived)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
