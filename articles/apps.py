"""The app's name and label for Django, and what follows every `migrate`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Corpus"

    def ready(self) -> None:
        """The groups follow the code: permissions of new tables exist only after `migrate` made them."""
        from articles.actions.roles import keep_roles  # noqa: PLC0415 — needs the tables, ready only now

        post_migrate.connect(keep_roles, sender=self)
