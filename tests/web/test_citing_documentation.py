"""What is written about citing is so."""

import re
from pathlib import Path

import pytest
from django.test import Client

from articles.web.records import FORMATS
from tests.factories import make_position, make_quote

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "citing.md"


def test_every_address_it_names_opens_and_none_is_missing(client: Client) -> None:
    ids = {"q": make_quote().public_id, "p": make_position().public_id}
    named = set(re.findall(r"`(/[^`]*)`", DOCUMENT.read_text(encoding="utf-8")))

    statuses = {
        address: client.get(address.replace("{id}", str(ids[address[1]]))).status_code for address in named
    }

    assert statuses == dict.fromkeys(named, 200)
    assert named == {
        "/q/{id}/", "/q/{id}/context/", "/p/{id}/",
        *(f"/{kind}/{{id}}.{extension}" for kind in ids for extension in FORMATS),
    }  # fmt: skip


def test_every_format_is_in_the_table_under_its_name() -> None:
    rows = re.findall(
        r"^\| ([\w-]+) \| `/q/\{id\}\.([\w.]+)`", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rows == [(one.name, one.extension) for one in FORMATS.values()]
