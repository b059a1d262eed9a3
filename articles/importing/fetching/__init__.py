"""Reading a page from its address: safely, politely, and never for long."""

from articles.importing.fetching.connecting import PUBLIC, Reach
from articles.importing.fetching.hosts import CannotFetch
from articles.importing.fetching.pages import Fetched, fetch

__all__ = ["PUBLIC", "CannotFetch", "Fetched", "Reach", "fetch"]
