"""A stakeholder by name, as an editor types it: found, or refused with what may have been meant."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from articles.domain.likeness import did_you_mean
from articles.models import Stakeholder

# How many names are offered while one is typed.
OFFERED = 12


class StakeholderNameInput(forms.TextInput):
    """A line of text with names offered while it is typed, where scripts run."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-stakeholder-names": "", "size": 40} | (attrs or {}))


def find_stakeholder(text: str) -> Stakeholder:
    """The one stakeholder of that name, other name, slug or public id.

    Raises ValidationError that offers the likest names, or the slugs of those that share the name.
    """
    found = list(Stakeholder.objects.named(text).by_name()[:5])
    if len(found) == 1:
        return found[0]
    if found:
        slugs = ", ".join(one.slug for one in found)
        raise ValidationError(_("Several are called that. Type one of these instead: %s.") % slugs)
    near = did_you_mean(text, Stakeholder.objects.by_name().values_list("name", flat=True))
    if near:
        raise ValidationError(
            _("Nobody of that name is known. Did you mean %s?") % _(" or ").join(f"“{name}”" for name in near)
        )
    raise ValidationError(_("Nobody of that name is known."))


def offer_names(request: HttpRequest) -> JsonResponse:
    """The names that contain what was typed so far, as JSON."""
    typed = request.GET.get("q", "").strip()
    if len(typed) < 2:  # noqa: PLR2004 — one letter says nothing
        return JsonResponse({"names": []})
    found = Stakeholder.objects.containing(typed).by_name()[:OFFERED]
    return JsonResponse({"names": [{"name": one.name, "about": one.get_kind_display()} for one in found]})
