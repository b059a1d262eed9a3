"""Another record, named in a form as an editor has it at hand: by id, by address, a stakeholder by name."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.admin.stakeholder_names import StakeholderNameInput, find_stakeholder
from articles.domain import public_ids
from articles.models import Article, Position, Quote, Stakeholder

# /admin/articles/quote/12/change/, and whatever else the admin keeps beneath a record.
DESK = re.compile(r"/articles/(?P<table>[a-z]+)/(?P<key>\d+)/")


class RecordField(forms.CharField):
    """A record of one table; the form says whether it may be left out."""

    def __init__(self, table: type[Any], **options: Any) -> None:
        self.table = table
        if table is Stakeholder:
            options.setdefault("widget", StakeholderNameInput())
            options.setdefault("help_text", _("Its name, public id, or address here."))
        else:
            options.setdefault("widget", forms.TextInput(attrs={"size": 60, "autocomplete": "off"}))
            options.setdefault("help_text", _("Its public id, or its address here or in the admin."))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return find_record(self.table, text) if text else None


def find_record(table: type[Any], text: str) -> Any:
    """The record that the text names. Raises ValidationError that says what to type instead."""
    at_desk = DESK.search(text)
    if at_desk is not None and at_desk["table"] == table._meta.model_name:
        found = table._default_manager.filter(pk=at_desk["key"]).first()
    else:
        found = table._default_manager.filter(public_id__in=_ids_in(text)).first()
    if found is None and table is Article:
        found = Article.objects.at_address(text).first()
    if found is None and table is Stakeholder:
        return find_stakeholder(text)
    if found is None:
        raise ValidationError(_("No %(kind)s is known by that."), params={"kind": table._meta.verbose_name})
    return found


def _ids_in(text: str) -> list[str]:
    """The public ids that the text is, or has in the path of an address."""
    parts = [text, *urlsplit(text).path.split("/")]
    return [one for one in map(public_ids.normalise, parts) if public_ids.is_valid(one)]


def name_of(record: Quote | Position | Stakeholder | Article) -> str:
    """What a field of this kind takes for the record, whether it is public or not."""
    return str(record.public_id or f"/articles/{record._meta.model_name}/{record.pk}/")
