"""A citation in every style and format: as the style has it, and read back with the same values."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from citeproc import Citation as CiteCitation
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from articles.domain.citations.bibtex import bibtex
from articles.domain.citations.citation import Citation, Form, address, one_line
from articles.domain.citations.csl import csl_json
from articles.domain.citations.names import Author
from articles.domain.citations.prose import apa, attributed, chicago, mla
from articles.domain.citations.ris import ris
from articles.domain.citations.wikipedia import wikipedia
from articles.domain.dates import PartialDate
from tests.domain.cited import CITED, PLAIN

GOLDEN = Path(__file__).parent / "citations"
# What a database holds: any text but halves of characters and NUL.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=80
).filter(one_line)
NAMES = st.text(
    st.characters(categories=["Lu", "Ll", "Lo"], include_characters="’-."), min_size=1, max_size=12
)
DAYS = st.dates().map(PartialDate.day) | st.dates().map(
    lambda day: PartialDate.parse(f"{day:%Y-%m}" if day.year > 999 else "2020-02")
)


def every_format(cited: Citation) -> str:
    """All that is written of it, a section a format."""
    written = {
        "APA 7": apa(cited),
        "Chicago 18, note": chicago(cited),
        "MLA 9": mla(cited),
        "With attribution": attributed(cited),
        "BibTeX": bibtex(cited),
        "RIS": ris(cited).replace("\r\n", "\n"),
        "CSL-JSON": json.dumps(csl_json(cited), indent=1, ensure_ascii=False),
        "Wikipedia": wikipedia(cited),
    }
    return "\n".join(f"== {name}\n{text.rstrip()}\n" for name, text in written.items())


@pytest.mark.parametrize("name", CITED)
def test_every_format_is_written_as_its_rules_have_it(name: str) -> None:
    """The files were read against the manuals; a change of one is a change of what readers paste."""
    assert every_format(CITED[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CITED)


def decoder() -> LatexNodes2Text:
    """pylatexenc, with six signs of LaTeX's own that it does not know or takes for an accent."""
    signs = {
        "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textbar": "|",
        "textasciicircum": "^",
    }  # fmt: skip
    known = get_default_latex_context_db()
    known.add_context_category("signs", macros=[MacroTextSpec(*sign) for sign in signs.items()], prepend=True)
    return LatexNodes2Text(latex_context=known, keep_braced_groups=False, math_mode="verbatim")


def as_bibtex(cited: Citation) -> dict[str, Any]:
    """What bibtexparser reads: the fields, decoded from LaTeX, and the authors as family and given name."""
    library = parse_string(bibtex(cited))
    assert library.failed_blocks == []
    (entry,) = library.entries
    raw = {field.key: field.value for field in entry.fields}
    people = parse_string(bibtex(cited), append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    decoded = parse_string(bibtex(cited), append_middleware=[LatexDecodingMiddleware(decoder=decoder())])
    assert decoded.failed_blocks == people.failed_blocks == []
    fields = {field.key: field.value for field in decoded.entries[0].fields}
    fields |= {"type": entry.entry_type, "key": entry.key, "url": raw.get("url")}
    authors = people.entries[0].get("author")
    names = authors.value if authors else []
    fields["author"] = [(" ".join([*one.von, *one.last]), " ".join(one.first)) for one in names]
    return fields


@pytest.mark.parametrize("name", CITED)
def test_bibtexparser_reads_the_same_values(name: str) -> None:
    cited = CITED[name]
    read = as_bibtex(cited)
    wanted = {
        "type": "online",
        "key": f"record-{cited.public_id}",
        "title": one_line(cited.title),
        "date": str(cited.published),
        "url": address(cited.url),
        "urldate": "2026-09-05",
        "abstract": cited.in_marks_on_one_line,
        "note": cited.note,
    }
    assert {key: read[key] for key in wanted} == wanted
    assert read.get("organization", "") == one_line(cited.outlet_beside_authors)
    assert len(read["author"]) == len(cited.authors)


def test_bibtexparser_reads_the_same_names() -> None:
    assert as_bibtex(PLAIN)["author"] == [("van der Urn", "Una")]
    assert as_bibtex(CITED["organisation-as-author-and-a-year"])["author"] == [("{Kettle Union}", "")]
    assert as_bibtex(CITED["two-authors-and-the-speaker-among-them"])["author"] == [
        ("Teapot", "Tess"),
        ("Samovar Jr.", "Dr. Sam"),
    ]
    # Taken apart by no comma and no "and" of their own.
    assert as_bibtex(CITED["signs-that-formats-keep-for-themselves"])["author"] == [
        ("{Leaf and Bud, Ltd}", ""),
        ("{O’Pot and Sons}", r"Ed\_die"),
    ]


@given(TEXTS, TEXTS, TEXTS, DAYS)
def test_bibtex_keeps_any_text(words: str, title: str, outlet: str, published: PartialDate) -> None:
    cited = replace(PLAIN, words=words, title=title, outlet=outlet, published=published)
    read = as_bibtex(cited)
    assert (read["abstract"], read["title"], read["organization"], read["date"]) == (
        cited.in_marks_on_one_line, one_line(title), one_line(outlet), str(published),
    )  # fmt: skip


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4))
def test_bibtex_keeps_any_name(names: list[tuple[str, str]]) -> None:
    authors = tuple(Author(family, given) for family, given in names)
    read = as_bibtex(replace(PLAIN, authors=authors))["author"]
    # What keeps two hyphens from becoming a dash prints as nothing.
    assert [last.replace("{}", "") for last, _ in read] == [author.family for author in authors]


