"""Bytes become text, or a message that says where and what to do."""

import codecs

import pytest

from articles.importing.articles.decoding import decoded, within
from articles.importing.articles.sources import CannotRead, Source

TEA = "Tea is “hot”.\nÄrger"


def source(data: bytes, content_type: str = "", charset: str = "") -> Source:
    return Source("tea.txt", data, content_type=content_type, charset=charset)


@pytest.mark.parametrize(
    "given",
    [
        source(TEA.encode()),
        source(TEA.encode("utf-8-sig")),
        source(codecs.BOM_UTF16_LE + TEA.encode("utf-16-le")),
        source(codecs.BOM_UTF16_BE + TEA.encode("utf-16-be")),
        source(codecs.BOM_UTF32_LE + TEA.encode("utf-32-le")),
        source(codecs.BOM_UTF8 + TEA.encode(), charset="windows-1252"),
        source(TEA.encode("cp1252"), charset="windows-1252"),
        source(TEA.encode("cp1252"), content_type='text/html; charset="ISO-8859-1"'),
        source(TEA.encode(), charset="iso-8859-1"),
        source(TEA.encode(), charset="no-such-charset"),
        source(TEA.encode(), charset="utf-7"),
        source(TEA.replace("\n", "\r\n").encode()),
        source(TEA.replace("\n", "\r").encode()),
    ],
)
def test_the_mark_then_what_is_declared_then_utf_8_tell_the_encoding(given: Source) -> None:
    assert decoded(given) == TEA


@pytest.mark.parametrize(("charset", "written"), [("windows-1252", "cp1252"), ("utf-16", "utf-8")])
def test_a_page_declares_its_encoding_itself(charset: str, written: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>{TEA}'

    assert decoded(source(page.encode(written))) == page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            source(TEA.encode("cp1252")),
            "Byte 8 (0x93, in line 1) is not UTF-8: save the file as UTF-8.",
        ),
        (
            source("Tea\nhot ü".encode("cp1252"), charset="utf-8"),
            "Byte 9 (0xFC, in line 2) is not UTF-8: save the file as UTF-8.",
        ),
        (
            source(b"Tea \x81", charset="windows-1252"),
            "Byte 5 (0x81, in line 1) is not CP1252: save the file as UTF-8.",
        ),
        (
            source(b"Tea\nis\x00hot"),
            "Line 2 holds a NUL character, which no text has: save the file as plain text in UTF-8.",
        ),
        (source(b""), "There is nothing in it: choose a file with the text of an article."),
        (
            source(codecs.BOM_UTF8 + b" \n"),
            "There is nothing in it: choose a file with the text of an article.",
        ),
        (source(b"%PDF-1.7 tea"), "This is a PDF: copy its text and paste that."),
        (
            source(b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"),
            "This is a web archive (MHTML): save the page as “HTML only”.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_by_its_place_and_with_what_to_do(given: Source, why: str) -> None:
    with pytest.raises(CannotRead) as refused:
        decoded(given)

    assert str(refused.value) == why


def test_a_file_that_is_too_large_is_told_its_size() -> None:
    within(b"tea", 3)

    with pytest.raises(CannotRead) as refused:
        within(b"t" * 20_400_000, 5_000_000)

    assert str(refused.value) == (
        "This has 20.4 megabytes, and 5 are the most: divide it or leave some of it out."
    )
