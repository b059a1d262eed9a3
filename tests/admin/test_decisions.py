"""Each decision shows every address it affects, does just that, and says what stands against it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.actions.roles import Role
from articles.models import (
    Change,
    Merge,
    OldSlug,
    Outlet,
    PublicId,
    Quote,
    Stakeholder,
    StanceChange,
    Status,
)
from tests.admin.forms import fields_of
from tests.factories import (
    make_affiliation,
    make_article,
    make_editor,
    make_organisation,
    make_outlet,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith() -> User:
    return make_editor()


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def page_of(record: Any, decision: str) -> str:
    return reverse(f"admin:articles_{record._meta.model_name}_{decision}", args=[record.pk])


def look(desk: Client, record: Any, decision: str, **chosen: Any) -> str:
    """What the page shows once the editor asked what would happen."""
    address = page_of(record, decision)
    asked = fields_of(desk.get(address).content.decode()) | chosen | {"_look": "yes"}
    return desk.post(address, asked).content.decode()


def decide(desk: Client, record: Any, decision: str, **chosen: Any) -> Any:
    """Look, then do it for a reason."""
    shown = look(desk, record, decision, **chosen)
    confirmed = fields_of(shown) | chosen | {"why": "the source says so", "_decided": "yes"}
    return desk.post(page_of(record, decision), confirmed, follow=True)


def test_withdrawing_lists_what_rests_on_it_and_every_address_before_anything_is_done(desk: Client) -> None:
    quote = make_quote()
    position = make_position(quotes=(quote,))

    shown = look(desk, quote, "withdraw", category="not-verbatim")

    assert "Positions that it evidences" in shown
    for one in (quote, position):
        assert f'<a href="{reverse("id", args=[one.public_id])}">{one.public_id}</a>' in shown
    assert shown.count("says that it was withdrawn (410)") == 2
    assert not Change.objects.exists()
    assert Quote.objects.get().status == Status.PUBLISHED


def test_withdrawing_tells_readers_the_category_the_reason_and_the_successor(desk: Client) -> None:
    quote, better = make_quote(), make_quote("Milk first, always.")

    done = decide(
        desk,
        quote,
        "withdraw",
        category="not-verbatim",
        told="A word was missing.",
        successor=f"https://record.example/q/{better.public_id}/",
    )

    assert "Withdrawn." in done.content.decode()
    public = PublicId.objects.get(pk=quote.public_id)
    assert (public.state, public.category, public.reason, public.successor_id) == (
        "withdrawn",
        "not-verbatim",
        "A word was missing.",
        better.public_id,
    )


def test_nothing_is_done_without_a_reason(desk: Client) -> None:
    quote = make_quote()
    asked = fields_of(look(desk, quote, "hold")) | {"_decided": "yes"}
    shown = desk.post(page_of(quote, "hold"), asked).content.decode()
    assert "Give a reason: it is kept with the decision." in shown
    assert Quote.objects.get().status == Status.PUBLISHED


def test_what_differs_from_what_was_shown_is_shown_again_and_not_done(desk: Client) -> None:
    quote = make_quote()
    confirmed = fields_of(look(desk, quote, "withdraw")) | {"why": "wrong", "_decided": "yes"}
    position = make_position(quotes=(quote,))

    shown = desk.post(page_of(quote, "withdraw"), confirmed).content.decode()

    assert "Something differs from what you were shown" in shown
    assert str(position.public_id) in shown
    assert Quote.objects.get().status == Status.PUBLISHED
    assert desk.post(page_of(quote, "withdraw"), fields_of(shown) | {"_decided": "yes"}).status_code == 302


def test_what_stands_against_a_decision_is_said_and_it_cannot_be_taken(desk: Client) -> None:
    quote = make_quote()
    shown = look(desk, quote.article, "withdraw")
    assert "1 public quotes rest on it: withdraw those first." in shown
    assert 'name="_decided"' not in shown


def test_a_successor_that_is_not_known_is_said_beside_its_field_and_nothing_is_lost(desk: Client) -> None:
    shown = look(desk, make_quote(), "withdraw", successor="nobody", told="A slip.")
    assert "No quote is known by that." in shown
    assert 'value="A slip."' in shown


def test_two_records_are_merged_after_a_look_and_the_merge_is_undone(desk: Client) -> None:
    keep, drop = make_stakeholder(), make_stakeholder("T Teapot", slug="t-teapot")
    make_quote("Cold milk.", speaker=drop)

    shown = look(desk, drop, "merge", other=keep.name)
    assert "leads to the kept one (301)" in shown
    assert "t-teapot" in shown
    decide(desk, drop, "merge", other=keep.name)
    assert Quote.objects.get().speaker == keep
    led = desk.get(f"/people/{drop.public_id}/t-teapot/", follow=True)
    assert led.request["PATH_INFO"] == keep.get_absolute_url()

    merge = Merge.objects.get()
    assert page_of(merge, "undo") in desk.get(reverse("admin:articles_merge_changelist")).content.decode()
    asked = desk.get(page_of(merge, "undo")).content.decode()
    assert "T Teapot → Tess Teapot" in asked
    assert "What you decide" not in asked
    decide(desk, merge, "undo")
    assert Quote.objects.get().speaker == drop
    assert desk.get(f"/people/{drop.public_id}/t-teapot/").status_code == 200


def test_the_editor_says_which_of_the_two_stays(desk: Client) -> None:
    this, other = make_stakeholder(), make_stakeholder("T Teapot", slug="t-teapot")
    decide(desk, this, "merge", other=other.public_id, stays="this")
    assert Stakeholder.objects.get(pk=other.pk).merged_into == this


def test_what_looks_alike_is_merged_into_what_readers_hold(desk: Client) -> None:
    shown = make_stakeholder("Tess Teapot")
    draft = make_stakeholder("Tess  Teapot", slug="tess-2", published=False)
    page = desk.get(reverse("admin:duplicates")).content.decode()
    address = f"{page_of(draft, 'merge')}?other={shown.public_id}"
    assert address in page
    assert fields_of(desk.get(address).content.decode())["other"] == [shown.public_id]


def test_a_record_that_mixes_two_is_split_by_ticks(desk: Client) -> None:
    one, other = make_stakeholder(), make_stakeholder("Otto Oolong", slug="otto-oolong")
    theirs = make_quote("Cold milk.", speaker=one)
    ours = make_quote("Warm milk.", speaker=one)
    make_affiliation(one, make_organisation())

    decide(desk, one, "split", into=other.name, quotes=[theirs.pk])

    assert {quote.pk: quote.speaker for quote in Quote.objects.all()} == {theirs.pk: other, ours.pk: one}


@pytest.mark.parametrize("make", [make_stakeholder, make_article, make_outlet])
def test_name_and_slug_are_changed_by_renaming_alone_and_the_old_slug_leads_on(
    desk: Client, make: Any
) -> None:
    record = make()
    name = record._meta.model_name
    form = desk.get(reverse(f"admin:articles_{name}_change", args=[record.pk])).content.decode()
    assert 'name="slug"' not in form
    old = record.slug

    decide(desk, record, "rename", name="The New Leaf", slug="the-new-leaf")

    record.refresh_from_db()
    assert (str(record), record.slug) == ("The New Leaf", "the-new-leaf")
    assert OldSlug.objects.get().slug == old


def test_a_former_name_is_kept_with_its_last_day(desk: Client) -> None:
    tess = make_stakeholder()
    decide(desk, tess, "rename", name="Tess Samovar", slug=tess.slug, former_until="2024-05")
    former = tess.names.get()
    assert (former.name, former.use, str(former.until)) == ("Tess Teapot", "former", "2024-05")


def test_a_quote_is_replaced_by_a_draft_which_is_published_with_it(desk: Client) -> None:
    old, new = make_quote(), make_quote("Milk first, always.", published=False)
    decide(desk, old, "replace", successor=f"/admin/articles/quote/{new.pk}/change/")
    new.refresh_from_db()
    assert new.is_published
    assert PublicId.objects.get(pk=old.public_id).successor_id == new.public_id


def test_a_removal_asks_for_the_id_once_more(desk: Client) -> None:
    quote = make_quote()
    demand = {"blocked_by": "https://court.example/1"}
    assert f"Type {quote.public_id} to say that you mean this record." in look(
        desk, quote, "remove", confirmed="yes", **demand
    )
    decide(desk, quote, "remove", confirmed=quote.public_id, **demand)
    assert desk.get(f"/q/{quote.public_id}/").status_code == 451
    assert Quote.objects.get().exact == ""


def test_a_held_record_is_released(desk: Client) -> None:
    quote = make_quote()
    decide(desk, quote, "hold", told="We look into it.")
    assert desk.get(f"/q/{quote.public_id}/").status_code == 403
    decide(desk, quote, "release")
    assert desk.get(f"/q/{quote.public_id}/").status_code == 200


def test_a_change_of_stance_is_confirmed_from_the_later_position(desk: Client) -> None:
    tess = make_stakeholder()
    before = make_position(stakeholder=tess, stance="opposes", day="2020")
    after = make_position(stakeholder=tess, stance="supports", day="2024")
    decide(desk, after, "stance-change", before=before.pk)
    made = StanceChange.objects.get()
    assert (made.before, made.after) == (before, after)


def test_a_decision_is_open_to_those_alone_who_may_take_it(client: Client) -> None:
    quote = make_quote()
    client.force_login(make_editor("carl", role=Role.CODER))
    assert client.get(page_of(quote, "withdraw")).status_code == 403
    assert client.post(page_of(quote, "withdraw"), {"_decided": "yes"}).status_code == 403
    form = client.get(reverse("admin:articles_quote_change", args=[quote.pk])).content.decode()
    assert page_of(quote, "withdraw") not in form


def test_a_form_offers_the_decisions_that_make_sense_of_the_record(desk: Client) -> None:
    quote = make_quote(published=False)
    address = reverse("admin:articles_quote_change", args=[quote.pk])
    assert 'id="decide"' not in desk.get(address).content.decode()
    assert (
        'id="decide"'
        in desk.get(reverse("admin:articles_stakeholder_change", args=[quote.speaker_id])).content.decode()
    )


def test_a_record_that_is_not_there_is_said_so(desk: Client) -> None:
    assert desk.get("/admin/articles/quote/4711/withdraw/").status_code == 404


def test_readers_are_told_what_an_edit_in_the_form_corrected(desk: Client) -> None:
    position = make_position(quotes=(make_quote(),), summary="Spoke of mlik.")
    address = reverse("admin:articles_position_change", args=[position.pk])
    form = fields_of(desk.get(address).content.decode())
    assert "stakeholder" not in form

    desk.post(address, form | {"summary": "Spoke of milk.", "why": "typo", "told": "A letter was wrong."})

    told = Change.objects.get()
    assert (told.kind, told.public_id, told.summary) == (
        "corrected",
        position.public_id,
        "summary. A letter was wrong.",
    )


def test_an_edit_that_readers_do_not_see_is_not_told(desk: Client, edith: User) -> None:
    position = make_position(quotes=(make_quote(),))
    address = reverse("admin:articles_position_change", args=[position.pk])
    form = fields_of(desk.get(address).content.decode())
    desk.post(address, form | {"assigned_to": edith.pk, "why": "for Edith"})
    position.refresh_from_db()
    assert position.assigned_to == edith
    assert not Change.objects.exists()


def test_an_edit_that_breaks_a_rule_of_what_is_public_is_taken_back_and_says_so(desk: Client) -> None:
    position = make_position(quotes=(make_quote(),))
    address = reverse("admin:articles_position_change", args=[position.pk])
    form = fields_of(desk.get(address).content.decode())

    answer = desk.post(address, form | {"evidence-0-DELETE": "on", "note": "On page 3.", "why": "tidy"})

    shown = answer.content.decode()
    assert "It has no public evidence: add a published quote or article." in shown
    assert "On page 3." in shown
    assert position.evidence.count() == 1
    assert not Change.objects.exists()


def test_who_spoke_is_fixed_once_public_and_what_is_missing_can_be_added(desk: Client) -> None:
    form = desk.get(reverse("admin:articles_quote_change", args=[make_quote().pk])).content.decode()
    assert 'name="speaker"' not in form
    assert 'name="on_behalf_of"' in form


def test_an_outlet_is_renamed_for_readers_who_use_its_slug(desk: Client) -> None:
    outlet = make_article().outlet
    decide(desk, outlet, "rename", name=outlet.name, slug="leaf")
    assert desk.get("/outlets/the-daily-leaf/").headers["Location"] == "/outlets/leaf/"
    assert Outlet.objects.get().slug == "leaf"


def test_a_coder_adds_no_evidence_to_a_public_position(client: Client) -> None:
    client.force_login(make_editor("carl", role=Role.CODER))
    quote, public = make_quote(published=False), make_position()
    draft = make_position(published=False, on="lids")
    address = reverse("admin:articles_quote_change", args=[quote.pk])
    form = fields_of(client.get(address).content.decode())
    row = {"evidence-TOTAL_FORMS": "1", "evidence-0-article": quote.article_id, "evidence-0-id": ""}

    refused = client.post(address, form | row | {"evidence-0-position": public.pk})
    assert "Select a valid choice" in refused.content.decode()
    assert not quote.evidence.exists()

    client.post(address, form | row | {"evidence-0-position": draft.pk})
    assert quote.evidence.get().position == draft
    again = fields_of(client.get(address).content.decode())
    assert client.post(address, again | {"role_printed": "a brewer"}).status_code == 302
