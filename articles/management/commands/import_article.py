"""Bring articles in, their quotations suggested: `manage.py import_article SOURCE…`."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from articles.actions.texts import add_text
from articles.domain.dates import PartialDate
from articles.importing.articles.bringing import Brought, bring_in
from articles.importing.articles.opening import opened
from articles.importing.articles.pipeline import Given, Run
from articles.importing.articles.readers import Format
from articles.importing.articles.report import lines_of, record_of, totals_of
from articles.importing.fetching import PUBLIC, Reach
from articles.models import Article, ArticleText

# What is said of one article, and of no other.
OF_ONE = ("url", "title")


class Command(BaseCommand):
    help = (
        "Import articles and suggest the quotations in them. Each is kept whole or not at all; importing "
        "one again changes nothing. Ends with 1 where any article could not be imported."
    )
    # Which hosts may be asked for a page; a test names its own.
    reach: Reach = PUBLIC

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "sources", nargs="+", metavar="SOURCE", help="a file, a web address, or - for standard input"
        )
        parser.add_argument("--format", choices=Format.values, help="the form of the sources; else found out")
        parser.add_argument(
            "--url", default="", help="the address of the article, where its source is a file"
        )
        parser.add_argument("--outlet", default="", help="who published it: a name or a slug")
        parser.add_argument("--title", default="")
        parser.add_argument("--date", type=_date, help="2022, 2022-07 or 2022-07-30")
        parser.add_argument("--language", default="", help="a language tag: en, de, pt-BR")
        parser.add_argument("--kind", default="", choices=["", *Article.Kind.values])
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
        parser.add_argument("--json", action="store_true", help="answer with one JSON object")
        parser.add_argument("--by", default="", help="the account in whose name; left out: nobody's")
        parser.add_argument("--why", default="", help="the reason kept in the history")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        named: list[str] = options["sources"]
        said = [f"--{name}" for name in OF_ONE if options[name]]
        if len(named) > 1 and said:
            raise CommandError(f"{' and '.join(said)} can be said of one source alone: import it by itself.")
        brought = []
        for one in self._bring_in(named, options):
            brought.append(one)
            if not options["json"]:
                self._tell(one, options["verbosity"])
        totals = totals_of(brought)
        if options["json"]:
            self.stdout.write(json.dumps({"articles": [record_of(one) for one in brought]}, indent=2))
        else:
            would = "Nothing was kept; this would happen: " if options["dry_run"] else ""
            self.stdout.write(f"{would}{totals}")
        if totals.failed:
            raise CommandError(f"{totals.failed} could not be imported; see above.")

    def _bring_in(self, named: list[str], options: dict[str, Any]) -> Iterator[Brought]:
        by, why = _account(options["by"]), str(options["why"] or "Imported.")
        run = Run(
            given=Given(
                **{name: options[name] for name in ("url", "outlet", "title", "date", "language", "kind")}
            ),
            keep_text=partial(add_text, covers=ArticleText.Covers.WHOLE, by=by, why=why),
            by=by,
            why=why,
            seen_at=timezone.now().date(),
            dry_run=options["dry_run"],
        )
        opens = partial(opened, about=settings.SITE_URL or settings.CONTACT_EMAIL, reach=self.reach)
        form = Format(options["format"]) if options["format"] else None
        # Shown on a terminal alone (disable=None).
        bar = tqdm(
            bring_in(named, run, opens=opens, form=form),
            desc="Importing", unit=" articles", disable=None, file=sys.stderr,
        )  # fmt: skip
        yield from bar

    def _tell(self, one: Brought, verbosity: int) -> None:
        first, *rest = lines_of(one)
        told = [first, *(f"  {line}" for line in rest)] if verbosity else []
        for line in told:
            with tqdm.external_write_mode(file=self.stdout):
                self.stdout.write(line)


def _account(name: str) -> User | None:
    account = User.objects.filter(username=name).first() if name else None
    if name and account is None:
        raise CommandError(f"There is no account {name!r}.")
    return account


def _date(text: str) -> PartialDate:
    return PartialDate.parse(text)
