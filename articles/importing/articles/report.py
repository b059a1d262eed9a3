"""What an import did, for people and for scripts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.articles.pipeline import Outcome, What
from articles.models import Quote


def as_json(outcome: Outcome) -> dict[str, Any]:
    """One outcome as plain values."""
    suggested = outcome.suggested
    return {
        "what": outcome.what.value,
        "title": outcome.title,
        "article": outcome.article.pk if outcome.article else None,
        "suggested": len(suggested.quotes),
        "quotes": [_suggestion(quote) for quote in suggested.quotes],
        "linked": suggested.linked,
        "doubtful": suggested.doubtful,
        "left_out": list(suggested.left_out),
        "found_again": outcome.found_again,
        "lost": [quote.exact for quote in outcome.lost],
        "furniture": list(outcome.furniture),
        "same_text_as": outcome.same_text_as.pk if outcome.same_text_as else None,
        "problem": outcome.problem,
        "missing": list(outcome.missing),
    }


def _suggestion(quote: Quote) -> dict[str, Any]:
    proposed = quote.suggestion
    return {
        "exact": quote.exact,
        "kind": quote.kind,
        "speaker": proposed.speaker_name,
        "is_known": quote.speaker_id is not None,
        "organisation": proposed.organisation_name,
        "role": quote.role_printed,
        "rule": quote.origin,
        "confidence": float(quote.confidence) if quote.confidence is not None else None,
        "doubts": proposed.doubts,
    }


def in_words(outcome: Outcome) -> str:
    """One outcome in a sentence or two."""
    if outcome.what is What.FAILED:
        return _("%(title)s: not imported. %(problem)s") % {
            "title": outcome.title or _("No title"),
            "problem": outcome.problem,
        }
    if outcome.what is What.THERE:
        return _("%s: known already, with this very text. Nothing was done.") % outcome.title
    return f"{outcome.title}: {' '.join(_parts(outcome))}"


def _parts(outcome: Outcome) -> Iterator[str]:
    made, suggested = len(outcome.suggested.quotes), outcome.suggested
    if outcome.what is What.CHANGED:
        yield _("known, its text is kept now.")
    counted = ngettext("%(count)d quotation suggested", "%(count)d quotations suggested", made)
    told = _("%(made)s, %(linked)d with a speaker known here, %(doubtful)d doubtful.")
    yield told % {
        "made": counted % {"count": made},
        "linked": suggested.linked,
        "doubtful": suggested.doubtful,
    }
    if suggested.left_out:
        left = len(suggested.left_out)
        yield ngettext("%d quotation left out.", "%d quotations left out.", left) % left
    if outcome.found_again:
        found = outcome.found_again
        yield ngettext("%d quote found again.", "%d quotes found again.", found) % found
    if outcome.lost:
        lost = len(outcome.lost)
        yield ngettext("%d quote is not in this text.", "%d quotes are not in this text.", lost) % lost
    if outcome.furniture:
        kept_out = len(outcome.furniture)
        yield (
            ngettext("%d paragraph kept out of the text.", "%d paragraphs kept out of the text.", kept_out)
            % kept_out
        )
    if outcome.same_text_as:
        yield _("It prints the text of “%s”.") % outcome.same_text_as.shown_title


def passed_over(outcome: Outcome) -> Iterator[str]:
    """What was not taken, each with why: quotations, quotes that were lost, paragraphs kept out."""
    for words in outcome.suggested.left_out:
        yield _("Not suggested: %s") % words
    for quote in outcome.lost:
        yield _("Not in this text, and left as it was: %s") % quote
    for notice in outcome.furniture:
        yield _("Kept out of the text: %s") % notice


def summed_up(outcomes: Sequence[Outcome]) -> str:
    """All outcomes in a line."""
    counts = Counter(outcome.what for outcome in outcomes)
    made = sum(len(outcome.suggested.quotes) for outcome in outcomes)
    suggested = ngettext("%(count)d quotation suggested.", "%(count)d quotations suggested.", made)
    told = _("%(new)d new, %(changed)d with another text, %(there)d known, %(failed)d not imported.")
    return f"{told % {what.value: counts[what] for what in What}} {suggested % {'count': made}}"
