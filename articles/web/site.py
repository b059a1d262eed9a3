"""What every page knows about the site it is on."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

NAME = "On the Record"
# The doors in the masthead: name of the address, and its word.
DOORS = [
    ("quotes", _("Quotes")),
    ("positions", _("Positions")),
    ("stakeholders", _("Stakeholders")),
    ("propositions", _("Propositions")),
    ("articles", _("Articles")),
    ("outlets", _("Outlets")),
    ("method", _("Method")),
    ("codebook", _("Codebook")),
    ("about", _("About")),
]


def site(request: HttpRequest) -> dict[str, object]:
    """Name, doors, the address to report errors to, and the full address of this page without its query."""
    return {
        "site": {
            "name": NAME,
            "doors": DOORS,
            "contact_email": settings.CONTACT_EMAIL,
            # A preview stands for a page that will have another address.
            "here": getattr(request, "stands_for", "") or address_of(request),
            "asked": address_of(request) + request.get_full_path().removeprefix(request.path),
        }
    }


def address_of(request: HttpRequest) -> str:
    """The full address of the page asked for, without its query."""
    return f"{base_of(request)}{request.path}"


def base_of(request: HttpRequest) -> str:
    """What every full address of ours begins with, without a last slash."""
    try:
        return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        # The very page that refuses such a host needs no address of its own.
        return ""
