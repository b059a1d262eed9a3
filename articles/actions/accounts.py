"""Accounts of editors: invited by a link, never deleted; each decision by an Administrator, for a reason."""

import logging

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from articles.actions import second_factor
from articles.actions.permissions import reasons_against
from articles.actions.roles import Role
from articles.models import Permission

logger = logging.getLogger(__name__)


class Refused(Exception):  # noqa: N818 — said as it reads
    """A decision on an account that cannot be taken; the text says what stands against it."""


@transaction.atomic
def invite(name: str, *, role: Role, email: str = "", by: User | None) -> User:
    """The new account, without a password until its link is followed. Raises Refused.

    `by` is nobody on the command line: whoever may run commands on the machine may invite.
    """
    if by is not None:
        _require(by)
    account = User(username=name, email=User.objects.normalize_email(email), is_staff=True)
    account.set_unusable_password()
    try:
        account.full_clean(exclude=["password"])
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages)) from None
    account.save()
    account.groups.set([Group.objects.get(name=role)])
    if by is not None:
        _note(account, by, _("Invited as {role}.").format(role=role.label))
    return account


def link_of(account: User, site: str) -> str:
    """The address at which the account's password is set: it works once, for ACCOUNT_LINK_HOURS.

    It also ends when the account signs in, or gets another e-mail address.
    """
    who = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    return f"{site}{reverse('admin:account_link', args=[who, token])}"


def make_link(account: User, site: str, *, by: User, why: str) -> str:
    """A link for an account that lost its password, or its first link. Raises Refused."""
    _require(by, account, why)
    if not account.is_active:
        raise Refused(_("{account} is deactivated.").format(account=account))
    _note(account, by, _("Link to set a password made: {why}").format(why=why))
    return link_of(account, site)


@transaction.atomic
def reset_second_factor(account: User, *, by: User | None, why: str) -> None:
    """Forget the account's app and recovery codes: it sets up a second factor anew. Raises Refused."""
    if by is not None:
        _require(by, account, why)
        _note(account, by, _("Second factor reset: {why}").format(why=why))
    second_factor.take_off(account)


@transaction.atomic
def deactivate(account: User, *, by: User, why: str) -> None:
    """Let the account in no longer, from now on; what it did stays under its name. Raises Refused."""
    _require(by, account, why)
    if account.pk == by.pk:
        raise Refused(_("Nobody deactivates their own account: ask another Administrator."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    _note(account, by, _("Deactivated: {why}").format(why=why))


@transaction.atomic
def reactivate(account: User, *, by: User, why: str) -> None:
    """Let a deactivated account in again. Raises Refused."""
    _require(by, account, why)
    account.is_active = True
    account.save(update_fields=["is_active"])
    _note(account, by, _("Activated again: {why}").format(why=why))


def send_link(account: User, link: str) -> bool:
    """Mail the account its link; False where the mail server did not take it, which is logged."""
    about = {"account": account, "link": link, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    mail = EmailMessage(
        subject=_("On the Record: set your password"),
        body=render_to_string("admin/account/link.txt", about),
        to=[account.email],
    )
    try:
        mail.send()
    except OSError:  # smtplib's errors are among them
        logger.exception("A mail could not be sent. Check EMAIL_URL.")
        return False
    return True


def _require(by: User, account: User | None = None, why: str | None = None) -> None:
    reasons = reasons_against(by, Permission.ACCOUNTS)
    if account is not None and account.is_superuser and not by.is_superuser:
        reasons.append(_("{name} is a superuser, whom only a superuser decides on.").format(name=account))
    if why is not None and not why.strip():
        reasons.append(_("Give a reason: it is kept with the decision."))
    if reasons:
        raise Refused(" ".join(reasons))


def _note(account: User, by: User, what: str) -> None:
    """Write the decision into the journal of the admin, where the account's history shows it."""
    LogEntry.objects.log_actions(by.pk, User.objects.filter(pk=account.pk), CHANGE, what, single_object=True)
