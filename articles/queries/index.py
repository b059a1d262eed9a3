"""The index of what is public, read from the tables; kept until anything in them is edited."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from articles.domain.facets import Bits, Counter, Index, Shelf
from articles.domain.text import fold_name
from articles.models import (
    Affiliation,
    Article,
    Debate,
    Evidence,
    Outlet,
    Position,
    Proposition,
    PropositionVersion,
    Quote,
    Stakeholder,
    StakeholderName,
    StakeholderType,
    Status,
    Verification,
    axis_of,
)
from articles.models.ledger import Change
from articles.queries.vocabulary import Vocabulary, make_vocabulary

# Whatever an edit can change of an index, with the history that tells of the edit.
WATCHED = (
    Quote, Position, Evidence, Stakeholder, StakeholderName, Affiliation, Article, Outlet, Proposition,
    PropositionVersion, Debate, StakeholderType,
)  # fmt: skip
Stamp = tuple[int | None, ...]
DEBATE = "proposition_version__proposition__debate"


@dataclass
class _Kept:
    stamp: Stamp | None = None
    index: Index | None = None
    vocabulary: Vocabulary | None = None


_kept = _Kept()


def forget() -> None:
    """Read the index anew at the next question; for tests, where a database goes back in time."""
    _kept.stamp = _kept.index = _kept.vocabulary = None


def counter_and_vocabulary() -> tuple[Counter, Vocabulary]:
    """An index of what is public now to count by, and the values it knows.

    One query while nothing was edited, ten after an edit.
    """
    stamp = edit_stamp()
    if _kept.index is None or _kept.vocabulary is None or _kept.stamp != stamp:
        _kept.index, _kept.vocabulary = _read()
        _kept.stamp = stamp
    return Counter(_kept.index), _kept.vocabulary


def counter() -> Counter:
    return counter_and_vocabulary()[0]


def edit_stamp() -> Stamp:
    """What differs after any edit: the newest entry of every history, of changes, and of proofs."""
    tables = [model.history.model._meta.db_table for model in WATCHED]
    quoted = connection.ops.quote_name
    newest = [f"(SELECT MAX(history_id) FROM {quoted(table)})" for table in tables]  # noqa: S608 — names of ours
    added_to = [model._meta.db_table for model in (Change, Verification)]
    newest += [f"(SELECT MAX(id) FROM {quoted(table)})" for table in added_to]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(newest)}")
        return tuple(cursor.fetchone())


@dataclass(frozen=True)
class _Who:
    """What the index asks of a stakeholder."""

    is_person: bool
    slug: str
    name: str
    folded: str
    type: str
    country: str
    is_public: bool


class _Reader:
    """Reads who there is, and who was with whom."""

    def __init__(self) -> None:
        self.who: dict[int, _Who] = {}
        self.types: dict[str, str] = {}
        for (
            pk,
            kind,
            slug,
            name,
            folded,
            of_type,
            label,
            country,
            status,
        ) in Stakeholder.objects.by_name().values_list(
            "pk", "kind", "slug", "name", "name_folded", "type__slug", "type__label", "country", "status"
        ):
            is_person, is_public = kind == Stakeholder.Kind.PERSON, status == Status.PUBLISHED
            self.who[pk] = _Who(is_person, slug, name, folded, of_type, country.lower(), is_public)
            self.types[of_type] = label
        self.held: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
        affiliations = Affiliation.objects.filter(organisation__isnull=False)
        for person, organisation, since, until in affiliations.values_list(
            "person_id", "organisation_id", "since_first", "until_last"
        ):
            self.held[person].append((self.who[organisation].slug, _day(since, 0), _day(until, _NEVER)))

    def organisations(self, speaker: int | None, behalf: int | None, days: tuple[int, int]) -> set[str]:
        """Whom a statement counts for: the speaker, whom it spoke for, and with whom it was that day."""
        found = {self.who[one].slug for one in (speaker, behalf) if one is not None}
        if speaker is not None:
            first, last = days
            found |= {slug for slug, since, until in self.held[speaker] if since <= last and until >= first}
        return found

    def of_speaker(self, speaker: int | None) -> dict[str, Iterable[str]]:
        if speaker is None:
            return {}
        who = self.who[speaker]
        return {
            "person": [who.slug] if who.is_person else [],
            "type": [who.type],
            "country": [who.country] if who.country else [],
        }


def _read() -> tuple[Index, Vocabulary]:
    """The index of everything public and the names of its values, in nine queries."""
    reader = _Reader()
    index, outlets = read_index(reader)
    shelves = (index.quotes, index.positions, index.articles)
    public = [who for who in reader.who.values() if who.is_public]
    return index, make_vocabulary(
        people={who.slug: who.name for who in public if who.is_person},
        organisations={who.slug: who.name for who in public if not who.is_person},
        types=dict(sorted(reader.types.items(), key=lambda one: fold_name(one[1]))),
        outlets=dict(sorted(outlets.items(), key=lambda one: fold_name(one[1]))),
        countries={who.country for who in public if who.country},
        languages={tag for shelf in shelves for tag in shelf.postings.get("language", {})},
        years={year for shelf in shelves for year in shelf.postings.get("year", {})},
    )


def read_index(reader: _Reader) -> tuple[Index, dict[str, str]]:
    """The index, and the names of the outlets by slug."""
    articles, article_bits, sources = _articles()
    stakeholders, stakeholder_bits = _stakeholders(reader)
    quotes, quote_bits, quote_articles, quote_kinds = _quotes(reader, sources, article_bits)
    evidence: defaultdict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for position, article, quote in Evidence.objects.public().values_list(
        "position_id", "article_id", "quote_id"
    ):
        evidence[position].append((article, quote))
    positions = Shelf()
    links: tuple[list[Bits], list[Bits], list[Bits]] = ([], [], [])
    for row in Position.objects.published().order_by("pk").values_list(
        "pk", "stakeholder_id", "on_behalf_of_id", "stance", "proposition_version__supporter_at",
        "proposition_version__proposition__slug", "proposition_version__proposition__label_folded",
        f"{DEBATE}__slug", f"{DEBATE}__pole_a_slug", f"{DEBATE}__pole_b_slug", "date_from", "date_to",
        "summary_folded",
    ):  # fmt: skip
        pk, who, behalf, stance, at, proposition, label, debate, pole_a, pole_b, first, last, summary = row
        days = (first.toordinal(), last.toordinal())
        end = axis_of(stance, at)
        documents = [sources[article] for article, _ in evidence[pk]]
        positions.add(
            {
                "debate": [debate], "proposition": [proposition], "stance": [stance],
                "axis": [{"pole_a": pole_a, "pole_b": pole_b}.get(end, str(end))] if end else [],
                "organisation": reader.organisations(who, behalf, days),
                **reader.of_speaker(who),
                "outlet": [one.outlet for one in documents], "article_kind": [one.kind for one in documents],
                "language": [one.language for one in documents],
                "quote_kind": [quote_kinds[quote] for _, quote in evidence[pk] if quote is not None],
                "year": [str(first.year)],
            },
            days=days,
            words="\n".join([summary, label, *(reader.who[one].folded for one in (who, behalf) if one)]),
            own=[reader.who[who].slug],
        )  # fmt: skip
        links[0].append(_union(quote_bits.get(quote or 0, 0) for _, quote in evidence[pk]))
        links[1].append(stakeholder_bits.get(who, 0))
        links[2].append(_union(article_bits.get(article, 0) for article, _ in evidence[pk]))
    index = Index(quotes, positions, stakeholders, articles, *links, quote_articles)
    return index, {source.outlet: source.outlet_name for source in sources.values()}


@dataclass(frozen=True)
class _Source:
    outlet: str
    outlet_name: str
    kind: str
    language: str
    first: date
    last: date


def _articles() -> tuple[Shelf, dict[int, Bits], dict[int, _Source]]:
    shelf, bits, sources = Shelf(), {}, {}
    rows = Article.objects.order_by("pk").values_list(
        "pk",
        "status",
        "outlet__slug",
        "outlet__name",
        "outlet__name_folded",
        "kind",
        "language",
        "date_from",
        "date_to",
        "title_folded",
    )
    for pk, status, outlet, name, folded, kind, language, first, last, title in rows:
        sources[pk] = _Source(outlet, name, kind, language.lower(), first, last)
        if status != Status.PUBLISHED:
            continue
        bits[pk] = 1 << len(shelf.days)
        shelf.add(
            {
                "outlet": [outlet],
                "article_kind": [kind],
                "language": [language.lower()],
                "year": [str(first.year)],
            },
            days=(first.toordinal(), last.toordinal()),
            words=f"{title}\n{folded}",
        )
    return shelf, bits, sources


def _stakeholders(reader: _Reader) -> tuple[Shelf, dict[int, Bits]]:
    shelf, bits = Shelf(), {}
    names: defaultdict[int, list[str]] = defaultdict(list)
    for stakeholder, name in StakeholderName.objects.shown().values_list("stakeholder_id", "name_folded"):
        names[stakeholder].append(name)
    for pk in sorted(reader.who):
        who = reader.who[pk]
        if not who.is_public:
            continue
        itself = [] if who.is_person else [who.slug]
        bits[pk] = 1 << len(shelf.days)
        shelf.add(
            {"organisation": [*itself, *(slug for slug, _, _ in reader.held[pk])], **reader.of_speaker(pk)},
            words="\n".join([who.folded, *names[pk]]),
            own=itself,
        )
    return shelf, bits


def _quotes(
    reader: _Reader, sources: dict[int, _Source], article_bits: dict[int, Bits]
) -> tuple[Shelf, dict[int, Bits], list[Bits], dict[int, str]]:
    shelf, bits, links, kinds = Shelf(), {}, [], {}
    rows = Quote.objects.published().order_by("pk").values_list(
        "pk", "article_id", "speaker_id", "on_behalf_of_id", "kind", "language", "said_from", "said_to",
        "words_folded", "label_folded",
    )  # fmt: skip
    for pk, article, speaker, behalf, kind, language, said_from, said_to, words, label in rows:
        source = sources[article]
        first, last = said_from or source.first, said_to or source.last
        days = (first.toordinal(), last.toordinal())
        named: list[Any] = [reader.who[one].folded for one in (speaker, behalf) if one]
        # Who spoke decides type and country; for an unnamed speaker, whom it spoke for.
        described = reader.of_speaker(speaker) if speaker else reader.of_speaker(behalf) | {"person": []}
        bits[pk], kinds[pk] = 1 << len(shelf.days), kind
        links.append(article_bits.get(article, 0))
        shelf.add(
            {
                "organisation": reader.organisations(speaker, behalf, days), **described,
                "outlet": [source.outlet], "article_kind": [source.kind], "quote_kind": [kind],
                "language": [language.lower()], "year": [str(first.year)],
            },
            days=days,
            words="\n".join([words, label, *named]),
            own=[reader.who[one].slug for one in (speaker or behalf,) if one],
        )  # fmt: skip
    return shelf, bits, links, kinds


_NEVER = date.max.toordinal()


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _union(parts: Iterable[Bits]) -> Bits:
    found = 0
    for part in parts:
        found |= part
    return found
