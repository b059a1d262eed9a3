"""How long pages take on a large corpus, as ratios to the plainest page, in one run: `make bench`.

`SIZE=5000 make bench` makes a corpus of that many quotes. Times on shared machines drift; the ratios hold.
"""

import os
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from statistics import median

# Before Django reads its settings: a database of its own, thrown away afterwards.
DATA = tempfile.mkdtemp(prefix="bench-")
os.environ |= {"DATA_DIR": DATA, "DJANGO_SETTINGS_MODULE": "debate.settings", "SECRET_KEY": "bench " * 12}

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from articles.models import Position, Quote, Stakeholder  # noqa: E402
from articles.queries import index, kept  # noqa: E402
from benchmarks.corpus import Size, fill, newest  # noqa: E402
from benchmarks.importing import ARTICLES, import_many  # noqa: E402
from debate.starting import learn_sizes  # noqa: E402

ROUNDS = 7
PLAINEST = "/about/"


def main() -> None:
    quotes = int(os.environ.get("SIZE", "50000"))
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    took = timed(lambda: fill(Size(quotes=quotes, articles=max(10, quotes // 10))))
    learn_sizes()
    print(f"A corpus of {quotes:,} quotes was written in {took:.1f} s.")
    tracemalloc.start()
    took = timed(index.counter)
    held, most = (amount / 1e6 for amount in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    kept.forget()
    print(f"The index holds {held:.0f} MB ({most:.0f} MB while it is read, {took:.1f} s with memory traced).")
    print(f"It is read in {timed(index.counter):.2f} s.\n")
    report(measure(addresses()))
    total, finding = import_many()
    besides = ARTICLES / (total - finding)
    print(f"\n{ARTICLES:,} articles came in in {total:.0f} s: {ARTICLES / total:.0f} a second, ", end="")
    print(f"{besides:.0f} besides finding their quotations.")


def addresses() -> dict[str, str]:
    """What is asked for, by name; every page is asked for as a first visitor would."""
    quote, position, person = newest(Quote), newest(Position), newest(Stakeholder)
    return {
        "the plainest page": PLAINEST,
        "one quote": quote.get_absolute_url(),
        "one position": position.get_absolute_url(),
        "home": "/",
        "quotes, all": "/quotes/",
        "quotes of an organisation": "/quotes/?organisation=stakeholder-10",
        "quotes, axis and year": "/quotes/?axis=milk&year=2020",
        "quotes, proposition and stance": "/quotes/?proposition=proposition-3&stance=supports",
        "quotes with a word": f"/quotes/?q={quote.exact.split()[0].lower()}",
        "quotes, the last page": f"/quotes/?page={-(-Quote.objects.count() // 25)}",
        "positions, all": "/positions/",
        "stakeholders, all": "/stakeholders/",
        "stakeholders by axis": "/stakeholders/?axis=milk",
        "articles by stance": "/articles/?stance=opposes",
        "quotes as JSON": "/quotes.json",
        "one person": person.get_absolute_url(),
    }


def measure(asked: dict[str, str]) -> dict[str, list[float]]:
    """The seconds each address took, round by round, all of them in each round."""
    client = Client()
    times: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(ROUNDS + 1):
        for name, address in asked.items():
            began = time.perf_counter()
            answer = client.get(address)
            took = time.perf_counter() - began
            if answer.status_code != 200:  # noqa: PLR2004
                sys.exit(f"{address} answers {answer.status_code}.")
            if number:  # the first round warms what is kept
                times[name].append(took)
    return times


def report(times: dict[str, list[float]]) -> None:
    plain = times["the plainest page"]
    print(f"{'':34}{'ms':>8}{'ratio':>8}")
    for name, took in times.items():
        ratio = median(one / base for one, base in zip(took, plain, strict=True))
        print(f"{name:34}{1000 * median(took):8.1f}{ratio:8.1f}")


def timed(done: Callable[[], object]) -> float:
    began = time.perf_counter()
    done()
    return time.perf_counter() - began


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(DATA, ignore_errors=True)
