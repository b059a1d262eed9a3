"""Bytes become text, or a message that says which byte does not, and what to do about it."""

import codecs
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.articles.sources import CannotRead, Source

_MARKS = (  # the longer ones first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"%PDF", gettext_lazy("This is a PDF: copy its text and paste that.")),
    (
        b"PK\x03\x04",
        gettext_lazy("This is a packed file, such as a Word document: save it as plain text in UTF-8."),
    ),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("This is a Word document: save it as plain text in UTF-8.")),
    (b"{\\rtf", gettext_lazy("This is an RTF document: save it as plain text in UTF-8.")),
    (b"\x1f\x8b", gettext_lazy("This is a compressed file: unpack it first.")),
    (b"\x89PNG", gettext_lazy("This is a picture: its words have to be typed.")),
    (b"\xff\xd8\xff", gettext_lazy("This is a picture: its words have to be typed.")),
)
_WEB_ARCHIVE = re.compile(rb"^(From|Content-Type|MIME-Version|Snapshot-Content-Location):", re.IGNORECASE)
_DECLARED_IN_PAGE = re.compile(rb"<meta[^>]{1,300}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_IN_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# Charsets that pages are written in. Python knows more, and some of those hide what they say.
_CHARSETS = re.compile(
    r"utf-(8|16|32)|ascii|cp(125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-roman|gb.+|big5|euc_.+|shift_jis"
)
# Browsers read all three as the last, since pages mean that.
_WESTERN = ("ascii", "iso8859-1", "cp1252")
_HEAD = 4096


def within(data: bytes, most: int) -> None:
    """Raises CannotRead, which tells the size, for more bytes than that."""
    if len(data) > most:
        raise CannotRead(
            _("This has %(size)s megabytes, and %(most)s are the most: divide it or leave some of it out.")
            % {"size": _megabytes(len(data)), "most": _megabytes(most)}
        )


def decoded(source: Source) -> str:
    """The text of the source, with line feeds as line ends and no byte order mark.

    A byte order mark tells the encoding, else what the server or the page declares, else it is UTF-8.
    Raises CannotRead for an empty source, a file that is no text, a NUL character and a byte that the
    encoding does not know, by its position.
    """
    data = source.data
    for beginning, why in _OTHER_FILES:
        if data.startswith(beginning):
            raise CannotRead(str(why))
    head = data[:_HEAD].lstrip()
    if _WEB_ARCHIVE.match(head) and b"multipart/related" in head:
        raise CannotRead(_("This is a web archive (MHTML): save the page as “HTML only”."))
    text = _text(data, _declared(source))
    if not text.strip():
        raise CannotRead(_("There is nothing in it: choose a file with the text of an article."))
    return without_nul(re.sub(r"\r\n?", "\n", text))


def without_nul(text: str) -> str:
    """The text itself. Raises CannotRead for a NUL character or half a character, which no text has."""
    place = text.find("\x00")
    if place >= 0:
        raise CannotRead(
            _("Line %s holds a NUL character, which no text has: save the file as plain text in UTF-8.")
            % (text.count("\n", 0, place) + 1)
        )
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise CannotRead(
            _("Character %(place)s is half a character (%(code)s): write it anew.")
            % {"place": problem.start + 1, "code": f"U+{ord(text[problem.start]):04X}"}
        ) from None
    return text


def _text(data: bytes, declared: str) -> str:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _in(charset, data, skip=len(mark))
    if declared in _WESTERN:
        # Many pages still declare what they were before they became UTF-8, and hardly any text in
        # Windows-1252 with a letter beyond ASCII is valid UTF-8 by chance.
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return _in("cp1252", data)
    return _in(declared or "utf-8", data)


def _in(charset: str, data: bytes, skip: int = 0) -> str:
    try:
        return data[skip:].decode(charset).removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        place = skip + problem.start
        said = {
            "place": place + 1,
            "line": data.count(b"\n", 0, place) + 1,
            "byte": f"0x{data[place]:02X}",
            "charset": charset.upper(),
        }
        raise CannotRead(
            _("Byte %(place)s (%(byte)s, in line %(line)s) is not %(charset)s: save the file as UTF-8.")
            % said
        ) from None


def _declared(source: Source) -> str:
    """The name Python has for the first charset declared that it can read; empty for none."""
    typed = _DECLARED_IN_TYPE.search(source.content_type)
    for name in (source.charset, typed[1] if typed else "", _declared_in_page(source.data)):
        try:
            found = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        if _CHARSETS.fullmatch(found):
            return found
    return ""


def _declared_in_page(data: bytes) -> str:
    head = data[:_HEAD]
    found = _DECLARED_IN_PAGE.search(head) if head.lstrip().startswith(b"<") else None
    name = found[1].decode("ascii", "replace").lower() if found else ""
    # What could be read as ASCII is not in UTF-16, whatever it declares; browsers take it for UTF-8.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0")
