"""The review desk: a text with its quotes marked, the articles that wait, and what the rules are worth."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q, QuerySet

from articles.models import Article, ArticleText, Quote, ReviewStep, Status

IN_PLAY = [Status.SUGGESTED, Status.CODED, Status.REVIEWED, Status.PUBLISHED, Status.HELD]
Kind = ReviewStep.Kind
# A pause longer than this is no work on the article.
PAUSE = timedelta(minutes=3)


@dataclass(frozen=True)
class Piece:
    """A run of a paragraph, with the quotes that it is a part of; `start` is its offset in the text."""

    text: str
    start: int
    quotes: tuple[int, ...] = ()
    is_open: bool = False


@dataclass(frozen=True)
class Paragraph:
    number: int
    start: int
    pieces: tuple[Piece, ...]

    @property
    def quotes(self) -> set[int]:
        return {key for piece in self.pieces for key in piece.quotes}


@dataclass(frozen=True)
class Item:
    """One quote of the list beside the text."""

    quote: Quote
    spans: tuple[tuple[int, int], ...]
    # What the rules took for the speaker, where it is not known here.
    speaker_name: str
    organisation_name: str
    doubts: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return bool(self.quote.status == Status.SUGGESTED)

    @property
    def is_public(self) -> bool:
        return self.quote.status in (Status.PUBLISHED, Status.HELD)

    @property
    def is_known(self) -> bool:
        """Whether it says whose words these are: it can be accepted as it stands."""
        return bool(self.quote.speaker_id or self.quote.speaker_label)

    @property
    def spans_text(self) -> str:
        return " ".join(f"{start}-{end}" for start, end in self.spans)


@dataclass(frozen=True)
class Desk:
    """An article on the desk: its text with every quote marked, and the quotes in the order of the text."""

    article: Article
    text: ArticleText
    paragraphs: tuple[Paragraph, ...]
    items: tuple[Item, ...]
    # How much of the text is quoted, in percent, and how much its outlet allows, if that is said.
    share: int
    limit: int | None

    @property
    def open(self) -> list[Item]:
        return [item for item in self.items if item.is_open and not item.doubts]

    @property
    def doubtful(self) -> list[Item]:
        return [item for item in self.items if item.is_open and item.doubts]

    @property
    def done(self) -> list[Item]:
        return [item for item in self.items if not item.is_open]

    @property
    def groups(self) -> list[tuple[str, list[Item]]]:
        """The quotes as they are decided: the sure ones first, the doubtful apart, then what is done."""
        return [("open", self.open), ("doubtful", self.doubtful), ("done", self.done)]

    @property
    def in_turn(self) -> list[Item]:
        return [item for _name, items in self.groups for item in items]

    @property
    def waiting(self) -> int:
        return len(self.open) + len(self.doubtful)

    @property
    def is_over(self) -> bool:
        return self.limit is not None and self.share > self.limit


def desk_of(article: Article) -> Desk | None:
    """The latest text of the article that is kept, with its quotes; None where none is. Four queries."""
    texts = article.texts.exclude(body="").order_by("-version")
    text = texts.filter(covers=ArticleText.Covers.WHOLE).first() or texts.first()
    if text is None:
        return None
    rows = (
        Quote.objects.filter(article=article, text=text, status__in=IN_PLAY)
        .select_related("speaker", "on_behalf_of", "suggestion")
        .prefetch_related("spans", "evidence__position__proposition_version__proposition")
    )
    items = sorted((_item(row) for row in rows), key=lambda item: (item.spans, item.quote.pk))
    return Desk(
        article=article,
        text=text,
        paragraphs=tuple(_paragraphs(text.body, items)),
        items=tuple(items),
        share=_share(text.body, items),
        limit=article.outlet.quote_limit,
    )


def waiting_articles(*, by: AbstractBaseUser) -> "QuerySet[Article]":
    """The articles with suggestions, those I began first; with what is open and what I did."""
    quotes, mine = Q(quotes__status__in=IN_PLAY), Q(review_steps__editor=by.pk, review_steps__undone_at=None)
    return (
        Article.objects.select_related("outlet")
        .annotate(
            open_count=Count("quotes", filter=Q(quotes__status=Status.SUGGESTED), distinct=True),
            all_count=Count("quotes", filter=quotes, distinct=True),
            my_steps=Count("review_steps", filter=mine, distinct=True),
        )
        .filter(open_count__gt=0)
        .order_by("-my_steps", "date_from", "pk")
    )


def next_article(article: Article, *, by: AbstractBaseUser) -> Article | None:
    """The article to go on with."""
    return waiting_articles(by=by).exclude(pk=article.pk).first()


@dataclass(frozen=True)
class Usefulness:
    """What became of the suggestions that editors decided: how many, right as they were, and in what time."""

    decided: int
    accepted: int
    corrected: int
    rejected: int
    missed: int
    # Which parts were corrected how often, most first.
    parts: tuple[tuple[str, int], ...]
    minutes: float
    articles: int

    @property
    def right(self) -> int:
        """In percent of those decided."""
        return round(100 * self.accepted / self.decided) if self.decided else 0

    @property
    def minutes_an_article(self) -> float:
        return round(self.minutes / self.articles, 1) if self.articles else 0.0


def usefulness(steps: "QuerySet[ReviewStep] | None" = None) -> Usefulness:
    """Counted from the steps at the desk that stand; all of them, or those given. One query.

    A suggestion counts once, however often it was taken up: rejected if that was the last of it, corrected
    if any step corrected a part of it, else accepted. Quotations added by hand were none.
    """
    rows = list((ReviewStep.objects if steps is None else steps).filter(undone_at=None).order_by("at", "pk"))
    added = {key for row in rows if row.kind == Kind.ADDED for key in row.made.get("quote", [])}
    last: dict[Any, str] = {}
    corrected: dict[Any, set[str]] = {}
    for row in rows:
        # The legal removal forgets what a step was about.
        key = next((kept["pk"] for kept in row.before.get("quotes", [])), f"step {row.pk}")
        if row.kind in (Kind.ACCEPTED, Kind.CORRECTED, Kind.REJECTED) and key not in added:
            last[key] = row.kind
            corrected.setdefault(key, set()).update(row.parts)
    rejected = [key for key, kind in last.items() if kind == Kind.REJECTED]
    mended = {key: parts for key, parts in corrected.items() if parts and last[key] != Kind.REJECTED}
    parts = Counter(part for held in mended.values() for part in held)
    return Usefulness(
        decided=len(last),
        accepted=len(last) - len(rejected) - len(mended),
        corrected=len(mended),
        rejected=len(rejected),
        missed=len(added),
        parts=tuple(sorted(parts.items(), key=lambda one: (-one[1], one[0]))),
        minutes=_minutes(rows),
        articles=len({row.article_id for row in rows}),
    )


def _minutes(rows: Iterable[ReviewStep]) -> float:
    """Time at the desk: from step to step of one editor in one article, pauses left out."""
    turns: dict[tuple[int, Any], list[Any]] = {}
    for row in rows:
        turns.setdefault((row.article_id, row.editor_id), []).append(row.at)
    gaps = [later - earlier for times in turns.values() for earlier, later in pairwise(times)]
    return sum((gap for gap in gaps if gap <= PAUSE), timedelta()).total_seconds() / 60


def _item(quote: Quote) -> Item:
    suggestion = getattr(quote, "suggestion", None)
    spans = sorted((span.start, span.end) for span in quote.spans.all())
    return Item(
        quote=quote,
        spans=tuple(spans),
        speaker_name=suggestion.speaker_name if suggestion else quote.speaker_printed,
        organisation_name=suggestion.organisation_name if suggestion else "",
        doubts=tuple(suggestion.doubts) if suggestion else (),
    )


def _paragraphs(body: str, items: Sequence[Item]) -> Iterable[Paragraph]:
    """The text cut at every border of a quote; joined, the pieces are the text again."""
    at = 0
    for number, line in enumerate(body.split("\n"), start=1):
        end = at + len(line)
        marks = ((start, stop, item) for item in items for start, stop in item.spans)
        here = [mark for mark in marks if mark[0] < end and at < mark[1]]
        borders = {place for start, stop, _item in here for place in (start, stop) if at < place < end}
        cuts = sorted({at, end, *borders})
        yield Paragraph(number, at, tuple(_piece(body, here, *pair) for pair in pairwise(cuts)))
        at = end + 1


def _piece(body: str, here: Sequence[tuple[int, int, Item]], start: int, end: int) -> Piece:
    inside = [item for first, last, item in here if first <= start and end <= last]
    return Piece(
        text=body[start:end],
        start=start,
        quotes=tuple(item.quote.pk for item in inside),
        is_open=any(item.is_open for item in inside),
    )


def _share(body: str, items: Sequence[Item]) -> int:
    quoted = {place for item in items for start, end in item.spans for place in range(start, end)}
    return round(100 * len(quoted) / len(body)) if body else 0
