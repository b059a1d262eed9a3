"""What a page says of its article: each thing from the most careful of the places where pages say it."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import urljoin, urlsplit

from articles.domain.dates import PartialDate
from articles.importing.articles.paragraphs import one_line
from articles.models import Article

# Whatever is longer is no title, name or address.
LONGEST_VALUE = 500
MOST_AUTHORS = 50

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
LONGEST_LANGUAGE = 12
_DAY_FIRST = re.compile(r"(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?!\d)", re.ASCII)
_KINDS = {
    **dict.fromkeys(
        (
            "NewsArticle",
            "AnalysisNewsArticle",
            "AskPublicNewsArticle",
            "BackgroundNewsArticle",
            "OpinionNewsArticle",
            "ReportageNewsArticle",
            "ReviewNewsArticle",
        ),
        Article.Kind.NEWS,
    ),
    **dict.fromkeys(("BlogPosting", "LiveBlogPosting", "SocialMediaPosting"), Article.Kind.POST),
    **dict.fromkeys(("Report", "ScholarlyArticle", "TechArticle"), Article.Kind.REPORT),
    "Legislation": Article.Kind.OFFICIAL,
}
_ARTICLES = frozenset(_KINDS) | {"Article"}

# Each list in the order of trust: Open Graph, Highwire, Dublin Core; JSON-LD stands before them.
_TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title")
_URL = ("og:url", "citation_public_url", "citation_fulltext_html_url", "dc.identifier", "dcterms.identifier")
_OUTLET = (
    "og:site_name",
    "citation_journal_title",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
)
_AUTHORS = ("article:author", "citation_author", "dc.creator", "dcterms.creator", "author")
_DATE = (
    "article:published_time",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
)
_LANGUAGES = ("og:locale", "citation_language", "dc.language", "dcterms.language")


@dataclass(frozen=True)
class PageMetadata:
    """What a page says of its article; an empty value where it says nothing that can be believed."""

    title: str = ""
    url: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    language: str = ""
    kind: str = ""


@dataclass
class _Marked:
    """The places in a page that speak of its article."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    canonical: str = ""
    title: str = ""

    def named(self, names: Iterable[str]) -> Iterator[str]:
        return (value for name in names for value in self.metas.get(name, ()))


def page_metadata(tree: Any, base: str) -> PageMetadata:
    """What the page, parsed by lxml, says of its article; addresses in it are relative to `base`."""
    said = _marked(tree)
    linked = said.linked
    outlet = _first(_texts(_part(linked.get("publisher"), "name")), said.named(_OUTLET))
    title = _first(
        _texts(linked.get("headline")), _texts(linked.get("name")), said.named(_TITLE), [said.title]
    )
    return PageMetadata(
        title=_without_site(title, outlet),
        url=_url(base, _urls_of(linked), said.named(_URL), [said.canonical]),
        outlet=outlet,
        authors=_authors(_people(linked.get("author")), *(said.named([name]) for name in _AUTHORS)),
        date=_date(_texts(linked.get("datePublished")), said.named(_DATE)),
        language=_language(_texts(linked.get("inLanguage")), said.named(_LANGUAGES), [said.language]),
        kind=next((_KINDS[one] for one in _texts(linked.get("@type")) if one in _KINDS), ""),
    )


def language_tag(text: str) -> str:
    """The language tag that a text is, such as `en` or `pt-BR`; empty where it is none."""
    tag = text.strip().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *rest = tag.split("-")
    tidy = "-".join([first.lower(), *(part.upper() if len(part) == len("GB") else part for part in rest)])
    return tidy if len(tidy) <= LONGEST_LANGUAGE else first.lower()


def web_address(text: str) -> str:
    """The http or https address that a text is; empty where it is none."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        there = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return address if there and len(address) <= LONGEST_VALUE and not re.search(r"\s", address) else ""


def _marked(tree: Any) -> _Marked:
    said = _Marked(language=tree.get("lang") or tree.get("xml:lang") or "")
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        value = (meta.get("content") or "").strip()
        if name and value:
            said.metas.setdefault(name, []).append(value)
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            said.canonical = said.canonical or link.get("href") or ""
    said.title = next((title.text_content() for title in tree.iter("title")), "")
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and not said.linked:
            said.linked = _article_in(script.text or "")
    return said


def _article_in(text: str) -> dict[str, Any]:
    """The first article that a piece of JSON-LD describes; empty for none."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return {}
    described = data if isinstance(data, list) else [data]
    graphs = [one.get("@graph") for one in described if isinstance(one, dict)]
    for one in chain(described, *(graph for graph in graphs if isinstance(graph, list))):
        if isinstance(one, dict) and not _ARTICLES.isdisjoint(_texts(one.get("@type"))):
            return one
    return {}


def _texts(value: Any) -> list[str]:
    """The strings that a value of JSON-LD is or holds."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _part(value: Any, name: str) -> Any:
    """What an object, or the first of several, says under a name; a bare string is its own name."""
    if isinstance(value, list):
        value = next(iter(value), None)
    return value.get(name) if isinstance(value, dict) else value


def _people(value: Any) -> list[str]:
    each = value if isinstance(value, list) else [value]
    return [name for one in each for name in _texts(_part(one, "name"))]


def _urls_of(linked: dict[str, Any]) -> list[str]:
    return [*_texts(_part(linked.get("mainEntityOfPage"), "@id")), *_texts(linked.get("url"))]


def _first(*places: Iterable[str]) -> str:
    return next((line for place in places for value in place if (line := _line(value))), "")


def _line(value: str) -> str:
    """The value as a browser would print it; empty for one too long to be believed.

    Values are often escaped twice.
    """
    line = one_line(html.unescape(value).replace("\x00", ""))
    return line if len(line) <= LONGEST_VALUE and line.isprintable() else ""


def _without_site(title: str, outlet: str) -> str:
    if not outlet:
        return title
    return re.sub(rf"\s+[-–—|·:]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) or title


def _url(base: str, *places: Iterable[str]) -> str:
    for value in (value.strip() for place in places for value in place if value.strip()):
        try:
            found = web_address(urljoin(base, html.unescape(value)))
        except ValueError:
            continue
        # The front page is what some sites name for every article.
        if found and urlsplit(found).path.strip("/"):
            return found
    return ""


def _authors(*places: Iterable[str]) -> tuple[str, ...]:
    for place in places:
        names = [re.sub(r"^by\s+", "", _line(value), flags=re.IGNORECASE) for value in place]
        people = [name for name in names if name and not web_address(name) and "@" not in name]
        if people:
            return tuple(dict.fromkeys(people))[:MOST_AUTHORS]
    return ()


def _date(*places: Iterable[str]) -> PartialDate | None:
    """The day as the page prints it, in the time zone of its own."""
    for value in (value for place in places for value in place):
        found = _DAY_FIRST.match(value.strip())
        if not found:
            continue
        try:
            return PartialDate.parse("-".join(part for part in found.groups() if part))
        except ValueError:
            continue
    return None


def _language(*places: Iterable[str]) -> str:
    return next((tag for place in places for value in place if (tag := language_tag(value))), "")
