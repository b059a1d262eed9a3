"""The editor's door: every table, searched and filtered, with publishing and withdrawing as decisions."""

from articles.admin import (  # noqa: F401 — importing registers
    articles,
    comments,
    debates,
    ledger,
    positions,
    quotes,
    stakeholders,
)
from articles.admin.accounts import editors  # noqa: F401
