"""How many articles an import keeps in a second, besides finding the quotations: a part of `make bench`."""

import json
import random
import time
from collections.abc import Iterator
from datetime import date
from functools import partial

from articles.actions.texts import add_text
from articles.domain.extraction import extract
from articles.importing.articles.bringing import Brought, bring_in_source
from articles.importing.articles.pipeline import Given, Run, What
from articles.importing.articles.readers import Format
from articles.importing.articles.sources import Source
from articles.models import Stakeholder

PARAGRAPHS, WORDS, QUOTED = 24, 34, 14
# What the project asks of itself on SQLite.
ASKED = 50


def report(articles: int) -> None:
    """Import so many articles that differ, each with a dozen quotations, and the same again; print it."""
    source = Source("bench.jsonl", "\n".join(map(json.dumps, _articles(articles))).encode())
    run = Run(
        given=Given(),
        keep_text=partial(add_text, covers="whole", by=None, why="Measured."),
        by=None,
        why="Measured.",
        seen_at=date(2026, 1, 2),
    )
    began = time.perf_counter()
    brought = list(bring_in_source(source, run, form=Format.LINES))
    took = time.perf_counter() - began
    extracting = _extracting(brought)
    quotes = sum(len(one.outcome.suggested.quotes) for one in brought)
    new = sum(one.outcome.what is What.NEW for one in brought)
    print(f"\n{new:,} articles with {quotes:,} suggestions were imported in {took:.1f} s.")
    print(
        f"Finding the quotations took {extracting:.1f} s of it; besides that, {new / (took - extracting):.0f}"
    )
    print(f"articles a second were kept ({ASKED} are asked for).")
    began = time.perf_counter()
    again = sum(one.outcome.what is What.THERE for one in bring_in_source(source, run, form=Format.LINES))
    print(f"{again:,} of them, given once more, changed nothing, in {time.perf_counter() - began:.1f} s.")


def _extracting(brought: list[Brought]) -> float:
    """The seconds that finding the quotations takes, of the very texts that were kept."""
    began = time.perf_counter()
    for one in brought:
        if one.draft is not None:
            extract(one.draft.body)
    return time.perf_counter() - began


def _articles(count: int) -> Iterator[dict[str, str]]:
    chance = random.Random(7)
    words = [f"{part}{number}" for number in range(400) for part in ("leaf", "kettle", "cup", "spoon")]
    known = list(Stakeholder.objects.order_by("pk").values_list("name", flat=True)[:50])
    for number in range(count):
        outlet = f"Leaf {number % 20}"
        yield {
            "text": "\n".join(_paragraph(place, words, known, chance) for place in range(PARAGRAPHS)),
            "title": f"Tea of day {number}",
            "url": f"https://leaf-{number % 20}.example/{number}",
            "outlet": outlet,
            "date": date.fromordinal(date(2014, 1, 1).toordinal() + number % 4000).isoformat(),
        }


def _paragraph(place: int, words: list[str], known: list[str], chance: random.Random) -> str:
    told = f"The {' '.join(chance.choices(words, k=WORDS))}."
    if place % 2:
        return told
    said = " ".join(chance.choices(words, k=QUOTED)).capitalize()
    who = chance.choice(known) if known and place % 4 else f"Tess {chance.choice(words).capitalize()}"
    return f"“{said},” said {who}. {told}"
