"""Pages of records as readers will see them, drafts included: for editors who look before they publish."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from articles.models import Article, Evidence, Position, Quote, Stakeholder
from articles.queries import articles, positions, quotes, stakeholders
from articles.queries.quotes import COMING, as_cards

# Stands in addresses for the id that only publishing issues.
NOT_YET = "not-yet-public"


def preview_quote(key: int) -> quotes.QuotePage | None:
    """The page of the quote with the positions that it evidences or will."""
    page = quotes.page_of(as_cards(Quote.objects.filter(pk=key), also=COMING))
    if page is not None:
        _stand_in([page.quote, page.quote.article, *(receipt.position for receipt in page.quote.receipts)])
    return page


def preview_position(key: int) -> positions.PositionPage | None:
    """The page of the position with all its evidence that is or may become public."""
    evidence = (
        Evidence.objects.filter(article__status__in=COMING)
        .exclude(quote__isnull=False, quote__in=Quote.objects.exclude(status__in=COMING))
        .select_related("article__outlet", "quote__speaker", "quote__on_behalf_of")
        .order_by("-primary", "article__date_from", "article_id", "pk")
    )
    to_attr = "receipts"
    position = (
        Position.objects.filter(pk=key)
        .with_subject()
        .prefetch_related(Prefetch("evidence", evidence, to_attr=to_attr))
        .first()
    )
    if position is None:
        return None
    page = positions.page_of(position, as_cards(Quote.objects.filter(status__in=COMING), also=COMING))
    _stand_in([position, position.stakeholder, *page.quotes, *(quote.article for quote in page.quotes)])
    _stand_in(receipt.position for quote in page.quotes for receipt in quote.receipts)
    _stand_in(receipt.article for receipt in position.receipts)
    return page


def preview_stakeholder(key: int) -> stakeholders.StakeholderPage | None:
    stakeholder = Stakeholder.objects.filter(pk=key).select_related("type").first()
    return stakeholders.page_of(stakeholder) if stakeholder is not None else None


def preview_article(key: int) -> articles.ArticlePage | None:
    article = Article.objects.filter(pk=key).with_source().select_related("same_text_as").first()
    return articles.page_of(article) if article is not None else None


def _stand_in(records: Iterable[Any]) -> None:
    """Give those without a public id one to be shown, in memory alone."""
    for record in records:
        record.public_id = record.public_id or NOT_YET
