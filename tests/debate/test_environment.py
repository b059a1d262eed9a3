"""Each setting has a type, and each error names the variable and the mend."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from debate.environment import Environment, MailServer


def refused(call: object) -> str:
    with pytest.raises(ImproperlyConfigured) as told:
        call()  # type: ignore[operator]
    return str(told.value)


@pytest.mark.parametrize(
    ("given", "read"), [("1", True), ("yes", True), ("On", True), ("0", False), ("", False)]
)
def test_a_flag_is_yes_or_no(given: str, read: bool) -> None:
    assert Environment({"DEBUG": given}).flag("DEBUG", default=not read) is read


def test_a_flag_that_is_neither_is_refused() -> None:
    env = Environment({"DEBUG": "maybe"})
    assert refused(lambda: env.flag("DEBUG", default=False)) == (
        "DEBUG='maybe' is neither yes nor no. Set DEBUG=1 or DEBUG=0."
    )


def test_a_number_is_whole_and_large_enough() -> None:
    assert Environment({"PORT": " 9000 "}).integer("PORT", 8000) == 9000
    assert Environment({}).integer("PORT", 8000) == 8000
    assert "PORT='many' is not a whole number" in refused(
        lambda: Environment({"PORT": "many"}).integer("PORT", 1)
    )
    assert "Set PORT to 1 or more" in refused(
        lambda: Environment({"PORT": "0"}).integer("PORT", 1, at_least=1)
    )


def test_names_are_cut_at_commas() -> None:
    assert Environment({"ALLOWED_HOSTS": "a.example, b.example,,"}).names("ALLOWED_HOSTS") == [
        "a.example",
        "b.example",
    ]


def test_a_key_is_made_once_kept_and_private(tmp_path: Path) -> None:
    kept = tmp_path / "secret_key"
    first = Environment({}).secret_key("SECRET_KEY", keep_in=kept)
    assert Environment({}).secret_key("SECRET_KEY", keep_in=kept) == first == kept.read_text()
    assert len(first) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    env = Environment({"SECRET_KEY": "short"})
    assert refused(lambda: env.secret_key("SECRET_KEY", keep_in=tmp_path / "k")).startswith(
        "SECRET_KEY is too short."
    )


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    env = Environment({"DATA_DIR": str(tmp_path / "file")})
    assert "DATA_DIR=" in refused(lambda: env.folder("DATA_DIR", tmp_path))


def test_addresses_of_databases(tmp_path: Path) -> None:
    def database(address: str) -> dict[str, object]:
        return Environment({"DATABASE_URL": address}).database("DATABASE_URL", tmp_path / "db.sqlite3")

    assert database("")["NAME"] == str(tmp_path / "db.sqlite3")
    assert database("sqlite:////var/corpus.sqlite3")["NAME"] == "/var/corpus.sqlite3"
    found = database("postgresql://tess:p%40ss@db.example:5433/record?sslmode=require")
    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "record",
        "USER": "tess",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }
    for wrong in ("mysql://x/y", "record", "postgresql://host", "postgresql://host:port/x", "sqlite://"):
        said = refused(lambda wrong=wrong: database(wrong))
        assert said.startswith("DATABASE_URL")
        assert "postgresql://user:password@host:5432/name" in said


def test_a_choice_is_one_of_those_offered() -> None:
    env = Environment({"SECOND_FACTOR": "Optional", "WRONG": "perhaps"})
    offered = ("required", "optional")
    assert env.choice("SECOND_FACTOR", "required", among=offered) == "optional"
    assert env.choice("UNSET", "required", among=offered) == "required"
    assert refused(lambda: env.choice("WRONG", "required", among=offered)) == (
        "WRONG='perhaps' is none of required, optional. Set one of them."
    )


def test_networks_are_addresses_or_ranges() -> None:
    env = Environment({"TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8,fd00::/8", "WRONG": "10.0.0.1/8"})
    assert [str(one) for one in env.networks("TRUSTED_PROXIES")] == ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"]
    assert env.networks("UNSET") == []
    assert refused(lambda: env.networks("WRONG")) == (
        "WRONG: 10.0.0.1/8 has host bits set. Set for example WRONG=127.0.0.1,10.0.0.0/8."
    )


def test_addresses_of_mail_servers() -> None:
    def server(address: str, sender: str = "record@tea.example") -> MailServer:
        return Environment({"EMAIL_URL": address}).mail("EMAIL_URL", sender=sender)

    sender = "record@tea.example"
    assert server("smtp+tls://tess:p%40ss@mail.example") == MailServer(
        host="mail.example", port=587, user="tess", password="p@ss", starttls=True, sender=sender
    )
    assert server("smtps://mail.example:4650") == MailServer(
        host="mail.example", port=4650, tls=True, sender=sender
    )
    assert server("smtp://localhost") == MailServer(host="localhost", port=25, sender=sender)
    assert server("", sender="") == MailServer()
    assert "p@ss" not in repr(server("smtp://tess:p%40ss@mail.example"))
    for wrong in ("mail.example", "http://mail.example", "smtp://", "smtp://host:port"):
        assert refused(lambda wrong=wrong: server(wrong)).startswith("EMAIL_URL")
    assert refused(lambda: server("smtp://localhost", sender="")) == (
        "EMAIL_URL is set, but not whom mails are from. Set EMAIL_FROM=record@your.example."
    )


@pytest.mark.parametrize(
    ("variables", "asked"),
    [
        ({}, "optional"),
        ({"ALLOWED_HOSTS": "localhost"}, "optional"),
        ({"ALLOWED_HOSTS": "localhost,record.example"}, "required"),
        ({"ALLOWED_HOSTS": "*"}, "required"),
        ({"HTTPS": "1"}, "required"),
        ({"HTTPS": "1", "SECOND_FACTOR": "optional"}, "optional"),
        ({"SECOND_FACTOR": "required"}, "required"),
    ],
)
def test_a_second_factor_is_asked_for_wherever_the_site_is_not_local(
    variables: dict[str, str], asked: str, tmp_path: Path
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from debate import settings; print(settings.SECOND_FACTOR)"],
        env={**os.environ, "DATA_DIR": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == asked
