"""An article in, suggestions out: outlet and article found or made, the text kept, quotations suggested."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.domain.dates import PartialDate
from articles.domain.shingles import ALIKE, resemblance, shingles_of
from articles.domain.text import digest
from articles.importing.articles.people import People
from articles.importing.articles.sources import ArticleDraft
from articles.importing.articles.suggesting import NOTHING, Suggested, suggest
from articles.models import (
    Article,
    ArticleAddress,
    ArticleText,
    Outlet,
    Quote,
    Status,
    TextShingle,
)
from articles.models.slugs import free_slug

# Copies of one text appear within so many days of each other.
COPIED_WITHIN = timedelta(days=30)


class What(StrEnum):
    """What became of one article of a source."""

    NEW = "new"
    # Known, and its text too: nothing was done.
    THERE = "there"
    # Known, with another text than before, or with one that was not kept here.
    CHANGED = "changed"
    FAILED = "failed"


@dataclass(frozen=True)
class Given:
    """What an editor says of all articles of a source; it goes before what the source says."""

    url: str = ""
    outlet: str = ""
    title: str = ""
    date: PartialDate | None = None
    language: str = ""
    kind: str = ""


class Placed(Protocol):
    """One quote of an article, held against a text that was kept."""

    @property
    def quote(self) -> Quote: ...


class Kept(Protocol):
    """What keeping a text did to the quotes there were: found again in it, or lost."""

    @property
    def text(self) -> ArticleText: ...
    @property
    def proven(self) -> Sequence[Placed]: ...
    @property
    def lost(self) -> Sequence[Placed]: ...


class KeepText(Protocol):
    """How a text of a known article is kept: a decision, handed in because this floor takes none."""

    def __call__(self, article: Article, *, words: str) -> Kept: ...


@dataclass(frozen=True)
class Outcome:
    """What became of one article, for the report."""

    what: What
    title: str
    article: Article | None = None
    suggested: Suggested = NOTHING
    # Quotes of a changed text.
    found_again: int = 0
    lost: tuple[Quote, ...] = ()
    # What was kept out of the text, as printed.
    furniture: tuple[str, ...] = ()
    same_text_as: Article | None = None
    problem: str = ""
    # What has to be given before it can be imported: names of parts of Given.
    missing: tuple[str, ...] = ()


class CannotImport(Exception):  # noqa: N818 — said as it reads
    """The article lacks something, or breaks a rule; the text says which, and what to give.

    `missing` are the parts of Given that nobody said.
    """

    def __init__(self, message: str, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


@dataclass(frozen=True)
class Run:
    """What holds for all articles of one import; `by` is None for a command."""

    given: Given
    keep_text: KeepText
    by: AbstractBaseUser | None
    why: str
    seen_at: date
    dry_run: bool = False


def import_article(draft: ArticleDraft, run: Run, people: People) -> Outcome:
    """Keep one article, all of it or nothing, and say what became of it.

    The same article twice, by its address or by its text, makes nothing twice. In a dry run everything is
    taken back.
    """
    given = run.given
    one = draft.with_known(
        url=given.url,
        outlet=given.outlet,
        title=given.title,
        date=given.date,
        language=given.language,
        kind=given.kind,
    )
    try:
        try:
            outcome = _kept(one, run, people)
        except IntegrityError:
            # Somebody else brought in the same meanwhile: now it is known.
            outcome = _kept(one, run, people)
    except CannotImport as problem:
        outcome = Outcome(What.FAILED, one.title or one.url, problem=str(problem), missing=problem.missing)
    return replace(outcome, furniture=one.left_out)


def _kept(one: ArticleDraft, run: Run, people: People) -> Outcome:
    with transaction.atomic():
        outcome = _import(one, run, people)
        if run.dry_run:
            transaction.set_rollback(True)
    return outcome


def _import(one: ArticleDraft, run: Run, people: People) -> Outcome:
    if not one.body:
        raise CannotImport(_("It has no text."))
    known = _known(one.url, one.body)
    if known is not None:
        return _again(known, one.body, run, people)
    article = _article(one, run)
    if one.url:
        _save(ArticleAddress(article=article, url=one.url), run)
    text = ArticleText.objects.create(
        article=article,
        body=one.body,
        sha256=digest(one.body),
        length=len(one.body),
        seen_at=run.seen_at,
    )
    original = _original(article, text)
    if original is not None:
        article.same_text_as = original
        _save(article, run)
    suggested = suggest(article, text, people, by=run.by, why=run.why)
    return Outcome(What.NEW, article.shown_title, article, suggested, same_text_as=original)


def _known(url: str, body: str) -> Article | None:
    """The article at that address, else the one whose text it is, word for word."""
    key = None
    if url:
        key = Article.objects.at_address(url).values_list("pk", flat=True).first()
    if key is None:
        same = ArticleText.objects.filter(
            sha256=digest(body), length=len(body), covers=ArticleText.Covers.WHOLE
        )
        key = same.order_by("article").values_list("article", flat=True).first()
    return None if key is None else Article.objects.with_source().get(pk=key)


def _again(article: Article, body: str, run: Run, people: People) -> Outcome:
    """A known article: its text is new, or known by its hash alone, or there already."""
    if article.texts.filter(sha256=digest(body), length=len(body)).exclude(body="").exists():
        return Outcome(What.THERE, article.shown_title, article)
    kept = run.keep_text(article, words=body)
    if not kept.text.shingles.exists():
        _keep_shingles(kept.text)
    suggested = suggest(article, kept.text, people, by=run.by, why=run.why)
    lost = tuple(one.quote for one in kept.lost)
    return Outcome(What.CHANGED, article.shown_title, article, suggested, len(kept.proven), lost)


def _article(one: ArticleDraft, run: Run) -> Article:
    when, outlet = one.date, _outlet(one.outlet, one.url, run)
    if outlet is None or when is None:
        missing = {"outlet": _("its outlet")} if outlet is None else {}
        missing |= {"date": _("its date")} if when is None else {}
        told = _("It does not say %s: give it with the import.") % _(" and ").join(missing.values())
        raise CannotImport(told, missing=tuple(missing))
    article = Article(
        outlet=outlet,
        title=one.title[:500],
        title_basis=Article.TitleBasis.PAGE if one.title else Article.TitleBasis.NONE,
        slug=free_slug(Article, f"{outlet.slug}-{when}-{one.title}"),
        authors="\n".join(one.authors),
        kind=one.kind or Article.Kind.NEWS,
        language=one.language or "en",
        status=Status.SUGGESTED,
    )
    article.date = when
    _save(article, run)
    return article


def _outlet(name: str, url: str, run: Run) -> Outlet | None:
    """The outlet of that name, else the one at that host, else a new one of the name; None without a name."""
    if name:
        known = Outlet.objects.named(name).first()
        if known is not None:
            return known
    at_host = Outlet.objects.at_host(url).first() if url else None
    if at_host is not None or not name:
        return at_host
    outlet = Outlet(name=name, slug=free_slug(Outlet, name))
    _save(outlet, run)
    return outlet


def _original(article: Article, text: ArticleText) -> Article | None:
    """The article of another outlet, of about that day, whose text this one prints; the first if several."""
    ours = _keep_shingles(text)
    if not ours:
        return None
    near = TextShingle.objects.filter(
        value__in=ours,
        text__article__date_from__range=(
            article.date.first - COPIED_WITHIN,
            article.date.last + COPIED_WITHIN,
        ),
    ).exclude(text__article=article)
    theirs: dict[int, set[int]] = {}
    for key, value in near.values_list("text__article", "value"):
        theirs.setdefault(key, set()).add(value)
    # Who shares fewer than half of the numbers kept cannot be alike.
    likely = [key for key, shared in theirs.items() if len(shared) >= ALIKE * len(ours)]
    for key in sorted(likely):
        whole = set(TextShingle.objects.filter(text__article=key).values_list("value", flat=True))
        if resemblance(ours, whole) >= ALIKE:
            original = Article.objects.select_related("same_text_as").get(pk=key)
            return original.same_text_as or original
    return None


def _keep_shingles(text: ArticleText) -> frozenset[int]:
    ours = shingles_of(text.body)
    TextShingle.objects.bulk_create(TextShingle(text=text, value=value) for value in sorted(ours))
    return ours


def _save(record: Any, run: Run) -> None:
    """Raises CannotImport where a rule of its table is broken."""
    relations = {field.name for field in record._meta.fields if field.is_relation}
    try:
        # What relates to what, and what is unique, was looked up to get here; the database holds the rest.
        record.clean_fields(exclude=relations)
    except ValidationError as problem:
        raise CannotImport(" ".join(problem.messages)) from None
    record._change_reason, record._history_user = run.why, run.by  # noqa: SLF001 — how simple-history is told
    record.save()
