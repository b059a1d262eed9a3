"""How long the extraction takes, beside the least one can do and as the text grows, in processor time."""

import itertools
import re
import time
from collections.abc import Callable
from statistics import median

from articles.domain.extraction import extract
from articles.domain.extraction.marks import paragraphs, scan
from articles.domain.extraction.sentences import split
from tools.extraction_kit import Kit, documents_of

SIZES = (250_000, 500_000, 1_000_000)
_PLAIN_MARK = re.compile(r"[\"“”„«»‘’']")
_PLAIN_END = re.compile(r"[.!?][\"”’']?\s+")


def bare(text: str) -> int:
    """The least one can do: look at every quote mark, and cut at every end of a sentence."""
    return sum(1 for _ in _PLAIN_MARK.finditer(text)) + len(_PLAIN_END.split(text))


def first_stages(text: str) -> None:
    places = paragraphs(text)
    split(text, places, scan(text, places))


def seconds(work: Callable[[str], object], text: str, times: int = 5) -> float:
    """Processor time of the fastest of some runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def show_speed(program: Kit) -> None:
    texts = [one["text"] for one in documents_of(program, "dev")]
    whole = [seconds(extract, text) for text in texts]
    print("== speed on dev, processor time")
    print(f"  ms an article: median {1000 * median(whole):.2f}, p95 {1000 * _p95(whole):.2f}")
    for label, work in (("our marks and sentences", first_stages), ("two regular expressions", bare)):
        part = [seconds(work, text) for text in texts]
        ratios = [one / other for one, other in zip(whole, part, strict=True)]
        print(f"  times {label}: median {median(ratios):.1f}, p95 of each {_p95(ratios):.1f}, "
              f"p95 by p95 {_p95(whole) / _p95(part):.1f}")  # fmt: skip


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


PATHOLOGICAL = {
    "news": "“We lost the kettle,” said Ann Oolong, head of the club. She called it “a mess” in the end.\n",
    "straight marks": '"',
    "opening marks": "“",
    "single marks": "'",
    "nested marks": "“a ‘b ",
    "all marks": "“‘\"'«„ ",
    "brackets": "([{",
    "names": "Ann Oolong ",
    "joined names": "Bank of Ann and ",
    "titles": "Mr ",
    "initials": "A. ",
    "commas": "Ann, a, ",
    "quotations": "“a”, ",
    "attributions": "“a” said Ann, ",
    "pronouns": "“A,” he said. ",
    "posts": "Judge Ann Oolong sat. “A,” the judge said, and “b”, the mayor added. ",
    "open paragraphs": "“a\n",
    "people": "",
}


def pathological(kind: str, size: int) -> str:
    if kind == "people":
        return "".join(f"“No,” said Ann Oo{_letters(one)}. " for one in range(size // 24))
    piece = PATHOLOGICAL[kind]
    return "“Yes,” he said. " + piece * (size // len(piece))


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def show_growth() -> None:
    print("== growth: t(2n)/t(n) from 250 000 to 1 000 000 characters, processor time in seconds at the end")
    for kind in PATHOLOGICAL:
        taken = [seconds(extract, pathological(kind, size), 2) for size in SIZES]
        ratios = [later / max(earlier, 1e-4) for earlier, later in itertools.pairwise(taken)]
        print(
            f"  {kind:18} " + " ".join(f"{ratio:5.2f}" for ratio in ratios) + f"   {taken[-1]:.2f} s",
            flush=True,
        )
