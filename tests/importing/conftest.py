"""A package of the small corpus in a folder, and a database that holds nothing of it."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from pytest_django import DjangoDbBlocker

from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.packing import pack, write_folder
from tests.importing.packages import fill_corpus


def table_counts() -> dict[str, int]:
    """How many rows each table holds."""
    managers: dict[str, Any] = {
        model._meta.label: model._default_manager for model in apps.get_app_config("articles").get_models()
    }
    return {name: manager.count() for name, manager in managers.items()}


@pytest.fixture(scope="session")
def _packed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, bytes]:
    """The files of the small corpus; made once, and taken back from the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_corpus()
        files = pack(published_package())
        transaction.set_rollback(True)
    return files


@pytest.fixture
def package(tmp_path: Path, db: None, _packed: dict[str, bytes]) -> Path:
    """The small corpus as a package; the database is empty."""
    assert not any(table_counts().values())
    folder = tmp_path / "package"
    write_folder(_packed, folder)
    return folder
