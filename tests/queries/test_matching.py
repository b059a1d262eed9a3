"""What a reader asked for, and nothing else, is found; the same on both databases."""

from dataclasses import replace

import pytest

from articles.domain.dates import PartialDate
from articles.domain.filters import CorpusFilters, Picked
from articles.models import Position, Quote
from articles.queries.matching import matching_positions, matching_quotes
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


def any_of(*values: str) -> Picked:
    return Picked(wanted=values)


def none_of(*values: str) -> Picked:
    return Picked(excluded=values)


def quoted(**asked: object) -> list[str]:
    """The words found, in the order recorded."""
    found = matching_quotes(replace(CorpusFilters(), **asked)).order_by("pk")  # type: ignore[arg-type]
    return [quote.exact for quote in found]


def held(**asked: object) -> list[str]:
    """The summaries found, in the order recorded."""
    found = matching_positions(replace(CorpusFilters(), **asked)).order_by("pk")  # type: ignore[arg-type]
    return [position.summary for position in found]


def test_the_empty_question_finds_all_that_is_published_and_nothing_else() -> None:
    make_quote("Shown.")
    make_quote("Not reviewed yet.", published=False)
    make_position(summary="Shown.")
    make_position(summary="Not reviewed yet.", published=False, stance="opposes")

    assert quoted() == ["Shown."]
    assert held() == ["Shown."]


def test_an_organisation_speaks_itself_through_others_and_through_its_people_of_that_day() -> None:
    union, tess, una = make_organisation(), make_stakeholder(), make_stakeholder("Una Urn")
    make_affiliation(tess, union, since="2019", until="2020-06")
    make_quote("Itself.", speaker=union)
    make_quote("On its behalf.", speaker=una, on_behalf_of=union)
    make_quote("Unnamed, for it.", speaker_label="a kettle spokesperson", on_behalf_of=union)
    make_quote("In office.", speaker=tess, said="2020-06-30")
    make_quote("In the year it began.", speaker=tess, said="2019")
    make_quote("Before.", speaker=tess, said="2018-12-31")
    make_quote("After.", speaker=tess, said="2020-07-01")
    make_quote("Someone else.", speaker=una)

    found = ["Itself.", "On its behalf.", "Unnamed, for it.", "In office.", "In the year it began."]
    assert quoted(organisation=any_of("kettle-union")) == found
    assert quoted(organisation=none_of("kettle-union")) == ["Before.", "After.", "Someone else."]


def test_an_unknown_end_of_an_affiliation_excludes_nothing() -> None:
    union, tess = make_organisation(), make_stakeholder()
    make_affiliation(tess, union)
    make_quote("Long ago.", speaker=tess, said="1999")
    make_position(summary="Long ago.", stakeholder=tess, day="1999")

    assert quoted(organisation=any_of("kettle-union")) == ["Long ago."]
    assert held(organisation=any_of("kettle-union")) == ["Long ago."]


def test_proposition_stance_and_axis_speak_of_one_position() -> None:
    both = make_quote("Milk first, sugar never.")
    make_position("supports", on="milk-first", quotes=(both,))
    make_position("opposes", on="sugar", quotes=(both,))

    assert quoted(proposition=any_of("milk-first"), stance=any_of("supports")) == [both.exact]
    assert quoted(proposition=any_of("milk-first"), stance=any_of("opposes")) == []
    assert quoted(proposition=any_of("milk-first"), axis=any_of("plain")) == []
    assert quoted(proposition=any_of("milk-first", "sugar"), stance=any_of("opposes")) == [both.exact]
    assert quoted(stance=any_of("opposes"), axis=any_of("plain")) == [both.exact]
    assert quoted(proposition=any_of("milk-first"), stance=none_of("supports")) == []


def test_a_position_not_published_is_no_evidence() -> None:
    quote = make_quote()
    make_position("supports", quotes=(quote,), published=False)

    assert quoted(stance=any_of("supports")) == []
    assert quoted(stance=any_of("none")) == [quote.exact]


def test_none_finds_what_was_never_coded() -> None:
    coded, other, bare = make_quote("Coded."), make_quote("On sugar."), make_quote("Bare.")
    make_position("supports", quotes=(coded,))
    make_position("opposes", on="sugar", quotes=(other,))

    assert quoted(stance=any_of("none")) == [bare.exact]
    assert quoted(axis=any_of("none", "milk")) == [coded.exact, bare.exact]
    assert quoted(stance=none_of("none")) == [coded.exact, other.exact]
    assert quoted(stance=any_of("none"), proposition=any_of("milk-first")) == [other.exact, bare.exact]


def test_excluding_alone_takes_out_whatever_has_an_excluded_position() -> None:
    coded, other, bare = make_quote("Coded."), make_quote("On sugar."), make_quote("Bare.")
    make_position("supports", quotes=(coded,))
    make_position("opposes", on="sugar", quotes=(other,))

    assert quoted(stance=none_of("opposes")) == [coded.exact, bare.exact]
    assert quoted(proposition=none_of("milk-first")) == [other.exact, bare.exact]


