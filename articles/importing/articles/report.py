"""What an import did, told: to people in lines, to scripts in JSON, and added up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.articles.bringing import Brought
from articles.importing.articles.pipeline import Outcome, What
from articles.models import Quote


@dataclass(frozen=True)
class Totals:
    """What all articles of an import came to."""

    articles: dict[What, int]
    suggested: int
    linked: int
    doubtful: int
    left_out: int
    found_again: int
    lost: int

    @property
    def read(self) -> int:
        """How many articles could be read."""
        return sum(self.articles.values()) - self.failed

    @property
    def failed(self) -> int:
        return self.articles[What.FAILED]

    def __str__(self) -> str:
        kept = _("%(new)d new, %(changed)d changed, %(there)d there already, %(failed)d failed") % {
            str(what): count for what, count in self.articles.items()
        }
        made = _("%(suggested)d quotations suggested, %(linked)d linked, %(doubtful)d doubtful") % {
            "suggested": self.suggested, "linked": self.linked, "doubtful": self.doubtful,
        }  # fmt: skip
        return f"{kept}; {made}."


def totals_of(brought: Iterable[Brought]) -> Totals:
    outcomes = [one.outcome for one in brought]
    counted = Counter(one.what for one in outcomes)
    return Totals(
        articles={what: counted[what] for what in What},
        suggested=sum(len(one.suggested.quotes) for one in outcomes),
        linked=sum(one.suggested.linked for one in outcomes),
        doubtful=sum(one.suggested.doubtful for one in outcomes),
        left_out=sum(len(one.suggested.left_out) for one in outcomes),
        found_again=sum(one.found_again for one in outcomes),
        lost=sum(len(one.lost) for one in outcomes),
    )


def what_happened(outcome: Outcome) -> str:
    """One phrase for what became of an article."""
    return {
        What.NEW: _("new"),
        What.THERE: _("there already"),
        What.CHANGED: _("its text is kept anew"),
        What.FAILED: _("not imported"),
    }[outcome.what]


def lines_of(brought: Brought) -> Iterator[str]:
    """What became of one article, the first line alone telling which."""
    outcome = brought.outcome
    where = _("%(source)s, line %(line)d") if brought.line is not None else "%(source)s"
    yield f"{where % {'source': brought.source, 'line': brought.line}}: {_headline(outcome)}"
    if outcome.what in (What.NEW, What.CHANGED):
        yield _counted(outcome)
    if outcome.same_text_as is not None:
        yield _("Proposed as the same text as “%s”.") % outcome.same_text_as.shown_title
    if outcome.found_again or outcome.lost:
        yield ngettext(
            "%(count)d quote was found again in the text.", "%(count)d quotes were found again in the text.",
            outcome.found_again,
        ) % {"count": outcome.found_again}  # fmt: skip
    for quote in outcome.lost:
        yield _("Lost, and left as it was: %s") % quote
    for words in outcome.suggested.left_out:
        yield _("Not suggested: %s") % words
    for notice in outcome.furniture:
        yield _("Kept out of the text: %s") % notice


def _headline(outcome: Outcome) -> str:
    if outcome.what is What.FAILED:
        return f"{what_happened(outcome)}. {outcome.problem}"
    return f"{what_happened(outcome)}: {outcome.title}"


def _counted(outcome: Outcome) -> str:
    made = outcome.suggested
    count = len(made.quotes)
    told = ngettext(
        "%(count)d quotation is suggested, %(linked)d linked to a known speaker, %(doubtful)d doubtful.",
        "%(count)d quotations are suggested, %(linked)d linked to a known speaker, %(doubtful)d doubtful.",
        count,
    )
    return told % {"count": count, "linked": made.linked, "doubtful": made.doubtful}


def record_of(brought: Brought) -> dict[str, Any]:
    """One article for scripts; the keys stay as they are."""
    outcome, made = brought.outcome, brought.outcome.suggested
    return {
        "source": brought.source,
        "line": brought.line,
        "what": str(outcome.what),
        "problem": outcome.problem,
        "missing": list(outcome.missing),
        "article": outcome.article.slug if outcome.article else None,
        "title": outcome.title,
        "paragraphs": brought.paragraphs,
        "suggested": [_suggestion(quote) for quote in made.quotes],
        "linked": made.linked,
        "doubtful": made.doubtful,
        "left_out": list(made.left_out),
        "found_again": outcome.found_again,
        "lost": [quote.exact for quote in outcome.lost],
        "kept_out": list(outcome.furniture),
        "same_text_as": outcome.same_text_as.slug if outcome.same_text_as else None,
    }


def _suggestion(quote: Quote) -> dict[str, Any]:
    proposed = quote.suggestion
    return {
        "quote": quote.exact,
        "kind": quote.kind,
        "speaker": proposed.speaker_name,
        "is_known": quote.speaker_id is not None,
        "organisation": proposed.organisation_name,
        "role": quote.role_printed,
        "rule": quote.origin,
        "confidence": float(quote.confidence) if quote.confidence is not None else None,
        "doubts": proposed.doubts,
    }
