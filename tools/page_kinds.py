"""One example address for every kind of page: from the URL configuration, so that none is forgotten."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import django
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class PageKind:
    """A kind of page: the name of its address, an example, and the status that it answers with."""

    name: str
    address: str
    status: int = 200


class NoExampleError(LookupError):
    """A named address without an example: add one in `examples()`."""


def examples() -> dict[str, str]:
    """For each named public address one that is worth looking at, found in the database by what it says."""
    from articles.models import Article, Position, Quote, Stakeholder  # noqa: PLC0415 — after Django is set up

    quote = Quote.objects.published().get(exact__startswith="If we had to lower security")
    position = Position.objects.published().filter(stance="conditional").order_by("date_from").last()
    article = Article.objects.get(slug="bbc-2022-07-30-whatsapp")
    if position is None:
        raise NoExampleError("The corpus holds no conditional position.")
    return {
        "home": "/",
        "about": "/about/",
        "method": "/method/",
        "codebook": "/codebook/",
        "quotes": "/quotes/?organisation=whatsapp",
        "quote": quote.get_absolute_url(),
        "quote-context": f"{quote.get_absolute_url()}context/",
        "positions": "/positions/?axis=access",
        "position": position.get_absolute_url(),
        "stakeholders": "/stakeholders/",
        "person": Stakeholder.objects.get(slug="will-cathcart").get_absolute_url(),
        "organisation": Stakeholder.objects.get(slug="whatsapp").get_absolute_url(),
        "cell": "/stakeholders/uk-government/on/mandatory-scanning/",
        "articles": "/articles/",
        "article": article.get_absolute_url(),
        "outlets": "/outlets/",
        "outlet": "/outlets/bbc-news/",
        "propositions": "/propositions/",
        "proposition": "/propositions/mandatory-scanning/",
        "quote-history": f"/q/{quote.public_id}/history/",
        "quote-version": f"/q/{quote.public_id}/v1/",
        # The one kind of page that it shows itself: elsewhere it leads on.
        "id": "/id/b1vb361x/",
        "permanence": "/permanence/",
        "withdrawn": "/withdrawn/",
        "changes": "/changes/",
        "corrections": "/corrections/",
    }


def page_kinds() -> list[PageKind]:
    """Every kind of page: each named public address, and pages that no address names.

    Data (addresses with an extension) is left out. Raises NoExampleError for an address without an example.
    """
    known = examples()
    kinds = []
    for name, route in dict(_named(get_resolver().url_patterns)).items():
        if "." in route or route in ("healthz", "readyz"):
            continue
        if name not in known:
            raise NoExampleError(f"The address {name} ({route}) has no example in tools/page_kinds.py.")
        kinds.append(PageKind(name, known[name], 404 if name == "id" else 200))
    return [
        *kinds,
        PageKind("nothing-found", "/quotes/?q=nothingofthekind&colour=red"),
        PageKind("not-found", "/nowhere/", 404),
        PageKind("mistyped-id", "/q/b1vb361x/", 404),
        PageKind("admin-login", "/admin/login/"),
        PageKind("door-lost-password", "/admin/account/password/"),
        PageKind("door-lost-password-sent", "/admin/account/password/sent/"),
        PageKind("door-dead-link", "/admin/account/link/nobody/nothing/"),
    ]


def desk_kinds() -> list[PageKind]:
    """The pages of the admin that editors work with, on records that have some of everything; signed in."""
    from articles.models import Article, Position, Quote, Stakeholder  # noqa: PLC0415 — as above

    quote = Quote.objects.published().get(exact__startswith="If we had to lower security")
    position = Position.objects.filter(evidence__quote__isnull=False).latest("pk")
    article = Article.objects.get(slug="bbc-2022-07-30-whatsapp")
    records = {
        "quote": quote,
        "position": position,
        "stakeholder": Stakeholder.objects.get(slug="will-cathcart"),
        "article": article,
    }
    forms = [
        PageKind(f"desk-{name}-{page}", f"/admin/articles/{name}/{one.pk}/{page}/")
        for name, one in records.items()
        for page in ("change", "history", "preview")
    ]
    decisions = [
        PageKind(f"desk-{name}-{decision}", f"/admin/articles/{name}/{records[name].pk}/{decision}/")
        for name, decision in (
            ("quote", "withdraw"),
            ("quote", "replace"),
            ("quote", "remove"),
            ("position", "stance-change"),
            ("stakeholder", "merge"),
            ("stakeholder", "rename"),
            ("stakeholder", "split"),
            ("article", "hold"),
        )
    ]
    lists = [PageKind(f"desk-{name}-list", f"/admin/articles/{name}/") for name in records]
    return [
        PageKind("desk", "/admin/"),
        PageKind("desk-import-article", "/admin/articles/article/import/"),
        PageKind("desk-review", "/admin/articles/article/review/"),
        PageKind("desk-work", "/admin/articles/quote/work/"),
        PageKind("desk-new-quote", "/admin/articles/quote/new/"),
        PageKind("desk-import", "/admin/articles/position/import/"),
        PageKind("desk-duplicates", "/admin/articles/stakeholder/duplicates/"),
        *lists,
        *forms,
        *decisions,
        PageKind("desk-merges", "/admin/articles/merge/"),
    ]


def _named(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    """The name and the route of every public address; the admin's own are Django's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from _named(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name, str(pattern.pattern)


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debate.settings")
    django.setup()
