"""Measure the extraction of quotations against the development kit: `make bench-extraction`.

The kit (articles marked by people, and the program that scores) lies beside the repository, because its
texts belong to their publishers: QUOTE_DEV names its folder, ../shared/quote-dev unless told otherwise.
`--without RULE` leaves one rule out; `--ablation` leaves out each in turn and prints what it is worth.
"""

import argparse
import importlib
import importlib.util
import itertools
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from articles.domain.extraction import extract
from articles.domain.extraction.marks import paragraphs, scan
from articles.domain.extraction.sentences import split

ROOT = Path(__file__).parent.parent
SETS = ("dev", "train", "seed", "snippets")
VARIANTS = (("dev", "straight"), ("dev", "single"), ("train", "single"))
ALIKE = 0.8
SIZES = (250_000, 500_000, 1_000_000)
MISSING = """The development kit is not at {folder}.
It holds news articles for measuring, which cannot be part of the repository.
Set QUOTE_DEV to the folder that holds evaluate.py, articles.jsonl and gold.jsonl."""

_PACKAGE = "articles.domain.extraction."
# Each rule by what stands in for it: the module, the name, and what that gives instead.
RULES: dict[str, tuple[str, str, Callable[..., Any]]] = {
    "the tie right beside a quotation": ("cues", "beside", lambda *_, **__: None),
    "the verb right before": ("cues", "close_before", lambda *_: None),
    "the verb farther before": ("cues", "before", lambda *_: None),
    "an attribution at the end": ("cues", "trailing_after", lambda *_: None),
    "the first verb behind": ("cues", "verb_after", lambda *_: None),
    "by whom": ("cues", "by_whom", lambda *_: None),
    "as NAME put it, before": ("cues", "as_they_say", lambda *_: None),
    "verbs of thought give way": ("cues", "_outer", lambda *_: None),
    "owners of claims": ("cues", "_owner", lambda *_: None),
    "names behind a post": ("cues", "_apposed", lambda _codes, begin, stop: (begin, stop)),
    "subject without a verb of saying": ("attribution", "plain_subject", lambda *_: None),
    "speaker of the run before": ("attribution", "from_context", lambda *_: None),
    "signatures below": ("context", "_signed", lambda *_: False),
    "people introduced before": ("context", "_introduced", lambda *_: None),
    "people without a name": ("attribution", "see_people", lambda *_: None),
    "subjects without a name": ("attribution", "see_subject", lambda *_: None),
    "names behind a pronoun": ("memory", "_named_after", lambda *_: frozenset()),
    "the noun used before": ("taking", "known_before", lambda _reading, speaker: speaker),
    "all rejection": ("attribution", "why_rejected", lambda *_: ""),
    "rejecting titles": ("rejecting", "is_title", lambda *_: False),
    "rejecting scare quotes": ("rejecting", "_scare", lambda *_, **__: ""),
    "leading adverbials skipped": ("subjects", "_past_adverbial", lambda *_: None),
    "a post before a name with commas": ("subjects", "_before_comma", lambda *_: None),
    "nicknames within a name": ("sentences", "_nickname", lambda *_: ""),
    "a name behind a body's": ("names", "_skip_to_forename", lambda _words, _codes, begin, *_: begin),
    "headlines tell no names": ("register", "is_headline", lambda *_: False),
    "titles tell who is meant": ("register", "_narrowed", lambda found, *_: found),
    "single marks by vote": ("marks", "_votes", lambda *_: -1),
}

Kit = Any


def kit() -> Kit:
    """The program of the kit. Ends with a message where the kit is missing."""
    folder = Path(os.environ.get("QUOTE_DEV") or ROOT / ".." / "shared" / "quote-dev").resolve()
    program = folder / "evaluate.py"
    if not program.is_file():
        sys.exit(MISSING.format(folder=folder))
    spec = importlib.util.spec_from_file_location("quote_dev_evaluate", program)
    if spec is None or spec.loader is None:
        sys.exit(MISSING.format(folder=folder))
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def proposals(text: str) -> list[dict[str, Any]]:
    return [
        {
            "spans": [list(span) for span in found.spans],
            "speaker": found.speaker,
            "organisation": found.organisation,
            "role": found.role,
            "confidence": found.confidence,
        }
        for found in extract(text)
    ]


@contextmanager
def without(rule: str) -> Iterator[None]:
    """The extraction while one rule is left out."""
    module_name, name, instead = RULES[rule]
    module = importlib.import_module(_PACKAGE + module_name)
    kept = getattr(module, name)
    setattr(module, name, instead)
    try:
        yield
    finally:
        setattr(module, name, kept)


