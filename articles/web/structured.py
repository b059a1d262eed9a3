"""What a page is about, as schema.org says it, for machines that read pages."""

from django.utils.translation import gettext

from articles.models import Article, Position, Proposition, Quote, Stakeholder

Data = dict[str, object]


def of_quote(quote: Quote, here: str) -> Data:
    """A Quotation; the outlet's own words about it are none (product.md), but a part of its article."""
    said: Data = {
        "@type": "Quotation" if quote.is_quotation else "CreativeWork",
        "@id": here,
        "url": here,
        "text": quote.exact,
        "inLanguage": quote.language,
        "dateCreated": str(quote.date),
        "isPartOf": of_article(quote.article),
    }
    if quote.speaker and quote.is_quotation:
        said["creator"] = of_stakeholder(quote.speaker)
    return said


def of_article(article: Article, here: str = "") -> Data:
    data: Data = {
        "@type": "NewsArticle" if article.kind == Article.Kind.NEWS else "CreativeWork",
        "name": article.shown_title,
        "inLanguage": article.language,
        "datePublished": str(article.date),
        "publisher": {"@type": "Organization", "name": article.outlet.name},
    }
    if article.author_names:
        data["author"] = [{"@type": "Person", "name": name} for name in article.author_names]
    return data | ({"mainEntityOfPage": here} if here else {})


def of_stakeholder(stakeholder: Stakeholder, here: str = "") -> Data:
    data: Data = {"@type": "Person" if stakeholder.is_person else "Organization", "name": stakeholder.name}
    if stakeholder.description and here:
        data["description"] = stakeholder.description
    if stakeholder.website:
        data["sameAs"] = stakeholder.website
    return data | ({"mainEntityOfPage": here} if here else {})


def of_position(position: Position, here: str) -> Data:
    """A Claim in our words, about what someone said of a proposition."""
    return {
        "@type": "Claim",
        "url": here,
        "name": gettext("%(stakeholder)s: %(stance)s")
        % {"stakeholder": position.stakeholder.name, "stance": position.get_stance_display()},
        "text": position.summary,
        "dateCreated": str(position.date),
        "about": of_proposition(position.proposition),
        "author": of_stakeholder(position.stakeholder),
    }


def of_proposition(proposition: Proposition, here: str = "") -> Data:
    data: Data = {"@type": "Thing", "name": proposition.label}
    return data | ({"mainEntityOfPage": here} if here else {})


def of_list(name: str, here: str, count: int) -> Data:
    return {
        "@type": "CollectionPage",
        "name": name,
        "url": here,
        "mainEntity": {"@type": "ItemList", "numberOfItems": count},
    }


def of_site(name: str, here: str) -> Data:
    return {"@type": "WebSite", "name": name, "url": here}
