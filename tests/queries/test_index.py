"""The two evaluators of a question, SQL and the index, find the same and count the same."""

import random
from dataclasses import fields
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from articles.domain.dates import PartialDate
from articles.domain.filters import CorpusFilters, Picked
from articles.models import Article, Position, Quote, Stakeholder
from articles.queries.index import counter, counter_and_vocabulary
from articles.queries.kept import edit_stamp
from articles.queries.matching import (
    matching_articles,
    matching_positions,
    matching_quotes,
    matching_stakeholders,
)
from articles.queries.vocabulary import Vocabulary
from tests.corpus.bundled import CORPUS
from tests.factories import (
    make_affiliation,
    make_article,
    make_organisation,
    make_outlet,
    make_position,
    make_proposition,
    make_quote,
    make_stakeholder,
    make_type,
)

pytestmark = pytest.mark.django_db

SQL: dict[str, Any] = {
    "quotes": (matching_quotes, Quote),
    "positions": (matching_positions, Position),
    "stakeholders": (matching_stakeholders, Stakeholder),
    "articles": (matching_articles, Article),
}
DATES = ["2015", "2019", "2020-02", "2022-07", "2022-07-30", "2023"]
WORDS = ["scan", "milk", "whatsapp", "a", "the", "encryption", "cup", "tess"]


def generated(chance: random.Random) -> None:
    """Some forty statements, put together at random, with open ends and several positions a quote."""
    organisations = [
        make_organisation(f"Union {n}", type=make_type(f"type-{n % 2}"), country=["", "GB", "US"][n])
        for n in range(3)
    ]
    people = [
        make_stakeholder(f"Tess {n}", type=make_type(f"type-{n % 2}"), country=["", "GB"][n % 2])
        for n in range(4)
    ]
    for person in people[:3]:
        ends = chance.choice([("", ""), ("2019", ""), ("", "2020-02"), ("2020-02-03", "2020-02-03")])
        make_affiliation(person, chance.choice(organisations), since=ends[0], until=ends[1])
    for slug, pole in (("milk-first", "pole_a"), ("sugar", "pole_b"), ("lemon", "neither")):
        make_proposition(slug, supporter_at=pole)
    for number in range(20):
        article = make_article(
            f"Cup {number}",
            day=chance.choice(DATES),
            outlet=make_outlet(f"Leaf {number % 3}"),
            kind=chance.choice(["news", "letter", "post"]),
            language=chance.choice(["en", "pt-BR"]),
        )
        speaker = chance.choice([*people, *organisations, None])
        quote = make_quote(
            f"Milk, says {number}.",
            article=article,
            said=chance.choice(["", *DATES]),
            kind=chance.choice(["direct", "partial", "passage"]),
            language=chance.choice(["en", "pt-BR"]),
            on_behalf_of=chance.choice([None, *(one for one in organisations if one != speaker)]),
            published=chance.random() > 0.1,
            **({"speaker": speaker} if speaker else {"speaker_label": "a guest"}),
        )
        for _ in range(chance.randrange(3)):
            make_position(
                chance.choice(["supports", "opposes", "conditional", "mixed", "unclear"]),
                on=chance.choice(["milk-first", "sugar", "lemon"]),
                day=chance.choice(DATES),
                stakeholder=chance.choice([*people, *organisations]),
                quotes=(quote,) if chance.random() > 0.3 else (),
                published=chance.random() > 0.1,
            )


@pytest.fixture(params=["bundled", "generated"])
def vocabulary(request: pytest.FixtureRequest) -> Vocabulary:
    if request.param == "bundled":
        call_command("load_corpus", CORPUS, verbosity=0)
    else:
        generated(random.Random(7))
    with connection.cursor() as cursor:
        # As autovacuum does where rows stay: without it, PostgreSQL plans for empty tables.
        cursor.execute("ANALYZE")
    return counter_and_vocabulary()[1]


def some_question(chance: random.Random, vocabulary: Vocabulary) -> CorpusFilters:
    """A few parameters at once, each with one to three values, now and then excluded or unknown."""
    asked: dict[str, Any] = {}
    for part in chance.sample([one.name for one in fields(CorpusFilters)], chance.randint(1, 4)):
        if part == "q":
            asked[part] = tuple(chance.sample(WORDS, chance.randint(1, 2)))
        elif part in ("after", "before", "asof"):
            asked[part] = PartialDate.parse(chance.choice(DATES))
        else:
            known = [*vocabulary.names[part], "no-such-value"]
            values = chance.sample(known, min(len(known), chance.randint(1, 3)))
            cut = chance.choice([0, len(values), len(values), 1])
            asked[part] = Picked(wanted=tuple(values[:cut]), excluded=tuple(values[cut:]))
    return CorpusFilters(**asked)


@pytest.mark.parametrize("kind", SQL)
def test_both_find_the_same_records(vocabulary: Vocabulary, kind: str) -> None:
    matching, model = SQL[kind]
    numbered = list(model.objects.published().order_by("pk").values_list("pk", flat=True))
    answer = getattr(counter(), kind)
    chance = random.Random(11)
    for question in [CorpusFilters(), *(some_question(chance, vocabulary) for _ in range(200))]:
        bits = answer(question)
        by_index = [pk for number, pk in enumerate(numbered) if bits >> number & 1]
        by_sql = sorted(matching(question).values_list("pk", flat=True))
        assert by_index == by_sql, question.query()


@pytest.mark.parametrize("kind", SQL)
def test_every_count_is_what_picking_that_value_alone_would_find(vocabulary: Vocabulary, kind: str) -> None:
    """Over all single values, and under some two hundred other choices, one value of each facet at random."""
    matching, _ = SQL[kind]
    counting = counter()
    for parameter, values in vocabulary.names.items():
        counts = counting.counts(kind, CorpusFilters(), parameter, values)
        expected = {value: matching(CorpusFilters().also(parameter, value)).count() for value in values}
        assert counts == expected, parameter
    chance = random.Random(13)
    for _ in range(200):
        question = some_question(chance, vocabulary)
        parameter = chance.choice(list(vocabulary.names))
        value = chance.choice(list(vocabulary.names[parameter]))
        (count,) = counting.counts(kind, question, parameter, [value]).values()
        assert count == matching(question.also(parameter, value)).count(), (
            question.query(),
            parameter,
            value,
        )


def test_the_index_is_read_anew_after_an_edit_and_only_then(django_assert_num_queries: Any) -> None:
    quote = make_quote()
    assert counter().quotes(CorpusFilters()).bit_count() == 1
    with django_assert_num_queries(1):
        counter()

    stamp = edit_stamp()
    tess = quote.speaker
    assert tess is not None
    tess.type = make_type("another")
    tess.save()

    assert edit_stamp() != stamp
    another = CorpusFilters(type=Picked(wanted=("another",)))
    assert counter().quotes(another).bit_count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_reading_the_index_costs_the_same_however_much_there_is(
    django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_position(quotes=(make_quote(f"Words {number}."),))
    with django_assert_max_num_queries(10):
        counter()
