"""Slugs for new records: made of what they are called, and nobody else's."""

from django.db import models
from django.utils.text import slugify


def free_slug(table: type[models.Model], text: str) -> str:
    """The text as a slug that no row of the table has, at most 80 characters and a number."""
    wanted = slugify(text)[:80].strip("-") or "unnamed"
    taken = set(table._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
