"""The index of what is public, read from the tables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from articles.domain.facets import Counter, Gathering, Index, Links, Shelf
from articles.domain.text import fold_name
from articles.models import (
    Affiliation,
    Article,
    Evidence,
    Position,
    Quote,
    Stakeholder,
    StakeholderName,
    Status,
    axis_of,
)
from articles.queries.kept import kept
from articles.queries.vocabulary import Vocabulary, make_vocabulary

DEBATE = "proposition_version__proposition__debate"


def counter_and_vocabulary() -> tuple[Counter, Vocabulary]:
    """An index of what is public now to count by, and the values it knows.

    One query while nothing was edited, ten after an edit.
    """
    index, vocabulary = kept("index", _read)
    return Counter(index), vocabulary


def counter() -> Counter:
    return counter_and_vocabulary()[0]


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
    articles, article_numbers, sources = _articles()
    stakeholders, stakeholder_numbers = _stakeholders(reader)
    quotes, quote_numbers, quote_articles, quote_kinds = _quotes(reader, sources, article_numbers)
    evidence: defaultdict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for position, article, quote in Evidence.objects.public().values_list(
        "position_id", "article_id", "quote_id"
    ):
        evidence[position].append((article, quote))
    positions = Gathering()
    to_quotes: list[tuple[int, ...]] = []
    to_stakeholders: list[tuple[int, ...]] = []
    to_articles: list[tuple[int, ...]] = []
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
        to_quotes.append(_known(quote_numbers, (quote for _, quote in evidence[pk])))
        to_stakeholders.append(_known(stakeholder_numbers, [who]))
        to_articles.append(_known(article_numbers, (article for article, _ in evidence[pk])))
    index = Index(
        quotes=quotes,
        positions=positions.shelf(),
        stakeholders=stakeholders,
        articles=articles,
        position_quotes=Links(to_quotes, quotes.size),
        position_stakeholders=Links(to_stakeholders, stakeholders.size),
        position_articles=Links(to_articles, articles.size),
        quote_articles=Links(quote_articles, articles.size),
    )
    return index, {source.outlet: source.outlet_name for source in sources.values()}


@dataclass(frozen=True)
class _Source:
    outlet: str
    outlet_name: str
    kind: str
    language: str
    first: date
    last: date


def _articles() -> tuple[Shelf, dict[int, int], dict[int, _Source]]:
    found, numbers, sources = Gathering(), {}, {}
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
        numbers[pk] = found.add(
            {
                "outlet": [outlet],
                "article_kind": [kind],
                "language": [language.lower()],
                "year": [str(first.year)],
            },
            days=(first.toordinal(), last.toordinal()),
            words=f"{title}\n{folded}",
        )
    return found.shelf(), numbers, sources


def _stakeholders(reader: _Reader) -> tuple[Shelf, dict[int, int]]:
    found, numbers = Gathering(), {}
    names: defaultdict[int, list[str]] = defaultdict(list)
    for stakeholder, name in StakeholderName.objects.shown().values_list("stakeholder_id", "name_folded"):
        names[stakeholder].append(name)
    for pk in sorted(reader.who):
        who = reader.who[pk]
        if not who.is_public:
            continue
        itself = [] if who.is_person else [who.slug]
        numbers[pk] = found.add(
            {"organisation": [*itself, *(slug for slug, _, _ in reader.held[pk])], **reader.of_speaker(pk)},
            words="\n".join([who.folded, *names[pk]]),
            own=itself,
        )
    return found.shelf(), numbers


def _quotes(
    reader: _Reader, sources: dict[int, _Source], article_numbers: dict[int, int]
) -> tuple[Shelf, dict[int, int], list[tuple[int, ...]], dict[int, str]]:
    found, numbers, kinds = Gathering(), {}, {}
    links: list[tuple[int, ...]] = []
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
        kinds[pk] = kind
        links.append(_known(article_numbers, [article]))
        numbers[pk] = found.add(
            {
                "organisation": reader.organisations(speaker, behalf, days), **described,
                "outlet": [source.outlet], "article_kind": [source.kind], "quote_kind": [kind],
                "language": [language.lower()], "year": [str(first.year)],
            },
            days=days,
            words="\n".join([words, label, *named]),
            own=[reader.who[one].slug for one in (speaker or behalf,) if one],
        )  # fmt: skip
    return found.shelf(), numbers, links, kinds


_NEVER = date.max.toordinal()


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _known(numbers: dict[int, int], keys: Iterable[int | None]) -> tuple[int, ...]:
    """The numbers of those among the keys that are on the shelf."""
    return tuple(numbers[key] for key in keys if key in numbers)
