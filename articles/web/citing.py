"""How a quote or a position is cited: the value that all formats are written from, and what pages show."""

from dataclasses import dataclass
from datetime import date

from articles.domain.citations.citation import Citation, Form, Kind, day_first
from articles.domain.citations.names import Author
from articles.domain.citations.prose import apa, attributed, chicago, mla
from articles.domain.citations.wikipedia import wikipedia
from articles.domain.dates import PartialDate
from articles.domain.text_fragments import directives_for, link
from articles.models import Article, Position, Stakeholder
from articles.queries.positions import PositionPage
from articles.queries.quotes import QuotePage
from articles.web.records import FORMATS, Format, data_address
from articles.web.site import NAME

# What Zotero keeps a source as; the rest is a web page. Without it Zotero takes all for journal articles.
ZOTERO_TYPES = {
    Kind.NEWS: "newspaperArticle",
    Kind.PARLIAMENT: "hearing",
    Kind.POST: "blogPost",
    Kind.REPORT: "report",
}


def quote_citation(page: QuotePage, base: str, today: date) -> Citation:
    """The article cited for the words of a quote, as read on that day; addresses are full."""
    quote, article = page.quote, page.quote.article
    return Citation(
        public_id=quote.public_id or "",
        form=Form.QUOTATION if quote.is_quotation else Form.PASSAGE,
        words=quote.exact,
        runs=tuple(span.exact for span in page.spans) if len(page.spans) > 1 else (),
        speaker=quote.speaker_name,
        contributor=_contributor(quote.speaker),
        role=quote.role_printed,
        organisation=quote.on_behalf_of.name if quote.on_behalf_of else "",
        title=article.shown_title,
        described=article.title_basis in (Article.TitleBasis.DESCRIBED, Article.TitleBasis.NONE),
        authors=tuple(Author.parse(name) for name in article.author_names),
        outlet=article.outlet.name,
        kind=Kind(article.kind),
        published=PartialDate(article.date_from, article.date_to),
        language=article.language,
        source=page.address,
        archived=page.archived,
        archived_on=page.archived_on,
        permanent=base + quote.get_absolute_url(),
        accessed=today,
        record=NAME,
    )


def position_citation(page: PositionPage, base: str, today: date) -> Citation:
    """Our own record of a position, published when its address was issued, with what documents it."""
    position = page.position
    issued = position.public.issued_at.date() if position.public else today
    articles = {receipt.article.pk: receipt.article for receipt in position.receipts}
    return Citation(
        public_id=position.public_id or "",
        form=Form.POSITION,
        words=position.summary,
        speaker=position.stakeholder.name,
        contributor=_contributor(position.stakeholder),
        organisation=position.on_behalf_of.name if position.on_behalf_of else "",
        title=position_title(position),
        authors=(Author(NAME),),
        outlet=NAME,
        kind=Kind.RECORD,
        published=PartialDate.day(issued),
        language="en",
        permanent=base + position.get_absolute_url(),
        accessed=today,
        receipts=tuple(_reference(article) for article in articles.values()),
        record=NAME,
    )


def position_title(position: Position) -> str:
    """The position in a line: who, on what, which stance, when."""
    when = day_first(PartialDate(position.date_from, position.date_to))
    stance = position.get_stance_display().lower()
    return f"{position.stakeholder.name} on “{position.proposition.label}”: {stance} ({when})"


def _contributor(speaker: Stakeholder | None) -> Author | None:
    if speaker is None:
        return None
    return Author.parse(speaker.name) if speaker.is_person else Author(speaker.name)


def _reference(article: Article) -> str:
    when = day_first(PartialDate(article.date_from, article.date_to))
    return f"{article.shown_title}, {article.outlet.name}, {when}"


def jump_to_words(page: QuotePage) -> str:
    """The source's address with the words to jump to; empty where no address is known."""
    return link(page.address, directives_for(page.spans, page.quote.text.body)) if page.address else ""


def meta_tags(cited: Citation) -> list[tuple[str, str]]:
    """Names and contents of the tags that reference managers read.

    Of Zotero's translator "Embedded Metadata" they give title, authors, date, address, language and abstract;
    DC.source the publication, which would else be this site, and DC.type the kind of item.
    """
    tags = [
        ("citation_title", cited.title),
        *(("citation_author", author.inverted) for author in cited.authors),
        ("citation_publication_date", str(cited.published).replace("-", "/")),
        ("citation_public_url", cited.permanent),
        ("citation_language", cited.language),
        ("citation_abstract", " – ".join(part for part in (cited.in_marks, cited.attribution) if part)),
        ("DC.source", cited.outlet),
        ("DC.type", ZOTERO_TYPES.get(cited.kind, "webpage")),
    ]
    return [(name, content) for name, content in tags if content]


@dataclass(frozen=True)
class Style:
    """A reference in words, under the name of its style."""

    name: str
    text: str
    # For a machine to read: of no use on paper.
    is_code: bool = False


@dataclass(frozen=True)
class FormatLink:
    """One of the formats, with its address."""

    format: Format
    address: str


@dataclass(frozen=True)
class CiteBox:
    """What the section Cite of a page shows."""

    cited: Citation
    # The address of the page, on this site.
    path: str

    @property
    def attributed(self) -> str:
        return attributed(self.cited)

    @property
    def styles(self) -> list[Style]:
        return [
            Style("APA 7", apa(self.cited)),
            Style("Chicago 18", chicago(self.cited)),
            Style("MLA 9", mla(self.cited)),
            Style("Wikipedia", wikipedia(self.cited), is_code=True),
        ]

    @property
    def formats(self) -> list[FormatLink]:
        return [FormatLink(one, data_address(self.path, one.extension)) for one in FORMATS.values()]

    @property
    def meta_tags(self) -> list[tuple[str, str]]:
        return meta_tags(self.cited)

    @property
    def is_position(self) -> bool:
        return self.cited.form is Form.POSITION
