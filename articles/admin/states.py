"""What a form shows of a record and its rows, as one value: to carry it, to compare it, to send it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict

from articles.domain.merging import Row, Rows, Value

# Fields that are no part of a record.
ASIDE = {"why", "told", "DELETE"}
# Where the form keeps what was opened.
OPENED = "_opened"


@dataclass(frozen=True)
class State:
    """The record under the key "", its rows under `prefix:key`, new rows under `prefix:+number`."""

    version: int
    status: str
    rows: Rows

    def sealed(self) -> str:
        """As text for a hidden field, which nobody can change without being noticed."""
        kept = {key: {name: list(value) for name, value in row.items()} for key, row in self.rows.items()}
        return signing.dumps([self.version, self.status, kept], salt=OPENED, compress=True)

    @classmethod
    def unsealed(cls, text: str) -> "State | None":
        """The state kept in that text; None where there is none, or it was changed."""
        try:
            version, status, kept = signing.loads(text, salt=OPENED)
        except signing.BadSignature:
            return None
        rows = {key: {name: tuple(value) for name, value in row.items()} for key, row in kept.items()}
        return cls(version, status, rows)


def state_of(record: Any, form: forms.BaseForm, formsets: Iterable[Any]) -> State:
    """What the record's form and formsets show, before anything was typed into them."""
    rows: dict[str, Row] = {"": {bound.name: shown_in(bound) for bound in parts(form)}}
    for formset in formsets:
        for one in formset.initial_forms:
            rows[f"{formset.prefix}:{one.instance.pk}"] = {
                bound.name: shown_in(bound) for bound in parts(one)
            }
    return State(getattr(record, "lock_version", 0), getattr(record, "status", ""), rows)


def typed_in(posted: QueryDict, form: forms.BaseForm, formsets: Sequence[Any]) -> dict[str, Row]:
    """What an editor sent, in the same shape; rows marked for deletion are not there."""
    rows: dict[str, Row] = {"": _sent(posted, form, form.prefix)}
    for formset in formsets:
        empty = formset.empty_form
        blank = {bound.name: shown_in(bound) for bound in parts(empty)}
        for number in range(_count(posted, formset.prefix)):
            prefix = f"{formset.prefix}-{number}"
            key = posted.get(f"{prefix}-{formset.model._meta.pk.name}", "")
            row = _sent(posted, empty, prefix)
            if posted.get(f"{prefix}-DELETE") or (not key and row in (blank, {})):
                continue
            rows[f"{formset.prefix}:{key or f'+{number}'}"] = row
    return rows


def as_posted(rows: Rows, there: Rows, formsets: Sequence[Any]) -> dict[str, list[str]]:
    """The rows as a browser would send them that was shown the rows `there`: what is missing is marked to go.

    A row that stands in neither is a new one, also where it has the key of one that was removed meanwhile.
    """
    sent = {name: list(value) for name, value in rows[""].items()}
    for formset in formsets:
        of_set = f"{formset.prefix}:"
        shown = [key for key in there if key.startswith(of_set)]
        new = [key for key in rows if key.startswith(of_set) and key not in there]
        for number, key in enumerate([*shown, *new]):
            prefix = f"{formset.prefix}-{number}"
            row = rows.get(key, there.get(key, {}))
            sent |= {f"{prefix}-{name}": list(value) for name, value in row.items()}
            sent[f"{prefix}-{formset.model._meta.pk.name}"] = (
                [key.removeprefix(of_set)] if key in there else []
            )
            sent[f"{prefix}-DELETE"] = [] if key in rows else ["on"]
        sent[f"{formset.prefix}-TOTAL_FORMS"] = [str(len(shown) + len(new))]
        sent[f"{formset.prefix}-INITIAL_FORMS"] = [str(len(shown))]
    return sent


def parts(form: forms.BaseForm) -> list[forms.BoundField]:
    """The fields that hold what the record says: not its key, not what it belongs to."""
    model = getattr(getattr(form, "_meta", None), "model", None)
    key = model._meta.pk.name if model is not None else ""
    return [
        bound
        for bound in form
        if bound.name not in ASIDE
        and bound.name != key
        and not isinstance(bound.field, forms.models.InlineForeignKeyField)
    ]


def shown_in(bound: forms.BoundField) -> Value:
    """What a browser would send for the field if nobody touched it."""
    value = bound.field.prepare_value(bound.initial)
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput) or isinstance(bound.field, forms.BooleanField):
        return ("on",) if value else ()
    if isinstance(bound.field, forms.ModelMultipleChoiceField):
        return tuple(sorted(str(getattr(one, "pk", one)) for one in value or []))
    formatted = widget.format_value(value)
    if isinstance(formatted, list | tuple):
        formatted = formatted[0] if formatted else ""
    return (_plain("" if formatted is None else str(formatted)),)


def _sent(posted: QueryDict, form: forms.BaseForm, prefix: str | None) -> Row:
    row: dict[str, Value] = {}
    for bound in parts(form):
        name = f"{prefix}-{bound.name}" if prefix else bound.name
        values = posted.getlist(name)
        if isinstance(bound.field, forms.BooleanField):
            row[bound.name] = ("on",) if values else ()
        elif isinstance(bound.field, forms.ModelMultipleChoiceField):
            row[bound.name] = tuple(sorted(values))
        else:
            row[bound.name] = (_plain(values[0]) if values else "",)
    return row


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _count(posted: QueryDict, prefix: str) -> int:
    try:
        return min(int(posted.get(f"{prefix}-TOTAL_FORMS", "0")), 1000)
    except ValueError:
        return 0
