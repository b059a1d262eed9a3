"""A corpus of any size to measure on: invented words and names, the same for the same seed."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import models, transaction

from articles.domain.public_ids import check_character
from articles.domain.text import digest
from articles.models import (
    Affiliation,
    Article,
    ArticleText,
    Change,
    Debate,
    Evidence,
    Outlet,
    Position,
    Proposition,
    PropositionVersion,
    PublicId,
    Quote,
    Span,
    Stakeholder,
    StakeholderType,
    Status,
    Verification,
)

STANCES = ["supports", "opposes", "conditional", "mixed", "unclear"]
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu"]
FIRST_DAY = date(2014, 1, 1)
DAYS = 4500


@dataclass(frozen=True)
class Size:
    """How many of each; a tenth of the stakeholders are organisations."""

    quotes: int = 50_000
    articles: int = 5_000
    stakeholders: int = 400
    propositions: int = 30
    outlets: int = 120


class _Words:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.known = sorted(
            {"".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))) for _ in range(4000)}
        )

    def sentence(self, least: int = 8, most: int = 30) -> str:
        words = self.chance.choices(self.known, k=self.chance.randint(least, most))
        return f"{' '.join(words).capitalize()}."

    def name(self) -> str:
        return " ".join(word.capitalize() for word in self.chance.choices(self.known, k=2))

    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.chance.randrange(DAYS))


@transaction.atomic
def fill(size: Size, seed: int = 1) -> None:
    """Write a corpus of that size into an empty database, everything in it published."""
    words = _Words(seed)
    ids = _issue(size.quotes * 2 + size.articles + size.stakeholders)
    types = _made(StakeholderType(slug=f"type-{n}", label=f"Type {n}") for n in range(10))
    outlets = _made(Outlet(slug=f"outlet-{n}", name=f"{words.name()} {n}") for n in range(size.outlets))
    versions = _propositions(size.propositions, words)
    who = _stakeholders(size.stakeholders, words, types, ids)
    articles = _articles(size.articles, words, outlets, ids)
    quotes = _quotes(size.quotes, words, articles, who, ids)
    _positions(words, quotes, versions, ids)
    Change.objects.create(kind=Change.Kind.LOADED, subject="benchmark")


def _made(rows: Any) -> list[Any]:
    listed = list(rows)
    manager: Any = type(listed[0])._default_manager
    made: list[Any] = manager.bulk_create(listed, batch_size=2000)
    return made


def _issue(count: int) -> "dict[str, list[str]]":
    bodies = (f"{number:07d}" for number in range(count))
    return {"free": [body + check_character(body) for body in bodies]}


def _public(ids: dict[str, list[str]], kind: str, count: int) -> list[PublicId]:
    taken = [ids["free"].pop() for _ in range(count)]
    return _made(PublicId(id=one, kind=kind) for one in taken)


def _propositions(count: int, words: _Words) -> list[PropositionVersion]:
    debate = Debate.objects.create(
        slug="tea", title="Milk in tea", question="Does milk belong in tea?", pole_a_slug="milk",
        pole_a_label="Pour the milk", pole_b_slug="plain", pole_b_label="Leave it plain", is_default=True,
    )  # fmt: skip
    made = _made(
        Proposition(debate=debate, slug=f"proposition-{n}", label=f"{words.name()} {n}") for n in range(count)
    )
    return _made(
        PropositionVersion(
            proposition=one, wording=words.sentence(), supporter_at=words.chance.choice(["pole_a", "pole_b"])
        )
        for one in made
    )


def _stakeholders(
    count: int, words: _Words, types: Sequence[StakeholderType], ids: dict[str, list[str]]
) -> tuple[list[Stakeholder], list[Stakeholder]]:
    public = _public(ids, "stakeholder", count)
    made = _made(
        Stakeholder(
            kind="organisation" if number % 10 == 0 else "person", name=f"{words.name()} {number}",
            slug=f"stakeholder-{number}", type=words.chance.choice(types),
            country=words.chance.choice(["GB", "US", ""]),
            status=Status.PUBLISHED, public=one,
        )
        for number, one in enumerate(public)
    )  # fmt: skip
    people = [one for one in made if one.kind == "person"]
    organisations = [one for one in made if one.kind == "organisation"]
    _made(
        Affiliation(person=one, organisation=words.chance.choice(organisations), role="Speaker")
        for one in people
    )
    return people, organisations


def _articles(
    count: int, words: _Words, outlets: Sequence[Outlet], ids: dict[str, list[str]]
) -> "list[tuple[Article, ArticleText]]":
    kinds = list(Article.Kind.values)
    days = [words.day() for _ in range(count)]
    made = _made(
        Article(
            outlet=words.chance.choice(outlets), title=words.sentence(4, 10), slug=f"article-{number}",
            kind=words.chance.choice(kinds), date_from=day, date_to=day, status=Status.PUBLISHED, public=one,
        )
        for number, (one, day) in enumerate(zip(_public(ids, "article", count), days, strict=True))
    )  # fmt: skip
    texts = _made(
        ArticleText(
            article=one, version=1, body="", sha256=digest(one.title), length=4000, seen_at=one.date_from
        )
        for one in made
    )
    return list(zip(made, texts, strict=True))


def _quotes(
    count: int,
    words: _Words,
    articles: "Sequence[tuple[Article, ArticleText]]",
    who: tuple[list[Stakeholder], list[Stakeholder]],
    ids: dict[str, list[str]],
) -> list[Quote]:
    rows, (people, organisations) = [], who
    for number, public in enumerate(_public(ids, "quote", count)):
        article, text = articles[number % len(articles)]
        rows.append(
            Quote(
                article=article, text=text, exact=f"{words.sentence()} {number}",
                speaker=words.chance.choice(people),
                on_behalf_of=words.chance.choice(organisations) if number % 3 == 0 else None,
                kind=words.chance.choice(["direct", "direct", "partial"]), sort_date=article.date_from,
                status=Status.PUBLISHED, public=public,
            )
        )  # fmt: skip
    made: list[Quote] = _made(rows)
    _made(Span(quote=one, text_id=one.text_id, start=0, end=len(one.exact), exact=one.exact) for one in made)
    _made(
        Verification(
            quote=one, text_sha256=hashlib.sha256(one.exact.encode()).hexdigest(), result="elsewhere"
        )
        for one in made
    )
    return made


def _positions(
    words: _Words, quotes: Sequence[Quote], versions: Sequence[PropositionVersion], ids: dict[str, list[str]]
) -> None:
    quoted = list(islice(iter(quotes), 0, None, 2))
    rows, evidenced = [], []
    for quote, public in zip(quoted, _public(ids, "position", len(quoted)), strict=True):
        stance = words.chance.choice(STANCES)
        rows.append(
            Position(
                stakeholder=quote.speaker, proposition_version=words.chance.choice(versions),
                stance=stance,
                condition="the pot is warm" if stance == "conditional" else "", summary=words.sentence(5, 12),
                date_from=quote.sort_date, date_to=quote.sort_date, status=Status.PUBLISHED, public=public,
            )
        )  # fmt: skip
        evidenced.append(quote)
    made = _made(rows)
    _made(
        Evidence(position=one, article_id=quote.article_id, quote=quote, primary=True)
        for one, quote in zip(made, evidenced, strict=True)
    )


def newest(model: type[models.Model]) -> Any:
    """The record of that kind that was written last."""
    manager: Any = model._default_manager
    return manager.order_by("-pk").first()
