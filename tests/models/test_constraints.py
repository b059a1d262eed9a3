"""What must always hold of a row, held by the database itself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction

from articles.models import (
    Affiliation,
    Article,
    ArticleAddress,
    ArticleText,
    Debate,
    Evidence,
    OldSlug,
    OrganisationTie,
    Outlet,
    Position,
    Proposition,
    PropositionVersion,
    PublicId,
    Quote,
    Span,
    Stakeholder,
    StakeholderName,
    StanceChange,
)
from tests.factories import (
    make_affiliation,
    make_article,
    make_debate,
    make_organisation,
    make_position,
    make_proposition,
    make_public_id,
    make_quote,
    make_stakeholder,
)

pytestmark = pytest.mark.django_db


def refused(change: Callable[[], Any], by: str) -> None:
    """The database refuses the change, and names the rule."""
    with pytest.raises(DatabaseError, match=by), transaction.atomic():
        change()


@pytest.mark.parametrize("status", ["published", "held", "withdrawn"])
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (make_quote, "quote"),
        (make_position, "position"),
        (make_stakeholder, "stakeholder"),
        (make_article, "article"),
    ],
)
def test_published_records_have_a_public_id(make: Any, name: str, status: str) -> None:
    made = make()
    rows: Any = type(made).objects.filter(pk=made.pk)

    refused(lambda: rows.update(public=None, status=status), f"{name}_published_has_public_id")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 1, 1), date(2022, 12, 30)),
        (date(2022, 1, 2), date(2022, 1, 31)),
        (date(2022, 2, 1), date(2022, 2, 27)),
        (date(2022, 1, 1), date(2023, 12, 31)),
        (date(2022, 3, 2), date(2022, 3, 1)),
    ],
)
def test_a_date_is_one_day_month_or_year(first: date, last: date) -> None:
    article, position = make_article(), make_position()
    affiliation = make_affiliation(make_stakeholder(), make_organisation())
    refused(
        lambda: Article.objects.filter(pk=article.pk).update(date_from=first, date_to=last),
        "article_date_from_one_period",
    )
    refused(
        lambda: Position.objects.filter(pk=position.pk).update(date_from=first, date_to=last),
        "position_date_from_one_period",
    )
    refused(
        lambda: Affiliation.objects.filter(pk=affiliation.pk).update(since_first=first, since_last=last),
        "affiliation_since_first_one_period",
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 7, 30), date(2022, 7, 30)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2022, 12, 1), date(2022, 12, 31)),
        (date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_whole_days_months_and_years_are_dates(first: date, last: date) -> None:
    article = make_article()

    Article.objects.filter(pk=article.pk).update(date_from=first, date_to=last)

    article.refresh_from_db()
    assert (article.date_from, article.date_to) == (first, last)


def test_half_a_date_is_refused() -> None:
    quote = make_quote()
    refused(
        lambda: Quote.objects.filter(pk=quote.pk).update(said_from=date(2020, 1, 1), said_to=None),
        "quote_said_from_one_period",
    )


def test_a_quote_has_a_speaker_or_a_label() -> None:
    quote = make_quote()
    refused(
        lambda: Quote.objects.filter(pk=quote.pk).update(speaker_label="a guest"), "quote_speaker_or_label"
    )
    refused(lambda: Quote.objects.filter(pk=quote.pk).update(speaker=None), "quote_speaker_or_label")


def test_the_same_words_of_one_speaker_are_quoted_once_from_an_article() -> None:
    first = make_quote("It’s the  MILK – always.")
    refused(
        lambda: make_quote("It's the milk - always.", article=first.article, speaker=first.speaker),
        "quote_said_once_by_speaker|UNIQUE",
    )
    make_quote("It's the milk - always.", article=first.article, speaker=make_stakeholder("Una Urn"))
    make_quote("It's the milk - always.", speaker=first.speaker)
    label = make_quote("No milk.", speaker_label="a guest")
    refused(
        lambda: make_quote("No  milk.", article=label.article, speaker_label="a guest"),
        "quote_said_once_by_label|UNIQUE",
    )


def test_rejected_words_may_be_quoted_again() -> None:
    first = make_quote(published=False)
    Quote.objects.filter(pk=first.pk).update(status="rejected")

    again = make_quote(article=first.article, speaker=first.speaker)

    assert again.words_key == first.words_key


def test_a_span_fits_its_words_and_neighbours() -> None:
    span = make_quote().spans.get()
    rows = Span.objects.filter(pk=span.pk)
    refused(lambda: rows.update(end=span.end + 1), "span_is_as_long_as_its_words")
    refused(lambda: rows.update(end=span.start, exact=""), "span_starts_before_it_ends")
    refused(lambda: rows.update(prefix="x" * 33), "span_neighbours_at_most_32|too long")
    refused(lambda: rows.update(suffix="x" * 33), "span_neighbours_at_most_32|too long")
    rows.update(prefix="é" * 32)


def test_a_condition_goes_with_conditional_alone() -> None:
    rows = Position.objects.filter(pk=make_position().pk)
    refused(lambda: rows.update(condition="only on Sundays"), "position_condition_iff_conditional")
    refused(lambda: rows.update(stance="conditional"), "position_condition_iff_conditional")
    rows.update(stance="conditional", condition="only on Sundays")


def test_medium_confidence_is_explained() -> None:
    rows = Position.objects.filter(pk=make_position().pk)
    refused(lambda: rows.update(confidence="medium"), "position_medium_confidence_is_explained")
    rows.update(confidence="medium", note="heard in the next room")


def test_evidence_is_said_once_and_one_is_primary() -> None:
    quote = make_quote()
    position = make_position(quotes=(quote,))
    refused(
        lambda: Evidence.objects.create(position=position, article=quote.article, quote=quote),
        "evidence_quote_once|UNIQUE",
    )
    Evidence.objects.create(position=position, article=quote.article)
    refused(
        lambda: Evidence.objects.create(position=position, article=quote.article),
        "evidence_article_once|UNIQUE",
    )
    refused(
        lambda: Evidence.objects.create(position=position, article=make_article(), primary=True),
        "evidence_one_primary|UNIQUE",
    )


def test_what_was_merged_or_replaced_names_its_successor() -> None:
    first, second = make_public_id("quote"), make_public_id("quote")
    rows = PublicId.objects.filter(pk=first.pk)
    refused(lambda: rows.update(state="merged"), "publicid_merged_has_successor")
    refused(lambda: rows.update(state="replaced"), "publicid_merged_has_successor")
    rows.update(state="merged", successor=second)
    refused(lambda: rows.update(successor=first), "publicid_succeeds_another")


def test_there_is_one_default_debate_with_two_poles() -> None:
    debate = make_debate()
    refused(lambda: make_debate("coffee", is_default=True), "debate_one_default|UNIQUE")
    rows = Debate.objects.filter(pk=debate.pk)
    refused(lambda: rows.update(pole_b_slug="milk"), "debate_two_poles")
    refused(lambda: rows.update(pole_b_slug="mixed"), "debate_two_poles")


def test_an_affiliation_has_an_organisation_or_its_name_or_neither() -> None:
    held = make_affiliation(make_stakeholder(), make_organisation())
    rows = Affiliation.objects.filter(pk=held.pk)
    refused(lambda: rows.update(organisation_name="Elsewhere"), "affiliation_organisation_or_its_name")
    refused(lambda: rows.update(organisation=held.person), "affiliation_of_two")
    rows.update(organisation=None, organisation_name="Elsewhere")
    rows.update(organisation_name="")
    refused(
        lambda: rows.update(
            since_first=date(2020, 1, 1),
            since_last=date(2020, 12, 31),
            until_first=date(2019, 1, 1),
            until_last=date(2019, 12, 31),
        ),
        "affiliation_ends_after_it_begins",
    )


def test_nothing_stands_under_or_belongs_to_itself() -> None:
    organisation, proposition = make_organisation(), make_proposition()
    position = make_position()
    refused(
        lambda: OrganisationTie.objects.create(parent=organisation, child=organisation),
        "organisationtie_of_two",
    )
    refused(
        lambda: Proposition.objects.filter(pk=proposition.pk).update(parent=proposition),
        "proposition_not_its_own_parent",
    )
    refused(
        lambda: Stakeholder.objects.filter(pk=organisation.pk).update(merged_into=organisation),
        "stakeholder_not_merged_into_itself",
    )
    refused(lambda: StanceChange.objects.create(before=position, after=position), "stancechange_of_two")


def test_an_old_slug_leads_to_one_record() -> None:
    public = make_public_id("stakeholder")
    OldSlug.objects.create(kind="stakeholder", slug="kettles", public=public)
    refused(
        lambda: OldSlug.objects.create(kind="stakeholder", slug="kettles", public=public),
        "oldslug_leads_to_one|UNIQUE",
    )
    refused(lambda: OldSlug.objects.create(kind="outlet", slug="leaf"), "oldslug_public_id_or_row")
    refused(
        lambda: OldSlug.objects.create(kind="outlet", slug="leaf", public=public, row=1),
        "oldslug_public_id_or_row",
    )


def test_a_text_is_as_long_as_it_says_or_not_kept() -> None:
    text = make_quote().text
    rows = ArticleText.objects.filter(pk=text.pk)
    refused(lambda: rows.update(length=3), "articletext_body_fits_length")
    rows.update(body="")


def test_an_address_belongs_to_one_article_however_it_is_spelt() -> None:
    article = make_article()
    ArticleAddress.objects.create(article=article, url="https://www.leaf.example/cup/?utm_source=x#top")
    refused(
        lambda: ArticleAddress.objects.create(article=make_article(), url="http://leaf.example/cup"),
        "url_key|UNIQUE",
    )


def test_a_share_is_at_most_a_hundred_percent() -> None:
    outlet = make_article().outlet
    refused(
        lambda: Outlet.objects.filter(pk=outlet.pk).update(quote_limit=101), "outlet_quote_limit_is_a_share"
    )


def test_a_name_is_said_once_in_one_use() -> None:
    someone = make_stakeholder()
    StakeholderName.objects.create(stakeholder=someone, name="T. T.", use="short")
    refused(
        lambda: StakeholderName.objects.create(stakeholder=someone, name="T. T.", use="short"),
        "stakeholdername_said_once|UNIQUE",
    )


def test_a_wording_has_one_number() -> None:
    proposition = make_proposition()
    refused(
        lambda: PropositionVersion.objects.create(
            proposition=proposition, number=1, wording="Otherwise.", supporter_at="neither"
        ),
        "propositionversion_one_a_number|UNIQUE",
    )


def test_public_records_cannot_be_taken_from_under_others() -> None:
    quote = make_quote()
    make_position(quotes=(quote,))
    for record in (quote.article, quote.speaker, quote.public, quote):
        assert record is not None
        with pytest.raises(models.ProtectedError):
            record.delete()
