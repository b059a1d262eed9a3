"""What the page for editors says is where it says."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

PAGE = Path(settings.BASE_DIR) / "docs" / "curating.md"
ADDRESSES = sorted(set(re.findall(r"[(`](/admin/[^)`]*)[)`]", PAGE.read_text())))


def test_the_pages_of_daily_work_are_all_described() -> None:
    assert ADDRESSES == [
        "/admin/",
        "/admin/articles/article/import/",
        "/admin/articles/article/review/",
        "/admin/articles/merge/",
        "/admin/articles/position/import/",
        "/admin/articles/quote/new/",
        "/admin/articles/quote/work/",
        "/admin/articles/stakeholder/duplicates/",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_for_editors_opens(client: Client, address: str) -> None:
    client.force_login(User.objects.create_superuser("edith"))
    page = client.get(address)
    assert page.status_code == 200
    # Its links to the others are on the page.
    missing = [other for other in ADDRESSES if address == "/admin/" and other not in page.content.decode()]
    assert missing == []