@pytest.mark.parametrize(
    ("stance", "supporter_at", "value"),
    [
        ("supports", "pole_a", "milk"),
        ("opposes", "pole_a", "plain"),
        ("supports", "pole_b", "plain"),
        ("opposes", "pole_b", "milk"),
        ("conditional", "pole_a", "mixed"),
        ("mixed", "pole_b", "mixed"),
        ("unclear", "neither", "unclear"),
        ("supports", "neither", None),
    ],
)
def test_a_position_stands_where_stance_and_proposition_put_it(
    stance: str, supporter_at: str, value: str | None
) -> None:
    make_proposition("cups", supporter_at=supporter_at)
    position = make_position(stance, on="cups", summary="Here.")

    found = [end for end in ("milk", "plain", "mixed", "unclear") if held(axis=any_of(end))]

    assert found == ([value] if value else [])
    assert position.proposition.debate.slug_of(position.axis) == (value or "")


def test_dates_match_on_overlap_and_include_their_ends() -> None:
    for said in ("2022", "2022-07", "2022-07-30"):
        make_quote(f"In {said}.", said=said)
        make_position(summary=f"In {said}.", day=said, stakeholder=make_stakeholder(f"S {said}"))
    everything = ["In 2022.", "In 2022-07.", "In 2022-07-30."]

    for found in (quoted, held):
        assert (
            found(after=PartialDate.parse("2022-07-30"), before=PartialDate.parse("2022-07-30")) == everything
        )
        assert found(after=PartialDate.parse("2022-07-31")) == everything[:2]
        assert found(before=PartialDate.parse("2022-07-29")) == everything[:2]
        assert found(after=PartialDate.parse("2022-08")) == everything[:1]
        assert found(before=PartialDate.parse("2021")) == []
        assert found(before=PartialDate.parse("2022"), after=PartialDate.parse("2022")) == everything


def test_a_quote_without_a_day_of_its_own_is_of_its_articles_day() -> None:
    make_quote("Undated.", article=make_article(day="2021-05"))

    assert quoted(after=PartialDate.parse("2021-05-31")) == ["Undated."]
    assert quoted(after=PartialDate.parse("2021-06-01")) == []


def test_person_type_and_outlet_find_their_own() -> None:
    tess, union = make_stakeholder(), make_organisation(type=make_type("trade-body"))
    make_quote("By a person.", speaker=tess)
    make_quote("By an organisation.", speaker=union)
    elsewhere = make_article(outlet=make_outlet("The Evening Cup"))
    make_quote("By nobody named.", speaker_label="a guest", on_behalf_of=union, article=elsewhere)

    assert quoted(person=any_of("tess-teapot")) == ["By a person."]
    assert quoted(person=any_of("kettle-union")) == []
    assert quoted(person=none_of("tess-teapot")) == ["By an organisation.", "By nobody named."]
    assert quoted(type=any_of("trade-body")) == ["By an organisation.", "By nobody named."]
    assert quoted(outlet=any_of("the-evening-cup")) == ["By nobody named."]
    assert quoted(outlet=none_of("the-evening-cup")) == ["By a person.", "By an organisation."]
    assert quoted(outlet=any_of("the-evening-cup", "the-daily-leaf"), person=any_of("tess-teapot")) == [
        "By a person."
    ]


def test_an_outlet_finds_the_positions_it_documents() -> None:
    quote = make_quote("Here.", article=make_article(outlet=make_outlet("The Evening Cup")))
    make_position(summary="By a quote.", quotes=(quote,))
    make_position(summary="Elsewhere.", stance="opposes")

    assert held(outlet=any_of("the-evening-cup")) == ["By a quote."]
    assert held(outlet=none_of("the-evening-cup")) == ["Elsewhere."]


def test_words_are_found_whatever_their_case_accents_and_marks() -> None:
    make_quote("The CAFÉ’s “milk-first” rule")
    make_quote("Nothing of the kind", speaker=make_stakeholder("Ürsula Urn"))
    make_position(summary="Praised the CAFÉ’s rule.")

    assert quoted(q=("cafe's",)) == ["The CAFÉ’s “milk-first” rule"]
    assert quoted(q=("RULE", "milk–first")) == ["The CAFÉ’s “milk-first” rule"]
    assert quoted(q=("rule", "absent")) == []
    assert quoted(q=("ursula",)) == ["Nothing of the kind"]
    assert held(q=("café's",)) == ["Praised the CAFÉ’s rule."]


@pytest.mark.parametrize("word", ["%", "_", "\\", "'", '"', "--", ";", "%%%", "[a-z]", "🫖", "ا"])
def test_words_are_never_a_pattern(word: str) -> None:
    make_quote("Plain words")

    assert quoted(q=(word,)) == []
    assert held(q=(word,)) == []


def test_unknown_values_find_nothing_and_exclude_nothing() -> None:
    make_quote("Here.")
    make_position(summary="Here.")
    for parameter in ("organisation", "person", "type", "outlet", "proposition", "stance", "axis"):
        assert quoted(**{parameter: any_of("no-such-thing")}) == []
        assert quoted(**{parameter: none_of("no-such-thing")}) == ["Here."]
        assert held(**{parameter: any_of("no-such-thing")}) == []
        assert held(**{parameter: none_of("no-such-thing")}) == ["Here."]


def test_nothing_is_found_twice() -> None:
    quote = make_quote()
    for proposition in ("milk-first", "sugar", "lemon"):
        make_position("supports", on=proposition, quotes=(quote,))

    assert matching_quotes(CorpusFilters(stance=any_of("supports"))).count() == 1
    assert Quote.objects.count() == 1
    assert (
        matching_positions(CorpusFilters(outlet=any_of("the-daily-leaf"))).count()
        == Position.objects.count()
        == 3
    )
