"""Correcting what readers see: our slips are mended in place, and every version stays readable."""

from collections.abc import Collection
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.actions.anchoring import CannotAnchor, anchor
from articles.actions.gates import reasons_against_showing, reasons_against_succeeding
from articles.actions.publishing import publish
from articles.actions.recording import (
    Refused,
    enter,
    locked,
    refuse_unless_clear,
    tell,
    write,
)
from articles.domain.dates import PartialDate
from articles.models import (
    ArticleText,
    Change,
    Permission,
    Position,
    PublicId,
    Quote,
    QuoteVersion,
    Status,
)


class QuoteCorrection(TypedDict, total=False):
    """What may be corrected of a quote. `text` is the text in which corrected words are to be found."""

    exact: str
    text: ArticleText
    kind: str
    language: str
    speaker_printed: str
    role_printed: str
    said: PartialDate | None


class PositionCorrection(TypedDict, total=False):
    """What may be corrected of a position."""

    stance: str
    condition: str
    date: PartialDate
    summary: str
    confidence: str
    note: str
    inferred: bool


# How readers are told what was corrected.
PARTS = {
    "exact": "words",
    "kind": "kind of quote",
    "language": "language",
    "speaker_printed": "name as printed",
    "role_printed": "role",
    "said": "date",
    "speaker": "speaker",
    "on_behalf_of": "organisation spoken for",
    "stance": "stance",
    "condition": "condition",
    "date": "date",
    "summary": "summary",
    "confidence": "confidence",
    "note": "note",
    "inferred": "whether it is inferred",
    "evidence": "evidence",
}


@transaction.atomic
def correct(
    quote: Quote,
    *,
    by: AbstractBaseUser,
    why: str,
    told: str = "",
    **corrections: Unpack[QuoteCorrection],
) -> None:
    """Mend a slip of ours in a public (or held) quote: its address stays, and what stood there as a version.

    Corrected words are found in the text again, and held against it. `told` is the reason that readers are
    given. A wrong speaker is no slip: withdraw, and record anew. Raises Refused where the words do not stand
    in the text, nothing differs, or a rule of what is public is broken.
    """
    row = locked(quote)
    changed = _changed(row, dict(corrections), by=by, why=why)
    _save(row, changed, by=by, why=why)
    if {"exact", "text"} & changed.keys():
        _find_again(row)
    broken = reasons_against_showing(row)
    if broken:
        raise Refused(row, broken)
    last = row.versions.order_by("number").last()
    number = last.number + 1 if last is not None else 1
    QuoteVersion.objects.create(quote=row, number=number, shown=row.as_shown(), reason=told)
    tell(Change.Kind.CORRECTED, row.public, summary=_parts(changed))


@transaction.atomic
def tell_correction(record: Quote | Position, *, parts: Collection[str], told: str = "") -> None:
    """Tell readers what an edit in a form corrected of a public record, and keep the version that was.

    `parts` are the fields that were edited, `told` the reason that readers are given; the edit itself, with
    who and why, is in the history already. Does nothing where readers see no change. Raises Refused where
    the published record, as edited, breaks a rule of what is public: the edit has to be taken back.
    """
    row = locked(record)
    if row.status not in (Status.PUBLISHED, Status.HELD):
        return
    changed = _keep_version(row, told) if isinstance(row, Quote) else set(parts) & PARTS.keys()
    if not changed:
        return
    broken = reasons_against_showing(row) if row.is_published else []
    if broken:
        raise Refused(row, broken)
    summary = _parts(changed)
    if isinstance(row, Position):
        summary = f"{summary}. {told}".removesuffix(". ")
    tell(Change.Kind.CORRECTED, row.public, summary=summary)


def _keep_version(row: Quote, told: str) -> set[str]:
    """Keep what readers see of the quote as its next version; gives back what differs from the last."""
    last = row.versions.order_by("number").last()
    if last is None or last.shown == row.as_shown():
        return set()
    QuoteVersion.objects.create(quote=row, number=last.number + 1, shown=row.as_shown(), reason=told)
    return {name for name, value in row.as_shown().items() if last.shown.get(name) != value}


@transaction.atomic
def correct_position(
    position: Position,
    *,
    by: AbstractBaseUser,
    why: str,
    told: str = "",
    **corrections: Unpack[PositionCorrection],
) -> None:
    """Mend a slip of ours in a public (or held) position; readers are told which parts, and `told`.

    Raises Refused where nothing differs, or a rule of what is public is broken.
    """
    row = locked(position)
    changed = _changed(row, dict(corrections), by=by, why=why)
    _save(row, changed, by=by, why=why)
    broken = reasons_against_showing(row)
    if broken:
        raise Refused(row, broken)
    tell(Change.Kind.CORRECTED, row.public, summary=f"{_parts(changed)}. {told}".removesuffix(". "))


@transaction.atomic
def replace(
    record: Quote | Position,
    *,
    successor: Quote | Position,
    by: AbstractBaseUser,
    why: str,
    told: str = "",
) -> None:
    """Send readers on to other words: both stay readable, and the older names the newer.

    The successor is published where it is not yet. Evidence stays where it is. Raises Refused where the
    successor is of another kind, cannot be published, or was itself replaced by this one.
    """
    row, heir = locked(record), locked(successor)
    refuse_unless_clear(
        row,
        [] if row.is_published else ["It is not published."],
        by=by,
        permission=Permission.PUBLISH,
        why=why,
    )
    if not heir.is_published:
        publish(heir, by=by, why=why)
        heir.refresh_from_db()
    refuse_unless_clear(
        row, reasons_against_succeeding(row, heir), by=by, permission=Permission.PUBLISH, why=why
    )
    write(row, by=by, why=why)
    if row.public is not None:
        enter(row.public, PublicId.State.REPLACED, successor=heir.public, reason=told)
    tell(Change.Kind.REPLACED, row.public)


def _changed(
    row: Quote | Position, wanted: dict[str, Any], *, by: AbstractBaseUser, why: str
) -> dict[str, Any]:
    """The corrections that differ from what the row says. Raises Refused where there are none."""
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    against = []
    if row.status not in (Status.PUBLISHED, Status.HELD):
        against = ["It is not public: edit it, and publish."]
    elif not changed:
        against = ["Nothing differs from what is public."]
    refuse_unless_clear(row, against, by=by, permission=Permission.PUBLISH, why=why)
    return changed


def _parts(changed: Collection[str]) -> str:
    """The corrected parts in words: “words, role”."""
    return ", ".join(PARTS[name] for name in PARTS if name in changed) or "text it was held against"


def _save(row: Quote | Position, changed: dict[str, Any], *, by: AbstractBaseUser, why: str) -> None:
    """Raises Refused where the row as it would be breaks a rule of its table."""
    for name, value in changed.items():
        setattr(row, name, value)
    try:
        row.full_clean()
        with transaction.atomic():
            write(row, by=by, why=why)
    except ValidationError as problem:
        raise Refused(row, problem.messages) from None
    except IntegrityError:
        # The one rule that is not seen before: the key of the words is made when they are saved.
        raise Refused(row, ["These words of this speaker are already quoted from this article."]) from None


def _find_again(row: Quote) -> None:
    """Mark where the corrected words stand. Raises Refused where they do not, or no text is kept."""
    if not row.text.body:
        raise Refused(row, ["Its text is not kept here: paste the text first, to find the words in it."])
    for span in row.spans.all():
        span.delete()
    try:
        anchor(row)
    except CannotAnchor as problem:
        raise Refused(row, [str(problem)]) from None
