"""Renaming: a new name and slug; the old slug leads on for ever, in filters too."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction

from articles.actions.recording import Refused, locked, refuse_unless_clear, tell, write
from articles.domain.dates import PartialDate
from articles.models import (
    Article,
    Change,
    Debate,
    OldSlug,
    Outlet,
    Permission,
    Proposition,
    Stakeholder,
    StakeholderName,
    StakeholderType,
)

Named = Stakeholder | Article | Outlet | StakeholderType | Debate | Proposition

KINDS: dict[type[models.Model], tuple[OldSlug.Kind, str]] = {
    Stakeholder: (OldSlug.Kind.STAKEHOLDER, "name"),
    Article: (OldSlug.Kind.ARTICLE, "title"),
    Outlet: (OldSlug.Kind.OUTLET, "name"),
    StakeholderType: (OldSlug.Kind.TYPE, "label"),
    Debate: (OldSlug.Kind.DEBATE, "title"),
    Proposition: (OldSlug.Kind.PROPOSITION, "label"),
}


@transaction.atomic
def rename(  # noqa: PLR0913 — each is a choice of the editor
    record: Named,
    *,
    by: AbstractBaseUser,
    why: str,
    name: str | None = None,
    slug: str | None = None,
    former_until: PartialDate | None = None,
    keep_former: bool = False,
) -> None:
    """Give the record another name, another slug, or both; None keeps what it has.

    The old slug leads to the new one from now on. With `keep_former` (or its last day) the old name of a
    stakeholder stays as a former name, and quotes from that time go on showing it. Raises Refused where the
    slug is, or ever was, another's.
    """
    row = locked(record)
    kind, field = KINDS[type(row)]
    before, old_slug = getattr(row, field), row.slug
    after, new_slug = before if name is None else name, old_slug if slug is None else slug
    refuse_unless_clear(
        row,
        _against(row, kind, new_slug, changes=(before, old_slug) != (after, new_slug)),
        by=by,
        permission=Permission.MERGE,
        why=why,
    )
    setattr(row, field, after)
    row.slug = new_slug
    try:
        row.full_clean()
    except ValidationError as problem:
        raise Refused(row, problem.messages) from None
    write(row, by=by, why=why)
    if new_slug != old_slug:
        _keep_slug(row, kind, old_slug)
    if isinstance(row, Stakeholder) and (keep_former or former_until) and after != before:
        _keep_name(row, before, former_until, by=by, why=why)
    if not isinstance(row, Stakeholder | Article):
        tell(Change.Kind.RENAMED, None, subject=f"{kind}:{new_slug}", summary=f"{before} → {after}")
    elif row.public is not None:
        # Without the names: should it be withdrawn one day, no list goes on telling them.
        tell(Change.Kind.RENAMED, row.public)


def _against(row: Named, kind: OldSlug.Kind, slug: str, *, changes: bool) -> list[str]:
    if not changes:
        return ["Neither name nor slug differs from what it is."]
    if isinstance(row, Stakeholder) and row.merged_into_id is not None:
        return ["It was merged into another: rename that."]
    if type(row)._default_manager.filter(slug=slug).exclude(pk=row.pk).exists():
        return [f"The slug {slug} is another {kind.label.lower()}’s: choose another."]
    if OldSlug.objects.of_another(kind, slug, row).exists():
        return [f"The slug {slug} once led to another {kind.label.lower()}, and still does: choose another."]
    return []


def _keep_slug(row: Named, kind: OldSlug.Kind, old: str) -> None:
    """Let the old slug lead to the record; the new one ceases to be an old slug of its own."""
    OldSlug.objects.filter(kind=kind, slug=row.slug).delete()
    if not isinstance(row, Stakeholder | Article):
        OldSlug.objects.create(kind=kind, slug=old, row=row.pk)
    elif row.public is not None:
        OldSlug.objects.create(kind=kind, slug=old, public=row.public)


def _keep_name(
    row: Stakeholder, name: str, until: PartialDate | None, *, by: AbstractBaseUser, why: str
) -> None:
    former: Any = StakeholderName.objects.filter(
        stakeholder=row, name=name, use=StakeholderName.Use.FORMER
    ).first() or StakeholderName(stakeholder=row, name=name, use=StakeholderName.Use.FORMER)
    former.until = until
    write(former, by=by, why=why)
