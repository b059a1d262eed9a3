"""Invite somebody: `manage.py invite NAME --group Coder` makes the account and prints its link."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.actions import accounts
from articles.actions.roles import Role
from debate.settings import env


class Command(BaseCommand):
    help = "Make an account, and print the link at which its password is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--group", required=True, choices=Role.values, help="what the account may do")
        parser.add_argument("--email", default="", help="its e-mail address; the link is not sent there")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        try:
            account = accounts.invite(
                options["name"], role=Role(options["group"]), email=options["email"], by=None
            )
        except accounts.Refused as refusal:
            raise CommandError(str(refusal)) from None
        local = f"http://{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000, at_least=1)}"
        hours = settings.PASSWORD_RESET_TIMEOUT // 3600
        self.stdout.write(f"{account} is invited. The link works once, for {hours} hours:")
        self.stdout.write(accounts.link_of(account, settings.SITE_URL or local))
