"""Measure the extraction of quotations against the development kit: `make bench-extraction`.

`--without RULE` leaves one rule out; `--ablation` leaves out each in turn and prints what it is worth.
`--batch` measures the articles of a batch alone; `--publishers` each publisher's by themselves.
"""

import argparse
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tools.extraction_kit import BATCHES, OPENED, Document, Kit, documents_of, kit, scored
from tools.extraction_speed import show_growth, show_speed

SETS = ("dev", "train", "seed", "snippets")
VARIANTS = (("dev", "straight"), ("dev", "single"), ("train", "single"))
ALIKE = 0.8

_PACKAGE = "articles.domain.extraction."
# Each rule by what stands in for it: the module, the name, and what that gives instead.
RULES: dict[str, tuple[str, str, Any]] = {
    "the tie right beside a quotation": ("cues", "beside", lambda *_, **__: None),
    "the verb right before": ("cues", "close_before", lambda *_, **__: None),
    "the verb farther before": ("cues", "before", lambda *_, **__: None),
    "an attribution at the end": ("cues", "trailing_after", lambda *_: None),
    "the first verb behind": ("cues", "verb_after", lambda *_: None),
    "by whom": ("cues", "by_whom", lambda *_: None),
    "as NAME put it, before": ("cues", "as_they_say", lambda *_: None),
    "verbs of thought give way": ("governing", "outer_of", lambda *_, **__: None),
    "owners of claims": ("governing", "_owner", lambda *_: None),
    "names behind a post": ("cues", "apposed", lambda _codes, begin, stop: (begin, stop)),
    "subject without a verb of saying": ("attribution", "plain_subject", lambda *_: None),
    "speaker of the run before": ("attribution", "from_context", lambda *_: None),
    "signatures below": ("context", "_signed", lambda *_: False),
    "people introduced before": ("context", "_introduced", lambda *_: None),
    "people without a name": ("attribution", "see_people", lambda *_: None),
    "subjects without a name": ("attribution", "see_subject", lambda *_: None),
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
    "a name or post at a dash or colon": ("governing", "_named_at_mark", lambda *_: None),
    "subjects behind a leading participle": ("governing", "_after_participle", lambda *_: None),
    "remarks in dashes govern nothing": ("governing", "_in_brackets", lambda *_: False),
    "the subject of the last clause": ("governing", "_of_last_clause", lambda *_: None),
    "the subject of the verb before “and”": ("subjects", "_subject_before", lambda *_: None),
    "pronouns remembered": ("attribution", "see_pronouns", lambda *_: None),
    "genders learnt from pronouns": ("seeing", "_learn_gender", lambda *_: None),
    "whose a name mostly is": ("lexicon", "likely_gender", lambda *_: ""),
    "who leads a sentence": ("seeing", "_is_main", lambda *_: False),
    "posts described anywhere": ("taking", "_bearer", lambda *_: None),
    "public posts mean the topic": ("taking", "_topic", lambda *_: None),
    "names in headlines and quotations": ("register", "_FULL_NAME", re.compile("(?P<first>(?!))(?P<last>)")),
    "names beside somebody": ("persons", "_is_beside_somebody", lambda *_: False),
    "things are no people": ("persons", "is_place", lambda *_: False),
    "common words that open a sentence": ("lexicon", "NOUN_ENDINGS", ()),
    "things leave it to the speaker": ("attribution", "leave_to_speaker", lambda *_: None),
    "whom a text is from": ("subjects", "_sender", lambda *_: None),
    "the verb a quotation hangs on": ("subjects", "_of_quoting", lambda *_: None),
    "said NAME, without a quotation": ("seeing", "_is_inverted", lambda *_: False),
    "single marks by vote": ("marks", "_votes", lambda *_: -1),
}


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


def show_scores(program: Kit) -> None:
    for name, variant in [*((name, "original") for name in SETS), *VARIANTS]:
        result, _ = scored(program, documents_of(program, name, variant))
        program.show(result, f"{name}, {variant} marks")


def row(program: Kit, documents: list[Document], single: list[Document], straight: list[Document]) -> str:
    """The measures of issue and note in one line, per cent."""
    found, _ = scored(program, documents)
    in_single, in_straight = scored(program, single)[0], scored(program, straight)[0]
    parts = found["breakdown"]
    shares = [found["detection"]["f1"], in_straight["detection"]["f1"], in_single["detection"]["f1"]]
    shares += [found["speaker_accuracy"]]
    shares += [
        parts[key]["rate"] if key in parts else float("nan")
        for key in ("speaker excl. pronouns", "speaker pronoun", "full name (persons)")
    ]
    shares += [found["joint"]["f1"], in_single["joint"]["f1"], found["perfect_articles"]]
    shares += [parts["rejected not_quote"]["rate"] if "rejected not_quote" in parts else float("nan")]
    return f"{len(documents):4d} " + " ".join(f"{100 * share:6.1f}" for share in shares)


