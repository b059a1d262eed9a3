"""Several records decided at once: what each would meet, and a quote published with all it rests on."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.publishing import publish
from articles.actions.recording import Record, Refused
from articles.models import Article, Position, Quote, Stakeholder

# What rests on what: a quote is shown only where its article and its speaker are.
ORDER: tuple[type[Record], ...] = (Article, Stakeholder, Quote, Position)


def against(record: Any, decision: Callable[..., None], *, by: AbstractBaseUser) -> list[str]:
    """What the decision would meet with this record, empty where nothing; it is tried and taken back."""
    with transaction.atomic():
        try:
            decision(record, by=by, why="-")
        except Refused as refusal:
            return refusal.reasons
        finally:
            transaction.set_rollback(True)
    return []


@transaction.atomic
def publish_together(records: Sequence[Record], *, by: AbstractBaseUser, why: str) -> None:
    """Publish all of them, what others rest on first; raises Refused, and does nothing, where one may not."""
    for record in sorted(records, key=lambda one: ORDER.index(type(one))):
        publish(record, by=by, why=why)
