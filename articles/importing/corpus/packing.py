"""A package as a folder or a zip file: reading its files safely, and writing them whole or not at all."""

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from articles.importing.corpus.descriptor import descriptor
from articles.importing.corpus.exporting import Package
from articles.importing.corpus.problems import BrokenPackage, Problem
from articles.importing.corpus.resources import RESOURCES

DESCRIPTOR = "datapackage.json"
# Ten times what a hundred thousand quotes need; more is a mistake or an attack.
LARGEST_FILE = 500_000_000
# All zip members bear this date, so that equal packages are equal bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def files_of(path: Path) -> dict[str, bytes]:
    """The bytes of each file that a package has, by name; missing ones are left out.

    Only names that belong to a package are looked at, so that nothing outside it can be reached. Raises
    BrokenPackage where there is no package at all, or a file in it is too large.
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
    found = {}
    for name in names:
        file = path / name
        if file.is_file():
            if file.stat().st_size > LARGEST_FILE:
                raise BrokenPackage([_too_large(name)])
            found[name] = file.read_bytes()
    return found


def _zip(path: Path, names: list[str]) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = {info.filename: info for info in archive.infolist()}
            found = {}
            for name in names:
                if name not in members:
                    continue
                # Read up to the limit, whatever size the archive claims.
                with archive.open(members[name]) as member:
                    body = member.read(LARGEST_FILE + 1)
                if len(body) > LARGEST_FILE:
                    raise BrokenPackage([_too_large(name)])
                found[name] = body
            return found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise BrokenPackage([Problem(path.name, f"cannot be read as a zip file ({problem})")]) from None


def _too_large(name: str) -> Problem:
    return Problem(name, f"is larger than {LARGEST_FILE // 1_000_000} MB")


def pack(package: Package) -> dict[str, bytes]:
    """The bytes of each file of a package."""
    files = {DESCRIPTOR: descriptor().encode()}
    for resource in RESOURCES:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, resource.column_names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(package[resource.name])
        files[resource.path] = out.getvalue().encode()
    return files


def write_folder(files: Mapping[str, bytes], path: Path) -> None:
    """Write the files into a folder, replacing the package in it.

    Raises FileExistsError where the folder holds anything that is not of a package.
    """
    strangers = (
        sorted(file.name for file in path.iterdir() if file.name not in files) if path.exists() else []
    )
    known = {"README.md", "LICENSE.md"}
    if set(strangers) - known and not (path / DESCRIPTOR).exists():
        raise FileExistsError(f"{path} holds {strangers[0]}, which is of no package: give another folder.")
    path.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as draft:
        for name, body in files.items():
            (Path(draft) / name).write_bytes(body)
        for name in files:
            (Path(draft) / name).replace(path / name)


def write_zip(files: Mapping[str, bytes], path: Path) -> None:
    """Write the files into one zip file; equal files make equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        draft = Path(folder) / path.name
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(files):
                info = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, files[name])
        shutil.move(draft, path)
