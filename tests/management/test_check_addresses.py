"""The whole ledger is asked for, and whatever is lost is named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.actions.correcting import replace
from articles.actions.holding import hold
from articles.actions.merging import merge
from articles.actions.removing import remove_on_legal_demand
from articles.actions.renaming import rename
from articles.actions.withdrawing import withdraw
from articles.models import OldSlug, Position, PublicId, Quote
from articles.web.pages import outlets
from tests.factories import (
    make_article,
    make_debate,
    make_editor,
    make_organisation,
    make_outlet,
    make_position,
    make_proposition,
    make_quote,
    make_stakeholder,
    make_type,
)

pytestmark = pytest.mark.django_db


def told() -> str:
    out = StringIO()
    call_command("check_addresses", stdout=out)
    return out.getvalue()


def lost() -> tuple[str, list[str]]:
    out = StringIO()
    with pytest.raises(CommandError) as problem:
        call_command("check_addresses", stdout=out)
    return str(problem.value), out.getvalue().splitlines()


def test_after_every_kind_of_decision_every_address_answers() -> None:
    by = make_editor()
    tess, double, union = make_stakeholder(), make_stakeholder("T Teapot"), make_organisation()
    make_position(stakeholder=union, quotes=(make_quote(speaker=tess, on_behalf_of=union),))
    merge(keep=tess, drop=double, by=by, why="same")
    replace(make_quote("Old."), successor=make_quote("New."), by=by, why="reprinted")
    hold(make_quote("Held."), by=by, why="disputed")
    withdraw(make_quote("Gone."), by=by, why="wrong")
    remove_on_legal_demand(make_quote("Removed."), by=by, why="order", blocked_by="mailto:a@court.example")
    for record in (make_outlet(), make_type(), make_debate(), make_proposition(), union, make_article()):
        rename(record, by=by, why="new name", slug=f"new-{record.slug}")

    assert told().startswith("All ")


def test_an_id_that_answers_otherwise_is_named() -> None:
    quote, position = make_quote(), make_position()
    Quote.objects.filter(pk=quote.pk).update(status="withdrawn")
    PublicId.objects.filter(pk=position.public_id).update(state="withdrawn")
    Position.objects.filter(pk=position.pk).update(status="withdrawn")

    why, lines = lost()

    assert lines == [
        f"/q/{quote.public_id}/: answers 403, not 200",
        f"/q/{quote.public_id}/history/: answers 403, not 200",
    ]
    assert why.startswith("2 promises are broken, of ")


def test_an_old_slug_that_leads_nowhere_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    OldSlug.objects.create(kind="outlet", slug="leaf", row=make_article().outlet.pk)
    monkeypatch.setattr(outlets, "current_slugs", lambda _: {})

    why, lines = lost()

    assert lines == ["/outlets/leaf/: answers 404, not 301"]
    assert why.startswith("1 promises are broken")


def test_progress_is_shown_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    make_quote()
    call_command("check_addresses", "--progress", verbosity=0)
    assert "Checking" in capsys.readouterr().err
