"""Ways to break a package, each with all that is said when somebody tries to load it."""

from collections.abc import Callable
from pathlib import Path

from articles.domain.public_ids import check_character
from tests.importing.packages import Rows, change_rows

# A well-formed id that no builder gives.
ANOTHER = "9999999" + check_character("9999999")


def cell(name: str, column: str, value: str, *, line: int = 2) -> Callable[[Path], None]:
    def change(rows: Rows) -> None:
        rows[line - 2][column] = value

    return lambda folder: change_rows(folder, name, change)


def drop(name: str, index: int = 0) -> Callable[[Path], None]:
    return lambda folder: change_rows(folder, name, lambda rows: rows[:index] + rows[index + 1 :])


def twice(name: str) -> Callable[[Path], None]:
    return lambda folder: change_rows(folder, name, lambda rows: [*rows, rows[0]])


def write(name: str, body: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(body)


def head(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(
        (folder / name).read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8"
    )


def append(name: str, **cells: str) -> Callable[[Path], None]:
    """Repeat the first row of a file with some of its cells changed."""
    return lambda folder: change_rows(folder, name, lambda rows: [*rows, rows[0] | cells])


def same(name: str, column: str, other: str) -> Callable[[Path], None]:
    """Write into one column of the first row what another of its columns says."""

    def change(rows: Rows) -> None:
        rows[0][column] = rows[0][other]

    return lambda folder: change_rows(folder, name, change)


def first_again(name: str, column: str, *, line: int) -> Callable[[Path], None]:
    """Write into a column of one row what the first row says there."""

    def change(rows: Rows) -> None:
        rows[line - 2][column] = rows[0][column]

    return lambda folder: change_rows(folder, name, change)


def quote_again(folder: Path) -> None:
    """The same words of the same speaker from the same article, at an address of its own."""
    append("public-ids", id=ANOTHER, kind="quote")(folder)
    append("quotes", id=ANOTHER)(folder)
    append("spans", quote=ANOTHER)(folder)


# How to break the package, and what is said then, line by line; ids are ID.
FAULTS: dict[str, tuple[Callable[[Path], object], *tuple[str, ...]]] = {
    "a missing file": (lambda folder: (folder / "spans.csv").unlink(), "spans.csv: is missing"),
    "a missing and a strange column": (
        head("outlets.csv", "slug,name", "slug,nom"),
        "outlets.csv, line 1, name: this column is missing",
        "outlets.csv, line 1, nom: no such column belongs here",
    ),
    "a doubled column": (
        head("outlets.csv", "slug,name", "slug,name,name"),
        "outlets.csv, line 1, name: this column stands there twice",
    ),
    "columns in another order": (
        head("outlets.csv", "slug,name", "name,slug"),
        (
            "outlets.csv, line 1: the columns belong in this order: slug, name, country, "
            "default_rights, quote_limit"
        ),
    ),
    "a ragged row": (
        head("outlets.csv", "the-daily-leaf,", "the-daily-leaf,,,"),
        "outlets.csv, line 2: has 7 cells, where 5 belong",
    ),
    "another encoding": (
        write("outlets.csv", b"slug,name\n\xff\xfe"),
        "outlets.csv, line 2: is not in UTF-8 here: save the file as UTF-8",
    ),
    "a NUL": (
        head("outlets.csv", "The Daily", "The\0Daily"),
        "outlets.csv, line 2, name: holds a NUL character, which no text has",
    ),
    "an open quote": (
        head("outlets.csv", "The Open", '"The Open'),
        "outlets.csv, line 3: is no well-formed CSV (unexpected end of data)",
    ),
    "an empty cell": (cell("outlets", "name", ""), "outlets.csv, line 2, name: is empty, but must be given"),
    "a strange choice": (
        cell("outlets", "default_rights", "all"),
        "outlets.csv, line 2, default_rights: is 'all', which is none of full, excerpt, none",
    ),
    "too long a cell": (
        cell("outlets", "name", "x" * 201),
        "outlets.csv, line 2, name: has 201 characters, where 200 are the most",
    ),
    "a huge cell": (
        cell("debates", "scope", "x" * 2_000_001),
        "debates.csv, line 2, scope: has 2000001 characters, more than the 2000000 a cell may have",
    ),
    "no date": (
        cell("articles", "date", "soon"),
        "articles.csv, line 2, date: is 'soon': write 2022, 2022-07 or 2022-07-30",
    ),
    "no number": (
        cell("spans", "start", "-1"),
        "spans.csv, line 2, start: is '-1': write a whole number from 0 to 2147483647",
    ),
    "no truth": (
        cell("evidence", "primary", "yes"),
        "evidence.csv, line 2, primary: is 'yes': write true or false",
    ),
    "no moment": (
        cell("changes", "when", "2020-01-01"),
        "changes.csv, line 2, when: is '2020-01-01': write it in UTC, as 2026-11-22T08:30:00Z",
    ),
    "no JSON": (
        cell("stakeholders", "identifiers", "{"),
        "stakeholders.csv, line 2, identifiers: is '{', which is not JSON",
    ),
    "no slug": (
        cell("outlets", "slug", "../etc"),
        "outlets.csv, line 2, slug: is '../etc': write plain letters, digits, - and _ alone",
    ),
    "no web address": (
        cell("stakeholders", "website", "javascript:alert(1)"),
        (
            "stakeholders.csv, line 2, website: is 'javascript:alert(1)': write a web address "
            "that begins with https://"
        ),
    ),
    "a doubled key": (twice("outlets"), "outlets.csv, line 4, slug: repeats line 2: leave one of them out"),
    "a doubled row": (
        twice("affiliations"),
        (
            "affiliations.csv, line 3, person, organisation, organisation_name, role, since: "
            "repeats line 2: leave one of them out"
        ),
    ),
    "a dangling reference": (
        drop("stakeholder-types"),
        "stakeholders.csv, line 2, type: is 'tea-house', which is not in stakeholder-types.csv",
        "stakeholders.csv, line 3, type: is 'tea-house', which is not in stakeholder-types.csv",
        "stakeholders.csv, line 4, type: is 'tea-house', which is not in stakeholder-types.csv",
    ),
    "an id that was not issued": (
        drop("public-ids"),
        "stakeholders.csv, line 3, id: is 'ID', which is not in public-ids.csv",
        "changes.csv, line 2, public: is 'ID', which is not in public-ids.csv",
    ),
    "a withdrawn record": (
        cell("public-ids", "state", "withdrawn"),
        "stakeholders.csv, line 3, id: is withdrawn, so the record is not public",
    ),
    "merged into nothing": (
        cell("public-ids", "state", "merged"),
        "public-ids.csv, line 2, successor: is empty, but the id was merged",
        "stakeholders.csv, line 3, id: is merged, so the record is not public",
    ),
    "an id of another kind": (
        cell("public-ids", "kind", "quote"),
        "stakeholders.csv, line 3, id: was issued for a quote",
    ),
    "an id that succeeds itself": (
        same("public-ids", "successor", "id"),
        "public-ids.csv, line 2, successor: leads round in a circle",
    ),
    "an id that left with itself": (
        same("public-ids", "left_with", "id"),
        "public-ids.csv, line 2, left_with: leads round in a circle",
    ),
    "a name twice": (
        cell("outlets", "name", "The Daily Leaf", line=3),
        "outlets.csv, line 3, name: is the same as in line 2",
    ),
    "a slug twice": (
        first_again("stakeholders", "slug", line=3),
        "stakeholders.csv, line 3, slug: is the same as in line 2",
    ),
    "a web address twice": (
        first_again("article-addresses", "url", line=3),
        "article-addresses.csv, line 3, url: is the same as in line 2",
    ),
    "a title that is none": (
        cell("articles", "title_basis", "none"),
        "articles.csv, line 2, title_basis: is “none” where there is no title, and only there",
    ),
    "a text that is not the one": (
        cell("article-texts", "body", "Before.", line=4),
        "article-texts.csv, line 5, length: is not that of the body, 7",
        "article-texts.csv, line 5, sha256: is not that of the body",
    ),
    "two defaults": (
        append("debates", slug="coffee"),
        "debates.csv, line 3, is_default: is true for a second debate",
    ),
    "one pole twice": (
        cell("debates", "pole_b", "milk"),
        "debates.csv, line 2, pole_b: is the other pole already",
    ),
    "a pole called mixed": (
        cell("debates", "pole_b", "mixed"),
        "debates.csv, line 2, pole_b: is 'mixed', which is a place between the poles",
    ),
    "more than all": (
        cell("outlets", "quote_limit", "101"),
        "outlets.csv, line 2, quote_limit: is more than 100 percent",
    ),
    "a proposition without a wording": (
        drop("proposition-versions", 1),
        "propositions.csv, line 3, slug: has no wording in proposition-versions.csv",
        "positions.csv, line 4, version: is no version of that proposition",
    ),
    "a circle of propositions": (
        cell("propositions", "parent", "milk-last"),
        "propositions.csv, line 2, parent: leads round in a circle",
    ),
    "words that are not there": (
        cell("quotes", "exact", "Never said."),
        (
            "quotes.csv, line 2, exact: is not verbatim: The quoted words are not those of "
            'the spans: the spans have “Commas, "quotes", tabs and lin”, the quote “Never '
            "said.”."
        ),
    ),
    "words that are not in the text": (
        cell("quotes", "exact", "Never said.", line=3),
        "quotes.csv, line 4, exact: is not what its spans say together",
    ),
    "no text": (
        cell("quotes", "text_version", "7"),
        "quotes.csv, line 2, text_version: is of no text in article-texts.csv",
    ),
    "another text": (
        cell("spans", "text_version", "7"),
        "spans.csv, line 2, text_version: is not the text of its quote",
    ),
    "a span of another length": (
        cell("spans", "end", "1"),
        "spans.csv, line 2, exact: A span starts before it ends, unlike 8 to 1.",
    ),
    "too long a neighbour": (
        cell("spans", "prefix", "x" * 33),
        "spans.csv, line 2, prefix: has 33 characters, where 32 are the most",
    ),
    "two speakers": (
        cell("quotes", "speaker_label", "a guest"),
        "quotes.csv, line 2, speaker: give a speaker or a label, one of them",
    ),
    "a quote twice": (
        quote_again,
        "quotes.csv, line 5, exact: is quoted twice of one speaker from one article",
    ),
    "a condition too many": (
        cell("positions", "condition", "if", line=3),
        "positions.csv, line 4, condition: is given with “conditional”, and only with it",
    ),
    "medium without a note": (
        cell("positions", "note", "", line=3),
        "positions.csv, line 4, note: is empty, but says why confidence is medium",
    ),
    "no version of the proposition": (
        cell("positions", "version", "7"),
        "positions.csv, line 2, version: is no version of that proposition",
    ),
    "no summary and no quote": (
        cell("positions", "summary", "", line=3),
        "positions.csv, line 4, summary: may be empty only where a quote is the evidence",
    ),
    "no primary evidence": (
        cell("evidence", "primary", "false"),
        "positions.csv, line 2, id: needs one row in evidence.csv that is primary, neither none nor several",
    ),
    "no evidence": (
        drop("evidence", 2),
        "positions.csv, line 4, id: needs one row in evidence.csv that is primary, neither none nor several",
    ),
    "evidence in another article": (
        first_again("evidence", "article", line=3),
        "evidence.csv, line 3, article: is not the article of the quote",
    ),
    "an old slug to two": (
        cell("old-slugs", "record", "tess-teapot", line=3),
        "old-slugs.csv, line 3, public: give a public id or a record, one of them",
    ),
    "an old slug to nowhere": (
        cell("old-slugs", "record", "nowhere"),
        "old-slugs.csv, line 2, record: is 'nowhere', which is not in outlets.csv",
    ),
    "a person as organisation": (
        cell("stakeholders", "kind", "person"),
        "organisation-ties.csv, line 2, parent: is no organisation",
    ),
    "a tie to itself": (
        same("organisation-ties", "child", "parent"),
        "organisation-ties.csv, line 2, child: is the parent itself",
    ),
    "an organisation and its name": (
        cell("affiliations", "organisation_name", "Kettle Union"),
        "affiliations.csv, line 2, organisation_name: is given beside the organisation",
    ),
    "an end before the beginning": (
        cell("affiliations", "until", "2018"),
        "affiliations.csv, line 2, until: is before it began",
    ),
    "a stance change of one": (
        same("stance-changes", "after", "before"),
        "stance-changes.csv, line 2, after: is the position before",
    ),
    "no descriptor": (
        lambda folder: (folder / "datapackage.json").unlink(),
        "PATH: is no data package: it has no datapackage.json",
    ),
    "a broken descriptor": (
        write("datapackage.json", b"{"),
        "datapackage.json: is no JSON object with a name",
    ),
    "a nameless package": (
        write("datapackage.json", b'{"name": "A Name!"}'),
        (
            "datapackage.json, name: write a name of 1 to 120 small letters, digits, dots, "
            "dashes and underscores"
        ),
    ),
}
