"""How many articles come in each second, in one run: the import, with and without finding the quotations."""

import random
import time
from collections.abc import Iterator
from functools import partial

from django.utils import timezone

from articles.actions.texts import add_text
from articles.domain.dates import PartialDate
from articles.domain.extraction import extract
from articles.importing.articles.people import known_people
from articles.importing.articles.pipeline import Given, Run, import_article
from articles.importing.articles.sources import ArticleDraft

ARTICLES = 1000


def import_many(count: int = ARTICLES) -> tuple[float, float]:
    """Import made-up articles with ten quotations each: seconds in all, and those that finding them takes."""
    drafts = list(_drafts(count))
    keep = partial(add_text, covers="whole", by=None, why="bench")
    run = Run(Given(), keep, None, "bench", timezone.now().date())
    begun = time.perf_counter()
    people = known_people()
    for draft in drafts:
        import_article(draft, run, people)
    imported = time.perf_counter()
    for draft in drafts:
        extract(draft.body)
    return imported - begun, time.perf_counter() - imported


def _drafts(count: int) -> Iterator[ArticleDraft]:
    chance = random.Random(1)
    words = [f"word{number}" for number in range(3000)]
    for number in range(count):
        paragraphs = []
        for place in range(20):
            said = " ".join(chance.choices(words, k=12)).capitalize()
            quoted = f" “{said},” said Ann{place} Hale{place}, head of policy at Kettle Union."
            told = " ".join(chance.choices(words, k=30))
            paragraphs.append(f"The {told}.{quoted if place % 2 else ''}")
        yield ArticleDraft(
            body="\n".join(paragraphs),
            title=f"Article {number}",
            url=f"https://outlet-{number % 7}.example/import/{number}",
            outlet=f"Outlet {number % 7}",
            date=PartialDate.parse(f"{2015 + number % 10}-{number % 12 + 1:02d}-05"),
        )
