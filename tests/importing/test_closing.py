"""Whatever is hidden, the rest of the corpus is a package that stands on its own."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.packing import pack, write_folder
from articles.importing.corpus.reading import read_package
from articles.importing.corpus.rules import problems_of
from articles.models import Article, Evidence, OldSlug, Outlet, Position, Quote, Stakeholder
from tests.factories import (
    make_affiliation,
    make_article,
    make_organisation,
    make_position,
    make_quote,
    make_stakeholder,
)
from tests.importing.packages import fill_corpus

WITH_IDS = ("articles", "stakeholders", "quotes", "positions")

pytestmark = pytest.mark.django_db


def exported(name: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in published_package()[name]]


def hide(record: Any) -> None:
    type(record).objects.filter(pk=record.pk).update(status="held")
    record.public.state = "held"
    record.public.save()


@pytest.mark.parametrize("model", [Article, Stakeholder, Quote, Position])
def test_a_package_without_any_one_record_can_be_loaded(model: type[Any], tmp_path: Path) -> None:
    fill_corpus()
    for record in model.objects.published():
        with transaction.atomic():
            hide(record)
            package = published_package()
            transaction.set_rollback(True)

        assert record.public_id not in {row["id"] for name in WITH_IDS for row in package[name]}
        write_folder(pack(package), tmp_path / "package")
        assert problems_of(read_package(tmp_path / "package")) == []


def test_an_affiliation_stays_without_a_source_that_is_hidden_but_not_without_its_organisation() -> None:
    tess, union = make_stakeholder(), make_organisation()
    make_affiliation(tess, union, source=make_article(published=False))
    make_affiliation(tess, make_organisation("Hidden House", published=False))

    assert exported("affiliations", "organisation", "source") == [(union.public_id, "")]


def test_an_article_stays_without_the_hidden_one_it_repeats() -> None:
    article = make_article(same_text_as=make_article(published=False))

    assert exported("articles", "id", "same_text_as") == [(article.public_id, "")]


def test_where_the_primary_evidence_is_hidden_the_next_stands_for_it() -> None:
    first, second = make_quote("Milk first."), make_quote("Milk, always.")
    make_position(quotes=(first, second))
    hide(first)

    assert exported("evidence", "quote", "primary") == [(second.public_id, "true")]
    assert not Evidence.objects.get(quote=second).primary


def test_a_position_whose_only_words_are_hidden_is_left_out() -> None:
    said = make_quote("Milk first.")
    position = make_position(quotes=(said,), summary="")
    Evidence.objects.create(position=position, article=make_article())
    hide(said)

    assert exported("positions", "id") == []
    assert exported("evidence", "position") == []


def test_an_old_slug_of_an_outlet_that_is_gone_is_left_out() -> None:
    outlet = Outlet.objects.create(slug="gone", name="Gone")
    OldSlug.objects.create(kind="outlet", slug="older", row=outlet.pk)
    outlet.delete()

    assert exported("old-slugs", "slug") == []
