"""What stands here already against a record of a package: one an editor hid, or one in its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from articles.domain.addresses import url_key
from articles.importing.corpus import cells
from articles.importing.corpus.closing import Row
from articles.importing.corpus.columns import Kind
from articles.importing.corpus.comparing import Key, Unit, Units
from articles.importing.corpus.problems import Problem
from articles.importing.corpus.resources import BY_NAME, BY_SLUG
from articles.importing.corpus.rules import KINDS, said_key
from articles.models import ArticleAddress, OldSlug, Quote, Status

# What is found by two cells of a row: (resource, columns) → the resource with that key.
PAIRS = {
    ("quotes", "article", "text_version"): "article-texts",
    ("positions", "proposition", "version"): "proposition-versions",
}


def obstacles(coming: Sequence[Unit], here: Units, leaving: Units) -> dict[tuple[str, Key], str]:
    """Why records of the package cannot be written, by resource and key; the others can.

    `here` is what is public here and stays, `leaving` what does not.

    What a record refers to must be public here, or come with it: nothing public may point at what an
    editor hid. So one that cannot come keeps out those that rest on it.
    """
    found = {(unit.resource.name, unit.key): why for unit in coming for why in _in_its_place(unit, here)}
    found |= _said_already(coming, leaving)
    while True:
        accepted = [unit for unit in coming if (unit.resource.name, unit.key) not in found]
        known = _known([*here.values(), *accepted])
        lacking = {
            (unit.resource.name, unit.key): why
            for unit in accepted
            if (why := next(_lacking(unit, known), None)) is not None
        }
        if not lacking:
            return found
        found |= lacking


def _in_its_place(unit: Unit, here: Units) -> Iterator[str]:
    """The record is here, but not public: an editor withdrew or holds it."""
    if unit.resource.name not in KINDS or (unit.resource.name, unit.key) in here:
        return
    public = here.get(("public-ids", unit.key))
    if public is None:
        return
    if public.row["kind"] != KINDS[unit.resource.name]:
        yield f"its id was issued here for a {public.row['kind']}"
    elif public.row["state"] not in ("live", "replaced"):
        yield f"it is {public.row['state']} here"
    elif _manager(unit).filter(public_id=unit.key[0]).exists():
        yield "it is here, but not public"


def _said_already(coming: Iterable[Unit], leaving: Units) -> dict[tuple[str, Key], str]:
    """Quotes whose words another one that stays here has, from the same article, of the same speaker."""
    quoted = [unit for unit in coming if unit.resource.name == "quotes"]
    changing = {unit.key for unit in quoted}
    held: dict[tuple[str, ...], Key] = {}
    quotes = Quote.objects.exclude(status__in=[Status.REJECTED, Status.WITHDRAWN])
    named = ("public_id", "article__public_id", "words_key", "speaker__public_id", "speaker_label")
    for public, article, words, speaker, label in quotes.values_list(*named):
        key = (public or "",)
        if key not in changing and ("quotes", key) not in leaving:
            held[article or "", words, speaker or "", label] = key
    return {
        ("quotes", unit.key): "the same words of the same speaker are quoted here from the same article"
        for unit in quoted
        if said_key(unit.row) in held
    }


def _known(units: Iterable[Unit]) -> dict[str, set[Key]]:
    """The keys of everything that can be referred to, old slugs of renamed records among them."""
    known: defaultdict[str, set[Key]] = defaultdict(set)
    for unit in units:
        # Renamed by the package, it has another slug here until it is written.
        known[unit.resource.name].add(unit.key)
        for name, rows in unit.rows.items():
            known[name] |= {tuple(row[part] for part in BY_NAME[name].key) for row in rows}
    for kind, slug in OldSlug.objects.filter(row__isnull=False).values_list("kind", "slug"):
        known[BY_SLUG[kind].name].add((slug,))
    return known


def _lacking(unit: Unit, known: Mapping[str, set[Key]]) -> Iterator[str]:
    for name, rows in unit.rows.items():
        references = [(column.name, column.refers) for column in BY_NAME[name].columns if column.refers]
        for row in rows:
            for column, refers in references:
                for value in row[column].split():
                    if (value,) not in known[refers]:
                        yield f"its {column}, {value}, is not public here"
            yield from _lacking_pair(name, row, known)


def _lacking_pair(name: str, row: Row, known: Mapping[str, set[Key]]) -> Iterator[str]:
    for (resource, first, second), refers in PAIRS.items():
        if resource == name and (row[first], row[second]) not in known[refers]:
            yield f"its {second}, {row[second]} of {row[first]}, is not here"


# What no two records share, besides what they are known by.
SHARED_BY_NONE = {
    "outlets": ("name",),
    "propositions": ("label",),
    "articles": ("slug",),
    "stakeholders": ("slug",),
    "debates": ("is_default",),
}


def taken(units: Iterable[Unit], keys: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """Names, slugs and web addresses that another record here has already.

    `keys` are the database's keys of the records by resource and own key.
    """
    owners: dict[tuple[str, str], dict[str, Any]] = {
        (resource, field): {
            cells.write(value, BY_NAME[resource].column(field).kind): key
            for value, key in BY_NAME[resource].model._default_manager.values_list(field, "pk")
        }
        for resource, fields in SHARED_BY_NONE.items()
        for field in fields
    }
    owners["debates", "is_default"].pop(cells.write(False, Kind.TRUTH), None)
    addresses = dict(ArticleAddress.objects.values_list("url_key", "article"))
    problems = []
    for unit in units:
        own = keys.get(unit.resource.name, {}).get(unit.key[0])
        for field in SHARED_BY_NONE.get(unit.resource.name, ()):
            if owners[unit.resource.name, field].get(unit.row[field], own) != own:
                why = f"{unit.row[field]!r} is the {field} of another record here: change one of them"
                problems.append(Problem(unit.resource.path, why, field=field))
        for row in unit.rows.get("article-addresses", []):
            if addresses.get(url_key(row["url"]), own) != own:
                why = f"{row['url']!r} is the address of another article here: change one of them"
                problems.append(Problem("article-addresses.csv", why, field="url"))
    return problems


def _manager(unit: Unit) -> Any:
    return unit.resource.model._default_manager
