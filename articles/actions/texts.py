"""Keeping the text of an article: the quotes taken from it are found again in it, and proven here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles.actions.recording import Refused
from articles.actions.verifying import verify_quotes
from articles.domain.anchoring import Ambiguous, NotFound, find_again
from articles.domain.spans import LEFT_OUT, span_at
from articles.domain.spans import Span as Place
from articles.domain.text import Folded, body_of, digest, fold
from articles.domain.verification import Finding, Result, verify
from articles.models import Article, ArticleText, Quote, Span, Status

SET_ASIDE = (Status.REJECTED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Found:
    """Where one quote stands in the new text, and what holding it against that text finds."""

    quote: Quote
    places: tuple[Place, ...]
    finding: Finding

    @property
    def is_proven(self) -> bool:
        return self.finding.is_verbatim


@dataclass(frozen=True)
class Outlook:
    """What keeping a text does, or did: the text, what becomes of it, and each quote it concerns."""

    text: ArticleText
    # Kept here already, word for word.
    is_known: bool
    # Recorded already by its hash, without its words; they are filled in.
    fills_in: bool
    found: tuple[Found, ...]
    # Quotes left alone: they are proven by a text that is kept, and this one is only a passage, or older.
    untouched: tuple[Quote, ...]

    @property
    def proven(self) -> list[Found]:
        return [one for one in self.found if one.is_proven]

    @property
    def lost(self) -> list[Found]:
        return [one for one in self.found if not one.is_proven]


def foresee(article: Article, *, words: str, covers: str) -> Outlook:
    """What `add_text` would do with these words; nothing is written."""
    body = body_of(words.splitlines())
    sha256 = digest(body)
    text = article.texts.filter(sha256=sha256, length=len(body)).order_by("version").last()
    is_known, fills_in = text is not None and bool(text.body), text is not None and not text.body
    if text is None:
        text = ArticleText(
            article=article,
            version=max(article.texts.values_list("version", flat=True), default=0) + 1,
            sha256=sha256,
            length=len(body),
            covers=covers,
            seen_at=timezone.now().date(),
        )
    text.body = body
    quotes = list(
        article.quotes.exclude(status__in=SET_ASIDE)
        .select_related("text", "speaker")
        .prefetch_related("spans")
        .order_by("pk")
    )
    # A whole text that is new takes every quote; any other those that no kept text proves.
    takes_all = not is_known and text.covers == ArticleText.Covers.WHOLE
    wanted = [quote for quote in quotes if takes_all or not quote.text.body or quote.text_id == text.pk]
    ground = fold(body)
    return Outlook(
        text=text,
        is_known=is_known,
        fills_in=fills_in,
        found=tuple(_found(quote, body, ground) for quote in wanted),
        untouched=tuple(quote for quote in quotes if quote not in wanted),
    )


@transaction.atomic
def add_text(article: Article, *, words: str, covers: str, by: AbstractBaseUser | None, why: str) -> Outlook:
    """Keep the words as a text of the article, privately, and prove by it the quotes that stand in it.

    Each is found by its own words and their neighbours; its spans move to this text, the check is recorded,
    and its address and what readers see of it stay. One that is not found, or more than once, is left as it
    is and named in what comes back. Words that were recorded already by their hash make no new version.
    Raises Refused without a reason or without words.
    """
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    reasons = [] if why.strip() else ["Give a reason: it is kept with the decision."]
    if not body_of(words.splitlines()):
        reasons.append("There are no words in it.")
    if reasons:
        raise Refused(locked, reasons)
    # Nobody changes them between looking and writing.
    list(locked.quotes.select_for_update().values_list("pk"))
    outlook = foresee(locked, words=words, covers=covers)
    if not outlook.is_known:
        outlook.text.save()
    for one in outlook.proven:
        _move(one, outlook.text, by=by, why=why)
    verify_quotes(one.quote for one in outlook.proven)
    return outlook


def _found(quote: Quote, body: str, ground: Folded) -> Found:
    places = []
    try:
        for sought in _sought(quote):
            start, end = find_again(ground, *sought)
            places.append(span_at(body, start, end))
    except (NotFound, Ambiguous) as problem:
        return Found(quote, (), Finding(Result.FAILED, f"“{sought[0]}”: {problem}"))
    return Found(quote, tuple(places), verify(body, places, quote.exact, ground=ground))


def _sought(quote: Quote) -> Iterator[tuple[str, str, str]]:
    """The words to look for with their neighbours; of a quote without spans its words as they are cut."""
    spans = sorted(quote.spans.all(), key=lambda span: span.ordinal)
    if spans:
        yield from ((span.exact, span.prefix, span.suffix) for span in spans)
        return
    parts = [part.strip() for line in quote.exact.splitlines() for part in line.split(LEFT_OUT.strip())]
    yield from ((part, "", "") for part in parts if part)


def _move(found: Found, text: ArticleText, *, by: AbstractBaseUser | None, why: str) -> None:
    """Let the quote and its spans stand in that text; rows that say so already stay as they are."""
    quote = found.quote
    spans = sorted(quote.spans.all(), key=lambda span: span.ordinal)
    changed = quote.text_id != text.pk
    for number, place in enumerate(found.places):
        span = spans[number] if spans else Span(quote=quote, ordinal=number + 1)
        told = {
            "text_id": text.pk, "start": place.start, "end": place.end,
            "exact": place.exact, "prefix": place.prefix, "suffix": place.suffix,
        }  # fmt: skip
        if any(getattr(span, name) != value for name, value in told.items()):
            changed = True
            for name, value in told.items():
                setattr(span, name, value)
            _save(span, by=by, why=why)
    quote.text = text
    if changed:
        quote.lock_version += 1
        _save(quote, by=by, why=why)


def _save(row: Quote | Span, *, by: AbstractBaseUser | None, why: str) -> None:
    row._change_reason = why  # type: ignore[union-attr]  # noqa: SLF001 — how simple-history is told
    row._history_user = by  # type: ignore[union-attr]  # noqa: SLF001
    row.save()
