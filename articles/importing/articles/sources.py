"""What is given to be imported, and what it says of each article."""

from dataclasses import dataclass

from articles.domain.dates import PartialDate


@dataclass(frozen=True)
class Reported:
    """What a source says of one article; empty where it says nothing."""

    # Paragraphs, one a line.
    body: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    language: str = ""
    kind: str = ""
    # Paragraphs kept out of the text, each shortened.
    left_out: tuple[str, ...] = ()
