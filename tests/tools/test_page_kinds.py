"""No kind of page is forgotten by what looks at all of them."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from tests.corpus.bundled import CORPUS
from tools import page_kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def _corpus(db: None) -> None:
    call_command("load_corpus", CORPUS, verbosity=0)


@pytest.mark.usefixtures("_corpus")
def test_every_kind_of_page_has_an_example_that_opens(client: Client) -> None:
    kinds = page_kinds.page_kinds()

    assert len({kind.name for kind in kinds}) == len(kinds) >= 20
    answers = {kind.name: client.get(kind.address).status_code for kind in kinds}
    assert answers == {kind.name: kind.status for kind in kinds}


@pytest.mark.usefixtures("_corpus")
def test_a_page_without_an_example_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {name: address for name, address in page_kinds.examples().items() if name != "outlet"}
    monkeypatch.setattr(page_kinds, "examples", lambda: fewer)

    with pytest.raises(page_kinds.NoExampleError, match="The address outlet "):
        page_kinds.page_kinds()


@pytest.mark.usefixtures("_corpus")
def test_every_page_of_the_desk_has_an_example_that_opens(client: Client) -> None:
    client.force_login(User.objects.create_superuser("edith"))
    kinds = page_kinds.desk_kinds()
    answers = {kind.name: client.get(kind.address).status_code for kind in kinds}
    assert answers == {kind.name: 200 for kind in kinds}
    assert len(answers) == len(kinds)


def test_machines_are_told_what_they_may_read(client: Client) -> None:
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /admin/\n"
