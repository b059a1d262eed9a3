"""Making what comes with a quote: stakeholders that are new, and the positions that it evidences."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from articles.actions.editing import mark_edit
from articles.models import (
    Evidence,
    Position,
    PropositionVersion,
    Quote,
    Stakeholder,
    StakeholderType,
    Status,
)
from articles.models.folded import refold
from articles.models.slugs import free_slug


@dataclass(frozen=True)
class NewStakeholder:
    """A person or an organisation that is not known yet."""

    kind: str
    name: str
    type: StakeholderType


Who = Stakeholder | NewStakeholder


@dataclass(frozen=True)
class Stand:
    """A position that the quote evidences; it is the speaker's, or for an unnamed one the organisation's."""

    proposition_version: PropositionVersion
    stance: str
    condition: str = ""
    summary: str = ""
    confidence: str = Position.Confidence.HIGH
    note: str = ""


class CannotAdd(Exception):  # noqa: N818 — said as it reads
    """What one field holds cannot be kept: `field` is a part of the draft, `quote` the one it repeats."""

    def __init__(self, field: str, message: str, quote: Quote | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.quote = quote


def stakeholder_of(who: Who, field: str, by: AbstractBaseUser, why: str) -> Stakeholder:
    """The stakeholder, made as a coded draft where it is new. Raises CannotAdd."""
    if isinstance(who, Stakeholder):
        return who
    made = Stakeholder(
        kind=who.kind,
        name=who.name,
        slug=free_slug(Stakeholder, who.name),
        type=who.type,
        status=Status.CODED,
    )
    keep(made, field, by, why)
    return made


def take_position(quote: Quote, stand: Stand, field: str, by: AbstractBaseUser, why: str) -> Position:
    """Keep the position that the quote evidences, as a coded draft. Raises CannotAdd."""
    holder = quote.speaker or quote.on_behalf_of
    if holder is None:
        raise CannotAdd(
            field, _("Nobody takes this position: name the speaker, or the organisation spoken for.")
        )
    position = Position(
        stakeholder=holder,
        on_behalf_of=quote.on_behalf_of if quote.on_behalf_of != holder else None,
        proposition_version=stand.proposition_version,
        stance=stand.stance,
        condition=stand.condition,
        summary=stand.summary,
        confidence=stand.confidence,
        note=stand.note,
        status=Status.CODED,
    )
    position.date = quote.date
    keep(position, field, by, why)
    keep(Evidence(position=position, article=quote.article, quote=quote, primary=True), field, by, why)
    return position


def keep(record: models.Model, field: str, by: AbstractBaseUser, why: str) -> None:
    """Save the record as made by that editor; what its table refuses is said of the field it came from."""
    try:
        record.full_clean()
    except ValidationError as problem:
        raise CannotAdd(field, " ".join(problem.messages)) from None
    mark_edit(record, by=by, why=why)
    record.save()


def refuse_said_already(quote: Quote, field: str) -> None:
    """Raises CannotAdd where the article has these words of this speaker already, in another quote."""
    refold(quote)
    same = Quote.objects.filter(
        article=quote.article_id,
        words_key=quote.words_key,
        speaker=quote.speaker,
        speaker_label=quote.speaker_label,
    ).exclude(status__in=[Status.REJECTED, Status.WITHDRAWN])
    found = same.exclude(pk=quote.pk).first()
    if found is not None:
        raise CannotAdd(field, _("These words are already quoted from this article."), found)
