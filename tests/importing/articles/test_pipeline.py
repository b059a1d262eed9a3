"""An article comes in once, with its quotations as suggestions; what is known is found again."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from articles.actions.texts import add_text
from articles.domain.dates import PartialDate
from articles.importing.articles import pipeline
from articles.importing.articles.people import known_people
from articles.importing.articles.pipeline import Given, Outcome, Run, What, import_article
from articles.importing.articles.sources import ArticleDraft
from articles.models import Article, ArticleText, Outlet, Quote, Status, Suggestion
from tests.factories import make_article, make_organisation, make_quote, make_stakeholder

pytestmark = pytest.mark.django_db

BODY = """Tea house row grows
“Milk goes in first,” said Tess Teapot, head of policy at Kettle Union. She poured.
“Nobody asked,” Otto Oolong, a critic, told the Daily Leaf, adding: “It was cold.”
A spokesman for the tea house said: “We listen.”"""
LEAF = ArticleDraft(
    body=BODY,
    title="Tea house row grows",
    url="https://leaf.example/row",
    outlet="The Daily Leaf",
    date=PartialDate.parse("2024-05-06"),
)


SAID = Given()


def run(*articles: ArticleDraft, given: Given = SAID, dry_run: bool = False) -> list[Outcome]:
    keep = partial(add_text, covers="whole", by=None, why="imported")
    asked = Run(given, keep, by=None, why="imported", seen_at=date(2024, 5, 7), dry_run=dry_run)
    people = known_people()
    return [import_article(one, asked, people) for one in articles]


def said() -> dict[str, str]:
    """The words of each quote, and whom the rules took for the speaker."""
    return {one.quote.exact: one.speaker_name for one in Suggestion.objects.select_related("quote")}


def test_an_article_becomes_a_draft_with_its_text_and_its_quotations_suggested() -> None:
    tess, union = make_stakeholder(), make_organisation()

    (outcome,) = run(LEAF)

    article = Article.objects.get()
    assert outcome.what is What.NEW
    assert (article.title, str(article.date), article.outlet.name, article.address, article.status) == (
        "Tea house row grows",
        "2024-05-06",
        "The Daily Leaf",
        "https://leaf.example/row",
        "suggested",
    )
    assert (article.texts.get().body, article.texts.get().covers) == (BODY, "whole")
    quote = Quote.objects.get(exact="Milk goes in first")
    assert (quote.speaker, quote.on_behalf_of, quote.role_printed, quote.status) == (
        tess,
        union,
        "head of policy at Kettle Union",
        "suggested",
    )
    assert quote.spans.get().exact == "Milk goes in first"
    assert 0 < float(quote.confidence or 0) <= 1
    assert quote.origin != "hand"
    assert quote.history.get().history_change_reason == "imported"
    assert said()["Nobody asked"] == "Otto Oolong"
    assert Quote.objects.get(exact__startswith="Nobody asked").speaker is None
    assert Quote.objects.get(exact="We listen.").speaker_label == "A spokesman for the tea house"


def test_the_same_article_twice_makes_nothing_twice() -> None:
    run(LEAF)
    before = (Article.objects.count(), ArticleText.objects.count(), Quote.objects.count())
    again = replace(LEAF, url="http://www.leaf.example/row/?utm_source=x")
    elsewhere = replace(LEAF, url="https://copy.example/row")
    assert [outcome.what for outcome in run(again, elsewhere)] == [What.THERE, What.THERE]
    assert (Article.objects.count(), ArticleText.objects.count(), Quote.objects.count()) == before


def test_two_copies_in_one_import_are_one_article() -> None:
    assert [outcome.what for outcome in run(LEAF, LEAF)] == [What.NEW, What.THERE]


def test_a_changed_text_is_a_new_version_in_which_each_quote_is_found_again_or_lost() -> None:
    run(LEAF)
    kept = Quote.objects.get(exact="Milk goes in first")
    changed = replace(
        LEAF, body=BODY.replace("It was cold.", "It was tepid.").replace("We listen", "We do listen")
    )

    (outcome,) = run(changed)

    article = Article.objects.get()
    assert outcome.what is What.CHANGED
    assert [text.version for text in article.texts.order_by("version")] == [1, 2]
    kept.refresh_from_db()
    assert kept.text.version == 2
    assert [str(quote.exact) for quote in outcome.lost] == ["It was cold.", "We listen."]
    assert Quote.objects.filter(exact__endswith="It was tepid.").exists()


def test_a_bundled_article_gets_its_words_and_only_what_is_not_quoted_yet_is_suggested() -> None:
    article = make_article(slug="row")
    text = make_quote("Milk goes in first", article=article, body=BODY).text
    ArticleText.objects.update(body="")

    (outcome,) = run(LEAF)

    assert outcome.what is What.CHANGED
    assert ArticleText.objects.get(sha256=text.sha256).body == BODY
    assert sorted(said()) == ["It was cold.", "Nobody asked", "We listen."]
    assert outcome.suggested.left_out == ("“Milk goes in first”: quoted already",)


def test_what_an_editor_rejected_is_not_suggested_again() -> None:
    run(LEAF)
    Quote.objects.filter(exact="We listen.").update(status=Status.REJECTED)
    (outcome,) = run(replace(LEAF, body=f"{BODY}\nIt rained."))
    assert "“We listen.”: rejected before" in outcome.suggested.left_out


def test_a_name_that_may_be_two_is_not_linked_and_says_so() -> None:
    make_stakeholder("Tess Teapot", slug="tess-1")
    make_stakeholder("Tess Teapot", slug="tess-2")
    run(LEAF)
    quote = Quote.objects.get(exact="Milk goes in first")
    assert quote.speaker is None
    assert "May be Tess Teapot or Tess Teapot." in quote.suggestion.doubts


def test_a_wire_copy_is_proposed_as_one_and_its_quotes_are_not_suggested_twice() -> None:
    run(LEAF)
    wire = replace(
        LEAF, url="https://post.example/1", outlet="The Post", body=f"{BODY}\nReporting by the wire."
    )
    (outcome,) = run(wire)
    original = Article.objects.get(outlet__name="The Daily Leaf")
    assert outcome.same_text_as == original
    assert Article.objects.get(outlet__name="The Post").same_text_as == original
    assert outcome.suggested.quotes == ()


def test_another_article_of_the_day_is_no_copy() -> None:
    run(LEAF)
    other = "The kettle boiled over in the old tea house last night, and nobody was hurt at all."
    (outcome,) = run(replace(LEAF, url="https://post.example/1", outlet="The Post", body=other))
    assert outcome.same_text_as is None


def test_what_an_editor_says_goes_before_what_the_page_says() -> None:
    (outcome,) = run(LEAF, given=Given(title="Row", outlet="The Post", date=PartialDate.parse("2023")))
    article = outcome.article
    assert article is not None
    assert (article.title, article.outlet.name, str(article.date)) == ("Row", "The Post", "2023")


def test_the_outlet_is_known_by_its_host_where_no_name_is_given() -> None:
    make_article(slug="old")
    run(replace(LEAF, outlet=""))
    assert Outlet.objects.count() == 1


def test_what_is_missing_is_named_and_nothing_of_it_is_kept_while_the_others_come_in() -> None:
    bare = ArticleDraft(body="It rained.", title="Rain")
    outcomes = run(bare, LEAF)
    assert [(outcome.what, outcome.problem) for outcome in outcomes] == [
        (What.FAILED, "It does not say its outlet and its date: give it with the import."),
        (What.NEW, ""),
    ]
    assert Article.objects.count() == 1


def test_a_dry_run_says_the_same_and_keeps_nothing() -> None:
    (outcome,) = run(LEAF, dry_run=True)
    assert (outcome.what, len(outcome.suggested.quotes)) == (What.NEW, 4)
    assert not Article.objects.exists()
    assert not Outlet.objects.exists()


def test_the_number_of_statements_does_not_grow_with_the_quotations(
    django_assert_max_num_queries: Any,
) -> None:
    more = "\n".join(f"“Cup number {number} was cold,” said Tess Teapot." for number in range(40))
    with django_assert_max_num_queries(46):
        (outcome,) = run(replace(LEAF, body=f"{BODY}\n{more}"))
    assert len(outcome.suggested.quotes) == 44


SAID_TWICE = """The Kettle Union called milk “the front line” of tea. Nobody poured.
Andy Urn, head of pouring, disagreed with it. He called sugar “the front line” of tea."""


def test_the_same_words_of_two_speakers_are_two_quotations_though_neither_is_known() -> None:
    (outcome,) = run(replace(LEAF, body=SAID_TWICE))
    assert (len(outcome.suggested.quotes), outcome.suggested.left_out) == (2, ())
    assert Quote.objects.filter(exact="the front line", speaker=None, speaker_label="").count() == 2
    assert [one.what for one in run(replace(LEAF, body=SAID_TWICE))] == [What.THERE]


def test_the_same_words_of_one_speaker_are_suggested_once() -> None:
    twice = "“Milk first,” said Tess Teapot.\n“Milk first,” said Tess Teapot."
    (outcome,) = run(replace(LEAF, body=twice))
    assert (len(outcome.suggested.quotes), outcome.suggested.left_out) == (
        1,
        ("“Milk first”: said twice in it",),
    )


@pytest.mark.parametrize(("status", "why"), [("coded", "quoted already"), ("rejected", "rejected before")])
def test_what_an_editor_made_of_a_suggestion_is_not_suggested_again_with_a_new_text(
    status: str, why: str
) -> None:
    run(LEAF)
    quote = Quote.objects.get(exact="Milk goes in first")
    Quote.objects.filter(pk=quote.pk).update(status=status)

    (outcome,) = run(replace(LEAF, body=f"{BODY}\nThe end."))

    assert outcome.what is What.CHANGED
    assert f"“Milk goes in first”: {why}" in outcome.suggested.left_out
    assert Quote.objects.filter(exact="Milk goes in first").count() == 1


def test_what_is_missing_is_named_for_a_form_to_ask_for() -> None:
    (outcome,) = run(replace(LEAF, outlet="", date=None, url=""))
    assert (outcome.what, outcome.missing) == (What.FAILED, ("outlet", "date"))
    assert not Article.objects.exists()


def test_one_that_somebody_else_brings_in_meanwhile_is_known_then(monkeypatch: pytest.MonkeyPatch) -> None:
    run(LEAF)
    known = pipeline._known
    answers = iter([None])
    monkeypatch.setattr(pipeline, "_known", lambda *asked: next(answers, known(*asked)))

    assert [outcome.what for outcome in run(LEAF)] == [What.THERE]
    assert Article.objects.count() == 1


@pytest.mark.parametrize("times", [1, 8])
def test_an_article_costs_the_same_however_many_quotations_it_has(
    django_assert_max_num_queries: Any, times: int
) -> None:
    many = "\n".join(f"“Cup number {number} was cold,” said Tess Teapot." for number in range(times))
    with django_assert_max_num_queries(26):
        run(replace(LEAF, body=many))
    assert Quote.objects.count() == times
