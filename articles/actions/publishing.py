"""Publishing: what readers may see, decided by someone, for a reason that is kept."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.gates import reasons_against_publishing
from articles.actions.recording import KINDS, Record, locked, refuse_unless_clear, tell, write
from articles.models import Change, Permission, PublicId, Quote, QuoteVersion, Status


@transaction.atomic
def publish(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Show the record to readers at an address that is its own for ever.

    A quote is held against its text first. Raises Refused, and changes nothing, where a rule stands against.
    """
    row = locked(record)
    refuse_unless_clear(row, reasons_against_publishing(row), by=by, permission=Permission.PUBLISH, why=why)
    if row.public is None:
        row.public = PublicId.objects.issue(KINDS[type(row)])
    write(row, by=by, why=why, status=Status.PUBLISHED)
    if isinstance(row, Quote) and not row.versions.exists():
        QuoteVersion.objects.create(quote=row, number=1, shown=row.as_shown(), reason="")
    tell(Change.Kind.PUBLISHED, row.public)
