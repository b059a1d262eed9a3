"""Words of the domain in the language of the page."""

from django.utils.translation import gettext

from articles.domain.wording import Wording


def translated(text: str) -> str:
    """A Wording in the active language; any other text is itself."""
    return gettext(text.message) % text.values if isinstance(text, Wording) else text
