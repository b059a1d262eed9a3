"""Before a decision an editor sees every address it touches; looking changes nothing."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.correcting import replace
from articles.actions.holding import hold
from articles.actions.merging import merge
from articles.actions.previewing import (
    AffectedId,
    AffectedSlug,
    Dependants,
    Preview,
    preview,
)
from articles.actions.removing import remove_on_legal_demand
from articles.actions.renaming import rename
from articles.actions.withdrawing import withdraw
from articles.models import Change, PublicId, Quote
from tests.factories import make_article, make_outlet, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db


remove = partial(remove_on_legal_demand, blocked_by="https://court.example/1")


def affected(record: Any, after: str, leads_to: str = "") -> AffectedId:
    return AffectedId(record.public_id, record.public.kind, str(record), "live", after, leads_to)


@pytest.mark.parametrize(
    ("decision", "after", "along"),
    [
        (withdraw, "withdrawn", "withdrawn"),
        (hold, "held", "held"),
        (remove, "removed", "withdrawn"),
    ],
)
def test_what_leaves_is_named_with_what_rests_on_it(
    editor: User, decision: Callable[..., None], after: str, along: str
) -> None:
    quote = make_quote()
    position = make_position(quotes=(quote,))
    before = (list(PublicId.objects.values()), list(Quote.objects.values()))

    seen = preview(partial(decision, quote), by=editor)

    assert seen == Preview(ids=(affected(quote, after), affected(position, along)))
    assert (list(PublicId.objects.values()), list(Quote.objects.values())) == before
    assert not Change.objects.exists()


def test_what_is_refused_is_said_with_its_reasons(editor: User) -> None:
    quote = make_quote()
    assert preview(partial(withdraw, quote.article), by=editor) == Preview(
        refused=("1 public quotes rest on it: withdraw those first.",)
    )


def test_other_quotes_of_the_same_words_are_named(editor: User) -> None:
    quote, same = make_quote(), make_quote()
    assert preview(partial(remove, quote), by=editor, same_words_as=quote).same_words == (same.public_id,)


def test_a_merge_shows_what_moves_and_which_slugs_lead_on(editor: User) -> None:
    keep, drop, article = make_stakeholder(), make_stakeholder("T Teapot", slug="t-teapot"), make_article()
    ours, theirs = (make_quote(article=article, speaker=one) for one in (keep, drop))
    make_quote("Other words.", speaker=drop)

    seen = preview(partial(merge, keep=keep, drop=drop), by=editor)

    assert seen == Preview(
        ids=tuple(
            sorted(
                [
                    affected(drop, "merged", str(keep.public_id)),
                    affected(theirs, "merged", str(ours.public_id)),
                ],
                key=lambda one: one.public_id,
            )
        ),
        slugs=(AffectedSlug("stakeholder", "t-teapot", "tess-teapot"),),
        moved=(Dependants("quotes", "speaker", 1),),
    )


def test_a_new_slug_shows_where_the_old_one_leads(editor: User) -> None:
    seen = preview(partial(rename, make_outlet(), slug="the-leaf"), by=editor)
    assert seen == Preview(slugs=(AffectedSlug("outlet", "the-daily-leaf", "the-leaf"),))


def test_an_id_that_would_be_issued_is_not_told_because_it_will_be_another(editor: User) -> None:
    old, new = make_quote(), make_quote("Better words.", published=False)
    seen = preview(partial(replace, old, successor=new), by=editor)
    assert seen == Preview(
        ids=(
            AffectedId(str(old.public_id), "quote", str(old), "live", "replaced", ""),
            AffectedId("", "quote", str(new), "", "live", ""),
        )
    )
