"""Whoever watches the machine learns whether it lives and whether it can serve."""

from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client


def test_a_living_process_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_ready_with_all_tables(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_without_a_database_or_with_tables_missing(client: Client) -> None:
    with patch("debate.health.MigrationExecutor", side_effect=OperationalError):
        assert client.get("/readyz").status_code == 503
    with patch("debate.health.MigrationExecutor") as executor:
        executor.return_value.migration_plan.return_value = ["one", "two"]
        answer = client.get("/readyz")
        assert (answer.status_code, answer.content) == (503, b"2 migrations are missing\n")


def test_a_head_has_a_length_and_no_body(client: Client) -> None:
    answer = client.head("/healthz")
    assert (answer.content, answer.headers["Content-Length"]) == (b"", "6")
