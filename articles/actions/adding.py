"""Adding a quote by hand: its article, its passage, its speaker and what it evidences, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from articles.actions.anchoring import CannotAnchor, keep_places, places_of
from articles.actions.making import (
    CannotAdd,
    Stand,
    Who,
    keep,
    refuse_said_already,
    stakeholder_of,
    take_position,
)
from articles.domain.dates import PartialDate
from articles.domain.spans import Span as Place
from articles.domain.spans import exact_of, trimmed
from articles.domain.text import body_of, digest
from articles.models import (
    Article,
    ArticleAddress,
    ArticleText,
    Outlet,
    Quote,
    Status,
)
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
        speaker=None if isinstance(draft.speaker, str) else stakeholder_of(draft.speaker, "speaker", by, why),
        speaker_label=draft.speaker if isinstance(draft.speaker, str) else "",
        on_behalf_of=stakeholder_of(spoken_for, "on_behalf_of", by, why) if spoken_for else None,
        speaker_printed=draft.speaker_printed,
        role_printed=draft.role_printed,
        status=Status.CODED,
        origin="hand",
    )
    quote.said = draft.said
    refuse_said_already(quote, "words")
    keep(quote, "words", by, why)
    keep_places(quote, places)
    for number, stand in enumerate(draft.stands):
        take_position(quote, stand, f"stands-{number}", by, why)
    return quote


def _article(given: Article | NewArticle, by: AbstractBaseUser, why: str) -> Article:
    if isinstance(given, Article):
        return given
    outlet = given.outlet
    if isinstance(outlet, str):
        outlet = Outlet(name=outlet, slug=free_slug(Outlet, outlet))
        keep(outlet, "outlet", by, why)
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
    keep(article, "title", by, why)
    keep(ArticleAddress(article=article, url=given.url), "url", by, why)
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