def as_ris(cited: Citation) -> dict[str, Any]:
    (read,) = rispy.loads(ris(cited))
    assert isinstance(read, dict)
    return read


@pytest.mark.parametrize("name", CITED)
def test_rispy_reads_the_same_values(name: str) -> None:
    cited = CITED[name]
    read = as_ris(cited)
    assert read.get("authors", []) == [one_line(author.inverted) for author in cited.authors]
    assert (read["title"], read["urls"], read["notes"], read["abstract"]) == (
        one_line(cited.title), [address(cited.url)], [cited.note], cited.in_marks_on_one_line,
    )  # fmt: skip
    assert (read["year"], read["access_date"], read["id"]) == (
        f"{cited.published.first.year:04}", "2026/09/05/", cited.key,
    )  # fmt: skip
    assert read.get("secondary_title", "") == one_line(cited.outlet_beside_authors)
    assert "unknown_tag" not in read


def test_ris_dates_say_no_more_than_is_known() -> None:
    written = {
        day: as_ris(replace(PLAIN, published=PartialDate.parse(day)))["date"]
        for day in ("2020", "2020-02", "2020-02-03")
    }
    assert written == {"2020": "2020///", "2020-02": "2020/02//", "2020-02-03": "2020/02/03/"}


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_ris_keeps_any_text(words: str, title: str, outlet: str, author: str) -> None:
    cited = replace(PLAIN, words=words, title=title, outlet=outlet, authors=(Author(author),))
    read = as_ris(cited)
    assert (read["abstract"], read["title"], read["authors"]) == (
        cited.in_marks_on_one_line, one_line(title), [one_line(author)],
    )  # fmt: skip
    assert read.get("secondary_title", "") == one_line(cited.outlet_beside_authors)


def as_csl(cited: Citation) -> Any:
    """The reference as citeproc-py holds it, after a way through JSON text."""
    (read,) = CiteProcJSON(json.loads(json.dumps([csl_json(cited)]))).values()
    return read


@pytest.mark.parametrize("name", CITED)
@pytest.mark.filterwarnings("ignore:The following arguments for")
def test_citeproc_reads_the_same_values(name: str) -> None:
    cited = CITED[name]
    read = as_csl(cited)
    assert (str(read["title"]), str(read["URL"]), str(read["abstract"]), str(read["note"])) == (
        one_line(cited.title), address(cited.url), cited.in_marks, cited.note,
    )  # fmt: skip
    known = [
        ("year", cited.published.first.year),
        ("month", cited.published.first.month),
        ("day", cited.published.first.day),
    ]
    parts = len(str(cited.published).split("-"))
    assert {part: read["issued"].get(part) for part, _ in known[:parts]} == dict(known[:parts])
    assert "day" not in read["issued"] or parts == 3
    assert (read["accessed"].year, read["accessed"].month, read["accessed"].day) == (2026, 9, 5)
    assert [(one.family, one.given) for one in read.get("author", []) if "family" in one] == [
        (author.family, author.given) for author in cited.authors if author.given
    ]


@given(TEXTS, TEXTS, TEXTS)
def test_csl_json_keeps_any_text(words: str, title: str, outlet: str) -> None:
    cited = replace(PLAIN, words=words, title=title, outlet=outlet)
    read = as_csl(cited)
    assert (str(read["abstract"]), str(read["title"]), str(read["container_title"])) == (
        cited.in_marks, one_line(title), one_line(outlet),
    )  # fmt: skip


