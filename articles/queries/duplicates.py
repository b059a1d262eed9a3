"""Records that are likely two of one: stakeholders and articles that look alike, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from articles.domain.likeness import likeness
from articles.models import Article, ArticleAddress, NotSame, Stakeholder, StakeholderName, Status

# How alike, in percent, two names or titles are to be shown.
ALIKE = 88
# A first word that so many share says nothing.
TOO_COMMON = 60
# Initials of four or five letters are alike by chance: names so short have to be the same.
TELLING = 6
# Letters by which words are brought together before they are compared.
STEM = 4
GONE = [Status.WITHDRAWN, Status.REJECTED]


@dataclass(frozen=True)
class Pair:
    """Two records, how alike they are in percent, and what says so."""

    first: Any
    second: Any
    score: int
    reasons: Sequence[str]


def alike_stakeholders() -> list[Pair]:
    """Stakeholders of one kind that share a name or an identifier, or are called alike; the likest first.

    Four queries, however many there are. Pairs that an editor told apart are left out.
    """
    found = Stakeholder.objects.exclude(status__in=GONE).filter(merged_into__isnull=True).by_name()
    rows = {row.pk: row for row in found}
    names: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows.values():
        names[row.pk].add(row.name_folded)
    for key, name in StakeholderName.objects.values_list("stakeholder", "name_folded"):
        if key in rows:
            names[key].add(name)
    reasons: defaultdict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for one, two in _brought_together(names):
        _compare(one, two, names, reasons[one, two])
    for one, two, register in _same_identifier(rows.values()):
        reasons[one, two][_("The same identifier in “%s”.") % register] = 100
    told = NotSame.objects.filter(stakeholder__isnull=False)
    apart = set(told.values_list("stakeholder", "other_stakeholder"))
    return _pairs(rows, {pair: said for pair, said in reasons.items() if _one_kind(rows, pair)}, apart)


def alike_articles() -> list[Pair]:
    """Articles with the same title and day, or at addresses that differ little; the likest first.

    Four queries, however many there are. Articles recorded as having the same text are left out.
    """
    found = Article.objects.exclude(status__in=GONE).select_related("outlet").order_by("title_folded", "pk")
    rows = {row.pk: row for row in found}
    reasons: defaultdict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    by_day: defaultdict[Any, list[Article]] = defaultdict(list)
    for row in rows.values():
        by_day[row.date_from].append(row)
    for same_day in by_day.values():
        for one, two in combinations(sorted(same_day, key=lambda row: row.pk), 2):
            score = round(likeness(one.title, two.title)) if one.title and two.title else 0
            if score >= ALIKE:
                reasons[one.pk, two.pk][_("Titles alike, and of the same day.")] = score
    for first, second in _same_address(rows):
        reasons[first, second][_("Addresses that differ in their query alone.")] = 95
    told = NotSame.objects.filter(article__isnull=False)
    apart: set[Any] = set(told.values_list("article", "other_article"))
    apart |= {tuple(sorted((row.pk, row.same_text_as_id))) for row in rows.values() if row.same_text_as_id}
    return _pairs(rows, reasons, apart)


def _brought_together(names: dict[int, set[str]]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: they have a word that begins alike."""
    by_stem: defaultdict[str, set[int]] = defaultdict(set)
    for key, called in names.items():
        for name in called:
            for word in name.split():
                by_stem[word[:STEM]].add(key)
    met: set[tuple[int, int]] = set()
    for keys in by_stem.values():
        if len(keys) <= TOO_COMMON:
            met.update(combinations(sorted(keys), 2))
    yield from sorted(met)


def _compare(one: int, two: int, names: dict[int, set[str]], said: dict[str, int]) -> None:
    shared = names[one] & names[two]
    if shared:
        said[_("Both are called “%s”.") % min(shared)] = 100
        return
    long = [[name for name in names[key] if len(name) >= TELLING] for key in (one, two)]
    alike = ((likeness(left, right), left, right) for left in long[0] for right in long[1])
    score, left, right = max(alike, default=(0.0, "", ""))
    if score >= ALIKE:
        said[_("“%s” and “%s” are alike.") % (left, right)] = round(score)


def _same_identifier(rows: Iterable[Stakeholder]) -> Iterator[tuple[int, int, str]]:
    held: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        given = row.identifiers if isinstance(row.identifiers, dict) else {}
        for register, identifier in given.items():
            held[str(register), str(identifier).strip().casefold()].append(row.pk)
    for (register, _identifier), keys in held.items():
        for one, two in combinations(sorted(keys), 2):
            yield one, two, register


def _same_address(rows: dict[int, Article]) -> Iterator[tuple[int, int]]:
    at: defaultdict[str, set[int]] = defaultdict(set)
    for key, url_key in ArticleAddress.objects.values_list("article", "url_key"):
        host, _slash, path = url_key.partition("?")[0].partition("/")
        if key in rows and path:
            at[f"{host}/{path}"].add(key)
    for keys in at.values():
        if len(keys) <= TOO_COMMON:
            yield from combinations(sorted(keys), 2)


def _one_kind(rows: dict[int, Stakeholder], pair: tuple[int, int]) -> bool:
    return rows[pair[0]].kind == rows[pair[1]].kind


def _pairs(rows: dict[int, Any], reasons: Any, apart: set[Any]) -> list[Pair]:
    found = [
        Pair(rows[one], rows[two], max(said.values()), tuple(said))
        for (one, two), said in reasons.items()
        if said and (one, two) not in apart
    ]
    return sorted(found, key=lambda pair: (-pair.score, str(pair.first), pair.first.pk, pair.second.pk))
