"""What happens between `make run` and the first page: each step says what it does, and does it once."""

import errno
import hashlib
import os
import secrets
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication

Say = Callable[[str], None]
EDITOR = "editor"


class CannotStartError(Exception):
    """The site cannot start; the text says why, and what to do."""


def check_port(host: str, port: int) -> None:
    """Raise CannotStartError where the site could not listen there; asked before any work is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise CannotStartError(
                    f"Port {port} is taken by another program. Stop that one, or choose another port: "
                    f"make run PORT={port + 1}"
                ) from None
            raise CannotStartError(f"Cannot listen on {host}:{port} ({problem.strerror}).") from None


def migrate(say: Say) -> None:
    """Apply the migrations that are missing. Raises CannotStartError without a database."""
    try:
        executor = MigrationExecutor(connections["default"])
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            say(f"Making the tables ({len(missing)} migrations) …")
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as problem:
        raise CannotStartError(
            f"The database cannot be used: {problem}\nCheck DATABASE_URL, and that the server runs."
        ) from None


def load_bundled_corpus(say: Say) -> None:
    """Load the corpus of CORPUS_DIR into a database that holds none."""
    if apps.get_model("articles", "Debate")._default_manager.exists():
        return
    say(f"Loading the corpus in {settings.CORPUS_DIR.name}/ …")
    call_command("load_corpus", settings.CORPUS_DIR, verbosity=0)


def learn_sizes() -> None:
    """Let SQLite count what its tables and indexes hold, so that it plans queries by it.

    PostgreSQL does so by itself. Without, a list of stakeholders walks all quotes for each of its rows.
    """
    if connections["default"].vendor == "sqlite":
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


def make_editor(say: Say, address: str) -> None:
    """Make the first account where there is none, and say its password, this once."""
    users: Any = get_user_model()._default_manager
    if users.exists():
        return
    password = secrets.token_urlsafe(12)
    users.create_superuser(EDITOR, password=password)
    say("An editor account was made. Its password is shown this once:")
    say(f"  address   {address}admin/")
    say(f"  name      {EDITOR}")
    say(f"  password  {password}")


def collect_static(say: Say) -> None:
    """Collect and compress the static files where any has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    now = _static_digest()
    if stamp.exists() and stamp.read_text() == now:
        return
    say("Collecting and compressing static files (some ten seconds, at the first start alone) …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def _static_digest() -> str:
    """A digest of our static files as they lie there, and of the versions that bring others."""
    seen = hashlib.sha256(f"{django.get_version()} {sys.version_info[:2]}".encode())
    for folder in settings.STATICFILES_DIRS:
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file():
                seen.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn in this very process, so that Django is imported once."""

    def __init__(
        self, host: str, port: int, *, workers: int, threads: int, started: Callable[[], None]
    ) -> None:
        self.asked = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "worker_class": "gthread",
            "workers": workers,
            "threads": threads,
            # Without it one worker may keep all the connections of patient clients.
            "reuse_port": True,
            "preload_app": True,
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": lambda _: started(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.asked.items():
            if name in self.cfg.settings and value is not None:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from debate.wsgi import application  # noqa: PLC0415 — gunicorn says when

        # A connection must not be shared by the workers forked from here.
        connections.close_all()
        return application