def as_template(written: str) -> dict[str, str]:
    """The parameters as MediaWiki takes a template apart, their values as it shows them."""
    found = re.fullmatch(r"\{\{(cite news|cite web)((?:(?!\{\{|\}\}).)*)\}\}<!-- (\S+) -->", written)
    assert found is not None, written
    pairs = [part.partition("=") for part in found[2].split(" |")[1:]]
    read = {name: value for name, _, value in pairs}
    assert len(read) == len(pairs)
    for name, value in read.items():
        if "url" not in name or name == "url-status":
            assert not re.search(r"[][{}|<>~=\n]|''|__", value), value
            read[name] = re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), value).replace("&amp;", "&")
    return {"template": found[1], "permanent": found[3]} | read


@given(TEXTS, TEXTS, TEXTS)
def test_a_wiki_keeps_any_text(words: str, title: str, outlet: str) -> None:
    cited = replace(PLAIN, words=words, title=title, outlet=outlet)
    read = as_template(wikipedia(cited))
    entities = re.compile(r"&(?=#?\w+;)")
    shown = (read["quote"], read["title"], read["work"])
    wanted = tuple(one_line(text) for text in (words, title, outlet))
    # What a writer typed as a character reference is shown as typed, which a test cannot tell from ours.
    if not any(entities.search(text) or "amp;" in text for text in wanted):
        assert shown == wanted


def test_a_template_names_the_archive_only_with_its_day() -> None:
    assert as_template(wikipedia(PLAIN))["archive-date"] == "4 February 2020"
    given = as_template(wikipedia(CITED["organisation-as-author-and-a-year"]))
    assert (given["archive-date"], given["template"], given["author1"]) == (
        "2 January 2020",
        "cite web",
        "Kettle Union",
    )
    assert "archive-url" not in wikipedia(CITED["signs-that-formats-keep-for-themselves"])
    assert "archive-url" not in wikipedia(
        replace(PLAIN, archived="https://web.archive.org/web/20209999000000/x")
    )


def test_only_the_speakers_own_words_are_a_quote() -> None:
    passage = CITED["the-outlets-own-words"]
    assert passage.form is Form.PASSAGE
    assert "quote" not in as_template(wikipedia(passage))
    assert "“Ms Teapot" not in every_format(passage)
    assert "quoted in" not in chicago(passage)


@pytest.mark.parametrize(
    ("byline", "family", "given"),
    [
        ("Una Urn", "Urn", "Una"),
        ("Una B. van ’t Urn", "van ’t Urn", "Una B."),
        ("Urn, Una", "Urn", "Una"),
        ("Sam Samovar Jr.", "Samovar Jr.", "Sam"),
        ("Reuters", "Reuters", ""),
        ("The Daily Leaf", "The Daily Leaf", ""),
        ("Kettle Union", "Kettle Union", ""),
        ("Leaf, Bud and Stem", "Leaf, Bud and Stem", ""),
        ("Leaf, Bud, Stem", "Leaf, Bud, Stem", ""),
        ("Lord Leaf", "Lord Leaf", ""),
        ("茶 太郎", "茶 太郎", ""),
        ("van Gogh", "Gogh", "van"),
    ],
)
def test_a_byline_is_taken_apart_where_it_is_a_persons(byline: str, family: str, given: str) -> None:
    assert Author.parse(f" {byline} ") == Author(family, given)


def test_an_author_has_a_name() -> None:
    with pytest.raises(ValueError, match="has a name"):
        Author.parse(" \n ")


@given(TEXTS)
def test_any_byline_gives_all_its_words_back(byline: str) -> None:
    author = Author.parse(byline) if byline.split() else Author("x")
    kept = set("".join(author.name.replace(",", "").split()))
    assert kept == set("".join(byline.replace(",", "").split())) or not byline.split()


def test_initials_keep_hyphens() -> None:
    assert Author("Urn", "Jean-Luc Marie").initials == "J.-L. M."


@pytest.mark.filterwarnings("ignore:The following arguments for")
def test_citeproc_can_cite_it_in_a_style_of_its_own() -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    source = CiteProcJSON([csl_json(PLAIN)])
    listed = CitationStylesBibliography(style, source, formatter.plain)
    listed.register(CiteCitation([CitationItem(PLAIN.key)]))
    assert str(listed.bibliography()[0]) == (
        "van der Urn, U. (2020) “A storm in a cup”, The Daily Leaf, 3 February. "
        "Available at: https://leaf.example/a-storm-in-a-cup (Accessed: September 5, 2026)."
    )
