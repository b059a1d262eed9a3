"""Rows of a spreadsheet become positions to be: names found, rules held, or each fault named by its cell."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from articles.domain import public_ids
from articles.domain.addresses import url_key
from articles.domain.dates import PartialDate
from articles.domain.likeness import did_you_mean
from articles.domain.text import fold_name
from articles.importing.positions.reading import REQUIRED, BrokenSheet, Problem, SheetRow
from articles.models import (
    Article,
    Position,
    Proposition,
    PropositionVersion,
    Quote,
    Stakeholder,
    StakeholderName,
    Stance,
    Status,
)

GONE = [Status.WITHDRAWN, Status.REJECTED]


@dataclass(frozen=True)
class PositionRow:
    """One row as it is meant; `quote` is None where an article documents the position in our words."""

    number: int
    stakeholder: Stakeholder
    on_behalf_of: Stakeholder | None
    version: PropositionVersion
    stance: str
    condition: str
    date: PartialDate
    summary: str
    confidence: str
    note: str
    article: Article
    quote: Quote | None


@dataclass
class _Known:
    """What the cells can name: everything by every name it has, read once."""

    stakeholders: dict[int, Stakeholder]
    named: dict[str, set[int]]
    versions: dict[str, PropositionVersion]
    labels: list[str]


def check_rows(rows: Sequence[SheetRow]) -> list[PositionRow]:
    """What the rows mean, in their order. Raises BrokenSheet that names every fault of every cell."""
    known = _read_known()
    sources = _read_sources(rows)
    checked, problems = [], []
    for row in rows:
        found = _Row(row, known, sources)
        meant = found.read()
        problems += found.problems
        if meant is not None:
            checked.append(meant)
    if problems:
        raise BrokenSheet(problems)
    return checked


class _Row:
    """One row while it is read; its faults gather in `problems`."""

    def __init__(self, row: SheetRow, known: _Known, sources: "dict[str, Quote | Article]") -> None:
        self.row, self.known, self.sources = row, known, sources
        self.problems: list[Problem] = []

    def fault(self, column: str, why: str) -> None:
        self.problems.append(Problem(why, self.row.number, column))

    def read(self) -> PositionRow | None:
        cells = self.row.cells
        for column in sorted(REQUIRED):
            if not cells[column]:
                self.fault(column, _("It is empty."))
        stakeholder, version = self._stakeholder("stakeholder"), self._version()
        spoken_for, when, source = self._stakeholder("on_behalf_of"), self._date(), self._source()
        stance = self._choice("stance", Stance.values)
        confidence = self._choice("confidence", Position.Confidence.values) or Position.Confidence.HIGH
        self._hold_rules(stance, confidence, source, stakeholder, spoken_for)
        if self.problems or stakeholder is None or version is None or when is None or source is None:
            return None
        return PositionRow(
            number=self.row.number,
            stakeholder=stakeholder,
            on_behalf_of=spoken_for,
            version=version,
            stance=stance,
            condition=cells["condition"],
            date=when,
            summary=cells["summary"],
            confidence=confidence,
            note=cells["note"],
            article=source.article if isinstance(source, Quote) else source,
            quote=source if isinstance(source, Quote) else None,
        )

    def _hold_rules(self, stance: str, confidence: str, source: Any, who: Any, spoken_for: Any) -> None:
        cells = self.row.cells
        if stance and bool(cells["condition"]) != (stance == Stance.CONDITIONAL):
            self.fault("condition", _("A condition goes with the stance “conditional”, and only with it."))
        if confidence == Position.Confidence.MEDIUM and not cells["note"]:
            self.fault("note", _("Medium confidence needs a note that says why."))
        if isinstance(source, Article) and not cells["summary"]:
            self.fault("summary", _("Where no quote evidences it, a summary says what the position is."))
        if who is not None and who == spoken_for:
            self.fault("on_behalf_of", _("Nobody takes a position on their own behalf twice."))
        elif spoken_for is not None and spoken_for.is_person:
            self.fault(
                "on_behalf_of", _("A position is taken on behalf of an organisation; this is a person.")
            )

    def _choice(self, column: str, allowed: Sequence[str]) -> str:
        given = self.row.cells[column].lower()
        if given and given not in allowed:
            self.fault(column, _("“%s” is none of %s.") % (given[:40], ", ".join(allowed)))
            return ""
        return given

    def _date(self) -> PartialDate | None:
        given = self.row.cells["date"]
        if not given:
            return None
        try:
            return PartialDate.parse(given)
        except ValueError as problem:
            self.fault("date", str(problem))
            return None

    def _stakeholder(self, column: str) -> Stakeholder | None:
        given = self.row.cells[column]
        if not given:
            return None
        keys = self.known.named.get(_key(given), set())
        if len(keys) == 1:
            return self.known.stakeholders[next(iter(keys))]
        if keys:
            slugs = ", ".join(sorted(self.known.stakeholders[key].slug for key in keys))
            self.fault(column, _("Several are called that: write one of %s.") % slugs)
            return None
        names = [one.name for one in self.known.stakeholders.values()]
        self.fault(column, _("“%s” is not known here.") % given[:80] + _meant(given, names))
        return None

    def _version(self) -> PropositionVersion | None:
        given = self.row.cells["proposition"]
        if not given:
            return None
        version = self.known.versions.get(_key(given))
        if version is None:
            meant = _meant(given, self.known.labels)
            self.fault("proposition", _("“%s” is no proposition here.") % given[:80] + meant)
        return version

    def _source(self) -> "Quote | Article | None":
        given = self.row.cells["source"]
        if not given:
            return None
        source = self.sources.get(_source_key(given))
        if source is None:
            why = public_ids.problem(given) if "/" not in given else None
            said = _("“%s” %s.") % (given[:80], why) if why else _("“%s” is not known here.") % given[:80]
            self.fault("source", said + " " + _("Give the id of a quote or an article, or an address."))
        return source


def _key(text: str) -> str:
    return fold_name(text)


def _meant(given: str, known: Sequence[str]) -> str:
    near = did_you_mean(given, known)
    return " " + _("Did you mean %s?") % _(" or ").join(f"“{one}”" for one in near) if near else ""


def _read_known() -> _Known:
    found = Stakeholder.objects.exclude(status__in=GONE).by_name()
    stakeholders = {one.pk: one for one in found}
    named: defaultdict[str, set[int]] = defaultdict(set)
    for one in stakeholders.values():
        for name in filter(None, (one.name_folded, one.slug, one.public_id)):
            named[name].add(one.pk)
    for key, name in StakeholderName.objects.shown().values_list("stakeholder", "name_folded"):
        if key in stakeholders:
            named[name].add(key)
    versions: dict[str, PropositionVersion] = {}
    labels = []
    for proposition in Proposition.objects.with_wording().order_by("label_folded"):
        if proposition.versions.all():
            labels.append(proposition.label)
            versions[proposition.slug] = versions[proposition.label_folded] = proposition.current
    return _Known(stakeholders, dict(named), versions, labels)


def _read_sources(rows: Sequence[SheetRow]) -> "dict[str, Quote | Article]":
    """The quotes and articles that the rows name, by id or address: three queries."""
    asked = {_source_key(row.cells["source"]) for row in rows}
    found: dict[str, Quote | Article] = {}
    articles = Article.objects.exclude(status__in=GONE).select_related("outlet")
    for article in articles.filter(addresses__url_key__in=asked).prefetch_related("addresses"):
        found |= {address.url_key: article for address in article.addresses.all()}
    found |= {str(one.public_id): one for one in articles.filter(public__in=asked)}
    quotes = Quote.objects.exclude(status__in=GONE).with_source().filter(public__in=asked)
    found |= {str(one.public_id): one for one in quotes}
    return found


def _source_key(given: str) -> str:
    """As it is looked up: an id as issued, or the key of an address, be it ours or a publisher's."""
    if "/" not in given:
        return public_ids.normalise(given)
    last = next(_ids_in(given), None)
    return last or url_key(given)


def _ids_in(address: str) -> Iterator[str]:
    """The public id in an address of this site, such as https://record.example/q/b1vb361t/."""
    parts = address.split("?", maxsplit=1)[0].split("/")
    for kind, public_id in pairwise(parts):
        if kind in ("q", "articles") and public_ids.is_valid(public_id):
            yield public_id
