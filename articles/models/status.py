"""How far a record has come on its way to the public."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Written by `actions` and `importing` alone."""

    SUGGESTED = "suggested", _("Suggested")
    CODED = "coded", _("Coded")
    REVIEWED = "reviewed", _("Reviewed")
    PUBLISHED = "published", _("Published")
    HELD = "held", _("Held")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REJECTED = "rejected", _("Rejected")


# What was public once keeps its address for ever.
ADDRESSED = [Status.PUBLISHED, Status.HELD, Status.WITHDRAWN]


def published_has_an_address(table: str) -> models.CheckConstraint:
    """Whatever is or was public has a public id; the ledger knows where it went."""
    return models.CheckConstraint(
        name=f"{table}_published_has_public_id",
        condition=~Q(status__in=ADDRESSED) | Q(public__isnull=False),
        violation_error_message=_("What is public needs a permanent address: publish it by its action."),
    )
