"""Two records that are one become one; undone, each has what was its own, and what was edited since."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test import Client

from articles.actions.merging import merge, undo_merge
from articles.actions.moving import REFERENCES
from articles.actions.removing import remove_on_legal_demand
from articles.actions.renaming import rename
from articles.actions.splitting import split
from articles.actions.withdrawing import withdraw
from articles.models import (
    Affiliation,
    Article,
    Change,
    Evidence,
    Merge,
    OldSlug,
    OrganisationTie,
    Position,
    PublicId,
    Quote,
    Span,
    Stakeholder,
    StakeholderName,
)
from tests.actions.conftest import reasons
from tests.factories import (
    make_affiliation,
    make_article,
    make_debate,
    make_organisation,
    make_position,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


def ledger() -> dict[str, tuple[str, str | None]]:
    return {pk: (state, heir) for pk, state, heir in PublicId.objects.values_list("pk", "state", "successor")}


def everything(*without: str) -> dict[str, Any]:
    """Every row of the tables a merge can touch, without what only counts up."""
    tables: list[type[models.Model]] = [
        Affiliation, Article, Evidence, OldSlug, OrganisationTie, Position, PublicId, Quote, Span,
        Stakeholder, StakeholderName,
    ]  # fmt: skip
    counting = {"lock_version", "changed_at", *without}
    return {
        table.__name__: [
            {name: value for name, value in row.items() if name not in counting}
            for row in table._default_manager.order_by("pk").values()
        ]
        for table in tables
    }


@pytest.mark.parametrize("model", [Stakeholder, Article])
def test_every_reference_to_a_record_is_moved(model: type[models.Model]) -> None:
    named = {
        (relation.related_model, relation.field.name)
        for relation in model._meta.related_objects
        if not relation.related_model.__name__.startswith("Historical") and not relation.many_to_many
    }
    assert set(REFERENCES[model]) == named


def test_the_old_id_and_slug_lead_to_the_one_that_is_kept(client: Client, editor: User) -> None:
    keep, drop = make_stakeholder(), make_stakeholder("T Teapot", slug="t-teapot")
    quote = make_quote(speaker=drop)
    position = make_position(stakeholder=drop, quotes=(quote,))

    merge(keep=keep, drop=drop, by=editor, why="the same person", told="One person.")

    answer = client.get(f"/people/{drop.public_id}/t-teapot/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/people/{keep.public_id}/")
    answer = client.get("/quotes/?person=t-teapot")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/quotes/?person=tess-teapot")
    page = client.get(keep.get_absolute_url()).content.decode()
    assert "Also listed as</dt><dd>T Teapot" in page
    quote.refresh_from_db()
    position.refresh_from_db()
    assert (quote.speaker, position.stakeholder) == (keep, keep)
    assert quote.history.latest().history_change_reason == "the same person"
    assert quote.history.latest().history_user == editor
    assert list(Change.objects.values_list("kind", "public")) == [("merged", drop.public_id)]
    (led,) = client.get("/redirects.json").json()["ids"]
    assert (led["id"], led["to"], led["reason"]) == (drop.public_id, keep.public_id, "One person.")


def test_chains_are_flattened(client: Client, editor: User) -> None:
    first, second, third = (make_stakeholder(name) for name in ("Ann Ash", "Bea Birch", "Cy Cedar"))
    merge(keep=second, drop=first, by=editor, why="same")
    merge(keep=third, drop=second, by=editor, why="same")

    assert ledger()[str(first.public_id)] == ("merged", third.public_id)
    assert client.get(f"/people/{first.public_id}/").headers["Location"] == f"/people/{third.public_id}/"
    answer = client.get("/quotes/?person=ann-ash")
    assert answer.headers["Location"] == "/quotes/?person=cy-cedar"


def test_what_both_have_is_carried_over_once(editor: User) -> None:
    keep = make_stakeholder(identifiers={"wikidata": "Q1"})
    drop = make_stakeholder("T Teapot", country="GB", identifiers={"wikidata": "Q1", "viaf": "7"})
    union, guild = make_organisation(), make_organisation("Urn Guild")
    make_affiliation(keep, union, since="2018")
    make_affiliation(drop, union, since="2018")
    make_affiliation(drop, guild)
    StakeholderName.objects.create(stakeholder=drop, name="Tessa", use="short")
    StakeholderName.objects.create(stakeholder=keep, name="Tessa", use="short")

    merge(keep=keep, drop=drop, by=editor, why="same")

    keep.refresh_from_db()
    assert (keep.country, keep.identifiers) == ("GB", {"wikidata": "Q1", "viaf": "7"})
    assert sorted(keep.affiliations.values_list("organisation__name", flat=True)) == [
        "Kettle Union",
        "Urn Guild",
    ]
    assert sorted(keep.names.values_list("name", "use")) == [("T Teapot", "also"), ("Tessa", "short")]


def test_two_equal_quotes_become_one(client: Client, editor: User) -> None:
    keep, drop, article = make_stakeholder(), make_stakeholder("T Teapot"), make_article()
    ours, theirs = (make_quote(article=article, speaker=one) for one in (keep, drop))
    both = make_position("supports", quotes=(ours, theirs))
    alone = make_position("opposes", quotes=(theirs,))

    merge(keep=keep, drop=drop, by=editor, why="same")

    assert ledger()[str(theirs.public_id)] == ("merged", ours.public_id)
    answer = client.get(theirs.get_absolute_url())
    assert (answer.status_code, answer.headers["Location"]) == (301, ours.get_absolute_url())
    assert list(both.evidence.values_list("quote", "primary")) == [(ours.pk, True)]
    assert list(alone.evidence.values_list("quote", "primary")) == [(ours.pk, True)]
    assert client.get(alone.get_absolute_url()).status_code == 200


def test_of_two_equal_quotes_the_public_one_stays(editor: User) -> None:
    keep, drop, article = make_stakeholder(), make_stakeholder("T Teapot"), make_article()
    draft = make_quote(article=article, speaker=keep, published=False)
    shown = make_quote(article=article, speaker=drop)

    done = merge(keep=keep, drop=drop, by=editor, why="same")

    draft.refresh_from_db()
    shown.refresh_from_db()
    assert (draft.status, shown.status, shown.speaker) == ("rejected", "published", keep)

    undo_merge(done, by=editor, why="two people")
    draft.refresh_from_db()
    shown.refresh_from_db()
    assert (draft.status, draft.speaker, shown.speaker) == ("suggested", keep, drop)


def test_undone_everything_is_as_it_was(client: Client, editor: User) -> None:
    keep, article = make_stakeholder(), make_article()
    drop = make_stakeholder("T Teapot", website="https://t.example/")
    other = make_stakeholder("Ann Ash")
    merge(keep=drop, drop=other, by=editor, why="same")
    ours, theirs = (make_quote(article=article, speaker=one) for one in (keep, drop))
    make_quote("Other words.", speaker=drop)
    make_position(quotes=(ours, theirs), stakeholder=drop)
    make_position("opposes", quotes=(theirs,))
    make_position("mixed", stakeholder=drop, on_behalf_of=keep)
    for one in (keep, drop):
        make_affiliation(one, make_organisation(), since="2018")
    before = everything()

    done = merge(keep=keep, drop=drop, by=editor, why="same")
    assert everything() != before
    undo_merge(done, by=editor, why="two people after all")

    after = everything()
    # A row that was deleted comes back with its key; only its place in the table may differ.
    assert after == before
    assert client.get(drop.get_absolute_url()).status_code == 200
    assert list(Change.objects.filter(kind="unmerged").values_list("public", flat=True)) == [
        theirs.public_id,
        drop.public_id,
    ]
    done.refresh_from_db()
    assert (done.undone_by, done.undone_why) == (editor, "two people after all")
    assert reasons(undo_merge, done, editor=editor) == ["It was undone already."]


def test_what_was_edited_since_a_merge_is_kept(editor: User) -> None:
    keep, drop = make_stakeholder(), make_stakeholder("T Teapot", website="https://t.example/")
    third = make_stakeholder("Una Urn")
    stays, goes = make_quote("One.", speaker=drop), make_quote("Two.", speaker=drop)
    done = merge(keep=keep, drop=drop, by=editor, why="same")
    split(keep, into=third, quotes=[stays], by=editor, why="it was Una")
    keep.refresh_from_db()
    keep.website = "https://new.example/"
    keep.save()

    undo_merge(done, by=editor, why="two people")

    for record in (keep, drop, stays, goes):
        record.refresh_from_db()
    assert (stays.speaker, goes.speaker) == (third, drop)
    assert (keep.website, drop.website) == ("https://new.example/", "https://t.example/")


def test_a_quote_that_left_since_does_not_come_back_by_undoing(editor: User) -> None:
    keep, drop, article = make_stakeholder(), make_stakeholder("T Teapot"), make_article()
    ours, theirs = (make_quote(article=article, speaker=one) for one in (keep, drop))
    done = merge(keep=keep, drop=drop, by=editor, why="same")
    remove_on_legal_demand(ours, by=editor, why="order", blocked_by="mailto:court@demand.example")
    theirs.refresh_from_db()
    assert theirs.exact == ""

    undo_merge(done, by=editor, why="two people")

    assert ledger()[str(theirs.public_id)] == ("merged", ours.public_id)


def test_what_cannot_be_one_is_refused(editor: User) -> None:
    keep, union = make_stakeholder(identifiers={"wikidata": "Q1"}), make_organisation()
    draft, gone = make_stakeholder("A Draft", published=False), make_stakeholder("Gone Away")
    withdraw(gone, by=editor, why="wrong")
    other = make_stakeholder("Una Urn", identifiers={"wikidata": "Q2"})

    def why(keep: Any, drop: Any) -> list[str]:
        return reasons(merge, editor=editor, keep=keep, drop=drop)

    assert why(keep, keep) == ["A record cannot be merged into itself."]
    assert why(keep, union) == ["One is a person, the other an organisation."]
    assert why(keep, gone) == ["The record to drop was withdrawn, merged or rejected."]
    assert why(draft, keep) == [
        "The record to keep is not published, but the one to drop is: keep the other."
    ]
    assert why(keep, other) == ["wikidata knows them as two, Q1 and Q2: mend the wrong one first."]
    assert why(keep, make_article()) == ["The two are of different kinds."]
    assert not Merge.objects.exists()


def test_a_merge_is_not_undone_under_a_later_one(editor: User) -> None:
    first, second, third = (make_stakeholder(name) for name in ("Ann Ash", "Bea Birch", "Cy Cedar"))
    early = merge(keep=second, drop=first, by=editor, why="same")
    late = merge(keep=third, drop=second, by=editor, why="same")
    assert reasons(undo_merge, early, editor=editor) == [
        "The kept record was itself merged into another: undo that first."
    ]
    undo_merge(late, by=editor, why="not the same")
    undo_merge(early, by=editor, why="not the same either")
    assert {state for state, _ in ledger().values()} == {"live"}


def test_the_slug_of_a_merged_record_is_not_given_to_another(editor: User) -> None:
    keep, drop, third = (
        make_stakeholder(),
        make_stakeholder("T Teapot", slug="t-teapot"),
        make_stakeholder("Una Urn"),
    )
    merge(keep=keep, drop=drop, by=editor, why="same")
    assert reasons(rename, third, editor=editor, slug="t-teapot") == [
        "The slug t-teapot is another stakeholder’s: choose another."
    ]


def test_merged_articles_keep_texts_quotes_and_addresses_and_part_again(client: Client, editor: User) -> None:
    keep, drop = make_article("A storm"), make_article("A storm again", day="2021-01-01")
    drop.debates.add(make_debate())
    ours = make_quote(article=keep)
    theirs, other = make_quote(article=drop), make_quote("Other words.", article=drop)
    make_position(quotes=(theirs, other))
    documented = make_position("opposes")
    documented.evidence.update(article=drop)
    before = everything()

    done = merge(keep=keep, drop=drop, by=editor, why="printed twice")

    answer = client.get(f"/articles/{drop.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/articles/{keep.public_id}/")
    assert ledger()[str(theirs.public_id)] == ("merged", ours.public_id)
    assert sorted(keep.texts.values_list("version", flat=True)) == [1, 2, 3]
    assert keep.addresses.count() == 2
    assert list(keep.debates.all()) == [make_debate()]
    other.refresh_from_db()
    assert (other.article, other.sort_date) == (keep, keep.date_from)
    assert "Other words." in client.get(keep.get_absolute_url()).content.decode()

    undo_merge(done, by=editor, why="printed anew")
    assert everything() == before
    assert not keep.debates.exists()


def test_a_record_that_mixes_two_is_split(client: Client, editor: User) -> None:
    tess, una = make_stakeholder(), make_stakeholder("Una Urn")
    quote, own = make_quote(speaker=tess), make_quote("Her own.", speaker=tess)
    position = make_position(stakeholder=tess, quotes=(quote,))
    office = make_affiliation(tess, make_organisation())

    split(
        tess, into=una, quotes=[quote], positions=[position], affiliations=[office],
        by=editor, why="two of that name", told="Another of that name.",
    )  # fmt: skip

    for record in (quote, own, position, office):
        record.refresh_from_db()
    assert (quote.speaker, own.speaker, position.stakeholder, office.person) == (una, tess, una, una)
    latest = quote.versions.latest("number")
    assert (latest.number, latest.shown["speaker"], latest.reason) == (2, "Una Urn", "Another of that name.")
    assert list(Change.objects.order_by("pk").values_list("kind", "public")) == [
        ("corrected", quote.public_id),
        ("corrected", position.public_id),
        ("split", tess.public_id),
    ]
    page = client.get(f"/q/{quote.public_id}/history/").content.decode()
    assert "Tess Teapot" in page
    assert reasons(split, tess, editor=editor, into=una, quotes=[quote]) == [
        "“Una Urn: Milk goes in first.” is not of Tess Teapot."
    ]
    assert reasons(split, tess, editor=editor, into=una) == [
        "Name at least one quote, position or affiliation that is the other’s."
    ]
