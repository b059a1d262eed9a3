"""Steps at the review desk: what was there before each, and the way back."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions.recording import locked, refuse_unless_clear, write
from articles.models import Article, Permission, Position, Quote, ReviewStep, Span, Stakeholder

# What of a quote a step may change, as it is kept.
FIELDS = (
    "exact", "kind", "speaker_id", "speaker_label", "on_behalf_of_id", "speaker_printed", "role_printed",
    "status", "confirmed_by_id",
)  # fmt: skip
SPAN = ("text_id", "ordinal", "start", "end", "exact", "prefix", "suffix")
# What a step may have made.
MADE: dict[str, type[models.Model]] = {"position": Position, "quote": Quote, "stakeholder": Stakeholder}


@dataclass
class Begun:
    """A step that is being taken: the rows as they were, and what is made on the way."""

    article: Article
    quotes: list[Quote]
    before: list[dict[str, Any]]
    made: dict[str, list[Any]] = field(default_factory=dict)


def begin(article: Article, quotes: Sequence[Quote]) -> Begun:
    return Begun(article, list(quotes), [_as_it_is(quote) for quote in quotes])


def finish(begun: Begun, kind: str, *, by: AbstractBaseUser, parts: Sequence[str]) -> ReviewStep:
    """Write the step down, with what each quote was left as: what is edited later shows."""
    after = [_as_it_is(quote) for quote in begun.quotes]
    return ReviewStep.objects.create(
        article=begun.article,
        editor_id=by.pk,
        kind=kind,
        parts=list(parts),
        before={"quotes": begun.before, "left": after},
        made=begun.made,
    )


@transaction.atomic
def undo(step: ReviewStep, *, by: AbstractBaseUser, why: str) -> None:
    """Put everything back as it was before the step, and let go what it made.

    Raises Refused where it was undone already, or what it left was edited or published since.
    """
    row = locked(step)
    refuse_unless_clear(row, _against(row), by=by, permission=Permission.CODE, why=why)
    for name in ("position", "quote"):
        _let_go(name, row.made, by=by, why=why)
    for kept in row.before.get("quotes", []):
        _restore(Quote.objects.get(pk=kept["pk"]), kept, by=by, why=why)
    _let_go("stakeholder", row.made, by=by, why=why)
    row.undone_at = timezone.now()
    row.save()


def latest_step(article: Article, *, by: AbstractBaseUser) -> ReviewStep | None:
    """The step of this editor that would be undone next."""
    return ReviewStep.objects.filter(article=article, editor_id=by.pk, undone_at=None).last()


def _against(step: ReviewStep) -> list[str]:
    if step.undone_at is not None:
        return [_("It was undone already.")]
    if not step.before and not step.made:
        return [_("What it changed is no longer kept.")]
    reasons = []
    for left in step.before.get("left", []):
        quote = Quote.objects.filter(pk=left["pk"]).first()
        if quote is None or _as_it_is(quote) != left:
            reasons.append(_("The quote was changed since: open its form."))
    for name, table in MADE.items():
        if table._default_manager.filter(pk__in=step.made.get(name, []), public__isnull=False).exists():
            reasons.append(_("What it made is public by now: withdraw that."))
    return reasons


def _as_it_is(quote: Quote) -> dict[str, Any]:
    spans = [{name: getattr(span, name) for name in SPAN} for span in quote.spans.order_by("ordinal")]
    return {"pk": quote.pk, **{name: getattr(quote, name) for name in FIELDS}, "spans": spans}


def _restore(quote: Quote, kept: dict[str, Any], *, by: AbstractBaseUser, why: str) -> None:
    write(quote, by=by, why=why, **{name: kept[name] for name in FIELDS})
    if kept["spans"] != _as_it_is(quote)["spans"]:
        quote.spans.all().delete()
        Span.objects.bulk_create(Span(quote=quote, **span) for span in kept["spans"])


def _let_go(name: str, made: dict[str, list[Any]], *, by: AbstractBaseUser, why: str) -> None:
    """Delete what the step made of that kind; what something else rests on by now stays."""
    for record in MADE[name]._default_manager.filter(pk__in=made.get(name, [])):
        signed: Any = record
        signed._change_reason, signed._history_user = why, by  # noqa: SLF001 — how simple-history is told
        with suppress(models.ProtectedError), transaction.atomic():
            record.delete()