def show_rows(program: Kit, batches: list[str], *, publishers: bool) -> None:
    print(f"{'':26} docs detect straig single speake w/o-pr pronou fullna  joint jsingl perfec reject")
    for name in ("dev", "train"):
        for batch in batches:
            kinds = [
                documents_of(program, name, variant, batch) for variant in ("original", "single", "straight")
            ]
            print(f"{name + ' ' + batch:26}", row(program, *kinds), flush=True)
    names = sorted({one["id"].split("_")[0] for one in documents_of(program, "dev")}) if publishers else []
    for publisher in names:
        kinds = [
            [
                one
                for name in ("dev", "train")
                for one in documents_of(program, name, variant)
                if one["id"].startswith(publisher)
            ]
            for variant in ("original", "single", "straight")
        ]
        print(f"{publisher:26}", row(program, *kinds), flush=True)


def show_errors(program: Kit, batch: str, wanted: str) -> None:
    """Each failure of a batch in its context."""
    for name in ("dev", "train"):
        errors: list[Any] = []
        scored(program, documents_of(program, name, batch=batch), errors)
        for what, document, place, context, note in errors:
            if wanted.lower() in f"{what} {document} {context} {note}".lower():
                print(f"{what}  {document} @{place}\n    {context}\n    {note}")


def show_calibration(program: Kit, batch: str = "") -> None:
    """What was promised beside what came true, proposal by proposal."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for name in ("dev", "train"):
        documents = documents_of(program, name, batch=batch)
        _, answers = scored(program, documents)
        for document in documents:
            for answer in answers[document["id"]]:
                for span in answer["spans"]:
                    right = _right(program, document, span, answer["speaker"])
                    if right is not None:
                        bins[int(answer["confidence"] * 10)].append((answer["confidence"], right))
    print(f"== calibration (dev and train, {batch or 'all articles'}): promised and true")
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


def figures(program: Kit) -> tuple[float, float, float, float]:
    """Joint F1 on dev and train, speaker accuracy and detection F1 over both, in per cent."""
    dev, train = (scored(program, documents_of(program, name))[0] for name in ("dev", "train"))
    total = dev["speaker_scored"] + train["speaker_scored"]
    speaker = sum(one["speaker_accuracy"] * one["speaker_scored"] for one in (dev, train)) / max(total, 1)
    gold = dev["gold"] + train["gold"]
    detection = sum(one["detection"]["f1"] * one["gold"] for one in (dev, train)) / max(gold, 1)
    return 100 * dev["joint"]["f1"], 100 * train["joint"]["f1"], 100 * speaker, 100 * detection


def show_ablation(program: Kit) -> None:
    whole = figures(program)
    single = 100 * scored(program, documents_of(program, "dev", "single"))[0]["joint"]["f1"]
    print("| left out | joint F1 dev | joint F1 train | speaker | detection F1 |")
    print("| --- | --- | --- | --- | --- |")
    print("| nothing | " + " | ".join(f"{figure:.1f}" for figure in whole) + " |")
    for rule in RULES:
        with without(rule):
            left = figures(program)
            marks = (
                100 * scored(program, documents_of(program, "dev", "single"))[0]["joint"]["f1"]
                if "vote" in rule
                else None
            )
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
    parser.add_argument("--batch", choices=[OPENED, *BATCHES], help="measure the articles of one batch")
    parser.add_argument("--rows", action="store_true", help="a line of figures for each batch")
    parser.add_argument("--publishers", action="store_true", help="a line of figures for each publisher")
    parser.add_argument("--errors", nargs="?", const="", metavar="TEXT", help="failures that hold TEXT")
    asked = parser.parse_args()
    program = kit()
    if asked.errors is not None:
        show_errors(program, asked.batch or "", asked.errors)
    elif asked.rows or asked.publishers or asked.batch:
        show_rows(program, [asked.batch] if asked.batch else [OPENED, *BATCHES], publishers=asked.publishers)
        if asked.batch:
            show_calibration(program, asked.batch)
    elif asked.ablation:
        show_ablation(program)
    elif asked.without:
        with without(asked.without):
            show_scores(program)
    else:
        show_scores(program)
        if not asked.only_scores:
            show_calibration(program)
            show_speed(program)
            show_growth()


if __name__ == "__main__":
    main()
