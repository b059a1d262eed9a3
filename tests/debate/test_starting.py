"""The first start makes ready what is missing and says so; the second does and says nothing."""

import socket
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Quote
from debate import starting
from tests.corpus.bundled import CORPUS


def test_a_taken_port_is_said_before_any_work() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            starting.CannotStartError, match=rf"Port {port} is taken .* make run PORT={port + 1}"
        ):
            starting.check_port("127.0.0.1", port)
    starting.check_port("127.0.0.1", port)


def test_serving_on_a_taken_port_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        with pytest.raises(CommandError, match="is taken by another program"):
            call_command("serve")


@pytest.mark.django_db
def test_the_editors_password_is_said_once() -> None:
    said: list[str] = []

    starting.make_editor(said.append, "http://127.0.0.1:8000/")
    starting.make_editor(said.append, "http://127.0.0.1:8000/")

    assert said[:3] == [
        "An editor account was made. Its password is shown this once:",
        "  address   http://127.0.0.1:8000/admin/",
        "  name      editor",
    ]
    assert len(said) == 4
    editor = User.objects.get()
    assert editor.check_password(said[3].split()[-1])
    assert editor.is_superuser


@pytest.mark.django_db
def test_the_corpus_is_loaded_into_an_empty_database_alone(settings: Any) -> None:
    settings.CORPUS_DIR = CORPUS
    said: list[str] = []

    starting.load_bundled_corpus(said.append)
    starting.load_bundled_corpus(said.append)

    assert said == ["Loading the corpus in corpus/ …"]
    assert Quote.objects.published().count() == 15


@pytest.mark.django_db
def test_tables_that_are_there_are_left_alone() -> None:
    said: list[str] = []
    starting.migrate(said.append)
    assert said == []


def test_static_files_are_collected_when_they_changed(settings: Any, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "root"
    settings.INSTALLED_APPS = ["django.contrib.staticfiles"]
    said: list[str] = []

    starting.collect_static(said.append)
    starting.collect_static(said.append)
    assert len(said) == 1
    assert (tmp_path / "root" / "a.css").exists()

    (source / "a.css").write_text("a { color: blue }")
    starting.collect_static(said.append)
    assert len(said) == 2
