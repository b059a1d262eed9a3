"""What a page is about, as schema.org says it, for machines that read pages."""

from django.utils.translation import gettext

from articles.domain.citations.names import Author
from articles.domain.spans import Span
from articles.models import Article, Position, Proposition, Stakeholder
from articles.queries.quotes import QuotePage
from articles.web.site import NAME

Data = dict[str, object]


def of_quote(page: QuotePage, here: str) -> Data:
    """A Quotation; the outlet's own words about it are none (product.md), but a part of its article."""
    quote = page.quote
    said: Data = {
        "@type": "Quotation" if quote.is_quotation else "CreativeWork",
        "@id": here,
        "url": here,
        "identifier": quote.public_id,
        "text": quote.exact,
        "inLanguage": quote.language,
        "dateCreated": str(quote.date),
        "datePublished": str(quote.article.date),
        "isBasedOn" if quote.is_quotation else "isPartOf": of_source(page),
    }
    if quote.speaker and quote.is_quotation:
        said["creator"] = of_stakeholder(quote.speaker)
    if quote.receipts:
        said["about"] = [of_proposition(receipt.position.proposition) for receipt in quote.receipts]
    return said


def of_source(page: QuotePage) -> Data:
    """The article of a quote, with where it can be read."""
    data = of_article(page.quote.article)
    if page.address:
        data["url"] = page.address
    if page.archived:
        data["archivedAt"] = page.archived
    return data


def annotation(page: QuotePage, here: str, base: str) -> Data:
    """The quote as a W3C Web Annotation of its source: the words as body, where they stand as target.

    One target a span, because each of several selectors of one target must find the same words. Offsets are
    those in the text that the words were checked against.
    """
    quote, text = page.quote, page.quote.text
    source = page.address or base + quote.article.get_absolute_url()
    state: Data = {"type": "TimeState", "sourceDate": f"{text.seen_at.isoformat()}T00:00:00Z"}
    if page.archived:
        state["cached"] = page.archived
    data: Data = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{here.rstrip('/')}.jsonld",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"@context": "https://schema.org", **of_quote(page, here)},
        "target": [
            {"type": "SpecificResource", "source": source, "state": state, "selector": _selectors(span)}
            for span in page.spans
        ],
        "canonical": here,
        "rights": "https://creativecommons.org/licenses/by/4.0/",
    }
    if quote.public:
        data["created"] = quote.public.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return data


def _selectors(span: Span) -> list[Data]:
    words: Data = {"type": "TextQuoteSelector", "exact": span.exact}
    words |= {name: beside for name, beside in (("prefix", span.prefix), ("suffix", span.suffix)) if beside}
    return [words, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def of_article(article: Article, here: str = "") -> Data:
    data: Data = {
        "@type": "NewsArticle" if article.kind == Article.Kind.NEWS else "CreativeWork",
        "name": article.shown_title,
        "inLanguage": article.language,
        "datePublished": str(article.date),
        "publisher": {"@type": "Organization", "name": article.outlet.name},
    }
    if article.kind == Article.Kind.NEWS:
        data["headline"] = article.shown_title
    if article.author_names:
        data["author"] = [
            {"@type": "Person" if author.is_person else "Organization", "name": author.name}
            for author in map(Author.parse, article.author_names)
        ]
    return data | ({"mainEntityOfPage": here} if here else {})


def of_stakeholder(stakeholder: Stakeholder, here: str = "") -> Data:
    data: Data = {"@type": "Person" if stakeholder.is_person else "Organization", "name": stakeholder.name}
    if stakeholder.description and here:
        data["description"] = stakeholder.description
    if stakeholder.website:
        data["sameAs"] = stakeholder.website
    return data | ({"mainEntityOfPage": here} if here else {})


def of_position(position: Position, here: str, base: str) -> Data:
    """A Claim in our words, about what someone said of a proposition, and where it appeared."""
    articles = {receipt.article.pk: receipt.article for receipt in position.receipts}
    return {
        "@type": "Claim",
        "@id": here,
        "url": here,
        "identifier": position.public_id,
        "name": gettext("%(stakeholder)s: %(stance)s")
        % {"stakeholder": position.stakeholder.name, "stance": position.get_stance_display()},
        "text": position.summary,
        "dateCreated": str(position.date),
        "about": of_proposition(position.proposition),
        "author": of_stakeholder(position.stakeholder),
        "claimInterpreter": {"@type": "Organization", "name": NAME},
        "appearance": [
            {**of_article(article), "url": base + article.get_absolute_url()} for article in articles.values()
        ],
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
