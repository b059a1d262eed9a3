"""Forms of records: a day, month or year in one field, every rule of the table said beside the fields."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from articles.actions.editing import needs_reason
from articles.domain.dates import PartialDate
from articles.models.folded import refold
from articles.models.partial_dates import PartialDateProperty

Record = TypeVar("Record", bound=models.Model)
# Of a set of rows, not of one: the formset sees to it.
OF_THE_SET = {"evidence_one_primary"}


class PartialDateField(forms.CharField):
    """A day, a month or a year, as sources give it; None where it is left out."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("A year (2022), a month (2022-07) or a day (2022-07-30)."))
        options.setdefault("widget", forms.TextInput(attrs={"size": 12, "autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as problem:
            raise ValidationError(str(problem)) from None

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class RecordForm(forms.ModelForm[Record]):
    """A record with its partial dates as one field each; all constraints of its table are checked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self._partial_dates():
            self.initial.setdefault(name, getattr(self.instance, name))

    def _partial_dates(self) -> list[str]:
        kept = vars(type(self.instance)).items()
        return [
            name for name, one in kept if isinstance(one, PartialDateProperty) and name in self.base_fields
        ]

    def _post_clean(self) -> None:
        for name in self._partial_dates():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()  # type: ignore[misc]  # Django's own, without types
        self._hold_constraints()

    def _hold_constraints(self) -> None:
        """Each rule of the table whose columns were understood, those that are no fields too."""
        record = self.instance
        missing = set(self.errors)
        refold(record)
        for field in record._meta.concrete_fields:
            if not field.null and getattr(record, field.attname) is None:
                missing.add(field.name)
        for constraint in record._meta.constraints:
            if constraint.name not in OF_THE_SET:
                try:
                    constraint.validate(type(record), record, exclude=missing)
                except ValidationError as problem:
                    said = list(map(str, self.non_field_errors()))
                    self.add_error(None, [one for one in problem.messages if one not in said])


class RowForm(RecordForm[Record]):
    """A row among others in a table: each of its fields says its own name, for those who hear the page."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if not field.widget.is_hidden:
                # The admin wraps the widget of a related record, and draws the one inside.
                drawn: Any = getattr(field.widget, "widget", field.widget)
                drawn.attrs["aria-label"] = str(field.label or "")


class RowFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Rows of a record, each with a tick to delete it that says so."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = str(_("Delete"))


class ReasonedForm(RecordForm[Record]):
    """A record with the reason for its edit, which has to be given for what is public."""

    # Why the edit, tried a moment ago, was taken back.
    refused: Sequence[str] = ()

    why = forms.CharField(
        required=False,
        max_length=500,
        label=_("Reason"),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Why it is changed; kept in its history, which is not public."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "why" in self.fields and needs_reason(self.instance):
            self.fields["why"].required = True
            self.fields["why"].error_messages["required"] = _("It is public: say why it is changed.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for reason in self.refused:
            self.add_error(None, reason)
        return given


class CorrectedForm(ReasonedForm[Record]):
    """A record whose edits are corrections, once it is public: readers are told of them."""

    told = forms.CharField(
        required=False,
        max_length=500,
        label=_("What readers are told"),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Public, beside the date and the parts that were corrected; may be empty."),
    )
