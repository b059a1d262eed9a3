"""Articles in: `manage.py import_article SOURCE…`, each a file or an address."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles.actions.texts import add_text
from articles.domain.dates import PartialDate
from articles.importing.articles.bringing import Brought, bring_in
from articles.importing.articles.opening import opened
from articles.importing.articles.pipeline import Given, Run, What
from articles.importing.articles.readers import Format
from articles.importing.articles.report import as_json, in_words, passed_over, summed_up
from articles.importing.fetching import PUBLIC, Reach
from articles.models import Article, ArticleText

# Of those that failed; the report names all of them.
MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Import articles: outlet and article are found or made, the text is kept privately, and each "
        "quotation in it is suggested with its speaker, for an editor to confirm. Nothing becomes public. A "
        "source is a file (plain text, a saved page, a list of paragraphs, JSON lines of many articles), "
        "- for standard input, or an address. An article is imported whole or not at all, and given once "
        "more it changes nothing. Ends with 1 where one could not be imported; the others are kept."
    )
    # Which hosts may be asked for a page.
    reach: Reach = PUBLIC

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="+", help="a file, an address, or - for standard input")
        parser.add_argument("--url", default="", help="the address of the article")
        parser.add_argument("--outlet", default="", help="the name of its outlet")
        parser.add_argument("--title", default="", help="its title")
        parser.add_argument("--date", default="", help="its date: 2022-07-30, 2022-07 or 2022")
        parser.add_argument("--language", default="", help="its language, as a tag: en, de, pt-BR")
        parser.add_argument("--kind", default="", choices=["", *Article.Kind.values], help="its kind")
        parser.add_argument(
            "--format", default="", choices=["", *Format.values], help="instead of finding out"
        )
        parser.add_argument("--by", default="", help="the editor in whose name it is imported")
        parser.add_argument("--json", action="store_true", help="report one JSON object a line")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 — Django's
        named: list[str] = options["source"]
        if len(named) > 1 and (options["url"] or options["title"]):
            raise CommandError("--url and --title are of one article: import its source by itself.")
        outcomes = []
        for one in self._brought(named, options):
            outcomes.append(one.outcome)
            if options["json"]:
                told = {"source": one.source, "line": one.line, **as_json(one.outcome)}
                self.stdout.write(json.dumps(told))
            elif options["verbosity"]:
                self._tell(one)
        if not options["json"]:
            self.stdout.write(summed_up(outcomes))
            if options["dry_run"]:
                self.stdout.write("A dry run: nothing was kept.")
        failed = [in_words(outcome) for outcome in outcomes if outcome.what is What.FAILED]
        if failed:
            more = [f"… and {len(failed) - MOST_NAMED} more."] if len(failed) > MOST_NAMED else []
            counted = f"{len(failed)} of {len(outcomes)} articles were not imported."
            raise CommandError("\n".join([counted, *failed[:MOST_NAMED], *more]))

    def _brought(self, named: list[str], options: dict[str, Any]) -> Iterator[Brought]:
        about = settings.SITE_URL or settings.CONTACT_EMAIL
        brought = bring_in(
            named,
            _run(options),
            opens=partial(opened, about=about, reach=self.reach),
            form=Format(options["format"]) if options["format"] else None,
        )
        # Shown on a terminal alone (disable=None).
        yield from tqdm(brought, desc="Importing", unit=" articles", disable=None, file=sys.stderr)

    def _tell(self, one: Brought) -> None:
        lines = [in_words(one.outcome), *(f"  {line}" for line in passed_over(one.outcome))]
        # The bar makes room for them.
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write("\n".join(lines))


def _run(options: dict[str, Any]) -> Run:
    by = User.objects.filter(username=options["by"]).first() if options["by"] else None
    if options["by"] and by is None:
        raise CommandError(f"There is no editor called {options['by']}.")
    try:
        when = PartialDate.parse(options["date"]) if options["date"] else None
    except ValueError as problem:
        raise CommandError(f"--date: {problem}") from None
    given = Given(
        url=options["url"],
        outlet=options["outlet"],
        title=options["title"],
        date=when,
        language=options["language"],
        kind=options["kind"],
    )
    why = "Imported."
    keep = partial(add_text, covers=ArticleText.Covers.WHOLE, by=by, why=why)
    return Run(given, keep, by, why, seen_at=timezone.now().date(), dry_run=options["dry_run"])
