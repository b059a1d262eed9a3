"""The development kit of the extraction, its articles in batches, and how our answers score against it.

The kit (articles marked by people, and the program that scores) lies beside the repository, because its
texts belong to their publishers: QUOTE_DEV names its folder, ../shared/quote-dev unless told otherwise.

Rules are made on opened articles and judged on articles nobody has opened. A third of all articles was put
away by a hash of the id, and later dealt by a second hash into A, B and C. Each has been measured once, then
opened: nothing unseen is left, and figures from here on are of articles seen.
"""

import importlib.util
import os
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from articles.domain.extraction import extract

ROOT = Path(__file__).parent.parent
BATCHES = "ABC"
OPENED = "opened"
ARTICLES = ("dev", "train")
MISSING = """The development kit is not at {folder}.
It holds news articles for measuring, which cannot be part of the repository.
Set QUOTE_DEV to the folder that holds evaluate.py, articles.jsonl and gold.jsonl."""

Kit = Any
Document = dict[str, Any]
Answers = dict[str, list[dict[str, Any]]]


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
            "rule": found.rule,
            "confidence": found.confidence,
        }
        for found in extract(text)
    ]


def documents_of(program: Kit, name: str, variant: str = "original", batch: str = "") -> list[Document]:
    """The documents of a set, marks as in the variant; of one batch where that is asked."""
    documents = [program.apply_variant(one, variant) for one in program.load(name)]
    away = sorted((one["id"] for one in documents if _is_put_away(one["id"])), key=_second_hash)
    if name not in ARTICLES or not batch:
        return documents
    if batch == OPENED:
        return [one for one in documents if one["id"] not in away]
    return [one for one in documents if one["id"] in _dealt(away, batch)]


def _dealt(away: list[str], batch: str) -> list[str]:
    return away[BATCHES.index(batch) :: len(BATCHES)]


def _is_put_away(name: str) -> bool:
    return int(sha256(name.encode()).hexdigest(), 16) % 3 == 0


def _second_hash(name: str) -> str:
    return sha256(f"batch {name}".encode()).hexdigest()


def scored(
    program: Kit, documents: list[Document], errors: list[Any] | None = None
) -> tuple[dict[str, Any], Answers]:
    """The figures of the kit for our answers, and the answers."""
    answers = {one["id"]: proposals(one["text"]) for one in documents}
    return program.score(documents, answers, errors), answers
