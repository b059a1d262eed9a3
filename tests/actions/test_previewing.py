"""Before a decision an editor sees every address it touches; looking changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.previewing import (
    AffectedId,
    AffectedSlug,
    Dependants,
    Preview,
    preview_hold,
    preview_merge,
    preview_removal,
    preview_rename,
    preview_withdrawal,
)
from articles.models import Change, PublicId, Quote
from tests.factories import make_article, make_outlet, make_position, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db


def affected(record: Any, after: str, leads_to: str = "") -> AffectedId:
    return AffectedId(record.public_id, record.public.kind, str(record), "live", after, leads_to)


@pytest.mark.parametrize(
    ("preview", "after", "along"),
    [
        (preview_withdrawal, "withdrawn", "withdrawn"),
        (preview_hold, "held", "held"),
        (preview_removal, "removed", "withdrawn"),
    ],
)
def test_what_leaves_is_named_with_what_rests_on_it(
    editor: User, preview: Callable[..., Preview], after: str, along: str
) -> None:
    quote = make_quote()
    position = make_position(quotes=(quote,))
    before = (list(PublicId.objects.values()), list(Quote.objects.values()))

    seen = preview(quote, by=editor)

    assert seen == Preview(ids=(affected(quote, after), affected(position, along)))
    assert (list(PublicId.objects.values()), list(Quote.objects.values())) == before
    assert not Change.objects.exists()


def test_what_is_refused_is_said_with_its_reasons(editor: User) -> None:
    quote = make_quote()
    assert preview_withdrawal(quote.article, by=editor) == Preview(
        refused=("1 public quotes rest on it: withdraw those first.",)
    )


def test_other_quotes_of_the_same_words_are_named(editor: User) -> None:
    quote, same = make_quote(), make_quote()
    assert preview_removal(quote, by=editor).same_words == (same.public_id,)


def test_a_merge_shows_what_moves_and_which_slugs_lead_on(editor: User) -> None:
    keep, drop, article = make_stakeholder(), make_stakeholder("T Teapot", slug="t-teapot"), make_article()
    ours, theirs = (make_quote(article=article, speaker=one) for one in (keep, drop))
    make_quote("Other words.", speaker=drop)

    seen = preview_merge(keep=keep, drop=drop, by=editor)

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
    seen = preview_rename(make_outlet(), by=editor, slug="the-leaf")
    assert seen == Preview(slugs=(AffectedSlug("outlet", "the-daily-leaf", "the-leaf"),))
