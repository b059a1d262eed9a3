"""What was seen and what happened is never rewritten."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Change, corpus_version
from tests.factories import make_position, make_proposition, make_public_id, make_quote

pytestmark = pytest.mark.django_db


def test_a_text_may_lose_its_words_and_nothing_else() -> None:
    text = make_quote().text
    text.body = text.body.replace("first", "last!")
    with pytest.raises(ValidationError, match="add the changed one as a new version"):
        text.save()

    text.body = ""
    text.save()
    text.refresh_from_db()
    assert (text.body, text.length > 0) == ("", True)


def test_a_wording_stays_once_a_position_refers_to_it() -> None:
    version = make_proposition().current
    version.wording = "Otherwise."
    version.save()

    make_position()
    version.wording = "Otherwise again."
    with pytest.raises(ValidationError, match="add a new version"):
        version.save()


def test_changes_are_only_added_and_their_last_is_the_version_of_the_corpus() -> None:
    assert corpus_version() == 0
    change = Change.objects.create(kind="published", public=make_public_id("quote"))
    assert corpus_version() == change.pk

    change.summary = "Not so."
    with pytest.raises(ValidationError, match="only added to"):
        change.save()


def test_a_text_that_was_never_kept_may_get_the_very_words_of_its_hash_and_no_others() -> None:
    text = make_quote().text
    words, text.body = text.body, ""
    text.save()

    text.body = words.replace("first", "last!")
    with pytest.raises(ValidationError, match="add the changed one as a new version"):
        text.save()

    text.body = words
    text.save()
    text.refresh_from_db()
    assert text.body == words
