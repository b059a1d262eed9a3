"""A package of the small corpus in a folder, and the database empty again."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from tests.importing.packages import export, fill_corpus


def table_counts() -> dict[str, int]:
    """How many rows each table holds."""
    managers: dict[str, Any] = {
        model._meta.label: model._default_manager for model in apps.get_app_config("articles").get_models()
    }
    return {name: manager.count() for name, manager in managers.items()}


def empty_database() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not any(table_counts().values())


@pytest.fixture
def package(tmp_path: Path, transactional_db: None) -> Path:
    """The small corpus as a package; the database is empty."""
    assert connection.vendor in ("sqlite", "postgresql")
    fill_corpus()
    folder = tmp_path / "package"
    export(folder)
    empty_database()
    return folder
