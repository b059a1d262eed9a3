"""A hundred edits of one position by four editors at once: each is saved or refused, none is lost."""

import os
import subprocess
import sys
from urllib.parse import quote, urlencode

import pytest
from django.contrib.auth.models import User
from django.db import connection

from tests.factories import make_position

EDITORS, EDITS = 4, 25


def database_url() -> str:
    """The address of the database that this test runs on, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    secret = f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else ""
    host = quote(settings["HOST"] if not settings["HOST"].startswith("/") else "")
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    options = {name: value for name, value in settings["OPTIONS"].items() if isinstance(value, str)}
    if settings["HOST"].startswith("/"):
        options["host"] = settings["HOST"]
    asked = f"?{urlencode(options)}" if options else ""
    return f"postgresql://{quote(settings['USER'])}{secret}@{host}{port}/{quote(settings['NAME'])}{asked}"


@pytest.mark.django_db(transaction=True)
def test_a_hundred_edits_by_four_editors_at_once_lose_nothing() -> None:
    position = make_position(published=False, confidence="medium", note="0")
    names = [f"editor-{number}" for number in range(EDITORS)]
    for name in names:
        User.objects.create_superuser(name)
    command = [sys.executable, "-m", "tests.admin.edit_at_once", str(position.pk), str(EDITS)]
    environment = {**os.environ, "DATABASE_URL": database_url(), "LOG_LEVEL": "CRITICAL"}

    running = [
        subprocess.Popen(
            [*command, name], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in names
    ]
    said = [one.communicate() for one in running]

    assert [one.returncode for one in running] == [0] * EDITORS, said
    assert [int(out.split()[0]) for out, _ in said] == [EDITS] * EDITORS
    position.refresh_from_db()
    assert (position.note, position.lock_version) == (str(EDITORS * EDITS), EDITORS * EDITS + 1)
    edits = position.history.filter(history_type="~").order_by("lock_version")
    assert [int(edit.note) for edit in edits] == list(range(1, EDITORS * EDITS + 1))
    assert [edit.history_change_reason for edit in edits] == [
        f"{edit.history_user} {edit.note}" for edit in edits
    ]
