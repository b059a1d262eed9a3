"""CSL-JSON, the form in which Zotero, Pandoc and others hold what they cite."""

from typing import Any

from articles.domain.citations.citation import Citation, Form, Kind, address, known_parts, one_line
from articles.domain.citations.names import Author
from articles.domain.dates import PartialDate

# The types of CSL 1.0.2 (appendix III).
_TYPES = {
    Kind.NEWS: "article-newspaper",
    Kind.PARLIAMENT: "hearing",
    Kind.SPEECH: "speech",
    Kind.POST: "post-weblog",
    Kind.REPORT: "report",
}
Item = dict[str, Any]


def csl_json(cited: Citation) -> Item:
    """One item by the schema of CSL-JSON 1.0.2; what is not known is left out."""
    speaker = cited.contributor if cited.form is Form.QUOTATION else None
    item: Item = {
        "id": cited.key,
        "type": _TYPES.get(cited.kind, "webpage"),
        "author": [_name(author) for author in cited.authors],
        "contributor": [_name(speaker)] if speaker else [],
        "title": one_line(cited.title),
        "container-title": one_line(cited.outlet_beside_authors),
        "issued": _date(cited.published),
        "accessed": _date(PartialDate.day(cited.accessed)),
        "URL": cited.url,
        "language": cited.language,
        "archive_location": address(cited.archived),
        "abstract": cited.in_marks,
        "note": cited.note,
        "source": one_line(cited.record),
    }
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": one_line(author.family)}
    return {"family": one_line(author.family), "given": one_line(author.given)}


def _date(when: PartialDate) -> dict[str, list[list[int]]]:
    return {"date-parts": [known_parts(when)]}
