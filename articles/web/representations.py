"""One record in its other dresses: as an object of a JSON list, and as a row of a CSV file."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.models import Article, Position, Quote, Stakeholder
from articles.queries.positions import PositionPage
from articles.queries.quotes import QuotePage

Record = Mapping[str, Any]
# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def quote(record: Quote, base: str) -> Record:
    """A quote with source and receipts; addresses are full."""
    return {
        "id": record.public_id,
        "url": base + record.get_absolute_url(),
        "quote": record.exact,
        "kind": record.kind,
        "language": record.language,
        "speaker": record.speaker.slug if record.speaker else None,
        "speaker_name": record.speaker_name,
        "on_behalf_of": record.on_behalf_of.slug if record.on_behalf_of else None,
        "role": record.role_printed,
        "date": str(record.date),
        "article": record.article.public_id,
        "article_title": record.article.title,
        "outlet": record.article.outlet.slug,
        "positions": [
            {
                "id": receipt.position.public_id,
                "proposition": receipt.position.proposition.slug,
                "stance": receipt.position.stance,
                "axis": receipt.position.proposition.debate.slug_of(receipt.position.axis),
            }
            for receipt in record.receipts
        ],
    }


def quote_alone(page: QuotePage, base: str) -> Record:
    """A quote at its own address: also where its words stand, and how they were proven."""
    record, proof = page.quote, page.proof
    return {
        **quote(record, base),
        "article_url": base + record.article.get_absolute_url(),
        "article_date": str(record.article.date),
        "source": page.address or None,
        "archived": page.archived or None,
        "selectors": [
            {
                "start": span.start,
                "end": span.end,
                "exact": span.exact,
                "prefix": span.prefix,
                "suffix": span.suffix,
            }
            for span in page.spans
        ],
        "text_sha256": record.text.sha256,
        "text_length": record.text.length,
        "checked": {"result": str(proof.result), "on": proof.last_looked_at.date().isoformat()}
        if proof
        else None,
    }


def position_alone(page: PositionPage, base: str) -> Record:
    """A position at its own address: also the wording it is about."""
    record = page.position
    return {**position(record, base), "wording": record.proposition_version.wording}


def position(record: Position, base: str) -> Record:
    """A position with subject and receipts; addresses are full."""
    return {
        "id": record.public_id,
        "url": base + record.get_absolute_url(),
        "stakeholder": record.stakeholder.slug,
        "stakeholder_name": record.stakeholder.name,
        "on_behalf_of": record.on_behalf_of.slug if record.on_behalf_of else None,
        "proposition": record.proposition.slug,
        "stance": record.stance,
        "axis": record.proposition.debate.slug_of(record.axis),
        "condition": record.condition,
        "date": str(record.date),
        "summary": record.summary,
        "confidence": record.confidence,
        "inferred": record.inferred,
        "note": record.note,
        "articles": list(dict.fromkeys(receipt.article.public_id for receipt in record.receipts)),
        "quotes": [receipt.quote.public_id for receipt in record.receipts if receipt.quote],
    }


def stakeholder(record: Stakeholder, base: str) -> Record:
    """A stakeholder with its counts."""
    counted: Any = record
    return {
        "id": record.public_id,
        "url": base + record.get_absolute_url(),
        "slug": record.slug,
        "name": record.name,
        "kind": record.kind,
        "type": record.type.slug,
        "country": record.country,
        "description": record.description,
        "positions": counted.positions_count,
        "quotes": counted.quotes_count,
    }


def article(record: Article, base: str) -> Record:
    """An article with outlet, addresses and counts."""
    counted: Any = record
    return {
        "id": record.public_id,
        "url": base + record.get_absolute_url(),
        "title": record.title,
        "title_basis": record.title_basis,
        "outlet": record.outlet.slug,
        "authors": record.author_names,
        "kind": record.kind,
        "language": record.language,
        "date": str(record.date),
        "access": record.access,
        "source": record.address,
        "quotes": counted.quotes_count,
        "positions": counted.positions_count,
    }


def csv_row(record: Record) -> dict[str, str]:
    """The same as cells of a spreadsheet: lists joined, nothing that would be taken for a formula."""
    return {name: _safe(_cell(value)) for name, value in record.items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_item(one) for one in value)
    return str(value)


def _item(value: object) -> str:
    if isinstance(value, Mapping):
        parts: Iterable[object] = value.values()
        return " ".join(str(part) for part in parts)
    return str(value)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
