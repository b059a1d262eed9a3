"""RIS, which nearly every reference manager reads."""

from articles.domain.citations.citation import Citation, Kind, one_line
from articles.domain.dates import PartialDate

# The types of reference in the RIS specification of 2011; the rest is an electronic source.
_TYPES = {
    Kind.NEWS: "NEWS",
    Kind.PARLIAMENT: "HEAR",
    Kind.POST: "BLOG",
    Kind.REPORT: "RPRT",
    Kind.OFFICIAL: "GOVDOC",
}


def ris(cited: Citation) -> str:
    """One reference: first `TY`, last `ER`, a value a line, lines ended as the specification has it.

    A value cannot hold a line break, so words over several paragraphs become one line.
    """
    lines = [
        ("TY", _TYPES.get(cited.kind, "ELEC")),
        ("ID", cited.key),
        *(("AU", author.inverted) for author in cited.authors),
        ("TI", cited.title),
        ("T2", cited.outlet_beside_authors),
        ("PY", f"{cited.published.first.year:04}"),
        ("DA", _date(cited.published)),
        ("Y2", _date(PartialDate.day(cited.accessed))),
        ("LA", cited.language),
        ("UR", cited.url),
        ("AB", cited.in_marks_on_one_line),
        ("N1", cited.note),
        ("DB", cited.record),
    ]
    written = [f"{tag}  - {value}" for tag, text in lines if (value := one_line(text))]
    return "".join(f"{line}\r\n" for line in [*written, "ER  - "])


def _date(when: PartialDate) -> str:
    """YYYY/MM/DD/ and what else is known; the slashes stay where a part is not."""
    parts = str(when).split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))])
