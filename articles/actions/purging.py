"""Forgetting what a record says, in its row and wherever else it is kept."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from articles.actions.recording import Record, write
from articles.domain.text import fold
from articles.models import (
    Article,
    ArticleText,
    Change,
    Comment,
    Merge,
    OldSlug,
    Position,
    PublicId,
    Quote,
    Span,
    Stakeholder,
    Suggestion,
    Verification,
)

# So many characters in common with removed words make what stands beside another quote a part of them.
SHARED = 8
# What of each kind of record says something, beside its name.
SAYS: dict[type[models.Model], tuple[str, ...]] = {
    Quote: ("exact", "speaker_printed", "role_printed", "speaker_label"),
    Position: ("summary", "condition", "note"),
    Stakeholder: ("name", "website", "description"),
    Article: ("title", "authors", "note"),
}
FOLDED = {
    Quote: ("words_folded", "words_key", "label_folded"),
    Position: ("summary_folded",),
    Stakeholder: ("name_folded",),
    Article: ("title_folded",),
}


def purge(record: Record, *, by: AbstractBaseUser, why: str) -> None:
    """Empty every column in which the record says something, of today and of the past.

    Beware: it is saved without what the rules of publishing ask for; take it from the site with it.
    """
    if isinstance(record, Quote):
        _forget_quote(record, by=by, why=why)
    elif isinstance(record, Position):
        _empty_row(record, {"stance": "unclear", "confidence": Position.Confidence.HIGH})
    elif isinstance(record, Stakeholder):
        _forget_slugs(record, OldSlug.Kind.STAKEHOLDER)
        record.names.all().delete()
        record.names.model.history.filter(stakeholder_id=record.pk).delete()
        _empty_row(record, {"slug": record.public_id, "identifiers": {}})
    else:
        _forget_article(record)
    record.comments.all().delete()
    _forget_log(record)


def _empty_row(record: Record, also: dict[str, Any]) -> None:
    """The row and its history say nothing any longer; folded columns follow when the row is next saved."""
    empty = dict.fromkeys(SAYS[type(record)], "") | also
    folded = dict.fromkeys(FOLDED[type(record)], "")
    type(record)._default_manager.filter(pk=record.pk).update(**empty, **folded)
    history: Any = record.history
    said = {value for row in history.values_list(*SAYS[type(record)]) for value in row if value}
    _forget_reasons(history, {fold(one).text for one in said})
    history.update(**empty, **folded)
    Change.objects.filter(public=record.public_id).exclude(summary="").update(summary="")
    record.refresh_from_db()


def _forget_reasons(history: Any, words: Iterable[str]) -> None:
    """A reason that an editor gave may repeat the words."""
    for row in history.exclude(history_change_reason=None):
        if any(_share(row.history_change_reason, said) for said in words):
            history.filter(pk=row.pk).update(history_change_reason="")


def _forget_quote(quote: Quote, *, by: AbstractBaseUser, why: str) -> None:
    words = _words_of(quote)
    places = {(span.text_id, span.start, span.end) for span in quote.spans.all()}
    for one in (quote, *_merged_into(quote)):
        one.spans.all().delete()
        _span_history(quote_id=one.pk).update(exact="", prefix="", suffix="")
        for version in one.versions.all():
            version.shown = {
                name: "" if name in SAYS[Quote] else said for name, said in version.shown.items()
            }
            version.reason = ""
            version.save()
        one.verifications.update(reason="")
        one.comments.all().delete()
        Suggestion.objects.filter(quote=one).delete()
        _empty_row(one, {})
        _forget_log(one)
    _forget_beside(quote.article, words, places, by=by, why=why)
    _forget_texts(quote.article, words)
    _forget_comments(quote.article.comments.all(), words)
    # What was done at the review desk can no longer be undone.
    quote.article.review_steps.update(before={}, made={})
    for evidence in quote.evidence.select_related("position"):
        _log_of(evidence.position).update(change_message="")
        _forget_comments(evidence.position.comments.all(), words)
        _forget_log(evidence)
        # What left with the quote, or was moved with it, did so for the same reason.
        for record in (evidence, evidence.position):
            _forget_reasons(record.history, words)


def _forget_comments(comments: Iterable[Comment], words: Iterable[str]) -> None:
    """What editors said to each other of something else may repeat the words."""
    for comment in comments:
        if any(_share(comment.text, said) for said in words):
            comment.delete()


def _words_of(quote: Quote) -> set[str]:
    """Its words, whole and in unbroken runs, as it has them and ever had them; folded."""
    history: Any = Quote.history.filter(id=quote.pk)
    said = {quote.exact, *history.values_list("exact", flat=True)}
    said |= {version.shown.get("exact", "") for version in quote.versions.all()}
    said |= {span.exact for span in quote.spans.all()}
    said |= set(_span_history(quote_id=quote.pk).values_list("exact", flat=True))
    return {fold(words).text for words in said} - {""}


def _merged_into(quote: Quote) -> Iterator[Quote]:
    """Equal quotes that lead to this one: they hold the same words."""
    led = Q(public__state=PublicId.State.MERGED, public__successor=quote.public)
    yield from Quote.objects.filter(led)
    twins = [
        twin["loser"]
        for moved in Merge.objects.filter(undone_at=None).values_list("moved", flat=True)
        for twin in moved["twins"]
        if twin["winner"] == quote.pk
    ]
    yield from Quote.objects.filter(pk__in=twins).exclude(led)


def _forget_beside(
    article: Article,
    words: Iterable[str],
    places: set[tuple[int, int, int]],
    *,
    by: AbstractBaseUser,
    why: str,
) -> None:
    """Empty the characters kept beside other quotes of the article where they are a part of the words."""
    for span in Span.objects.filter(text__article=article):
        reach = {"prefix": (span.start - len(span.prefix), span.start)}
        reach["suffix"] = (span.end, span.end + len(span.suffix))
        gone = {
            side: ""
            for side, (start, end) in reach.items()
            if any(text == span.text_id and first < end and start < last for text, first, last in places)
            or any(_share(getattr(span, side), said) for said in words)
        }
        if gone:
            write(span, by=by, why=why, **gone)
            _span_history(id=span.pk).update(**gone)


def _share(beside: str, words: str) -> bool:
    said = fold(beside).text
    common = SequenceMatcher(None, said, words, autojunk=False).find_longest_match().size
    return common >= min(SHARED, len(words))


def _forget_texts(article: Article, words: Iterable[str]) -> None:
    """Purge the texts that carry the words: of the article, and of those said to have the same text."""
    origin = article.same_text_as_id or article.pk
    texts = ArticleText.objects.filter(Q(article=origin) | Q(article__same_text_as=origin)).exclude(body="")
    for text in texts:
        body = fold(text.body).text
        if any(said in body for said in words):
            text.body = ""
            text.save()
            text.shingles.all().delete()
            _say_where_proven(text)


def _say_where_proven(text: ArticleText) -> None:
    """Quotes were held against the text while it was kept: from now on, “checked elsewhere” on that day."""
    proven = (Verification.Result.EXACT, Verification.Result.FOLDED)
    for quote in Quote.objects.filter(text=text):
        last = quote.verifications.last()
        if last is not None and last.result in proven:
            quote.verifications.create(
                text_sha256=last.text_sha256,
                result=Verification.Result.ELSEWHERE,
                reason="The text is kept here no longer.",
                checked_at=last.checked_at,
            )


def _forget_article(article: Article) -> None:
    for text in article.texts.exclude(body=""):
        text.body = ""
        text.save()
        text.shingles.all().delete()
    article.review_steps.all().delete()
    _forget_slugs(article, OldSlug.Kind.ARTICLE)
    article.addresses.all().delete()
    article.addresses.model.history.filter(article_id=article.pk).delete()
    _empty_row(article, {"slug": article.public_id, "title_basis": Article.TitleBasis.NONE})


def _forget_slugs(record: Stakeholder | Article, kind: OldSlug.Kind) -> None:
    """Slugs are made of names. The filters that used them find nothing from now on."""
    OldSlug.objects.filter(kind=kind, public=record.public).delete()
    for merge in Merge.objects.filter(kind=kind).filter(Q(kept=record.pk) | Q(dropped=record.pk)):
        merge.moved = merge.moved | {"filled": {}, "deleted": []}
        merge.save()


def _span_history(**of: Any) -> Any:
    return Span.history.filter(**of)


def _log_of(record: models.Model) -> "models.QuerySet[LogEntry]":
    kind = ContentType.objects.get_for_model(record)
    return LogEntry.objects.filter(content_type=kind, object_id=str(record.pk))


def _forget_log(record: models.Model) -> None:
    """The admin's log calls a record by what it says."""
    _log_of(record).update(object_repr=str(getattr(record, "public_id", "") or ""), change_message="")
