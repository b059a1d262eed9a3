"""Holding quotes against the texts kept here, and remembering what was found, and when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.domain.spans import Span as Place
from articles.domain.text import Folded, digest, fold
from articles.domain.verification import Finding, Result, verify
from articles.models import ArticleText, Quote, Status, Verification

# What readers can see, or will again.
PUBLIC = (Status.PUBLISHED, Status.HELD)
# One transaction holds the quotes of so many texts: long enough to be quick, short enough to wait for.
TEXTS_AT_ONCE = 50
NEVER_HELD = "Its words were never held against the text: paste the text, or record where it was checked."


class Drift(StrEnum):
    """How a finding differs from the one before it."""

    LOST = "found before, not now"
    FOUND = "not found before, found now"
    MARKS = "exact before, now equal but for marks, dashes or spaces"
    EXACT = "equal but for marks, dashes or spaces before, now exact"
    TEXT = "held against another text than before"


@dataclass(frozen=True)
class Check:
    """One quote held against its text: what was found, and what the check before had found, if any."""

    quote: Quote
    finding: Finding
    before: Verification | None

    @property
    def drift(self) -> Drift | None:
        """How it differs from the check before; None where it does not, or there was none."""
        if self.before is None or self.finding.result == Result.ELSEWHERE:
            return None
        was, now = Result(self.before.result), self.finding.result
        if (was == Result.FAILED) != (now == Result.FAILED):
            return Drift.FOUND if was == Result.FAILED else Drift.LOST
        if (was, now) in {(Result.EXACT, Result.FOLDED), (Result.FOLDED, Result.EXACT)}:
            return Drift.MARKS if now == Result.FOLDED else Drift.EXACT
        return Drift.TEXT if self.before.text_sha256 != self.quote.text.sha256 else None


def verify_public() -> Iterator[Check]:
    """Hold every published and held quote against its text, and give back each check once it is recorded.

    The quotes of fifty texts are one transaction. A quote whose text is not kept here is ELSEWHERE where
    somebody recorded that it was checked against that very text, and FAILED where nobody did.
    """
    texts = iter(
        list(
            ArticleText.objects.filter(quotes__status__in=PUBLIC)
            .order_by("pk")
            .distinct()
            .values_list("pk", flat=True)
        )
    )
    while batch := list(islice(texts, TEXTS_AT_ONCE)):
        yield from _verify(Quote.objects.filter(text__in=batch, status__in=PUBLIC))


def count_public() -> int:
    """How many quotes `verify_public` looks at."""
    return Quote.objects.filter(status__in=PUBLIC).count()


@transaction.atomic
def verify_quotes(quotes: Iterable[Quote]) -> list[Check]:
    """Hold these quotes, public or not, against their texts as they are now; record what was found."""
    return _verify(Quote.objects.filter(pk__in=[quote.pk for quote in quotes]))


@transaction.atomic
def _verify(quotes: QuerySet[Quote]) -> list[Check]:
    """Nobody else changes these quotes until what was found is written."""
    locked = (
        quotes.select_for_update(of=("self",))
        .select_related("speaker")
        .prefetch_related("spans", "verifications")
        .order_by("pk")
    )
    of_text: dict[int, list[Quote]] = {}
    for quote in locked:
        of_text.setdefault(quote.text_id, []).append(quote)
    texts = ArticleText.objects.in_bulk(of_text)
    return _record(check for key, held in of_text.items() for check in _held_against(texts[key], held))


def _held_against(text: ArticleText, quotes: Sequence[Quote]) -> list[Check]:
    """The text is folded once for all of its quotes."""
    for quote in quotes:
        quote.text = text
    ground = fold(text.body) if text.body else None
    if text.body and digest(text.body) != text.sha256:
        broken = Finding(Result.FAILED, "The text kept here is not the one recorded: its SHA-256 differs.")
        return [Check(quote, broken, _latest(quote)) for quote in quotes]
    return [
        Check(quote, _found_in(text, ground, quote), _latest(quote))
        if ground is not None
        else Check(quote, _found_elsewhere(quote), _latest(quote))
        for quote in quotes
    ]


def _found_in(text: ArticleText, ground: Folded, quote: Quote) -> Finding:
    spans = sorted(quote.spans.all(), key=lambda span: span.ordinal)
    if any(span.text_id != text.pk for span in spans):
        return Finding(Result.FAILED, "A span of the quote stands in another text than the quote itself.")
    places = [Place(span.start, span.end, span.exact, span.prefix, span.suffix) for span in spans]
    return verify(text.body, places, quote.exact, ground=ground)


def _found_elsewhere(quote: Quote) -> Finding:
    """What was recorded of a text that is not kept here, the latest word of those on that very text."""
    told = [one for one in quote.verifications.all() if one.text_sha256 == quote.text.sha256]
    if told and told[-1].result != Verification.Result.FAILED:
        return Finding(Result.ELSEWHERE)
    return Finding(Result.FAILED, NEVER_HELD)


def _latest(quote: Quote) -> Verification | None:
    return next(reversed(quote.verifications.all()), None)


def _record(checks: Iterable[Check]) -> list[Check]:
    """Write what was found, and give the checks back.

    A finding is a new row where it says something new: another result, reason or text than the one before.
    The same again only moves the day on which the row before was last confirmed, so that looking every
    night adds nothing, and the history shows what changed and since when. Of what was checked elsewhere
    nothing is written: nobody looked at its text here.
    """
    checks, now = list(checks), timezone.now()
    here = [check for check in checks if check.finding.result != Result.ELSEWHERE]
    again = [check.before.pk for check in here if check.before is not None and _says_the_same(check)]
    Verification.objects.filter(pk__in=again).update(confirmed_at=now)
    Verification.objects.bulk_create(
        _row(check, now) for check in here if check.before is None or not _says_the_same(check)
    )
    return checks


def _says_the_same(check: Check) -> bool:
    before = check.before
    return before is not None and (before.text_sha256, before.result, before.reason) == (
        check.quote.text.sha256,
        str(check.finding.result),
        check.finding.reason,
    )


def _row(check: Check, now: datetime) -> Verification:
    return Verification(
        quote=check.quote,
        text_sha256=check.quote.text.sha256,
        result=str(check.finding.result),
        reason=check.finding.reason,
        checked_at=now,
    )
