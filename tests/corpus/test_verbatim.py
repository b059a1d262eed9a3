"""Every bundled quote stands word for word, and only once, in the text it was taken from."""

import pytest

from articles.domain.anchoring import is_unique
from articles.domain.spans import Span, share_quoted
from articles.domain.text import digest
from articles.domain.verification import Result, verify
from tests.corpus.bundled import grouped, rows
from tests.corpus.texts import bbc_text


@pytest.fixture(scope="module")
def text() -> str:
    return bbc_text()


def spans_of(quote: str) -> list[Span]:
    found = sorted(grouped("spans", "quote")[quote], key=lambda row: int(row["ordinal"]))
    return [
        Span(int(row["start"]), int(row["end"]), row["exact"], row["prefix"], row["suffix"]) for row in found
    ]


def test_the_text_is_the_one_that_was_checked(text: str) -> None:
    (recorded,) = rows("article-texts")
    assert (str(len(text)), digest(text)) == (recorded["length"], recorded["sha256"])
    assert {row["text_sha256"] for row in rows("verifications")} == {digest(text)}


def test_every_quote_is_verbatim(text: str) -> None:
    findings = {row["id"]: verify(text, spans_of(row["id"]), row["exact"]) for row in rows("quotes")}
    assert {finding.result for finding in findings.values()} == {Result.EXACT}, findings


def test_every_span_is_unique_with_its_neighbours(text: str) -> None:
    spans = [span for row in rows("quotes") for span in spans_of(row["id"])]
    assert len(spans) == 22
    assert all(is_unique(text, span) for span in spans)


def test_two_of_them_need_their_neighbours(text: str) -> None:
    alone = {
        row["exact"]
        for row in rows("spans")
        if not is_unique(text, Span(int(row["start"]), int(row["end"]), row["exact"]))
    }
    assert alone == {"very foolish", "the front line"}


def test_one_other_letter_is_no_quote(text: str) -> None:
    for row in rows("quotes"):
        middle = len(row["exact"]) // 2
        other = "x" if row["exact"][middle] != "x" else "y"
        changed = row["exact"][:middle] + other + row["exact"][middle + 1 :]
        assert verify(text, spans_of(row["id"]), changed).result is Result.FAILED


def test_the_article_is_quoted_and_not_reprinted(text: str) -> None:
    share = share_quoted(len(text), [span for row in rows("quotes") for span in spans_of(row["id"])])
    assert round(share, 2) == 0.44
