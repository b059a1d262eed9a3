"""Adding a quote by hand: its article, its passage, its speaker and what it evidences, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from articles.actions.anchoring import CannotAnchor, keep_places, places_of
from articles.actions.editing import mark_edit
from articles.domain.dates import PartialDate
from articles.domain.spans import Span as Place
from articles.domain.spans import exact_of, trimmed
from articles.domain.text import body_of, digest
from articles.models import (
    Article,
    ArticleAddress,
    ArticleText,
    Evidence,
    Outlet,
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
class NewArticle:
    """An article that is not known yet; an outlet given by name is made with it."""

    url: str
    outlet: Outlet | str
    title: str
    date: PartialDate
    kind: str = Article.Kind.NEWS
    language: str = "en"


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


@dataclass(frozen=True)
class QuoteDraft:
    """A quote as an editor copies it from its source; `speaker` is a label where nobody is named.

    Without a passage the words are looked for in the texts of the article that are kept already.
    """

    article: Article | NewArticle
    passage: str
    words: str
    speaker: Who | str
    on_behalf_of: Who | None = None
    kind: str = Quote.Kind.DIRECT
    language: str = "en"
    speaker_printed: str = ""
    role_printed: str = ""
    said: PartialDate | None = None
    stands: Sequence[Stand] = ()


class CannotAdd(Exception):  # noqa: N818 — said as it reads
    """What one field holds cannot be kept: `field` is a part of the draft, `quote` the one it repeats."""

    def __init__(self, field: str, message: str, quote: Quote | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.quote = quote


@transaction.atomic
def add_quote(draft: QuoteDraft, *, by: AbstractBaseUser, why: str, seen_at: date) -> Quote:
    """Keep the quote with all that comes with it, coded and not public yet; the quote comes back.

    `seen_at` is the day on which the passage was read. Raises CannotAdd, and keeps nothing, where a rule
    stands against.
    """
    article = _article(draft.article, by, why)
    text, places = _text(article, draft, seen_at)
    spoken_for = draft.on_behalf_of
    quote = Quote(
        article=article,
        text=text,
        exact=exact_of(text.body, places),
        kind=draft.kind,
        language=draft.language,
        speaker=None if isinstance(draft.speaker, str) else _stakeholder(draft.speaker, "speaker", by, why),
        speaker_label=draft.speaker if isinstance(draft.speaker, str) else "",
        on_behalf_of=_stakeholder(spoken_for, "on_behalf_of", by, why) if spoken_for else None,
        speaker_printed=draft.speaker_printed,
        role_printed=draft.role_printed,
        status=Status.CODED,
        origin="hand",
    )
    quote.said = draft.said
    _not_said_already(quote)
    _keep(quote, "words", by, why)
    keep_places(quote, places)
    for number, stand in enumerate(draft.stands):
        _take_position(quote, stand, f"stands-{number}", by, why)
    return quote


def _article(given: Article | NewArticle, by: AbstractBaseUser, why: str) -> Article:
    if isinstance(given, Article):
        return given
    outlet = given.outlet
    if isinstance(outlet, str):
        outlet = Outlet(name=outlet, slug=free_slug(Outlet, outlet))
        _keep(outlet, "outlet", by, why)
    article = Article(
        outlet=outlet,
        title=given.title,
        title_basis=Article.TitleBasis.PAGE if given.title else Article.TitleBasis.NONE,
        slug=free_slug(Article, f"{outlet.slug}-{given.date}-{given.title}"),
        kind=given.kind,
        language=given.language,
        status=Status.CODED,
    )
    article.date = given.date
    _keep(article, "title", by, why)
    _keep(ArticleAddress(article=article, url=given.url), "url", by, why)
    return article


def _text(article: Article, draft: QuoteDraft, seen_at: date) -> tuple[ArticleText, list[Place]]:
    """The text that has the words, kept as a new version where it is new, and where they stand in it."""
    try:
        words = draft.words[slice(*trimmed(draft.words, 0, len(draft.words)))]
    except ValueError:
        raise CannotAdd("words", _("Type or paste the words that are quoted.")) from None
    body = body_of(draft.passage.splitlines())
    kept = article.texts.exclude(body="").order_by("-version")
    if not body:
        return _in_kept_text(list(kept), words)
    try:
        places = places_of(words, body=body)
    except CannotAnchor as problem:
        raise CannotAdd("words", str(problem)) from None
    text = kept.filter(sha256=digest(body)).first()
    if text is None:
        latest = article.texts.aggregate(latest=models.Max("version"))["latest"] or 0
        text = ArticleText.objects.create(
            article=article,
            version=latest + 1,
            body=body,
            sha256=digest(body),
            length=len(body),
            covers=ArticleText.Covers.PASSAGE,
            seen_at=seen_at,
        )
    return text, places


def _in_kept_text(texts: Sequence[ArticleText], words: str) -> tuple[ArticleText, list[Place]]:
    if not texts:
        raise CannotAdd("passage", _("No text of this article is kept: paste the passage."))
    problem = ""
    for text in texts:
        try:
            return text, places_of(words, body=text.body)
        except CannotAnchor as why:
            problem = problem or str(why)
    raise CannotAdd("words", problem)


def _stakeholder(who: Who, field: str, by: AbstractBaseUser, why: str) -> Stakeholder:
    if isinstance(who, Stakeholder):
        return who
    made = Stakeholder(
        kind=who.kind,
        name=who.name,
        slug=free_slug(Stakeholder, who.name),
        type=who.type,
        status=Status.CODED,
    )
    _keep(made, field, by, why)
    return made


def _not_said_already(quote: Quote) -> None:
    refold(quote)
    same = Quote.objects.filter(
        article=quote.article,
        words_key=quote.words_key,
        speaker=quote.speaker,
        speaker_label=quote.speaker_label,
    ).exclude(status__in=[Status.REJECTED, Status.WITHDRAWN])
    found = same.first()
    if found is not None:
        raise CannotAdd("words", _("These words are already quoted from this article."), found)


def _take_position(quote: Quote, stand: Stand, field: str, by: AbstractBaseUser, why: str) -> None:
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
    _keep(position, field, by, why)
    _keep(Evidence(position=position, article=quote.article, quote=quote, primary=True), field, by, why)


def _keep(record: models.Model, field: str, by: AbstractBaseUser, why: str) -> None:
    """Save the record as made by that editor; what its table refuses is said of the field it came from."""
    try:
        record.full_clean()
    except ValidationError as problem:
        raise CannotAdd(field, " ".join(problem.messages)) from None
    mark_edit(record, by=by, why=why)
    record.save()
