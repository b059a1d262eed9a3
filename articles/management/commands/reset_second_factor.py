"""Let an account set up its second factor anew: `manage.py reset_second_factor NAME`."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.actions import accounts


class Command(BaseCommand):
    help = "Forget an account's app and recovery codes, where no Administrator can: the last one's, say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name of the account")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        try:
            account = User.objects.get_by_natural_key(options["name"])
        except User.DoesNotExist:
            raise CommandError(f"There is no account named {options['name']}.") from None
        accounts.reset_second_factor(account, by=None, why="")
        self.stdout.write(f"{account} sets up a second factor at the next sign-in.")
