"""What is given to be read, what is made of it, and what is said where it cannot be read."""

from dataclasses import dataclass, replace
from typing import Self

from django.utils.translation import gettext as _

from articles.domain.dates import PartialDate
from articles.domain.text import fold

# One article; a long parliamentary debate has a tenth of it.
MOST_BYTES = 5_000_000
# A file of many articles, one a line.
MOST_BYTES_OF_MANY = 100_000_000
LONGEST_NOTICE = 80


class CannotRead(Exception):  # noqa: N818 — said as it reads
    """A source, or one article in it, that cannot be read; the text says what is wrong and what to do."""


@dataclass(frozen=True)
class Source:
    """Bytes that hold one article or several, and what is known of them from outside.

    `url` is where they were fetched; `content_type` and `charset` are what the server said.
    """

    name: str
    data: bytes
    url: str = ""
    content_type: str = ""
    charset: str = ""


@dataclass(frozen=True)
class ArticleDraft:
    """One article as its source gives it: an empty value where the source says nothing.

    `body` has one paragraph a line, as `body_of` makes it; `kind` is a value of `Article.Kind`. `left_out`
    is what was printed with the article and is not its text, each notice shortened. `line` is where the
    article stands in a file of several.
    """

    body: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    language: str = ""
    kind: str = ""
    left_out: tuple[str, ...] = ()
    line: int | None = None

    def with_known(  # noqa: PLR0913 — one for each thing that can be said of an article
        self,
        *,
        title: str = "",
        url: str = "",
        outlet: str = "",
        authors: tuple[str, ...] = (),
        date: PartialDate | None = None,
        language: str = "",
        kind: str = "",
    ) -> Self:
        """The draft with what is known better than the source says it; an empty value changes nothing.

        A title is not printed above the text again. Another one in its place is told as left out: no words go
        unseen.
        """
        first, _line_end, others = self.body.partition("\n")
        printed_above = bool(title and others) and same_words(title, first)
        left_out = self.left_out
        if title and self.title and not same_words(title, self.title):
            left_out = (shortened(self.title), *left_out)
        return replace(
            self,
            body=others if printed_above else self.body,
            title=title or self.title,
            url=url or self.url,
            outlet=outlet or self.outlet,
            authors=authors or self.authors,
            date=date or self.date,
            language=language or self.language,
            kind=kind or self.kind,
            left_out=left_out,
        )


@dataclass(frozen=True)
class Unread:
    """An article in a file of several that could not be read; the others are read all the same."""

    line: int
    why: str

    def __str__(self) -> str:
        return _("line %(line)s: %(why)s") % {"line": self.line, "why": self.why}


def same_words(one: str, other: str) -> bool:
    """Whether two lines differ at most in case, kinds of marks, spaces and a full stop."""
    return _bare(one) == _bare(other)


def _bare(line: str) -> str:
    return fold(line).text.strip(" .").casefold()


def shortened(text: str, longest: int = LONGEST_NOTICE) -> str:
    """The beginning of a text, for a report."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