def scored(program: Kit, name: str, variant: str) -> tuple[dict[str, Any], list[Any], dict[str, Any]]:
    documents = [program.apply_variant(one, variant) for one in program.load(name)]
    answers = {one["id"]: proposals(one["text"]) for one in documents}
    return program.score(documents, answers), documents, answers


def show_scores(program: Kit) -> None:
    for name, variant in [*((name, "original") for name in SETS), *VARIANTS]:
        result, documents, _ = scored(program, name, variant)
        if documents:
            program.show(result, f"{name}, {variant} marks")


def show_calibration(program: Kit) -> None:
    """What was promised beside what came true, proposal by proposal."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for name in ("dev", "train"):
        _, documents, answers = scored(program, name, "original")
        for document in documents:
            for answer in answers[document["id"]]:
                for span in answer["spans"]:
                    right = _right(program, document, span, answer["speaker"])
                    if right is not None:
                        bins[int(answer["confidence"] * 10)].append((answer["confidence"], right))
    print("== calibration (dev and train): promised and true")
    for _, seen in sorted(bins.items()):
        promised = sum(one for one, _ in seen) / len(seen)
        true = sum(right for _, right in seen) / len(seen)
        print(f"  promised {promised:5.2f}   true {true:5.2f}   ({len(seen)} spans)")


def _right(program: Kit, document: dict[str, Any], span: list[int], speaker: str | None) -> bool | None:
    """Whether a proposal is a quotation with its speaker; None where neither is asked."""
    text = document["text"]
    place = program.trim(text, *span)
    for marked in document["segments"]:
        if program.jaccard(program.trim(text, marked["start"], marked["end"]), place) >= ALIKE:
            if marked["label"] == "ignore":
                return None
            accepted = marked["label"] == "quote" and (
                not marked.get("accept") or program.speaker_match(speaker, marked)[0]
            )
            return bool(accepted)
    touched = [one for one in document["segments"] if program.overlap((one["start"], one["end"]), place)]
    return None if any(one["label"] == "ignore" for one in touched) else False


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
    texts = [one["text"] for one in program.load("dev")]
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


def figures(program: Kit) -> tuple[float, float, float, float]:
    """Joint F1 on dev and train, speaker accuracy and detection F1 over both, in per cent."""
    dev, train = (scored(program, name, "original")[0] for name in ("dev", "train"))
    total = dev["speaker_scored"] + train["speaker_scored"]
    speaker = sum(one["speaker_accuracy"] * one["speaker_scored"] for one in (dev, train)) / max(total, 1)
    gold = dev["gold"] + train["gold"]
    detection = sum(one["detection"]["f1"] * one["gold"] for one in (dev, train)) / max(gold, 1)
    return 100 * dev["joint"]["f1"], 100 * train["joint"]["f1"], 100 * speaker, 100 * detection


def show_ablation(program: Kit) -> None:
    whole = figures(program)
    single = 100 * scored(program, "dev", "single")[0]["joint"]["f1"]
    print("| left out | joint F1 dev | joint F1 train | speaker | detection F1 |")
    print("| --- | --- | --- | --- | --- |")
    print("| nothing | " + " | ".join(f"{figure:.1f}" for figure in whole) + " |")
    for rule in RULES:
        with without(rule):
            left = figures(program)
            marks = 100 * scored(program, "dev", "single")[0]["joint"]["f1"] if "vote" in rule else None
        changes = " | ".join(f"{new - old:+.1f}" for new, old in zip(left, whole, strict=True))
        note = f" (dev in single marks {marks - single:+.1f})" if marks is not None else ""
        print(f"| {rule}{note} | {changes} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the extraction of quotations.")
    parser.add_argument(
        "--without", choices=RULES, metavar="RULE", help="leave one rule out: " + "; ".join(RULES)
    )
    parser.add_argument("--ablation", action="store_true", help="leave out each rule in turn")
    parser.add_argument("--only-scores", action="store_true", help="leave out calibration, speed and growth")
    asked = parser.parse_args()
    program = kit()
    if asked.ablation:
        show_ablation(program)
        return
    if asked.without:
        with without(asked.without):
            show_scores(program)
        return
    show_scores(program)
    if not asked.only_scores:
        show_calibration(program)
        show_speed(program)
        show_growth()


if __name__ == "__main__":
    main()
