"""Two editors with one record before them: the second sees what the first changed, and nothing is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.admin.states import State
from articles.models import Article, Comment, Evidence, Position, Quote, Stakeholder, StakeholderName
from tests.admin.forms import Data, change_address, fields_of, opened, save
from tests.factories import (
    make_affiliation,
    make_article,
    make_organisation,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("edith"))
    return client


@pytest.fixture
def otto() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("otto"))
    return client


def draft() -> Position:
    return make_position(published=False, summary="Spoke of milk.", note="")


def both(page: Any) -> Data:
    """What the page about both edits would send, untouched."""
    assert page.status_code == 409
    return fields_of(page.content.decode())


def test_an_edit_alone_is_saved_with_its_reason_and_a_new_version(edith: Client) -> None:
    position = draft()
    assert save(edith, position, opened(edith, position), summary="Spoke.", why="shorter").status_code == 302
    position.refresh_from_db()
    assert (position.summary, position.lock_version) == ("Spoke.", 2)
    entry = position.history.latest()
    assert (entry.history_change_reason, str(entry.history_user), entry.lock_version) == (
        "shorter",
        "edith",
        2,
    )


def test_the_second_editor_sees_what_the_first_changed_and_both_edits_stay(
    edith: Client, otto: Client
) -> None:
    position = draft()
    first, second = opened(edith, position), opened(otto, position)
    save(edith, position, first, summary="Spoke of cold milk.", why="heard again")

    page = save(otto, position, second, note="On page 3.")

    shown = page.content.decode()
    assert "Spoke of cold milk." in shown
    assert "On page 3." in shown
    assert "heard again" in shown
    position.refresh_from_db()
    assert position.note == ""
    assert save(otto, position, both(page)).status_code == 302
    position.refresh_from_db()
    assert (position.summary, position.note, position.lock_version) == (
        "Spoke of cold milk.",
        "On page 3.",
        3,
    )


@pytest.mark.parametrize(
    ("choice", "summary"),
    [
        ({"_choice:/summary": "mine"}, "Otto's."),
        ({"_choice:/summary": "theirs"}, "Edith's."),
        ({"_all": "mine"}, "Otto's."),
        ({"_all": "theirs"}, "Edith's."),
    ],
)
def test_a_field_that_both_changed_is_chosen(edith: Client, otto: Client, choice: Data, summary: str) -> None:
    position = draft()
    first, second = opened(edith, position), opened(otto, position)
    save(edith, position, first, summary="Edith's.")
    page = save(otto, position, second, summary="Otto's.", note="Kept.")

    unchosen = save(otto, position, both(page))
    assert unchosen.status_code == 409
    assert "choose which of the two stays" in unchosen.content.decode()

    assert save(otto, position, both(unchosen), **choice).status_code == 302
    position.refresh_from_db()
    assert (position.summary, position.note) == (summary, "Kept.")


def test_a_third_edit_meanwhile_is_shown_as_well(edith: Client, otto: Client) -> None:
    position = draft()
    second = opened(otto, position)
    save(edith, position, opened(edith, position), summary="Edith's.")
    page = save(otto, position, second, note="Otto's.")
    save(edith, position, opened(edith, position), confidence="medium", note="Edith's.")

    again = save(otto, position, both(page))

    assert again.status_code == 409
    assert save(otto, position, both(again), _all="mine").status_code == 302
    position.refresh_from_db()
    assert (position.summary, position.confidence, position.note) == ("Edith's.", "medium", "Otto's.")


def test_rows_added_changed_and_removed_by_two_editors_all_count(edith: Client, otto: Client) -> None:
    tess = make_stakeholder(published=False)
    for name in ("Tea", "Teapot", "Tess"):
        StakeholderName.objects.create(stakeholder=tess, name=name, use="short")
    first, second = opened(edith, tess), opened(otto, tess)
    # Edith removes “Tea”, renames “Teapot” and adds one; Otto renames “Tess”, adds one, and changes a role.
    edited = first | {
        "names-0-DELETE": "on",
        "names-1-name": "Pot",
        "names-TOTAL_FORMS": "4",
        "names-3-name": "T.",
        "names-3-use": "short",
    }
    assert save(edith, tess, edited).status_code == 302
    page = save(
        otto,
        tess,
        second
        | {
            "names-2-name": "Tessa",
            "names-TOTAL_FORMS": "4",
            "names-3-name": "Lady T.",
            "names-3-use": "former",
        },
    )

    assert save(otto, tess, both(page)).status_code == 302
    assert sorted(tess.names.values_list("name", flat=True)) == ["Lady T.", "Pot", "T.", "Tessa"]


def test_a_row_removed_by_one_and_changed_by_the_other_can_be_kept(edith: Client, otto: Client) -> None:
    tess = make_stakeholder(published=False)
    row = StakeholderName.objects.create(stakeholder=tess, name="Tea", use="short")
    first, second = opened(edith, tess), opened(otto, tess)
    save(edith, tess, first | {"names-0-DELETE": "on"})
    page = save(otto, tess, second | {"names-0-name": "Tee"})

    assert "both of you changed it" in page.content.decode()
    assert save(otto, tess, both(page), **{f"_choice:names:{row.pk}/": "mine"}).status_code == 302
    assert list(tess.names.values_list("name", flat=True)) == ["Tee"]


def test_a_comment_typed_meanwhile_is_kept(edith: Client, otto: Client) -> None:
    position = draft()
    second = opened(otto, position)
    save(edith, position, opened(edith, position), summary="Edith's.")
    page = save(otto, position, second | {"comments-TOTAL_FORMS": "1", "comments-0-text": "Look again."})
    assert save(otto, position, both(page)).status_code == 302
    (comment,) = Comment.objects.all()
    assert (comment.text, str(comment.author), comment.position) == ("Look again.", "otto", position)


def test_evidence_edited_from_the_quote_is_seen_by_who_has_the_position_open(
    edith: Client, otto: Client
) -> None:
    quote = make_quote(published=False)
    position = make_position(published=False, quotes=(quote,))
    second = opened(otto, position)
    save(edith, quote, opened(edith, quote) | {"evidence-0-DELETE": "on"})

    page = save(otto, position, second, summary="Otto's.")

    assert page.status_code == 409
    assert save(otto, position, both(page)).status_code == 302
    position.refresh_from_db()
    assert (position.summary, Evidence.objects.count()) == ("Otto's.", 0)


def test_a_part_edited_on_its_own_page_is_seen_by_who_has_the_record_open(
    edith: Client, otto: Client
) -> None:
    tess = make_stakeholder(published=False)
    role = make_affiliation(tess, make_organisation())
    second = opened(otto, tess)
    assert save(edith, role, opened(edith, role), role="Stirrer").status_code == 302

    page = save(otto, tess, second, description="She pours.")

    assert page.status_code == 409
    assert "Stirrer" in page.content.decode()


def test_a_decision_taken_meanwhile_is_told(edith: Client, otto: Client) -> None:
    quote = make_quote(published=False)
    second = opened(otto, quote)
    address = change_address(quote).removesuffix(f"{quote.pk}/change/")
    edith.post(
        address, {"action": "publish_selected", "_selected_action": quote.pk, "why": "go", "_decided": "y"}
    )
    assert "It was suggested, and is published now." in save(otto, quote, second).content.decode()


@pytest.mark.parametrize("seal", ["", "tampered"])
def test_without_what_was_opened_everything_that_differs_is_shown(edith: Client, seal: str) -> None:
    position = draft()
    page = save(edith, position, opened(edith, position), _opened=seal, summary="Mine.")
    assert page.status_code == 409
    assert "both of you changed it" in page.content.decode()


@pytest.mark.parametrize("make", [make_quote, make_position, make_stakeholder, make_article])
def test_what_is_public_is_changed_for_a_reason_only(edith: Client, make: Any) -> None:
    record = make()
    page = save(edith, record, opened(edith, record))
    assert "It is public: say why it is changed." in page.content.decode()
    record.refresh_from_db()
    assert record.lock_version == 1
    assert save(edith, record, opened(edith, record), why="checked").status_code == 302
    record.refresh_from_db()
    assert record.lock_version == 2


@pytest.mark.parametrize("model", [Quote, Position, Stakeholder, Article])
def test_a_form_untouched_is_what_was_opened(edith: Client, model: Any) -> None:
    tess = make_stakeholder(website="https://tess.example/")
    make_affiliation(tess, make_organisation(), since="2019", until="2020-03")
    article = make_article(authors="A\nB", note=" spaced ")
    article.debates.set([make_position().proposition.debate])
    make_position(stakeholder=tess, quotes=(make_quote(article=article, said="2020-01"),))
    for record in model.objects.all():
        kept = opened(edith, record)
        assert State.unsealed(kept["_opened"][0]) is not None
        assert save(edith, record, kept, why="nothing").status_code == 302
