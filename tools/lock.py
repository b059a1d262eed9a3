"""Compile the locked requirements from pyproject.toml: exact versions, with hashes, for every platform."""

import subprocess
import sys
from pathlib import Path

UV = Path(sys.executable).with_name("uv")
OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--quiet",
]
HEADER = "# Made by `make lock` from pyproject.toml: change that, not this.\n"


def lock(target: str, *options: str) -> None:
    subprocess.run([UV, "pip", "compile", "pyproject.toml", *OPTIONS, *options, "-o", target], check=True)
    file = Path(target)
    file.write_text(HEADER + file.read_text().removeprefix(HEADER))


if __name__ == "__main__":
    lock("requirements.txt", *sys.argv[1:])
    lock("requirements-dev.txt", "--group", "dev", "-c", "requirements.txt", *sys.argv[1:])
