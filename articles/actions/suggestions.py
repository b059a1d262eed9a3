"""What an editor makes of a suggestion at the review desk: accepted, corrected, rejected, split or joined.

Each decision is one ReviewStep, which keeps what was there before, so that any of them can be undone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions.anchoring import keep_places
from articles.actions.making import (
    CannotAdd,
    Stand,
    Who,
    keep,
    refuse_said_already,
    stakeholder_of,
    take_position,
)
from articles.actions.recording import Refused, locked, refuse_unless_clear, write
from articles.actions.roles import role_of
from articles.actions.steps import begin, finish
from articles.domain.spans import Span as Place
from articles.domain.spans import exact_of, span_at, trimmed
from articles.models import (
    Article,
    ArticleText,
    Permission,
    Quote,
    ReviewStep,
    Stakeholder,
    Status,
    Suggestion,
)

OPEN = (Status.SUGGESTED, Status.CODED, Status.REVIEWED)
Kind = ReviewStep.Kind


@dataclass(frozen=True)
class Said:
    """What an editor says of a quote: where it stands in its text, and who said it."""

    spans: Sequence[tuple[int, int]]
    # A label where nobody is named.
    speaker: Who | str
    on_behalf_of: Who | None = None
    speaker_printed: str = ""
    role_printed: str = ""
    kind: str = Quote.Kind.DIRECT
    stands: Sequence[Stand] = ()


@transaction.atomic
def accept(quote: Quote, said: Said, *, by: AbstractBaseUser, why: str) -> ReviewStep:
    """Keep the quote as the editor says it is, coded; what differs from the suggestion counts as corrected.

    Raises Refused where it is public or was let go, CannotAdd where a rule stands against.
    """
    row = _open(quote, by=by, why=why)
    step = begin(row.article, [row])
    parts = _apply(row, said, step.made, by=by, why=why)
    row.confirmed_by_id = by.pk
    write(row, by=by, why=why, status=Status.CODED if row.status == Status.SUGGESTED else row.status)
    Suggestion.objects.filter(quote=row).update(confirmed_as=role_of(by), confirmed_at=timezone.now())
    for number, stand in enumerate(said.stands):
        position = take_position(row, stand, f"stands-{number}", by, why)
        step.made.setdefault("position", []).append(position.pk)
    return finish(step, Kind.CORRECTED if parts else Kind.ACCEPTED, by=by, parts=sorted(parts))


@transaction.atomic
def turn_down(quote: Quote, *, by: AbstractBaseUser, why: str) -> ReviewStep:
    """Say that a suggestion is no quote; it is not suggested again. Raises Refused."""
    row = _open(quote, by=by, why=why)
    step = begin(row.article, [row])
    write(row, by=by, why=why, status=Status.REJECTED)
    return finish(step, Kind.REJECTED, by=by, parts=["quotation"])


@transaction.atomic
def add_missed(text: ArticleText, span: tuple[int, int], *, by: AbstractBaseUser, why: str) -> ReviewStep:
    """Add a quotation that the rules missed, to be completed. Raises Refused, CannotAdd."""
    article = Article.objects.get(pk=text.article_id)
    refuse_unless_clear(article, [], by=by, permission=Permission.CODE, why=why)
    step = begin(article, [])
    quote = _new(text, _places(text.body, [span]), article, by=by, why=why)
    step.made["quote"] = [quote.pk]
    return finish(step, Kind.ADDED, by=by, parts=["quotation"])


@transaction.atomic
def divide(quote: Quote, *, by: AbstractBaseUser, why: str) -> ReviewStep:
    """Make each span of a quote a quote of its own, by the same speaker. Raises Refused, CannotAdd."""
    row = _open(quote, by=by, why=why)
    first, *rest = [(span.start, span.end) for span in row.spans.order_by("ordinal")]
    if not rest:
        raise Refused(row, [_("It has one span alone: there is nothing to split.")])
    step = begin(row.article, [row])
    _move(row, [first], by=by, why=why)
    made = [_like(row, [span], by=by, why=why) for span in rest]
    step.made["quote"] = [one.pk for one in made]
    return finish(step, Kind.SPLIT, by=by, parts=["spans"])


@transaction.atomic
def join(quote: Quote, following: Quote, *, by: AbstractBaseUser, why: str) -> ReviewStep:
    """Make one quote of two of one text; the second is let go. Raises Refused, CannotAdd."""
    row, other = _open(quote, by=by, why=why), _open(following, by=by, why=why)
    if row.pk == other.pk or row.text_id != other.text_id:
        raise Refused(row, [_("Only two quotes of one text can be one.")])
    if other.evidence.exists():
        raise Refused(other, [_("The second evidences a position: undo that first.")])
    step = begin(row.article, [row, other])
    write(other, by=by, why=why, status=Status.REJECTED)
    spans = [(span.start, span.end) for one in (row, other) for span in one.spans.all()]
    _move(row, sorted(spans), by=by, why=why)
    return finish(step, Kind.JOINED, by=by, parts=["spans"])


def _open(quote: Quote, *, by: AbstractBaseUser, why: str) -> Quote:
    row = locked(quote)
    shut = [] if row.status in OPEN else [_("It is %s: open its form.") % row.get_status_display().lower()]
    refuse_unless_clear(row, shut, by=by, permission=Permission.CODE, why=why)
    return row


def _apply(row: Quote, said: Said, made: dict[str, list[Any]], *, by: AbstractBaseUser, why: str) -> set[str]:
    """Write down what was said, and name the parts that differ from what stood there."""
    parts = set()
    if list(said.spans) != [(span.start, span.end) for span in row.spans.order_by("ordinal")]:
        parts.add("words")
        _move(row, said.spans, by=by, why=why)
    speaker = None if isinstance(said.speaker, str) else _made(said.speaker, "speaker", made, by, why)
    spoken_for = _made(said.on_behalf_of, "on_behalf_of", made, by, why) if said.on_behalf_of else None
    label = said.speaker if isinstance(said.speaker, str) else ""
    parts |= _differing(row, said, speaker, label, spoken_for)
    row.speaker, row.speaker_label, row.on_behalf_of = speaker, label, spoken_for
    row.speaker_printed, row.role_printed = said.speaker_printed, said.role_printed
    row.kind = said.kind
    refuse_said_already(row, "spans")
    return parts


def _differing(
    row: Quote, said: Said, speaker: Stakeholder | None, label: str, spoken_for: Stakeholder | None
) -> set[str]:
    """The parts that the editor corrected: a suggested name that is new here was right all the same."""
    suggestion = Suggestion.objects.filter(quote=row).first()
    suggested = row.speaker.name if row.speaker else row.speaker_label
    organisation = row.on_behalf_of.name if row.on_behalf_of else ""
    if suggestion is not None:
        suggested = suggested or suggestion.speaker_name
        organisation = organisation or suggestion.organisation_name
    parts = set()
    if (speaker.name if speaker else label) != suggested:
        parts.add("speaker")
    if spoken_for is not None and spoken_for.name != organisation:
        parts.add("organisation")
    if said.role_printed != row.role_printed:
        parts.add("role")
    if said.kind != row.kind:
        parts.add("kind")
    return parts


def _made(who: Who, field: str, made: dict[str, list[Any]], by: AbstractBaseUser, why: str) -> Stakeholder:
    found = stakeholder_of(who, field, by, why)
    if not isinstance(who, Stakeholder):
        made.setdefault("stakeholder", []).append(found.pk)
    return found


def _move(row: Quote, spans: Iterable[tuple[int, int]], *, by: AbstractBaseUser, why: str) -> None:
    """Let the quote stand at these places of its text, and say what stands there."""
    places = _places(row.text.body, spans)
    row.exact = exact_of(row.text.body, places)
    refuse_said_already(row, "spans")
    for span in row.spans.all():
        span.delete()
    write(row, by=by, why=why)
    keep_places(row, places)


def _places(body: str, spans: Iterable[tuple[int, int]]) -> list[Place]:
    """Raises CannotAdd for offsets outside the text, around nothing, or in one another."""
    places: list[Place] = []
    for start, end in spans:
        if not 0 <= start < end <= len(body):
            raise CannotAdd("spans", _("These places are not in the text: mark the words again."))
        try:
            place = span_at(body, *trimmed(body, start, end))
        except ValueError:
            raise CannotAdd("spans", _("There are no words there: mark some.")) from None
        if places and place.start < places[-1].end:
            raise CannotAdd("spans", _("Two of the parts overlap: mark the words again."))
        places.append(place)
    if not places:
        raise CannotAdd("spans", _("Mark the words that are quoted."))
    return places


def _like(row: Quote, spans: Iterable[tuple[int, int]], *, by: AbstractBaseUser, why: str) -> Quote:
    """Another quote of the same text by the same speaker."""
    made = _new(row.text, _places(row.text.body, spans), row.article, by=by, why=why, like=row)
    suggestion = Suggestion.objects.filter(quote=row).first()
    if suggestion is not None:
        suggestion.pk, suggestion.quote, suggestion.exact = None, made, made.exact
        suggestion.save()
    return made


def _new(  # noqa: PLR0913
    text: ArticleText,
    places: list[Place],
    article: Article,
    *,
    by: AbstractBaseUser,
    why: str,
    like: Quote | None = None,
) -> Quote:
    made = Quote(
        article=article,
        text=text,
        exact=exact_of(text.body, places),
        language=article.language,
        status=Status.SUGGESTED,
        origin="hand",
    )
    for name in ("speaker", "speaker_label", "on_behalf_of", "speaker_printed", "role_printed", "origin"):
        if like is not None:
            setattr(made, name, getattr(like, name))
    refuse_said_already(made, "spans")
    keep(made, "spans", by, why)
    keep_places(made, places)
    return made
