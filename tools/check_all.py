"""Everything `make test` proves: lint, types, contracts, checks, and the suite on both databases at once."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
# What a public site runs with; the values are made up, their form is not.
PRODUCTION = {
    "DEBUG": "0",
    "HTTPS": "1",
    "SECRET_KEY": "not-a-secret-" * 5 + "0123456789abcdefghijk",
    "ALLOWED_HOSTS": "record.example",
    "SITE_URL": "https://record.example",
}


@dataclass(frozen=True)
class Part:
    """One thing to prove, by one command."""

    name: str
    command: Sequence[str]
    production: bool = False


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


# Seconds for one part; many times what the slowest takes.
PATIENCE = 2400


LINT = [
    Part("lint", [str(BIN / "ruff"), "check", "."]),
    Part("format", [str(BIN / "ruff"), "format", "--check", "."]),
    Part("templates", [str(BIN / "djade"), "--check", "--target-version", "5.2", *templates()]),
    Part("import contracts", [str(BIN / "lint-imports")]),
]
TYPES = [Part("types", [str(BIN / "mypy"), "."])]
CHECKS = [
    Part("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    Part(
        "deployment", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], production=True
    ),
]
SUITES = [
    Part("tests on SQLite", [PYTHON, "-m", "pytest", "-p", "no:cacheprovider"]),
    Part(
        "tests on PostgreSQL",
        [PYTHON, "tools/with_postgres.py", PYTHON, "-m", "pytest", "-p", "no:cacheprovider"],
    ),
]


def begin(part: Part, output: Path, data: Path) -> "subprocess.Popen[bytes]":
    """Start one part; what it says goes into the file."""
    environment = {**os.environ, "DATA_DIR": str(data), "COVERAGE_FILE": str(data / part.name)}
    if part.production:
        environment |= PRODUCTION
    if part.name == "tests on SQLite":
        environment.pop("DATABASE_URL", None)
    with output.open("wb") as file:
        return subprocess.Popen(
            part.command,
            cwd=ROOT,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )


def finish(process: "subprocess.Popen[bytes]", output: Path) -> int:
    """The exit code; a part that takes beyond all reason is ended, and says so in its file."""
    try:
        return process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait()
        with output.open("a") as file:
            file.write(f"\nEnded after {PATIENCE} seconds: it hangs.\n")
        return 1


def prove(parts: Sequence[Part], *, at_once: bool) -> list[str]:
    """Run the parts, say how each went, show what a failed one said; gives back the names of the failed."""
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        waiting = list(parts)
        while waiting:
            group, waiting = (waiting, []) if at_once else (waiting[:1], waiting[1:])
            began = time.monotonic()
            running = [
                (part, Path(folder) / part.name, begin(part, Path(folder) / part.name, Path(folder)))
                for part in group
            ]
            for part, output, process in running:
                code = finish(process, output)
                said = output.read_text(errors="replace").strip()
                last = said.splitlines()[-1] if said else ""
                sys.stdout.write(
                    f"{'ok    ' if not code else 'FAILED'}  {part.name} ({time.monotonic() - began:.0f} s)"
                )
                sys.stdout.write(f"  {last}\n" if not code and "tests" in part.name else "\n")
                if code:
                    failed.append(part.name)
                    sys.stdout.write(f"{said}\n")
                sys.stdout.flush()
    return failed


def main(asked: str) -> int:
    if asked in ("lint", "types"):
        failed = prove(LINT if asked == "lint" else TYPES, at_once=False)
    else:
        failed = prove([*LINT, *TYPES, *CHECKS], at_once=False)
        sys.stdout.write("Tests on both databases, side by side …\n")
        sys.stdout.flush()
        failed += prove(SUITES, at_once=True)
    sys.stdout.write(f"Failed: {', '.join(failed)}\n" if failed else "All is well.\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "all"))
