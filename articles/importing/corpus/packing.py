"""A package as a folder or a zip file: reading its files safely, and writing them whole or not at all."""

import json
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from articles.importing.corpus.closing import Package
from articles.importing.corpus.descriptor import NAME, descriptor
from articles.importing.corpus.problems import BrokenPackage, Problem
from articles.importing.corpus.resources import RESOURCES

DESCRIPTOR = "datapackage.json"
# Several times what a hundred thousand quotes need; more is a mistake or an attack.
LARGEST_PACKAGE = 1_000_000_000
# What may stand beside the files of a package, for people.
COMPANIONS = frozenset({"README.md", "LICENSE.md"})
# All zip members bear this date, so that equal packages are equal bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# Everything that Python raises for an archive it cannot read.
_BROKEN_ZIP = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error, lzma.LZMAError,
)  # fmt: skip


def files_of(path: Path) -> dict[str, bytes]:
    """The bytes of each file that a package has, by name; missing ones are left out.

    Only names that belong to a package are looked at, so that nothing outside it can be reached. Raises
    BrokenPackage where there is no package at all, or it is too large.
    """
    names = [DESCRIPTOR, *(resource.path for resource in RESOURCES)]
    if path.is_dir():
        found = _folder(path, names)
    elif path.is_file():
        found = _zip(path, names)
    else:
        raise BrokenPackage([Problem(str(path), "there is no such folder or file")])
    if DESCRIPTOR not in found:
        why = f"is no data package: it has no {DESCRIPTOR}"
        raise BrokenPackage([Problem(str(path), why)])
    return found


def _folder(path: Path, names: list[str]) -> dict[str, bytes]:
    files = {name: path / name for name in names if (path / name).is_file()}
    if sum(file.stat().st_size for file in files.values()) > LARGEST_PACKAGE:
        raise _too_large(path)
    try:
        return {name: file.read_bytes() for name, file in files.items()}
    except OSError as problem:
        raise BrokenPackage([Problem(str(path), f"cannot be read ({problem})")]) from None


def _zip(path: Path, names: list[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST_PACKAGE
    try:
        with zipfile.ZipFile(path) as archive:
            members = {info.filename: info for info in archive.infolist()}
            for name in names:
                if name not in members:
                    continue
                # Read up to the limit, whatever size the archive claims.
                with archive.open(members[name]) as member:
                    found[name] = member.read(left + 1)
                left -= len(found[name])
                if left < 0:
                    raise _too_large(path)
    except (*_BROKEN_ZIP, OSError) as problem:
        raise BrokenPackage([Problem(path.name, f"cannot be read as a zip file ({problem})")]) from None
    return found


def _too_large(path: Path) -> BrokenPackage:
    why = f"holds more than the {LARGEST_PACKAGE:,} bytes a package may have"
    return BrokenPackage([Problem(path.name, why)])


def pack(package: Package) -> dict[str, bytes]:
    """The bytes of each file of a package."""
    files = {DESCRIPTOR: descriptor().encode()}
    for resource in RESOURCES:
        names = resource.column_names
        lines = [_line(names), *(_line(row[name] for name in names) for row in package[resource.name])]
        files[resource.path] = "".join(lines).encode()
    return files


def _line(row: Iterable[str]) -> str:
    """One row as CSV. Python's own writer leaves a lone carriage return bare, which then ends the row."""
    return ",".join(_quoted(cell) if any(mark in cell for mark in ',"\r\n') else cell for cell in row) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def write_folder(files: Mapping[str, bytes], path: Path) -> None:
    """Write the files into a folder, replacing the package in it.

    The descriptor goes first and comes back last, so that a folder is never read when half of it is
    written. Raises FileExistsError where the folder holds something that is not a package of ours.
    """
    if path.is_dir() and not _is_ours(path):
        held = min(file.name for file in path.iterdir() if file.name not in COMPANIONS)
        raise FileExistsError(f"{path} holds {held}, which is of no package: give another folder.")
    path.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as draft:
        for name, body in files.items():
            (Path(draft) / name).write_bytes(body)
        (path / DESCRIPTOR).unlink(missing_ok=True)
        for name in sorted(files, key=lambda name: name == DESCRIPTOR):
            (Path(draft) / name).replace(path / name)


def _is_ours(path: Path) -> bool:
    """Whether the folder may be written over: it is empty, or holds a package by the name of ours."""
    if not {file.name for file in path.iterdir()} - COMPANIONS:
        return True
    try:
        described = json.loads((path / DESCRIPTOR).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(described, dict) and described.get("name") == NAME


def write_zip(files: Mapping[str, bytes], path: Path) -> None:
    """Write the files into one zip file; equal files make equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        draft = Path(folder) / path.name
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(files):
                info = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
                # The system it was made on is no part of what is said.
                info.create_system = 3
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, files[name])
        draft.replace(path)
