"""The site as visitors get it, for as long as something looks at it: production settings, bundled corpus."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of a running site with its own data; `DATA_DIR` is set to it for this process as well."""
    with tempfile.TemporaryDirectory(prefix="served-") as data:
        port = free_port()
        os.environ["DATA_DIR"] = data
        for name in ("DATABASE_URL", "DEBUG", "STATIC_ROOT"):
            os.environ.pop(name, None)
        environment = {**os.environ, "PORT": str(port), "LOG_LEVEL": "ERROR"}
        with subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        ) as server:
            try:
                _wait(f"http://127.0.0.1:{port}/readyz", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"The site did not start (exit code {server.returncode}).")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 — our own
            return
        time.sleep(0.2)
    raise RuntimeError(f"The site did not answer within {PATIENCE} seconds.")
