"""Reading settings from the environment: each value typed, each error naming the variable and the mend."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# The schemes of a mail server's address, and the port of each unless one is given.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "::1"}
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}

Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class MailServer:
    """Where mails are handed in, how, and whom they are from; without a host, nowhere."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    tls: bool = False
    sender: str = ""


class Environment:
    """The settings of one process, as its operator gave them."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        given = self.variables.get(name)
        if given is None:
            return default
        if given.strip().lower() in YES:
            return True
        if given.strip().lower() in NO:
            return False
        raise ImproperlyConfigured(f"{name}={given!r} is neither yes nor no. Set {name}=1 or {name}=0.")

    def integer(self, name: str, default: int, *, at_least: int = 0) -> int:
        given = self.text(name, str(default))
        try:
            number = int(given)
        except ValueError:
            raise ImproperlyConfigured(
                f"{name}={given!r} is not a whole number. Set for example {name}={default}."
            ) from None
        if number < at_least:
            raise ImproperlyConfigured(f"{name}={number} is too small. Set {name} to {at_least} or more.")
        return number

    def names(self, name: str, default: str = "") -> list[str]:
        """The values of a comma-separated variable, in order, without empty ones."""
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def choice(self, name: str, default: str, *, among: tuple[str, ...]) -> str:
        given = self.text(name, default).lower()
        if given not in among:
            raise ImproperlyConfigured(f"{name}={given!r} is none of {', '.join(among)}. Set one of them.")
        return given

    def networks(self, name: str) -> list[Network]:
        """The networks of a comma-separated variable: addresses such as 10.0.0.7, or ranges as 10.0.0.0/8."""
        try:
            return [ip_network(given) for given in self.names(name)]
        except ValueError as problem:
            raise ImproperlyConfigured(
                f"{name}: {problem}. Set for example {name}=127.0.0.1,10.0.0.0/8."
            ) from None

    def mail(self, name: str, *, sender: str) -> MailServer:
        """The mail server at an address such as `smtp+tls://user:password@host:587`, if one is given.

        Raises ImproperlyConfigured also where it is not said whom mails are from.
        """
        given = self.text(name)
        if not given:
            return MailServer()
        mend = f"Set {name}=smtp+tls://user:password@host:587 (or smtps://…, or smtp://host)."
        try:
            url = urlsplit(given)
            port = url.port
        except ValueError:
            raise ImproperlyConfigured(f"{name} is not an address. {mend}") from None
        if url.scheme not in MAIL_PORTS or not url.hostname:
            raise ImproperlyConfigured(f"{name} names no mail server. {mend}")
        if not sender:
            raise ImproperlyConfigured(
                f"{name} is set, but not whom mails are from. Set EMAIL_FROM=record@your.example."
            )
        return MailServer(
            host=url.hostname,
            port=port or MAIL_PORTS[url.scheme],
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
            starttls=url.scheme == "smtp+tls",
            tls=url.scheme == "smtps",
            sender=sender,
        )

    def folder(self, name: str, default: Path) -> Path:
        """An existing folder, made where it is missing."""
        folder = Path(self.text(name, str(default))).expanduser().resolve()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise ImproperlyConfigured(
                f"{name}={folder} cannot be made or is no folder ({problem.strerror}). "
                f"Set {name} to a folder this user may write to."
            ) from None
        return folder

    def secret_key(self, name: str, keep_in: Path) -> str:
        """The secret key given, else one made at the first start and kept in the file `keep_in`."""
        given = self.text(name)
        if given:
            if len(given) < 50:  # noqa: PLR2004 — Django's own lower bound (security.W009)
                raise ImproperlyConfigured(
                    f"{name} is too short. Give it 50 or more random characters, "
                    "or leave it out: one is then made and kept under DATA_DIR."
                )
            return given
        try:
            return _kept_key(keep_in)
        except OSError as problem:
            raise ImproperlyConfigured(
                f"{name} is not set and none can be kept in {keep_in} ({problem.strerror}). "
                f"Set {name}, or DATA_DIR to a folder this user may write to."
            ) from None

    def database(self, name: str, default_sqlite: Path) -> dict[str, Any]:
        """Django's settings of the database at an address such as `postgresql://user@host/name`.

        Understood are `sqlite:///path/to/file` and `postgresql://user:password@host:port/name`; further
        connection options follow as a query (`?sslmode=require`, `?host=/run/postgresql`).
        """
        given = self.text(name)
        if not given:
            return _sqlite(default_sqlite)
        mend = (
            f"Set {name}=sqlite:////full/path/to/file.sqlite3 or "
            f"{name}=postgresql://user:password@host:5432/name."
        )
        try:
            url = urlsplit(given)
            port = url.port
        except ValueError:
            raise ImproperlyConfigured(f"{name} is not an address. {mend}") from None
        path = unquote(url.path[1:])
        if url.scheme == "sqlite" and path:
            return _sqlite(Path(path))
        if url.scheme in {"postgres", "postgresql"} and path:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": path,
                "USER": unquote(url.username or ""),
                "PASSWORD": unquote(url.password or ""),
                "HOST": unquote(url.hostname or ""),
                "PORT": str(port or ""),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
                "OPTIONS": dict(parse_qsl(url.query)),
            }
        raise ImproperlyConfigured(f"{name} names no database this site can use. {mend}")


def _kept_key(file: Path) -> str:
    if file.exists():
        kept = file.read_text().strip()
        if kept:
            return kept
    made = secrets.token_urlsafe(64)
    # Made beside its place and linked there whole: of two processes starting at once, one key wins.
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(made)
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        if not file.read_text().strip():
            draft.replace(file)
            return made
    finally:
        draft.unlink(missing_ok=True)
    return file.read_text().strip()


def _sqlite(file: Path) -> dict[str, Any]:
    # Readers never wait for the writer (WAL), and a writer takes its lock at the start of its
    # transaction (IMMEDIATE), where waiting for another is still possible.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # A file for tests too: in memory, the threads of a server would share one connection.
        "TEST": {"NAME": str(file.with_name(f"test-{file.name}"))},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
            ),
        },
    }
