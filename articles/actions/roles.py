"""The roles of accounts and what each may do: said here, and written to the groups at every `migrate`."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as TablePermission
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Permission


class Role(models.TextChoices):
    """Each is a group of that name. The first account, a superuser, may do what an Administrator may."""

    CODER = "Coder", _("Coder")
    REVIEWER = "Reviewer", _("Reviewer")
    ADMINISTRATOR = "Administrator", _("Administrator")


DECISIONS: dict[Role, set[Permission]] = {
    Role.CODER: {Permission.CODE},
    Role.REVIEWER: set(Permission) - {Permission.REMOVE, Permission.ACCOUNTS},
    Role.ADMINISTRATOR: set(Permission),
}

# Beside looking at every table. What was published is a Reviewer's to change: see `admin.deciding`.
_PARTS = ("span", "evidence", "articleaddress", "stakeholdername", "affiliation", "organisationtie")
_DRAFTS = ("quote", "position", "article", "stakeholder")
_CODERS = {
    *(f"{verb}_{table}" for table in (*_DRAFTS, "blindcoding") for verb in ("add", "change")),
    *(f"{verb}_{table}" for table in _PARTS for verb in ("add", "change", "delete")),
    "add_articletext",
    "add_outlet",
}
_REVIEWERS = _CODERS | {
    *(f"delete_{table}" for table in _DRAFTS),
    *(f"{verb}_stancechange" for verb in ("add", "change", "delete")),
    *(f"{verb}_stakeholdertype" for verb in ("add", "change")),
    "change_outlet",
}
# Tables of others: accounts (never deleted), the journal of the admin, and who is locked out.
_ELSEWHERE = {
    "auth": {"view_user", "add_user", "change_user"},
    "admin": {"view_logentry"},
    "axes": {"view_accessattempt", "delete_accessattempt", "view_accessfailurelog"},
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that may decide so."""
    return [role for role, decisions in DECISIONS.items() if permission in decisions]


@transaction.atomic
def keep_roles(**_: Any) -> None:
    """Make the groups, and give each exactly the permissions said above; twice is the same as once.

    Called after every `migrate`, when Django has made the permissions of new tables.
    """
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_permissions_of(role))


def _permissions_of(role: Role) -> Iterable[TablePermission]:
    ours = Q(content_type__app_label="articles")
    listed = {one.value for one in DECISIONS[role]}
    wanted = ours & Q(codename__startswith="view_")
    match role:
        case Role.CODER:
            listed |= _CODERS
        case Role.REVIEWER:
            listed |= _REVIEWERS
        case Role.ADMINISTRATOR:
            wanted |= ours
            for app, names in _ELSEWHERE.items():
                wanted |= Q(content_type__app_label=app, codename__in=names)
    return TablePermission.objects.filter(wanted | ours & Q(codename__in=listed))


def role_of(account: Any) -> str:
    """The role of the account, the highest if it has several; empty for one without any."""
    if account.is_superuser:
        return str(Role.ADMINISTRATOR)
    held = set(account.groups.values_list("name", flat=True))
    return next((str(role) for role in reversed(Role) if role in held), "")
