"""Articles: the list, and the page with an article's quotes in order and what they evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article, Evidence, Position, Quote, Rights, Status
from articles.models.articles import ArticleQuerySet
from articles.queries.quotes import as_cards, in_order_of_text


def with_counts(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The articles with what their reference names, and counts of what each documents."""
    # Each counted by itself: joined, every quote of an article would meet each of its evidence.
    quotes = Quote.objects.published().filter(article=OuterRef("pk")).order_by()
    evidence = Evidence.objects.public().filter(article=OuterRef("pk"), position__status=Status.PUBLISHED)
    positions = Count("position", distinct=True)
    return articles.with_source().annotate(
        quotes_count=Coalesce(
            Subquery(quotes.values("article").annotate(number=Count("pk")).values("number")), 0
        ),
        positions_count=Coalesce(
            Subquery(evidence.order_by().values("article").annotate(number=positions).values("number")), 0
        ),
    )


def sorted_articles(articles: ArticleQuerySet, sort: str) -> ArticleQuerySet:
    """In the order asked for, of equals by title."""
    if sort == "oldest":
        return articles.order_by("date_from", "date_to", "title_folded", "pk")
    if sort == "title":
        return articles.order_by("title_folded", "pk")
    return articles.latest_first()


@dataclass(frozen=True)
class ArticlePage:
    """One article, its quotes in the order of the text, and the positions it documents without a quote."""

    article: Article
    quotes: Sequence[Quote]
    documented: Sequence[Position]

    @property
    def shows_passages(self) -> bool:
        """Whether rights allow the words beside the quotes to be shown (promise 6)."""
        return self.article.rights_in_force != Rights.NONE

    @property
    def speakers(self) -> list[str]:
        """Who speaks in it, in the order of the text, each once."""
        return list(dict.fromkeys(quote.speaker_name for quote in self.quotes))


def find_article_page(public_id: str) -> ArticlePage | None:
    """The published article of that id with what its page shows; None where none is public."""
    article = (
        Article.objects.published()
        .filter(public=public_id)
        .with_source()
        .select_related("public__successor", "same_text_as")
        .first()
    )
    return page_of(article) if article is not None else None


def page_of(article: Article) -> ArticlePage:
    """The page of an article: its public quotes in order, and the public positions it documents."""
    quotes = as_cards(in_order_of_text(article))
    documented = (
        Position.objects.published()
        .filter(evidence__article=article, evidence__quote__isnull=True)
        .with_subject()
        .with_receipts()
        .latest_first()
    )
    return ArticlePage(article=article, quotes=list(quotes), documented=list(documented))
