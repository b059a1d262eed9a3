"""A record comes to the public step by step; each step has its statuses, its role, and its reason."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.actions.recording import Refused
from articles.actions.reviewing import mark_coded, mark_reviewed, reject, send_back
from articles.actions.roles import Role
from articles.models import Quote, Status
from tests.factories import make_article, make_editor, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db

STEPS: dict[Callable[..., None], tuple[set[Status], Status]] = {
    mark_coded: ({Status.SUGGESTED}, Status.CODED),
    mark_reviewed: ({Status.CODED}, Status.REVIEWED),
    send_back: ({Status.CODED, Status.REVIEWED, Status.REJECTED}, Status.SUGGESTED),
    reject: ({Status.SUGGESTED, Status.CODED, Status.REVIEWED}, Status.REJECTED),
}


def at(status: Status) -> Quote:
    quote = make_quote(published=status in (Status.PUBLISHED, Status.HELD, Status.WITHDRAWN))
    Quote.objects.filter(pk=quote.pk).update(status=status)
    return quote


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", list(Status))
def test_a_step_leads_from_its_statuses_alone(step: Callable[..., None], status: Status) -> None:
    quote, editor = at(status), make_editor()
    before, after = STEPS[step]

    if status in before:
        step(quote, by=editor, why="looked at")
    else:
        with pytest.raises(Refused, match=f"It is {status.label.lower()}; this step begins at: "):
            step(quote, by=editor, why="looked at")

    quote.refresh_from_db()
    assert quote.status == (after if status in before else status)


def test_who_and_why_are_kept() -> None:
    quote, coder = make_quote(published=False), make_editor(role=Role.CODER)

    mark_coded(quote, by=coder, why="names and dates are in")

    latest = quote.history.latest()
    assert (latest.status, latest.history_user, latest.history_change_reason) == (
        "coded",
        coder,
        "names and dates are in",
    )


@pytest.mark.parametrize("step", STEPS)
def test_no_step_without_a_reason(step: Callable[..., None]) -> None:
    quote = at(min(STEPS[step][0]))
    with pytest.raises(Refused, match=r"Give a reason: it is kept with the decision\."):
        step(quote, by=make_editor(), why="  ")


@pytest.mark.parametrize("step", [mark_reviewed, send_back, reject])
def test_a_coder_codes_and_leaves_the_rest_to_reviewers(step: Callable[..., None]) -> None:
    quote = at(Status.CODED)
    with pytest.raises(Refused) as told:
        step(quote, by=make_editor("cody", role=Role.CODER), why="why not")
    assert told.value.reasons == [
        "cody may not review, send back or reject records: that is for Reviewer and Administrator."
    ]


@pytest.mark.parametrize("make", [make_article, make_position, make_stakeholder])
def test_every_kind_of_record_takes_the_same_way(make: Any) -> None:
    record, editor = make(published=False), make_editor()
    mark_coded(record, by=editor, why="complete")
    mark_reviewed(record, by=editor, why="right")
    record.refresh_from_db()
    assert record.status == Status.REVIEWED


def test_a_rejected_quote_whose_twin_came_stays_rejected() -> None:
    editor = make_editor()
    rejected = make_quote(published=False)
    reject(rejected, by=editor, why="not her words")
    make_quote(published=False, article=rejected.article)

    with pytest.raises(Refused) as told:
        send_back(rejected, by=editor, why="they are")

    assert told.value.reasons == ["These words of this speaker are already quoted from this article."]
