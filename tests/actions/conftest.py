"""What tests of decisions share: an editor, and the reasons of a refusal."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.recording import Refused
from tests.factories import make_editor


@pytest.fixture
def editor() -> User:
    return make_editor()


def reasons(decision: Any, *records: Any, editor: User, why: str = "because", **options: Any) -> list[str]:
    """What a decision is refused for."""
    with pytest.raises(Refused) as told:
        decision(*records, by=editor, why=why, **options)
    return told.value.reasons
