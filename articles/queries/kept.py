"""What is read once and kept in this process until anything is edited."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db import connection

from articles.models import (
    Affiliation,
    Article,
    Debate,
    Evidence,
    Outlet,
    Position,
    Proposition,
    PropositionVersion,
    Quote,
    Stakeholder,
    StakeholderName,
    StakeholderType,
    Verification,
)
from articles.models.ledger import Change

# Whatever an edit can change of what is kept, with the history that tells of the edit.
WATCHED = (
    Quote, Position, Evidence, Stakeholder, StakeholderName, Affiliation, Article, Outlet, Proposition,
    PropositionVersion, Debate, StakeholderType,
)  # fmt: skip
Stamp = tuple[int | None, ...]
Value = TypeVar("Value")

# The stamp at which each was read, and what was read.
_kept: dict[str, tuple[Stamp, Any]] = {}


def kept(name: str, read: Callable[[], Value]) -> Value:
    """What `read` gives, as it was read last unless something was edited since. One query tells."""
    stamp = edit_stamp()
    held = _kept.get(name)
    if held is None or held[0] != stamp:
        held = _kept[name] = (stamp, read())
    value: Value = held[1]
    return value


def forget() -> None:
    """Read everything anew at the next question; for tests, where a database goes back in time."""
    _kept.clear()


@cache
def _histories() -> list[str]:
    """The tables of the histories; asking a model for its history costs more than the query itself."""
    return [model.history.model._meta.db_table for model in WATCHED]


def edit_stamp() -> Stamp:
    """What differs after any edit: the newest entry of every history, of changes, and of proofs."""
    quoted = connection.ops.quote_name
    tables = _histories()
    newest = [f"(SELECT MAX(history_id) FROM {quoted(table)})" for table in tables]  # noqa: S608 — names of ours
    added_to = [model._meta.db_table for model in (Change, Verification)]
    newest += [f"(SELECT MAX(id) FROM {quoted(table)})" for table in added_to]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(newest)}")
        return tuple(cursor.fetchone())
