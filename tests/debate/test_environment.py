"""Each setting has a type, and each error names the variable and the mend."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from debate.environment import Environment


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
