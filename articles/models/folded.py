"""Columns that keep another column's text folded, so that both databases sort and match alike."""

import hashlib
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.domain.addresses import url_key
from articles.domain.text import fold_name


class FoldedField(models.TextField[str, str]):
    """The text of the column `source` without case, accents and doubled spaces; kept up at every save.

    Databases differ in what they hold to be the same letter (SQLite folds the case of ASCII alone), so
    it is Python that folds, once, and both databases compare plain text.
    """

    def __init__(self, *args: Any, source: str, **options: Any) -> None:
        self.source = source
        options |= {"editable": False, "blank": True}
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"source": self.source}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        # PostgreSQL sorts by the language its cluster was made with, unless a column says otherwise.
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002 — Django's
        folded = self.folded(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, folded)
        return folded

    def folded(self, text: str) -> str:
        return fold_name(text)


def refold(record: models.Model) -> None:
    """Bring the folded columns of a record up to the others, as saving it would: for checks before that."""
    for field in record._meta.concrete_fields:
        if isinstance(field, FoldedField):
            field.pre_save(record, add=False)


class WordsKeyField(FoldedField):
    """A short key of the words in `source`: equal for texts that differ in marks, dashes or case alone."""

    def folded(self, text: str) -> str:
        return hashlib.sha256(fold_name(text).encode()).hexdigest()


class AddressKeyField(FoldedField):
    """The key of the web address in `source`: equal for two spellings of one address."""

    def folded(self, text: str) -> str:
        return url_key(text)
