"""The bundled corpus is a whole and valid package, and holds no running text of anyone's."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from frictionless import Package, system

from articles.domain.public_ids import is_valid
from articles.importing.corpus.descriptor import descriptor
from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.packing import pack
from articles.models import Position, PropositionVersion, Stance, axis_of
from articles.queries.positions import cells
from tests.corpus.bundled import CORPUS, rows

COUNTS = {
    "propositions": 12,
    "stakeholders": 90,
    "articles": 179,
    "positions": 272,
    "quotes": 15,
    "spans": 22,
    "outlets": 127,
    "affiliations": 39,
    "organisation-ties": 2,
    "evidence": 327,
}


@pytest.mark.filterwarnings("ignore")  # the library's own
def test_the_package_is_valid_to_frictionless() -> None:
    with system.use_context(trusted=True):
        report = Package(str(CORPUS / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:10]


def test_the_descriptor_is_what_an_export_writes() -> None:
    assert (CORPUS / "datapackage.json").read_text(encoding="utf-8") == descriptor()
    assert json.loads(descriptor())["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_it_holds_what_was_gathered() -> None:
    assert {name: len(rows(name)) for name in COUNTS} == COUNTS


def test_every_id_is_well_formed_and_issued_once() -> None:
    ids = [row["id"] for row in rows("public-ids")]
    used = [row["id"] for name in ("quotes", "positions", "stakeholders", "articles") for row in rows(name)]

    assert all(map(is_valid, ids))
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(used)


def test_no_running_text_is_in_it() -> None:
    assert {row["body"] for row in rows("article-texts")} == {""}
    assert max(len(row["prefix"]) for row in rows("spans")) <= 32
    assert max(len(row["suffix"]) for row in rows("spans")) <= 32


def test_the_same_number_of_positions_is_inferred_and_each_medium_one_says_why() -> None:
    positions = rows("positions")

    assert sum(row["inferred"] == "true" for row in positions) == 3
    assert all(row["note"] for row in positions if row["confidence"] == "medium")


@pytest.fixture
def _loaded(db: None) -> None:
    call_command("load_corpus", CORPUS, verbosity=0)


@pytest.mark.usefixtures("_loaded")
def test_it_is_loaded_and_exported_byte_for_byte() -> None:
    assert pack(published_package()) == {
        path.name: path.read_bytes() for path in Path(CORPUS).iterdir() if path.name != "README.md"
    }


@pytest.mark.usefixtures("_loaded")
def test_labels_are_withheld_where_too_little_bears_them() -> None:
    filled = cells(Position.objects.published().with_subject())

    assert Counter(cell.is_labelled for cell in filled) == {True: 187, False: 21}


@pytest.mark.usefixtures("_loaded")
def test_whatsapp_speaks_through_will_cathcart(client: Client) -> None:
    page = client.get("/quotes/?organisation=whatsapp").content.decode()

    assert page.count("<blockquote") == 6
    assert page.count(">Will Cathcart</a>") == 6
    assert "Client-side scanning cannot work in practice" in page


@pytest.mark.usefixtures("_loaded")
def test_the_other_side_is_found_by_its_pole(client: Client) -> None:
    page = client.get("/positions/?axis=access&per-page=100").content.decode()

    wanted = [
        position
        for position in Position.objects.published().with_subject().latest_first()
        if axis_of(Stance(position.stance), position.proposition_version.supporter_at) == "pole_b"
    ]
    assert page.count('<ol class="rows">') == 1
    assert page.count("row__title") == min(100, len(wanted))
    assert all(position.get_absolute_url() in page for position in wanted[:100])
    assert PropositionVersion.objects.count() == 12


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    "address", ["/", "/quotes/", "/positions/", "/stakeholders/", "/articles/", "/propositions/"]
)
def test_every_list_of_the_real_corpus_opens_in_few_queries(
    client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


@pytest.mark.usefixtures("_loaded")
def test_every_permanent_address_opens(client: Client) -> None:
    kinds = {"quote": "q", "position": "p", "stakeholder": "people", "article": "articles"}
    answers = Counter(
        client.get(f"/{kinds[row['kind']]}/{row['id']}/", follow=True).status_code
        for row in rows("public-ids")
    )
    assert answers == {200: 556}
