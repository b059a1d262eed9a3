"""What must be true of a package beyond the shape of its cells: the rules of the corpus itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from articles.domain import public_ids
from articles.domain.addresses import url_key
from articles.domain.spans import Span, joins_to
from articles.domain.text import digest
from articles.domain.verification import Result, verify
from articles.importing.corpus.closing import Row
from articles.importing.corpus.problems import Problem
from articles.importing.corpus.reading import Contents, Record
from articles.importing.corpus.resources import BY_NAME, BY_SLUG
from articles.models import PublicId
from articles.models.debates import NOT_A_POLE
from articles.models.folded import WordsKeyField

# The key that the table of quotes itself compares.
WORDS = WordsKeyField(source="exact")

KINDS = {
    "quotes": PublicId.Kind.QUOTE,
    "positions": PublicId.Kind.POSITION,
    "stakeholders": PublicId.Kind.STAKEHOLDER,
    "articles": PublicId.Kind.ARTICLE,
}


def problems_of(contents: Contents) -> list[Problem]:
    """Everything in the package that breaks a rule of the corpus; empty where it can be loaded."""
    return [
        *_unique(contents),
        *_circles(contents),
        *_ledger(contents),
        *_old_slugs(contents),
        *_debates(contents),
        *_articles(contents),
        *_people(contents),
        *_periods(contents),
        *_quotes(contents),
        *_positions(contents),
        *_evidence(contents),
        *_stance_changes(contents),
    ]


def _problem(resource: str, record: Record, field: str, why: str) -> Problem:
    return Problem(f"{resource}.csv", why, record.line, field)


def _by(contents: Contents, resource: str, column: str) -> dict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in contents.records[resource]:
        found[record.row[column]].append(record)
    return found


def _unique(contents: Contents) -> Iterator[Problem]:
    """What no two records may share, beside their keys."""
    shared: list[tuple[str, str, Callable[[str], str]]] = [
        ("outlets", "name", str),
        ("propositions", "label", str),
        ("articles", "slug", str),
        ("article-addresses", "url", url_key),
        ("stakeholders", "slug", str),
    ]
    for resource, field, key in shared:
        first: dict[str, int] = {}
        for record in contents.records[resource]:
            line = first.setdefault(key(record.row[field]), record.line)
            if line != record.line:
                yield _problem(resource, record, field, f"is the same as in line {line}")


def _circles(contents: Contents) -> Iterator[Problem]:
    """Records that come back to themselves when one follows what they refer to."""
    leading = [
        ("public-ids", "successor"),
        ("public-ids", "left_with"),
        ("propositions", "parent"),
        ("articles", "same_text_as"),
    ]
    for resource, field in leading:
        key = BY_NAME[resource].key[0]
        next_of = {record.row[key]: record.row[field] for record in contents.records[resource]}
        clear: set[str] = {""}
        for record in contents.records[resource]:
            way: set[str] = set()
            at = record.row[key]
            while at not in clear and at not in way:
                way.add(at)
                at = next_of[at]
            if at in way:
                yield _problem(resource, record, field, "leads round in a circle")
            clear.update(way)


def _ledger(contents: Contents) -> Iterator[Problem]:
    issued = {record.row["id"]: record.row for record in contents.records["public-ids"]}
    for record in contents.records["public-ids"]:
        row = record.row
        why = public_ids.problem(row["id"])
        if why is not None or public_ids.normalise(row["id"]) != row["id"]:
            yield _problem("public-ids", record, "id", why or "is not written as ids are issued")
        if row["state"] in ("merged", "replaced") and not row["successor"]:
            yield _problem("public-ids", record, "successor", f"is empty, but the id was {row['state']}")
    for resource, kind in KINDS.items():
        for record in contents.records[resource]:
            entry = issued[record.row["id"]]
            if entry["kind"] != kind:
                yield _problem(resource, record, "id", f"was issued for a {entry['kind']}")
            elif entry["state"] not in ("live", "replaced"):
                yield _problem(resource, record, "id", f"is {entry['state']}, so the record is not public")


def _old_slugs(contents: Contents) -> Iterator[Problem]:
    tables = {kind: resource.name for kind, resource in BY_SLUG.items()}
    slugs = {name: {record.row["slug"] for record in contents.records[name]} for name in tables.values()}
    for record in contents.records["old-slugs"]:
        row = record.row
        if bool(row["public"]) == bool(row["record"]):
            yield _problem("old-slugs", record, "public", "give a public id or a record, one of them")
        elif row["record"]:
            table = tables.get(row["kind"])
            if table is None:
                yield _problem("old-slugs", record, "public", f"is empty, but every {row['kind']} has an id")
            elif row["record"] not in slugs[table]:
                why = f"is {row['record']!r}, which is not in {table}.csv"
                yield _problem("old-slugs", record, "record", why)


def _debates(contents: Contents) -> Iterator[Problem]:
    defaults = [record for record in contents.records["debates"] if record.values["is_default"]]
    for record in defaults[1:]:
        yield _problem("debates", record, "is_default", "is true for a second debate")
    for record in contents.records["debates"]:
        row = record.row
        if row["pole_a"] == row["pole_b"]:
            yield _problem("debates", record, "pole_b", "is the other pole already")
        for field in ("pole_a", "pole_b"):
            if row[field] in NOT_A_POLE:
                yield _problem(
                    "debates", record, field, f"is {row[field]!r}, which is a place between the poles"
                )
    worded = _by(contents, "proposition-versions", "proposition")
    for record in contents.records["propositions"]:
        if record.row["slug"] not in worded:
            yield _problem("propositions", record, "slug", "has no wording in proposition-versions.csv")
    for record in contents.records["outlets"]:
        if (record.values["quote_limit"] or 0) > 100:  # noqa: PLR2004 — percent
            yield _problem("outlets", record, "quote_limit", "is more than 100 percent")


def _articles(contents: Contents) -> Iterator[Problem]:
    for record in contents.records["articles"]:
        if bool(record.row["title"]) == (record.row["title_basis"] == "none"):
            why = "is “none” where there is no title, and only there"
            yield _problem("articles", record, "title_basis", why)
    for record in contents.records["article-texts"]:
        body = record.row["body"]
        if body and len(body) != record.values["length"]:
            yield _problem("article-texts", record, "length", f"is not that of the body, {len(body)}")
        if body and digest(body) != record.row["sha256"]:
            yield _problem("article-texts", record, "sha256", "is not that of the body")


def _people(contents: Contents) -> Iterator[Problem]:
    kinds = {record.row["id"]: record.row["kind"] for record in contents.records["stakeholders"]}
    wanted = [
        ("affiliations", "person", "person"),
        ("affiliations", "organisation", "organisation"),
        ("organisation-ties", "parent", "organisation"),
        ("organisation-ties", "child", "organisation"),
    ]
    for resource, field, kind in wanted:
        for record in contents.records[resource]:
            if record.row[field] and kinds[record.row[field]] != kind:
                yield _problem(resource, record, field, f"is no {kind}")
    for record in contents.records["affiliations"]:
        if record.row["organisation"] and record.row["organisation_name"]:
            yield _problem("affiliations", record, "organisation_name", "is given beside the organisation")
    for record in contents.records["organisation-ties"]:
        if record.row["parent"] == record.row["child"]:
            yield _problem("organisation-ties", record, "child", "is the parent itself")


def _periods(contents: Contents) -> Iterator[Problem]:
    for resource in ("affiliations", "organisation-ties", "stakeholder-names"):
        for record in contents.records[resource]:
            since, until = record.values["since"], record.values["until"]
            if since and until and until.last < since.first:
                yield _problem(resource, record, "until", "is before it began")


def _quotes(contents: Contents) -> Iterator[Problem]:
    texts = {(r.row["article"], r.row["version"]): r for r in contents.records["article-texts"]}
    spans_of = _by(contents, "spans", "quote")
    said: Counter[tuple[str, ...]] = Counter()
    for record in contents.records["quotes"]:
        row = record.row
        if bool(row["speaker"]) == bool(row["speaker_label"]):
            yield _problem("quotes", record, "speaker", "give a speaker or a label, one of them")
        text = texts.get((row["article"], row["text_version"]))
        if text is None:
            yield _problem("quotes", record, "text_version", "is of no text in article-texts.csv")
            continue
        said[said_key(row)] += 1
        if said[said_key(row)] > 1:
            yield _problem("quotes", record, "exact", "is quoted twice of one speaker from one article")
        yield from _words(record, spans_of[row["id"]], text.row["body"])


def said_key(quote: Row) -> tuple[str, ...]:
    """Equal for two quotes of the same words, of the same speaker, from the same article."""
    return quote["article"], WORDS.folded(quote["exact"]), quote["speaker"], quote["speaker_label"]


def _words(quote: Record, records: list[Record], body: str) -> Iterator[Problem]:
    """The spans make up the quoted words, and stand in the text where that is given."""
    spans = []
    for record in sorted(records, key=lambda one: int(one.row["ordinal"])):
        given = {name: record.values[name] for name in ("start", "end", "exact", "prefix", "suffix")}
        try:
            spans.append(Span(**given))
        except ValueError as problem:
            yield _problem("spans", record, "exact", str(problem))
            return
        if record.row["text_version"] != quote.row["text_version"]:
            yield _problem("spans", record, "text_version", "is not the text of its quote")
    if body:
        finding = verify(body, spans, quote.row["exact"])
        if finding.result is Result.FAILED:
            yield _problem("quotes", quote, "exact", f"is not verbatim: {finding.reason}")
    elif not joins_to(quote.row["exact"], spans):
        yield _problem("quotes", quote, "exact", "is not what its spans say together")


def _positions(contents: Contents) -> Iterator[Problem]:
    versions = {(r.row["proposition"], r.row["number"]) for r in contents.records["proposition-versions"]}
    evidence = _by(contents, "evidence", "position")
    for record in contents.records["positions"]:
        row = record.row
        if (row["proposition"], row["version"]) not in versions:
            yield _problem("positions", record, "version", "is no version of that proposition")
        if (row["stance"] == "conditional") != bool(row["condition"]):
            why = "is given with “conditional”, and only with it"
            yield _problem("positions", record, "condition", why)
        if row["confidence"] == "medium" and not row["note"]:
            yield _problem("positions", record, "note", "is empty, but says why confidence is medium")
        receipts = evidence[row["id"]]
        if sum(receipt.values["primary"] for receipt in receipts) != 1:
            why = "needs one row in evidence.csv that is primary, neither none nor several"
            yield _problem("positions", record, "id", why)
        if not row["summary"] and not any(receipt.row["quote"] for receipt in receipts):
            yield _problem("positions", record, "summary", "may be empty only where a quote is the evidence")
        if row["on_behalf_of"] == row["stakeholder"]:
            yield _problem("positions", record, "on_behalf_of", "is the stakeholder itself")


def _evidence(contents: Contents) -> Iterator[Problem]:
    articles = {record.row["id"]: record.row["article"] for record in contents.records["quotes"]}
    for record in contents.records["evidence"]:
        row = record.row
        if row["quote"] and articles[row["quote"]] != row["article"]:
            yield _problem("evidence", record, "article", "is not the article of the quote")


def _stance_changes(contents: Contents) -> Iterator[Problem]:
    for record in contents.records["stance-changes"]:
        if record.row["before"] == record.row["after"]:
            yield _problem("stance-changes", record, "after", "is the position before")
