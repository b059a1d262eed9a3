"""The lists of work hold what waits for an editor, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticleAddress, Comment, Position, Quote, Status, Verification
from articles.queries.work import LISTS, waiting
from tests.factories import (
    make_article,
    make_organisation,
    make_position,
    make_quote,
    make_stakeholder,
    make_text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith() -> User:
    return User.objects.create_superuser("edith")


def found(key: str, table: type[Any], editor: User) -> set[Any]:
    (work,) = (one for one in LISTS if (one.key, one.table) == (key, table))
    return set(work.find(editor))


def test_a_quote_is_unverified_until_it_was_held_against_the_text_it_names(edith: User) -> None:
    checked, draft = make_quote(), make_quote("Draft.", published=False)
    other_text = make_quote("Another.", published=False)
    Verification.objects.create(quote=other_text, text_sha256="0" * 64, result="exact")
    make_quote("Gone.", published=False, status=Status.REJECTED)
    assert found("unverified", Quote, edith) == {draft, other_text}
    assert checked not in found("unverified", Quote, edith)


def test_a_quote_drifted_when_its_latest_check_failed(edith: User) -> None:
    make_quote()
    drifted, mended = make_quote("Drifted."), make_quote("Mended.")
    for quote, results in ((drifted, ["failed"]), (mended, ["failed", "exact"])):
        for number, result in enumerate(results):
            Verification.objects.create(
                quote=quote,
                text_sha256="0" * 64,
                result=result,
                checked_at=datetime(2026, 2, 1 + number, tzinfo=UTC),
            )
    assert found("drifted", Quote, edith) == {drifted}


def test_a_quote_is_lost_when_a_later_whole_text_of_its_article_lacks_it(edith: User) -> None:
    article = make_article()
    gone, found_again = make_quote("Gone.", article=article), make_quote("Kept.", article=article)
    make_quote("Elsewhere.")
    latest = make_text(article, "She said: “Kept.”")
    Quote.objects.filter(pk=found_again.pk).update(text=latest)
    assert found("lost", Quote, edith) == {gone}


def test_a_quote_is_uncoded_while_no_position_rests_on_it(edith: User) -> None:
    coded, drafted, uncoded, let_go = (make_quote(words) for words in ("A.", "B.", "C.", "D."))
    make_position(quotes=(coded,))
    make_position(quotes=(drafted,), published=False, day="2021")
    make_position(quotes=(let_go,), published=False, status=Status.REJECTED, day="2022")
    assert found("uncoded", Quote, edith) == {uncoded, let_go}


def test_labels_wait_for_a_stakeholder_and_what_is_coded_for_review(edith: User) -> None:
    label = make_quote("A.", speaker_label="a spokesperson")
    coded = make_quote("B.", published=False, status=Status.CODED)
    reviewed = make_position(published=False, status=Status.REVIEWED)
    make_position(published=False, day="2021")
    assert found("unnamed", Quote, edith) == {label}
    assert found("review", Quote, edith) == {coded}
    assert found("review", Position, edith) == {reviewed}


def test_a_cell_is_thin_while_its_label_is_withheld(edith: User) -> None:
    medium: dict[str, Any] = {"confidence": "medium", "note": "one source"}
    thin = make_position("opposes", day="2021", **medium)
    make_position("supports", day="2020")
    make_position(on="tea-bags", **medium)
    make_position(on="tea-bags", day="2021", **medium)
    assert found("thin", Position, edith) == {thin}


def test_what_was_not_looked_at_for_long_is_stale(edith: User) -> None:
    now = timezone.now()
    fresh, old, never = (make_article(title) for title in ("Fresh", "Old", "Never"))
    ArticleAddress.objects.filter(article=fresh).update(checked_at=now - timedelta(days=300))
    ArticleAddress.objects.filter(article=old).update(checked_at=now - timedelta(days=400))
    long_ago, lately = str(now.year - 6), str(now.year - 1)
    stale = make_position(day=str(now.year - 5))
    make_position(day=long_ago)
    make_position(on="tea-bags", day=long_ago)
    make_position(on="tea-bags", day=lately)
    assert found("stale", type(fresh), edith) >= {old, never}
    assert fresh not in found("stale", type(fresh), edith)
    assert found("stale", Position, edith) == {stale}


def test_mine_is_what_is_assigned_to_me(edith: User) -> None:
    otto = User.objects.create_superuser("otto")
    mine, his = make_quote("A.", assigned_to=edith), make_position(assigned_to=otto)
    assert (found("mine", Quote, edith), found("mine", Position, edith)) == ({mine}, set())
    assert (found("mine", Quote, otto), found("mine", Position, otto)) == (set(), {his})


def test_open_comments_wait(edith: User) -> None:
    quote = make_quote()
    waits = Comment.objects.create(quote=quote, author=edith, text="Look again.")
    Comment.objects.create(quote=quote, author=edith, text="Done.", settled=True)
    assert found("comments", Comment, edith) == {waits}


@pytest.mark.parametrize("count", [1, 3])
def test_counting_costs_the_same_however_much_waits(
    edith: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        tess = make_stakeholder(f"Tess {number}")
        said = make_quote(speaker=tess, assigned_to=edith)
        make_position(stakeholder=tess, quotes=(said,), confidence="medium", note="one source")
    with django_assert_num_queries(len(LISTS) + 1):
        assert waiting(edith)[0].count == count


def test_each_list_opens_with_as_many_records_as_the_page_says(client: Client, edith: User) -> None:
    client.force_login(edith)
    union = make_organisation()
    make_quote("A.", published=False, status=Status.CODED, assigned_to=edith)
    make_quote("B.", speaker_label="a spokesperson", on_behalf_of=union)
    make_position("opposes", confidence="medium", note="one source", day="2001")
    Comment.objects.create(quote=Quote.objects.latest("pk"), author=edith, text="Look again.")
    page = client.get(reverse("admin:work"))
    rows = [row for row in page.context["rows"] if row["count"]]
    titles = {str(row["title"]) for row in rows}
    assert titles >= {"My quotes", "Uncoded quotes", "Thin cells", "Open comments"}
    for row in rows:
        opened = client.get(row["address"])
        assert opened.context["cl"].result_count == row["count"], row["title"]
