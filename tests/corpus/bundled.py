"""The bundled package as rows, read without our own loader."""

import csv
from collections import defaultdict
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (CORPUS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by(name: str, column: str) -> dict[str, Row]:
    return {row[column]: row for row in rows(name)}


def grouped(name: str, column: str) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows(name):
        found[row[column]].append(row)
    return found
