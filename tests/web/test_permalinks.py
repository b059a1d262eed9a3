"""An address keeps its meaning: it answers 200, 301, 403, 410 or 451, never another thing."""

from typing import Any

import pytest
from django.test import Client

from articles.domain.public_ids import check_character
from articles.models import OldSlug, PublicId
from tests.factories import (
    make_article,
    make_organisation,
    make_outlet,
    make_position,
    make_proposition,
    make_public_id,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db

MAKERS = [make_quote, make_position, make_stakeholder, make_organisation, make_article]


@pytest.mark.parametrize("make", MAKERS)
def test_a_mistyped_form_of_an_id_leads_to_the_right_one(client: Client, make: Any) -> None:
    record = make()
    address = record.get_absolute_url()
    typed = address.replace(
        record.public_id, f"{record.public_id[:4]}-{record.public_id[4:]}".upper().replace("0", "O")
    )

    answer = client.get(typed, follow=True)

    assert {status for _, status in answer.redirect_chain} == {301}
    assert answer.redirect_chain[-1][0] == address
    assert answer.status_code == 200


def test_any_slug_leads_to_the_right_one(client: Client) -> None:
    for record in (make_stakeholder(), make_organisation(), make_article()):
        address = record.get_absolute_url()
        bare = address.replace(f"{record.slug}/", "")
        for other in (bare, f"{bare}something-else/"):
            answer = client.get(other)
            assert (answer.status_code, answer.headers["Location"]) == (301, address)


def test_an_organisation_is_no_person(client: Client) -> None:
    union = make_organisation()
    answer = client.get(f"/people/{union.public_id}/{union.slug}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, union.get_absolute_url())


def test_an_id_asked_for_as_another_kind_leads_to_its_own_address(client: Client) -> None:
    quote = make_quote()
    answer = client.get(f"/p/{quote.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, quote.get_absolute_url())


def test_a_wrong_character_is_recognised_and_named(client: Client) -> None:
    quote = make_quote()
    right = quote.public_id or ""
    wrong = right[:-1] + ("x" if right[-1] != "x" else "z")

    answer = client.get(f"/q/{wrong}/")

    assert answer.status_code == 404
    assert f"call for “{right[-1]}”" in answer.content.decode()
    assert quote.exact not in answer.content.decode()


def test_a_well_formed_id_that_was_never_issued_says_so(client: Client) -> None:
    answer = client.get(f"/q/zzzzzzz{check_character('zzzzzzz')}/")
    assert answer.status_code == 404
    assert "was never issued" in answer.content.decode()


@pytest.mark.parametrize(("state", "status"), [("held", 403), ("withdrawn", 410), ("removed", 451)])
@pytest.mark.parametrize("make", MAKERS)
def test_what_is_public_no_longer_leaves_a_notice_without_its_words(
    client: Client, make: Any, state: str, status: int
) -> None:
    record = make()
    shown = [getattr(record, name, None) for name in ("exact", "name", "title", "summary")]
    words: str = next(filter(None, shown))
    type(record).objects.filter(pk=record.pk).update(status="held" if state == "held" else "withdrawn")
    PublicId.objects.filter(pk=record.public_id).update(state=state)

    answer = client.get(record.get_absolute_url())

    page = answer.content.decode()
    assert answer.status_code == status
    assert record.public_id in page
    assert words not in page
    assert ('rel="blocked-by"' in answer.headers.get("Link", "")) is (status == 451)


def test_a_chain_of_merged_records_leads_to_its_end(client: Client) -> None:
    kept = make_stakeholder()
    middle = make_public_id("stakeholder", state="merged", successor=kept.public)
    first = make_public_id("stakeholder", state="merged", successor=middle)

    answer = client.get(f"/people/{first.pk}/", follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[0] == (f"/people/{kept.public_id}/", 301)


def test_replaced_words_stay_and_point_to_their_successor(client: Client) -> None:
    old, new = make_quote("Old words."), make_quote("New words.")
    PublicId.objects.filter(pk=old.public_id).update(state="replaced", successor=new.public)

    page = client.get(old.get_absolute_url()).content.decode()

    assert "Old words." in page
    assert f'<a href="{new.get_absolute_url()}">' in page


def test_a_renamed_proposition_is_found_by_its_old_slug(client: Client) -> None:
    proposition = make_proposition()
    OldSlug.objects.create(kind="proposition", slug="milk-before", row=proposition.pk)

    answer = client.get("/propositions/milk-before/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/propositions/milk-first/")
    assert client.get("/propositions/never-was/").status_code == 404


def test_a_filter_by_an_old_slug_leads_to_the_same_question_by_todays_names(client: Client) -> None:
    union, outlet = make_organisation(), make_outlet()
    OldSlug.objects.create(kind="stakeholder", slug="kettle-club", public=union.public)
    OldSlug.objects.create(kind="outlet", slug="the-leaf", row=outlet.pk)

    answer = client.get("/quotes/?organisation=-kettle-club&outlet=the-leaf&stance=supports&sort=oldest")

    assert answer.status_code == 301
    assert answer.headers["Location"] == (
        "/quotes/?stance=supports&organisation=-kettle-union&outlet=the-daily-leaf&sort=oldest"
    )
