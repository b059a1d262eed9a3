"""Outlets: the list, and the page of one with its articles."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from articles.models import Article, Outlet, Status


def listed_outlets() -> QuerySet[Outlet]:
    """The outlets with a public article, by name, each with the number of its articles and quotes."""
    public = Article.objects.published().filter(outlet=OuterRef("pk"))
    quoted = Q(articles__quotes__status=Status.PUBLISHED)
    return (
        Outlet.objects.filter(Exists(public))
        .annotate(
            articles_count=Count("articles", filter=Q(articles__status=Status.PUBLISHED), distinct=True),
            quotes_count=Count("articles__quotes", filter=quoted, distinct=True),
        )
        .order_by("name_folded", "pk")
    )


def find_outlet(slug: str) -> Outlet | None:
    return listed_outlets().filter(slug=slug).first()
