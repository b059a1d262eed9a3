"""The page for the second editor who saves: what the first changed, field by field, and what stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.admin.states import OPENED, State, as_posted, parts, typed_in
from articles.domain.merging import Changed, Difference, Row, Value, differences, merged

# Fields of the page itself: what it showed as saved, a choice, and one choice for every clash.
SHOWN, CHOICE, ALL = "_theirs", "_choice:", "_all"
ABSENT = "—"


@dataclass(frozen=True)
class Line:
    """One difference as the page shows it."""

    name: str
    label: str
    opened: str
    theirs: str
    mine: str
    default: str

    @property
    def is_clash(self) -> bool:
        return not self.default


@dataclass(frozen=True)
class Conflict:
    """What an editor sees who saves over somebody else's edit; `opened` is None where nobody can tell."""

    opened: State | None
    theirs: State
    posted: QueryDict
    lines: Sequence[Line]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """All that was sent, for hidden fields, so that nothing typed is lost."""
        own = (SHOWN, ALL, "csrfmiddlewaretoken")
        sent = [
            (name, value)
            for name, values in self.posted.lists()
            if name not in own and not name.startswith(CHOICE)
            for value in values
        ]
        return [*sent, (SHOWN, self.theirs.sealed())]

    @property
    def clashes(self) -> bool:
        return any(line.is_clash for line in self.lines)


def make_conflict(
    opened: State | None, theirs: State, posted: QueryDict, form: Any, formsets: Sequence[Any]
) -> Conflict:
    mine = typed_in(posted, form, formsets)
    found = differences(opened.rows if opened else None, theirs.rows, mine)
    return Conflict(opened, theirs, posted, [_line(one, form, formsets) for one in found])


def settled(
    posted: QueryDict, opened: State | None, shown: State, form: Any, formsets: Sequence[Any]
) -> QueryDict:
    """What was chosen on the page, as the form sends it of one who had opened what the page showed.

    Raises KeyError for a clash in which nothing was chosen.
    """
    mine = typed_in(posted, form, formsets)
    found = differences(opened.rows if opened else None, shown.rows, mine)
    chosen = {one.key: posted.get(CHOICE + one.key, "") for one in found}
    everything = posted.get(ALL, "")
    if everything in (Changed.MINE, Changed.THEIRS):
        chosen |= {one.key: everything for one in found if one.changed is Changed.BOTH}
    rows = merged(shown.rows, mine, found, chosen)
    sent = posted.copy()
    for name, values in as_posted(rows, shown.rows, formsets).items():
        if values:
            sent.setlist(name, values)
        else:
            sent.pop(name, None)
    sent[OPENED] = shown.sealed()
    return sent


def _line(one: Difference, form: Any, formsets: Sequence[Any]) -> Line:
    holder, title = form, ""
    if one.row:
        prefix = one.row.partition(":")[0]
        formset = next(formset for formset in formsets if formset.prefix == prefix)
        holder, title = formset.empty_form, _row_title(one.row, formset)
    if one.field:
        bound = holder[one.field]
        title = f"{title}: {bound.label}" if title else str(bound.label)
        opened, theirs, mine = (_value(bound.field, side) for side in (one.opened, one.theirs, one.mine))
    else:
        opened, theirs, mine = (_row(side, holder) for side in (one.opened, one.theirs, one.mine))
    return Line(CHOICE + one.key, title, opened, theirs, mine, one.default)


def _row_title(key: str, formset: Any) -> str:
    number = key.partition(":")[2]
    name = str(formset.model._meta.verbose_name)
    known = next((one.instance for one in formset.initial_forms if str(one.instance.pk) == number), None)
    return f"{name} “{known}”" if known is not None else _("new %s") % name


def _row(side: Any, form: Any) -> str:
    if side is None:
        return ABSENT
    row: Row = side
    said = [(str(bound.label), _value(bound.field, row.get(bound.name))) for bound in parts(form)]
    return "; ".join(f"{label}: {value}" for label, value in said if value != ABSENT)


def _value(field: forms.Field, side: Any) -> str:
    """The value as the form names it: records and choices by their names."""
    if side is None:
        return ABSENT
    value: Value = side
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        keys = [key for key in value if key.isdecimal()]
        return "; ".join(str(one) for one in field.queryset.filter(pk__in=keys)) or ABSENT
    if isinstance(field, forms.ChoiceField):
        names = {str(key): str(name) for key, name in forms.Select(choices=field.choices).choices}  # type: ignore[arg-type]
        return "; ".join(names.get(key, key) for key in value if key) or ABSENT
    return "\n".join(value) or ABSENT
