from collections.abc import Iterator

import pytest

from tests.importing.fetching.web_host import WebHost, web_host


@pytest.fixture
def host() -> Iterator[WebHost]:
    with web_host() as answering:
        yield answering


@pytest.fixture
def encrypted_host() -> Iterator[WebHost]:
    with web_host(encrypted=True) as answering:
        yield answering
