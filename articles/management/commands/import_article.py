"""Articles in: `manage.py import_article SOURCE…`, each a file or an address."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles.actions.texts import add_text
from articles.domain.dates import PartialDate
from articles.importing.articles.pipeline import Given, Outcome, Run, What, import_articles
from articles.importing.articles.readers import Format, read
from articles.importing.articles.report import as_json, in_words, summed_up
from articles.importing.articles.sources import ArticleDraft, CannotRead, Source, Unread
from articles.importing.fetching import CannotFetch, fetch
from articles.models import Article


class Command(BaseCommand):
    help = (
        "Import articles: outlet and article are found or made, the text is kept privately, and each "
        "quotation in it is suggested with its speaker, for an editor to confirm. Nothing becomes public. A "
        "source is a file (plain text, a saved page, a list of paragraphs, JSON lines of many articles), "
        "- for standard input, or an address."
    )

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
        run = _run(options)
        form = Format(options["format"]) if options["format"] else None
        drafts = list(_drafts(options["source"], form))
        if len(drafts) > 1 and (run.given.url or run.given.title):
            raise CommandError("--url and --title are of one article; these sources hold several.")
        outcomes: list[Outcome] = []
        shows_bar = len(drafts) > 1 and sys.stderr.isatty()
        for outcome in import_articles(tqdm(drafts, unit="article", disable=not shows_bar), run):
            outcomes.append(outcome)
            self.stdout.write(json.dumps(as_json(outcome)) if options["json"] else in_words(outcome))
        if not options["json"]:
            self.stdout.write(summed_up(outcomes))
            if run.dry_run:
                self.stdout.write("A dry run: nothing was kept.")
        failed = sum(outcome.what is What.FAILED for outcome in outcomes)
        if failed:
            raise CommandError(f"{failed} of {len(outcomes)} articles were not imported.")


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
    keep = partial(add_text, covers="whole", by=by, why=why)
    return Run(given, keep, by, why, seen_at=timezone.now().date(), dry_run=options["dry_run"])


def _drafts(sources: list[str], form: Format | None) -> Iterator[ArticleDraft | Unread]:
    """What the sources hold. Raises CommandError that names the one that cannot be read."""
    for name in sources:
        try:
            yield from read(_source(name), format=form)
        except (CannotRead, CannotFetch) as problem:
            raise CommandError(f"{name}: {problem}") from None
        except OSError as problem:
            raise CommandError(f"{name} cannot be opened: {problem.strerror}.") from None


def _source(name: str) -> Source:
    if name == "-":
        return Source("standard input", sys.stdin.buffer.read())
    if name.startswith(("http://", "https://")):
        page = fetch(name, user_agent=f"On the Record (+{settings.SITE_URL}/about/)")
        return Source(name, page.data, page.url, page.content_type, page.charset or "")
    return Source(name, Path(name).read_bytes())
