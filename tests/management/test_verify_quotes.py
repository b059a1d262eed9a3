"""`verify_quotes` says what it found, to people and to programs, and fails where a quote is not verbatim."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import ArticleText, Quote, Verification
from tests.factories import make_quote

pytestmark = pytest.mark.django_db


def test_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    make_quote()
    elsewhere = make_quote("Said elsewhere.")
    ArticleText.objects.filter(pk=elsewhere.text_id).update(body="")
    Verification.objects.filter(quote=elsewhere).update(result="elsewhere")

    call_command("verify_quotes")

    assert capsys.readouterr().out == (
        "Looked at: 2. 1 exact; 1 checked elsewhere, their text is not kept here\n"
    )


def test_an_empty_corpus_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_quotes")
    assert capsys.readouterr().out == "Looked at: 0.\n"


@pytest.fixture
def broken() -> Quote:
    quote = make_quote()
    Quote.objects.filter(pk=quote.pk).update(exact="Milk goes in last.")
    return quote


WHY = (
    "The quoted words are not those of the spans: after “Milk goes in ” the spans have “first.”, "
    "the quote “last.”."
)


def test_each_failure_has_its_address_and_reason(
    broken: Quote, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.SITE_URL = "https://record.example"

    with pytest.raises(CommandError, match=r"^Not verbatim: 1 of 1\.$"):
        call_command("verify_quotes")

    address = f"https://record.example/q/{broken.public_id}/"
    assert capsys.readouterr().out.splitlines() == [
        f"Drift  {address}  found before, not now",
        f"Failed  {address}  Tess Teapot: Milk goes in last.: {WHY}",
        "Looked at: 1. 1 failed",
    ]


def test_programs_read_it_as_json(broken: Quote, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError):
        call_command("verify_quotes", "--json")

    here = {"id": broken.public_id, "address": f"/q/{broken.public_id}/"}
    assert json.loads(capsys.readouterr().out) == {
        "quotes": 1,
        "exact": 0,
        "folded": 0,
        "elsewhere": 0,
        "failed": 1,
        "drift": [here | {"drift": "found before, not now"}],
        "failures": [here | {"reason": WHY}],
    }
