"""References in words: APA 7, Chicago 18 (notes) and MLA 9, as plain text.

Titles stay as they were printed: no style's capitals are put upon them. What a style sets in italics is
plain here.
"""

from articles.domain.citations.citation import MONTHS, Citation, Form, Kind, address, day_first, one_line
from articles.domain.citations.names import Author
from articles.domain.dates import PartialDate, Precision

# APA 9.21: a bracketed description where the form is out of the ordinary.
_APA_FORMS = {
    Kind.PRESS_RELEASE: " [Press release]",
    Kind.LETTER: " [Open letter]",
    Kind.PARLIAMENT: " [Parliamentary record]",
    Kind.SPEECH: " [Speech or interview]",
}
# Sources that are written over: APA 9.16 wants the day they were read.
_CHANGING = (Kind.REFERENCE, Kind.RECORD)
# APA 9.8: up to twenty authors are named, of more the first nineteen and the last.
_APA_MOST = 20
# MLA 9, appendix 1: names of months are shortened, but for the shortest.
_MLA_MONTHS = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_TWO = 2


def apa(cited: Citation) -> str:
    """A reference by the Publication Manual of the APA, 7th edition.

    Author, date, title, source and address (chapter 9); without an author the title comes first (9.12), the
    outlet is left out where it is the author (9.29), and the day of reading is given for what is written over
    (9.16). The manual has no place for an archive's copy and our own address: they follow in parentheses.
    """
    form = "" if cited.described else _APA_FORMS.get(cited.kind, "")
    title = one_line(cited.title).removesuffix("." if form else "") + form
    when = f"({_apa_date(cited.published)})"
    head = f"{_apa_authors(cited.authors)} {when}. {_stop(title)}" if cited.authors else None
    parts = [head or f"{_stop(title)} {when}.", _stop(one_line(cited.outlet_beside_authors))]
    read = f"Retrieved {_american(PartialDate.day(cited.accessed))}, from "
    parts.append((read if cited.kind in _CHANGING else "") + cited.url)
    ways = [
        f"archived at {address(cited.archived)}" if cited.archived else "",
        f"{_what(cited)} recorded at {cited.permanent}" if cited.source else "",
    ]
    found = "; ".join(way for way in ways if way)
    parts.append(f"({found[0].upper()}{found[1:]})" if found else "")
    return " ".join(part for part in parts if part)


def chicago(cited: Citation) -> str:
    """A full note by the Chicago Manual of Style, 18th edition, notes and bibliography.

    By its chapters 13 and 14: given names first, of three authors or more the first with “et al.”; titles of
    articles in quotation marks, marks inside them single, a comma inside the last one unless the title ends
    with a mark of its own; “quoted in” for words found in another's work; the day of access, which the manual
    leaves to the writer, before the address; then the archive's copy and our own address.
    """
    quoted, speaker = _is_quoted(cited), one_line(cited.speaker)
    if cited.contributor is None:
        speaker = speaker[:1].upper() + speaker[1:]
    parts = [
        f"{speaker}, quoted in {_chicago_authors(cited.authors)}".rstrip() if quoted else "",
        "" if quoted else _chicago_authors(cited.authors),
    ]
    head = ", ".join(part for part in parts if part)
    # "quoted in" is followed by the title at once where nobody signed it.
    before = " " if quoted and not cited.authors else ", "
    body = f"{head}{before if head else ''}{_titled(cited, ',')}"
    rest = [
        one_line(cited.outlet_beside_authors),
        _american(cited.published),
        f"accessed {_american(PartialDate.day(cited.accessed))}",
        cited.url,
        f"archived at {address(cited.archived)}" if cited.archived else "",
    ]
    recorded = f"; {_what(cited)} recorded at {cited.permanent}" if cited.source else ""
    return f"{body} {', '.join(part for part in rest if part)}{recorded}."


