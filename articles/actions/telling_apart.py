"""An editor's word that two records that look alike are two."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.models import Article, NotSame, Stakeholder


@transaction.atomic
def tell_apart(one: Stakeholder | Article, other: Stakeholder | Article, *, by: AbstractBaseUser) -> None:
    """Remember that the two are not the same, so that they are not offered as duplicates again.

    Raises ValueError for two of different kinds, or one and the same.
    """
    if type(one) is not type(other) or one.pk == other.pk:
        raise ValueError("Two different records of one kind are told apart.")
    kind = "stakeholder" if isinstance(one, Stakeholder) else "article"
    first, second = sorted((one.pk, other.pk))
    NotSame.objects.get_or_create(
        **{f"{kind}_id": first, f"other_{kind}_id": second}, defaults={"said_by_id": by.pk}
    )
