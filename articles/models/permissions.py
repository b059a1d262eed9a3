"""What an account may decide: one permission for each kind of decision, beside Django's own for tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """The label completes the sentence “this account may …”."""

    CODE = "can_code", _("mark records as coded")
    REVIEW = "can_review", _("review, send back or reject records")
    PUBLISH = "can_publish", _("publish, correct or replace records")
    HOLD = "can_hold", _("hold records or release them")
    WITHDRAW = "can_withdraw", _("withdraw records")
    MERGE = "can_merge", _("rename, merge or split records")
    REMOVE = "can_remove", _("remove words on a legal demand")
    ACCOUNTS = "can_manage_accounts", _("invite people and manage accounts")

    @property
    def listed(self) -> str:
        """As Django lists it: “Can publish”."""
        return self.value.replace("_", " ").capitalize()
