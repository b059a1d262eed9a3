"""What is cited: one value, from which every style and format is written."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from articles.domain.citations.names import Author
from articles.domain.dates import PartialDate, Precision
from articles.domain.spans import LEFT_OUT

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


class Form(StrEnum):
    """What is cited: the speaker's own words, the outlet's words about them, or our sentence."""

    QUOTATION = "quotation"
    PASSAGE = "passage"
    POSITION = "position"


class Kind(StrEnum):
    """The kind of source, by the names that articles have for it; a record is a page of our own."""

    NEWS = "news"
    PRESS_RELEASE = "press-release"
    LETTER = "letter"
    PARLIAMENT = "parliament"
    SPEECH = "speech"
    POST = "post"
    REPORT = "report"
    OFFICIAL = "official"
    REFERENCE = "reference"
    OTHER = "other"
    RECORD = "record"


@dataclass(frozen=True)
class Citation:
    """One quote or position with its source. For a position the source is our own page, of kind `record`.

    Text may hold anything: each format cleans and escapes it as it needs.
    """

    public_id: str
    form: Form
    # The words quoted, or the position in our words.
    words: str
    speaker: str
    # The title of the source as readers see it; `described` where it is our own description, in brackets.
    title: str
    outlet: str
    kind: Kind
    published: PartialDate
    # Our permanent address of the quote or position, and when it was read.
    permanent: str
    accessed: date
    # The speaker as a name, None where nobody is named: "a spokesperson" is not one.
    contributor: Author | None = None
    role: str = ""
    # The organisation that was spoken for.
    organisation: str = ""
    authors: tuple[Author, ...] = ()
    described: bool = False
    # A language tag: en, pt-BR.
    language: str = ""
    # Where the publisher's page, else a copy of it, can be read; and a copy kept by an archive.
    source: str = ""
    archived: str = ""
    archived_on: date | None = None
    # The runs of words quoted, where there are several: on one line “[…]” stands between them.
    runs: tuple[str, ...] = ()
    # What documents a position: references in one line each.
    receipts: tuple[str, ...] = ()
    # The name of this site.
    record: str = "On the Record"

    @property
    def url(self) -> str:
        """Where the work cited can be read: the source, else our own page."""
        return address(self.source) or self.permanent

    @property
    def key(self) -> str:
        """What a list of works knows it by."""
        return f"record-{self.public_id}"

    @property
    def outlet_beside_authors(self) -> str:
        """The outlet, but where it is itself the author, and need not be named twice."""
        return "" if [author.name for author in self.authors] == [self.outlet] else self.outlet

    @property
    def in_marks(self) -> str:
        """The words in quotation marks where they are the speaker's own."""
        return f"“{self.words}”" if self.form is Form.QUOTATION else self.words

    @property
    def words_on_one_line(self) -> str:
        """The words for formats that cannot hold a line break, which may stand for something left out."""
        return one_line(LEFT_OUT.join(self.runs) if self.runs else self.words)

    @property
    def in_marks_on_one_line(self) -> str:
        words = self.words_on_one_line
        return f"“{words}”" if self.form is Form.QUOTATION else words

    @property
    def attribution(self) -> str:
        """Whose words they are: name, role, organisation spoken for."""
        parts = [self.speaker, self.role, f"for {self.organisation}" if self.organisation else ""]
        return ", ".join(part for part in parts if part)

    @property
    def note(self) -> str:
        """Who is quoted, or what documents it, and where it is recorded, in sentences."""
        said = {
            Form.QUOTATION: "Words of",
            Form.PASSAGE: "Words of the outlet about",
            Form.POSITION: "Position of",
        }[self.form]
        documents = f" Documented by {'; '.join(self.receipts)}." if self.receipts else ""
        recorded = f"Recorded by {self.record} at {self.permanent}"
        archived = f" and archived at {address(self.archived)}" if self.archived else ""
        return one_line(f"{said} {self.attribution}.{documents} {recorded}{archived}")


def day_first(when: PartialDate, months: tuple[str, ...] = MONTHS) -> str:
    """30 September 2022, September 2022 or 2022, by those names of months."""
    month, year = months[when.first.month - 1], when.first.year
    return {
        Precision.DAY: f"{when.first.day} {month} {year}",
        Precision.MONTH: f"{month} {year}",
        Precision.YEAR: str(year),
    }[when.precision]


def known_parts(when: PartialDate) -> list[int]:
    """Year, month and day, as far as they are known."""
    known = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}[when.precision]
    return [when.first.year, when.first.month, when.first.day][:known]


def one_line(text: str) -> str:
    """The text on one line: white space of any kind is one space, and what controls a terminal is gone.

    Formats that keep a value on a line would else end it there.
    """
    shown = "".join(
        character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return " ".join(shown.split())


def address(url: str) -> str:
    """The web address with what ends it in BibTeX, RIS or a wiki percent-encoded; nothing else changes."""
    return "".join(
        "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        if character in "{}[]|\\^`<>\"'" or character.isspace() or not character.isprintable()
        else character
        for character in url.strip()
    )
