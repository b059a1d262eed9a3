"""What there is to do: the lists of records that wait for an editor, each under a word of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.domain.standing import latest_first, rests_on_enough
from articles.models import (
    Article,
    ArticleAddress,
    ArticleText,
    Comment,
    Evidence,
    Position,
    Quote,
    Status,
    Verification,
)
from articles.models.positions import PositionQuerySet
from articles.models.quotes import QuoteQuerySet

Editor = AbstractBaseUser | AnonymousUser
# After so many days a copy should be looked at again, and a position asked anew.
CHECKED_AGAIN = timedelta(days=365)
ASKED_ANEW = timedelta(days=3 * 365)
GONE = [Status.WITHDRAWN, Status.REJECTED]


@dataclass(frozen=True)
class WorkList:
    """One list: its word in addresses, what it is called, what is to be done, and how it is read."""

    key: str
    table: type[models.Model]
    title: Promise | str
    todo: Promise | str
    find: Callable[[Editor], "QuerySet[Any]"]


@dataclass(frozen=True)
class Waiting:
    """A list with the number of records on it."""

    work: WorkList
    count: int


def unverified(_editor: Editor) -> QuoteQuerySet:
    """Quotes that were never held against the text they name."""
    checked = Verification.objects.filter(quote=OuterRef("pk"), text_sha256=OuterRef("text__sha256"))
    return Quote.objects.exclude(status__in=GONE).exclude(Exists(checked))


def drifted(_editor: Editor) -> QuoteQuerySet:
    """Quotes whose latest check failed."""
    latest = Verification.objects.filter(quote=OuterRef("pk")).order_by("-checked_at", "-pk")
    return (
        Quote.objects.exclude(status__in=GONE)
        .annotate(latest_check=Subquery(latest.values("result")[:1]))
        .filter(latest_check=Verification.Result.FAILED)
    )


def lost(_editor: Editor) -> QuoteQuerySet:
    """Quotes that stand in an earlier text of their article, and were not found in the latest whole one."""
    later = ArticleText.objects.filter(
        article=OuterRef("article"),
        covers=ArticleText.Covers.WHOLE,
        version__gt=OuterRef("text__version"),
    ).exclude(body="")
    return Quote.objects.exclude(status__in=GONE).filter(Exists(later))


def uncoded(_editor: Editor) -> QuoteQuerySet:
    """Quotes that evidence no position, drafts of one included."""
    used = Evidence.objects.filter(quote=OuterRef("pk")).exclude(position__status__in=GONE)
    return Quote.objects.exclude(status__in=GONE).exclude(Exists(used))


def unnamed(_editor: Editor) -> QuoteQuerySet:
    """Quotes of somebody who is a label alone."""
    return Quote.objects.exclude(status__in=GONE).filter(speaker__isnull=True)


def quotes_to_review(_editor: Editor) -> QuoteQuerySet:
    return Quote.objects.filter(status__in=[Status.CODED, Status.REVIEWED])


def positions_to_review(_editor: Editor) -> PositionQuerySet:
    return Position.objects.filter(status__in=[Status.CODED, Status.REVIEWED])


def thin(_editor: Editor) -> PositionQuerySet:
    """The latest position of each cell whose label is withheld, for want of evidence."""
    cells: dict[tuple[int, int], list[Position]] = {}
    rows = Position.objects.published().select_related("proposition_version")
    for position in rows:
        key = (position.stakeholder_id, position.proposition_version.proposition_id)
        cells.setdefault(key, []).append(position)
    keys = [latest_first(held)[0].pk for held in cells.values() if not rests_on_enough(held)]
    return Position.objects.filter(pk__in=keys)


def stale_articles(_editor: Editor) -> "QuerySet[Article]":
    """Public articles no address of which was looked at within a year."""
    lately = timezone.now() - CHECKED_AGAIN
    looked_at = ArticleAddress.objects.filter(article=OuterRef("pk"), checked_at__gte=lately)
    return Article.objects.published().exclude(Exists(looked_at))


def stale_positions(_editor: Editor) -> PositionQuerySet:
    """The latest position of a cell, where it is older than three years."""
    later = Position.objects.published().filter(
        Q(date_from__gt=OuterRef("date_from"))
        | Q(date_from=OuterRef("date_from"), date_to__gt=OuterRef("date_to")),
        stakeholder=OuterRef("stakeholder"),
        proposition_version__proposition=OuterRef("proposition_version__proposition"),
    )
    long_ago = timezone.now().date() - ASKED_ANEW
    return Position.objects.published().filter(date_to__lt=long_ago).exclude(Exists(later))


def my_quotes(editor: Editor) -> QuoteQuerySet:
    return Quote.objects.exclude(status__in=GONE).filter(assigned_to=editor.pk)


def my_positions(editor: Editor) -> PositionQuerySet:
    return Position.objects.exclude(status__in=GONE).filter(assigned_to=editor.pk)


def open_comments(_editor: Editor) -> "QuerySet[Comment]":
    return Comment.objects.filter(settled=False)


LISTS = [
    WorkList("mine", Quote, _("My quotes"), _("Assigned to you."), my_quotes),
    WorkList("mine", Position, _("My positions"), _("Assigned to you."), my_positions),
    WorkList(
        "review",
        Quote,
        _("Quotes waiting for review"),
        _("Coded or reviewed, and not public: look at them, then publish them."),
        quotes_to_review,
    ),
    WorkList(
        "review",
        Position,
        _("Positions waiting for review"),
        _("Coded or reviewed, and not public: look at them, then publish them."),
        positions_to_review,
    ),
    WorkList(
        "comments",
        Comment,
        _("Open comments"),
        _("Answer them, do what they ask for, and settle them."),
        open_comments,
    ),
    WorkList(
        "unverified",
        Quote,
        _("Unverified quotes"),
        _("Never held against the text they name: paste the text, or record where it was checked."),
        unverified,
    ),
    WorkList(
        "drifted",
        Quote,
        _("Drifted quotes"),
        _("Their latest check failed: the words no longer stand in the text as quoted."),
        drifted,
    ),
    WorkList(
        "lost",
        Quote,
        _("Lost quotes"),
        _("Not in the latest text of their article: correct or replace them, or leave them be."),
        lost,
    ),
    WorkList(
        "uncoded",
        Quote,
        _("Uncoded quotes"),
        _("They evidence no position yet: code them, or leave them as context."),
        uncoded,
    ),
    WorkList(
        "unnamed",
        Quote,
        _("Quotes of no stakeholder"),
        _("Their speaker is a label: link them where it is known by now who spoke."),
        unnamed,
    ),
    WorkList(
        "thin",
        Position,
        _("Thin cells"),
        _("The label is withheld: the latest stance rests on neither one high nor two medium positions."),
        thin,
    ),
    WorkList(
        "stale",
        Position,
        _("Stale positions"),
        _("The latest on record, and older than three years: look for a later one."),
        stale_positions,
    ),
    WorkList(
        "stale",
        Article,
        _("Articles not looked at for a year"),
        _("Open their addresses, and say whether the copy still stands."),
        stale_articles,
    ),
]


def waiting(editor: Editor) -> list[Waiting]:
    """Every list with its count. One query a list, however long it is; one more for thin cells."""
    return [Waiting(work, work.find(editor).count()) for work in LISTS]


def lists_of(table: type[models.Model]) -> list[WorkList]:
    return [work for work in LISTS if work.table is table]
