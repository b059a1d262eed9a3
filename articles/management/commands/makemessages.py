"""Collect what the site says; with Django's own marks it knows `Wording`, the mark of the domain."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=Wording:1"]