def mla(cited: Citation) -> str:
    """An entry in a list of works cited by the MLA Handbook, 9th edition.

    By its chapter 5: author, title, container, date, location, where On the Record is the second container;
    of three authors or more the first with “et al.”; an organisation that is author and publisher is named
    as publisher alone; the day of access closes the entry.
    """
    authors = cited.authors if cited.outlet_beside_authors else ()
    named = _stop(_mla_authors(authors)) if authors else ""
    first = ", ".join(
        part for part in (one_line(cited.outlet), day_first(cited.published, _MLA_MONTHS), cited.url) if part
    )
    second = f"{one_line(cited.record)}, {cited.permanent}." if cited.source else ""
    archived = f"Archived at {address(cited.archived)}." if cited.archived else ""
    read = f"Accessed {day_first(PartialDate.day(cited.accessed), _MLA_MONTHS)}."
    parts = (named, _titled(cited, "."), f"{first}.", archived, second, read)
    return " ".join(part for part in parts if part)


def attributed(cited: Citation) -> str:
    """The words with whose they are and where they stand, to be pasted into a text."""
    outlet, when = one_line(cited.outlet), day_first(cited.published)
    whose = {
        Form.QUOTATION: f"{cited.attribution}, {outlet}, {when}",
        Form.PASSAGE: f"{outlet} about {cited.attribution}, {when}",
        Form.POSITION: f"{cited.title}, {outlet}",
    }[cited.form]
    return "\n".join(line for line in (cited.in_marks, one_line(whose), cited.permanent) if line)


def reference(cited: Citation) -> str:
    """The source in one line, as a receipt of something else names it."""
    return f"{_titled(cited, ',')} {one_line(cited.outlet)}, {day_first(cited.published)}"


def _what(cited: Citation) -> str:
    return "quotation" if cited.form is Form.QUOTATION else str(cited.form)


def _is_quoted(cited: Citation) -> bool:
    """Whether the words are found in the work of another than the speaker."""
    return cited.form is Form.QUOTATION and cited.speaker not in [author.name for author in cited.authors]


def _stop(text: str) -> str:
    """The text with a full stop, where it does not end with a mark already."""
    return text if not text or text[-1] in ".?!" else f"{text}."


def _titled(cited: Citation, mark: str) -> str:
    """The title in quotation marks with the punctuation that follows it inside; a description without."""
    title = one_line(cited.title)
    if cited.described:
        return title if title[-1:] in ".?!" else f"{title}{mark}"
    inner = title.replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner}”" if inner[-1:] in ("?", "!") else f"“{inner.removesuffix('.')}{mark}”"


def _apa_authors(authors: tuple[Author, ...]) -> str:
    names = [
        f"{_clean(one).family}, {_clean(one).initials}" if one.given else _clean(one).family
        for one in authors
    ]
    if len(names) > _APA_MOST:
        return _stop(f"{', '.join(names[: _APA_MOST - 1])}, . . . {names[-1]}")
    if len(names) == 1:
        return _stop(names[0])
    return _stop(f"{', '.join(names[:-1])}, & {names[-1]}")


def _chicago_authors(authors: tuple[Author, ...]) -> str:
    names = [_clean(author).name for author in authors]
    return f"{names[0]} et al." if len(names) > _TWO else " and ".join(names)


def _mla_authors(authors: tuple[Author, ...]) -> str:
    first = _clean(authors[0]).inverted
    if len(authors) > _TWO:
        return f"{first}, et al."
    return f"{first}, and {_clean(authors[1]).name}" if len(authors) == _TWO else first


def _clean(author: Author) -> Author:
    return Author(one_line(author.family), one_line(author.given))


def _apa_date(when: PartialDate) -> str:
    """2022, July 30."""
    month, year = MONTHS[when.first.month - 1], when.first.year
    return {
        Precision.DAY: f"{year}, {month} {when.first.day}",
        Precision.MONTH: f"{year}, {month}",
        Precision.YEAR: str(year),
    }[when.precision]


def _american(when: PartialDate) -> str:
    """July 30, 2022."""
    month, year = MONTHS[when.first.month - 1], when.first.year
    return {
        Precision.DAY: f"{month} {when.first.day}, {year}",
        Precision.MONTH: f"{month} {year}",
        Precision.YEAR: str(year),
    }[when.precision]
