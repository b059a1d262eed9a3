"""The sentence above a list says what was asked, all of it, as one would say it."""

import pytest
from django.http import QueryDict

from articles.queries.vocabulary import Vocabulary
from articles.web.forms import QuoteFilterSet
from articles.web.sentences import sentence

NAMES = Vocabulary(
    {
        "person": {"tess": "Tess Teapot", "sid": "Sid Saucer"},
        "organisation": {"union": "Kettle Union"},
        "axis": {"milk": "Pour the milk", "none": "None on record"},
        "proposition": {"first": "Milk first"},
        "outlet": {"leaf": "The Daily Leaf"},
        "language": {"en": "English"},
    }
)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "3 quotes."),
        ("person=tess&person=sid", "3 quotes by Tess Teapot or Sid Saucer."),
        ("person=-tess&person=-sid", "3 quotes not by Tess Teapot or Sid Saucer."),
        ("person=tess&person=-sid", "3 quotes by Tess Teapot but not by Sid Saucer."),
        ("organisation=union&voice=own", "3 quotes by Kettle Union in its own voice."),
        (
            "organisation=union",
            "3 quotes by Kettle Union, on its behalf, or by people with it at the time.",
        ),
        (
            "stance=mixed&axis=milk&proposition=first",
            "3 quotes evidencing a position on both sides at the side “Pour the milk” on “Milk first”.",
        ),
        ("stance=supports&stance=opposes", "3 quotes evidencing a position in support or in opposition."),
        ("stance=-unclear", "3 quotes evidencing a position not left unclear."),
        ("stance=none", "3 quotes with no position on record."),
        ("stance=-none", "3 quotes evidencing a position on record."),
        (
            "stance=opposes&stance=none",
            "3 quotes evidencing a position in opposition, or with none on record.",
        ),
        ("outlet=leaf&language=-en", "3 quotes in The Daily Leaf not in English."),
        ("year=2020&year=2021&after=2019-02", "3 quotes dated 2020 or 2021 from 2019-02 on."),
        ("before=2022&asof=2023&q=one+two", "3 quotes until 2022 as of 2023 with “one” and “two”."),
        ("person=100%25", "3 quotes."),
    ],
)
def test_every_part_of_a_question_is_said(query: str, said: str) -> None:
    assert sentence("quotes", 3, QuoteFilterSet(QueryDict(query)).question, NAMES) == said


@pytest.mark.parametrize("kind", ["quote", "position", "stakeholder", "article"])
def test_one_is_said_as_one(kind: str) -> None:
    question = QuoteFilterSet(QueryDict("")).question
    said = [sentence(f"{kind}s", count, question, NAMES) for count in (0, 1, 2)]

    assert said == [f"0 {kind}s.", f"1 {kind}.", f"2 {kind}s."]
