"""The files of a package become rows, or a list of everything that has to be mended."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.importing.corpus import cells
from articles.importing.corpus.closing import Row
from articles.importing.corpus.columns import Kind, Resource
from articles.importing.corpus.packing import DESCRIPTOR, files_of
from articles.importing.corpus.problems import BrokenPackage, Problem
from articles.importing.corpus.resources import RESOURCES

csv.field_size_limit(cells.LONGEST_CELL * 4)


@dataclass(frozen=True)
class Record:
    """One row: its cells, what they mean, and the line it begins on."""

    line: int
    row: Row
    values: dict[str, Any]


@dataclass(frozen=True)
class Contents:
    """Everything a package holds: its name, and the records of each resource."""

    name: str
    records: dict[str, list[Record]]


def read_package(path: Path) -> Contents:
    """Read the package at that path, a folder or a zip file.

    Raises BrokenPackage that lists every missing file and column, every cell that does not fit its
    column, every doubled key and every reference that leads nowhere.
    """
    files = files_of(path)
    name = _name(files[DESCRIPTOR])
    problems: list[Problem] = []
    records: dict[str, list[Record]] = {}
    for resource in RESOURCES:
        if resource.path not in files:
            problems.append(Problem(resource.path, "is missing"))
            continue
        records[resource.name] = []
        for found in _records(resource, files[resource.path]):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                records[resource.name].append(found)
    if not problems:
        problems += _doubled(records)
        problems += _dangling(records)
    if problems:
        raise BrokenPackage(problems)
    return Contents(name, records)


def _name(body: bytes) -> str:
    try:
        described = json.loads(body)
        name = described["name"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BrokenPackage([Problem(DESCRIPTOR, "is no JSON object with a name")]) from None
    # As Data Package has it, and no longer than the column that keeps it.
    if not isinstance(name, str) or not re.fullmatch(r"[-a-z0-9._/]{1,120}", name):
        why = "write a name of 1 to 120 small letters, digits, dots, dashes and underscores"
        raise BrokenPackage([Problem(DESCRIPTOR, why, field="name")])
    return name


def _records(resource: Resource, body: bytes) -> Iterator[Record | Problem]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = body[: problem.start].count(b"\n") + 1
        yield Problem(resource.path, "is not in UTF-8 here: save the file as UTF-8", line)
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _header(resource, next(reader, []))
        names = resource.column_names
        before = reader.line_num
        for row in reader:
            line, before = before + 1, reader.line_num
            if len(row) != len(names):
                yield Problem(resource.path, f"has {len(row)} cells, where {len(names)} belong", line)
            else:
                yield from _record(resource, line, dict(zip(names, row, strict=True)))
    except csv.Error as problem:
        yield Problem(resource.path, f"is no well-formed CSV ({problem})", reader.line_num)
    except _WrongHeaderError:
        return


class _WrongHeaderError(Exception):
    """The columns are not those of the resource, so that its rows cannot be read."""


def _header(resource: Resource, header: list[str]) -> Iterator[Problem]:
    expected = resource.column_names
    if header == expected:
        return
    for name in expected:
        if name not in header:
            yield Problem(resource.path, "this column is missing", 1, name)
    for name in dict.fromkeys(header):
        if name not in expected:
            yield Problem(resource.path, "no such column belongs here", 1, name)
        elif header.count(name) > 1:
            yield Problem(resource.path, "this column stands there twice", 1, name)
    if sorted(header) == sorted(expected):
        yield Problem(resource.path, f"the columns belong in this order: {', '.join(expected)}", 1)
    raise _WrongHeaderError


def _record(resource: Resource, line: int, row: Row) -> Iterator[Record | Problem]:
    values, broken = {}, False
    for column in resource.columns:
        try:
            values[column.name] = cells.read(row[column.name], column)
        except ValueError as problem:
            broken = True
            yield Problem(resource.path, str(problem), line, column.name)
    if not broken:
        yield Record(line, row, values)


def _doubled(records: dict[str, list[Record]]) -> Iterator[Problem]:
    for resource in RESOURCES:
        # Changes may repeat: two of one kind can happen at one moment.
        if resource.name == "changes":
            continue
        names = resource.column_names if resource.repeats else resource.key
        first: dict[tuple[str, ...], int] = {}
        for record in records[resource.name]:
            key = tuple(record.row[name] for name in names)
            if first.setdefault(key, record.line) != record.line:
                why = f"repeats line {first[key]}: leave one of them out"
                yield Problem(resource.path, why, record.line, ", ".join(resource.key))


def _dangling(records: dict[str, list[Record]]) -> Iterator[Problem]:
    keys = {
        resource.name: {record.row[resource.key[0]] for record in records[resource.name]}
        for resource in RESOURCES
        if len(resource.key) == 1
    }
    for resource in RESOURCES:
        for column in resource.columns:
            if not column.refers:
                continue
            for record in records[resource.name]:
                cell = record.row[column.name]
                for value in cell.split(" ") if column.kind is Kind.SLUGS else [cell]:
                    if value and value not in keys[column.refers]:
                        why = f"is {value!r}, which is not in {column.refers}.csv"
                        yield Problem(resource.path, why, record.line, column.name)
