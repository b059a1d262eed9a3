"""What an importer names, a file, an address or standard input, becomes a source that can be read."""

import sys
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing.articles.sources import MOST_BYTES_OF_MANY, CannotRead, Source
from articles.importing.fetching import PUBLIC, CannotFetch, Reach, fetch

# Under this name a robots.txt may speak of us.
PRODUCT = "OnTheRecord"
STANDARD_INPUT = "-"

Opens = Callable[[str], Source]


def user_agent(about: str) -> str:
    """How we name ourselves to a host; `about` is where its owner can read who asks, or write to us."""
    return f"{PRODUCT} (+{about})" if about else PRODUCT


def is_address(named: str) -> bool:
    return named.partition("://")[0].lower() in ("http", "https") and "://" in named


def opened(named: str, *, about: str, reach: Reach = PUBLIC) -> Source:
    """The source of that name. Raises CannotRead, also for an address that cannot be read."""
    if is_address(named):
        return fetched(named, about=about, reach=reach)
    if named == STANDARD_INPUT:
        return Source(_("standard input"), sys.stdin.buffer.read(MOST_BYTES_OF_MANY + 1))
    return _file(Path(named))


def fetched(address: str, *, about: str, reach: Reach = PUBLIC) -> Source:
    """The page at the address, where its host lets programs read it. Raises CannotRead."""
    try:
        page = fetch(address, user_agent=user_agent(about), reach=reach)
    except CannotFetch as problem:
        raise CannotRead(str(problem)) from None
    return Source(address, page.data, page.url, page.content_type, page.charset or "")


def _file(path: Path) -> Source:
    try:
        with path.open("rb") as file:
            # One byte more than is read: the reader says what is too much.
            return Source(path.name, file.read(MOST_BYTES_OF_MANY + 1))
    except IsADirectoryError:
        raise CannotRead(_("It is a folder: name the files in it.")) from None
    except FileNotFoundError:
        raise CannotRead(_("There is no such file: look at how it is spelt.")) from None
    except OSError as problem:
        raise CannotRead(_("It cannot be read: %s.") % problem.strerror) from None
