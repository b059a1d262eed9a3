"""A quote is added by hand with all that comes with it, or nothing is kept and the reason is said."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.adding import NewArticle, QuoteDraft, add_quote
from articles.actions.making import CannotAdd, NewStakeholder, Stand
from articles.actions.recording import Refused
from articles.actions.together import against, publish_together
from articles.domain.dates import PartialDate
from articles.models import (
    Article,
    ArticleText,
    Evidence,
    Outlet,
    Position,
    Quote,
    Stakeholder,
    Status,
)
from tests.factories import (
    make_article,
    make_organisation,
    make_outlet,
    make_proposition,
    make_quote,
    make_stakeholder,
    make_text,
    make_type,
)

pytestmark = pytest.mark.django_db

PASSAGE = "The kettle sang.\n\nShe said: “Milk goes in first,” and poured.\nNobody spoke."
A_DAY = date(2020, 2, 4)


@pytest.fixture
def edith() -> User:
    return User.objects.create_superuser("edith")


def draft(**options: Any) -> QuoteDraft:
    given: dict[str, Any] = {"passage": PASSAGE, "words": "“Milk goes in first,”"} | options
    if "article" not in given:
        given["article"] = make_article()
    if "speaker" not in given:
        given["speaker"] = make_stakeholder()
    return QuoteDraft(**given)


def add(edith: User, **options: Any) -> Quote:
    return add_quote(draft(**options), by=edith, why="read in the paper", seen_at=A_DAY)


def test_the_words_stand_in_the_passage_that_is_kept_with_them(edith: User) -> None:
    quote = add(edith)

    assert (quote.exact, quote.status, quote.origin) == ("Milk goes in first", Status.CODED, "hand")
    text = quote.text
    assert (text.covers, text.seen_at) == ("passage", A_DAY)
    assert text.body == "The kettle sang.\nShe said: “Milk goes in first,” and poured.\nNobody spoke."
    (span,) = quote.spans.all()
    assert text.body[span.start : span.end] == span.exact == quote.exact
    entry = quote.history.get()
    assert (entry.history_change_reason, entry.history_user) == ("read in the paper", edith)


def test_words_left_out_make_two_spans(edith: User) -> None:
    quote = add(edith, words="The kettle sang […] Milk goes in first […] Nobody spoke")
    assert quote.exact == "The kettle sang\nMilk goes in first\nNobody spoke"
    assert [span.ordinal for span in quote.spans.all()] == [1, 2, 3]


def test_a_new_article_outlet_speaker_and_position_are_made_with_it(edith: User) -> None:
    milk = make_proposition().current
    quote = add(
        edith,
        article=NewArticle(
            url="https://leaf.example/storm",
            outlet="The Evening Leaf",
            title="A storm",
            date=PartialDate.parse("2020-02"),
        ),
        speaker=NewStakeholder(kind="person", name="Cara Caddy", type=make_type()),
        on_behalf_of=make_organisation(),
        stands=[Stand(proposition_version=milk, stance="conditional", condition="the pot is warm")],
    )

    assert (quote.article.title, quote.article.slug) == ("A storm", "the-evening-leaf-2020-02-a-storm")
    assert [one.url for one in quote.article.addresses.all()] == ["https://leaf.example/storm"]
    assert quote.article.outlet.name == "The Evening Leaf"
    assert quote.speaker is not None
    assert (quote.speaker.slug, quote.speaker.status) == ("cara-caddy", Status.CODED)
    (position,) = Position.objects.all()
    assert (position.stakeholder, position.on_behalf_of) == (quote.speaker, quote.on_behalf_of)
    assert (str(position.date), position.condition) == ("2020-02", "the pot is warm")
    (evidence,) = Evidence.objects.all()
    assert (evidence.quote, evidence.article, evidence.primary) == (quote, quote.article, True)


def test_the_position_of_an_unnamed_speaker_is_the_organisations(edith: User) -> None:
    union = make_organisation()
    stand = Stand(proposition_version=make_proposition().current, stance="supports")
    add(edith, speaker="a spokesperson", on_behalf_of=union, stands=[stand])
    (position,) = Position.objects.all()
    assert (position.stakeholder, position.on_behalf_of) == (union, None)


def test_a_text_that_is_kept_already_is_used_again(edith: User) -> None:
    article = make_article()
    whole = make_text(article, "He said: “Milk goes in first.” She said: “Never.”")

    assert add(edith, article=article, passage="", words="Never").text == whole
    assert add(edith, article=article, passage=whole.body, words="Milk goes in first").text == whole
    assert add(edith, article=article, words="Nobody spoke").text.version == 2


REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("words", {"words": "Milk goes in last"}, "“Milk goes in last”: The words do not stand in this text."),
    ("words", {"words": "“”"}, "Type or paste the words that are quoted."),
    ("passage", {"passage": " \n "}, "No text of this article is kept: paste the passage."),
]


@pytest.mark.parametrize(("field", "options", "said"), REFUSALS)
def test_what_cannot_be_kept_is_refused_by_field_and_nothing_stays(
    edith: User, field: str, options: dict[str, Any], said: str
) -> None:
    new = NewArticle(
        url="https://leaf.example/new", outlet=make_outlet(), title="New", date=PartialDate.parse("2020")
    )
    with pytest.raises(CannotAdd) as refusal:
        add(edith, article=new, **options)
    assert (refusal.value.field, refusal.value.message) == (field, said)
    assert not Article.objects.exists()


def test_words_that_stand_twice_ask_for_more_of_the_passage(edith: User) -> None:
    with pytest.raises(CannotAdd, match="stand there 2 times"):
        add(edith, passage="Milk. Milk.", words="Milk")


def test_a_position_that_nobody_takes_is_refused(edith: User) -> None:
    stand = Stand(proposition_version=make_proposition().current, stance="supports")
    with pytest.raises(CannotAdd) as refusal:
        add(edith, speaker="a spokesperson", stands=[stand])
    assert refusal.value.field == "stands-0"
    assert not Quote.objects.exists()


def test_the_same_words_twice_are_refused_with_the_quote_that_has_them(edith: User) -> None:
    first = make_quote("Milk goes in first")
    with pytest.raises(CannotAdd) as refusal:
        add(edith, article=first.article, speaker=first.speaker)
    assert (refusal.value.field, refusal.value.quote) == ("words", first)


def test_a_slug_that_is_taken_gets_a_number(edith: User) -> None:
    make_stakeholder("Cara Caddy")
    new = NewStakeholder(kind="person", name="Cara  Caddy", type=make_type())
    quote = add(edith, speaker=new)
    assert quote.speaker is not None
    assert quote.speaker.slug == "cara-caddy-2"


def test_a_quote_is_published_with_all_it_rests_on_or_not_at_all(edith: User) -> None:
    quote = add(edith, article=make_article(published=False), speaker=make_stakeholder(published=False))
    assert quote.speaker is not None
    assert against(quote, lambda record, **how: publish_together([record], **how), by=edith) == [
        "Its article is not published.",
        "Its speaker, Tess Teapot, is not published.",
    ]
    with pytest.raises(Refused):
        publish_together([quote, quote.article], by=edith, why="checked")
    assert not Article.objects.published().exists()

    publish_together([quote, quote.speaker, quote.article], by=edith, why="checked")
    assert list(Quote.objects.published()) == [quote]
    assert list(Stakeholder.objects.published()) == [quote.speaker]


def test_texts_and_outlets_that_are_known_are_not_made_again(edith: User) -> None:
    add(edith, article=make_article(), words="Nobody spoke")
    before = (Outlet.objects.count(), ArticleText.objects.count())
    article = Article.objects.get()
    add(edith, article=article)
    assert (Outlet.objects.count(), ArticleText.objects.count()) == before
