"""What each decision asks of an editor, and the verb that it comes to."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.correcting import replace
from articles.actions.holding import hold, release
from articles.actions.merging import merge, undo_merge
from articles.actions.removing import remove_on_legal_demand
from articles.actions.renaming import KINDS, rename
from articles.actions.splitting import split
from articles.actions.stances import confirm_stance_change
from articles.actions.withdrawing import withdraw
from articles.admin.decisions.records import RecordField
from articles.admin.forms import PartialDateField
from articles.models import Affiliation, Position, PublicId, Quote, Stakeholder, Status
from articles.queries.resting import parts_of

Verb = Callable[..., object]
WIDE = {"size": 60, "autocomplete": "off"}


def told_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("What readers are told"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=WIDE),
        help_text=gettext_lazy("Public, beside the date; without the words or names concerned."),
    )


class DecisionForm(forms.Form):
    """A decision on one record; its reason is asked for last, and kept for editors alone."""

    why = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=WIDE),
        help_text=gettext_lazy("Kept with the decision, for editors alone."),
    )

    # The verb, which takes the record and what is chosen.
    decision: Verb

    def __init__(self, record: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.record = record
        self.ask()
        self.order_fields([name for name in self.fields if name not in ("told", "why")])

    def ask(self) -> None:
        """Fill in what depends on the record."""

    @property
    def choices(self) -> dict[str, Any]:
        """What was chosen, without the reason; of a form without errors."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}

    @property
    def asks(self) -> bool:
        """Whether there is anything to choose."""
        return self.fields.keys() != {"why"}

    def verb(self) -> Verb:
        """The decision as chosen; it still wants `by` and `why`."""
        return partial(self.decision, self.record, **self.choices)


class HoldForm(DecisionForm):
    decision = staticmethod(hold)
    told = told_field()


class ReleaseForm(DecisionForm):
    decision = staticmethod(release)


class WithdrawForm(DecisionForm):
    decision = staticmethod(withdraw)
    category = forms.ChoiceField(
        label=gettext_lazy("Why it leaves, for readers"),
        choices=PublicId.Category.choices,
        initial=PublicId.Category.OTHER,
    )
    told = told_field()

    def ask(self) -> None:
        self.fields["successor"] = RecordField(
            type(self.record), required=False, label=_("Readers are sent on to")
        )


class ReplaceForm(DecisionForm):
    decision = staticmethod(replace)
    told = told_field()

    def ask(self) -> None:
        label = _("Replaced by")
        self.fields = {"successor": RecordField(type(self.record), label=label), **self.fields}


class RemoveForm(DecisionForm):
    """It cannot be undone, so the id is typed once more."""

    blocked_by = forms.CharField(
        label=gettext_lazy("Address of who demands it"),
        max_length=500,
        widget=forms.TextInput(attrs=WIDE),
        help_text=gettext_lazy("Public, for people and machines: https://… or mailto:…."),
    )
    told = told_field()

    def ask(self) -> None:
        if isinstance(self.record, Quote):
            positions = Position.objects.filter(evidence__quote=self.record, public__isnull=False)
            self.fields["positions"] = forms.ModelMultipleChoiceField(
                positions.distinct().with_subject(),
                label=_("Positions whose words go too"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("The others that rested on it alone are withdrawn, and keep our summary."),
            )
        self.fields["confirmed"] = forms.CharField(
            label=_("Public id, once more"),
            max_length=20,
            widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}),
            help_text=_("Its words are forgotten for good: type %s.") % self.record.public_id,
        )

    def clean_confirmed(self) -> str:
        typed = str(self.cleaned_data["confirmed"]).strip()
        if typed != self.record.public_id:
            raise ValidationError(_("Type %s to say that you mean this record.") % self.record.public_id)
        return typed

    def verb(self) -> Verb:
        chosen = {name: value for name, value in self.choices.items() if name != "confirmed"}
        return partial(remove_on_legal_demand, self.record, **chosen)


class RenameForm(DecisionForm):
    decision = staticmethod(rename)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=500, widget=forms.TextInput(attrs=WIDE))
    slug = forms.SlugField(
        label=gettext_lazy("Slug"),
        max_length=120,
        help_text=gettext_lazy("The last part of its address; the old one leads on for ever."),
    )

    def ask(self) -> None:
        _kind, field = KINDS[type(self.record)]
        label = self.record._meta.get_field(field).verbose_name
        self.fields["name"].label = str(label).capitalize()
        # An article may have no title of its own.
        self.fields["name"].required = not self.record._meta.get_field(field).blank
        self.initial = {"name": getattr(self.record, field), "slug": self.record.slug, **self.initial}
        if isinstance(self.record, Stakeholder):
            self.fields["keep_former"] = forms.BooleanField(
                label=_("It was called that before: keep the old name as a former name"), required=False
            )
            self.fields["former_until"] = PartialDateField(
                label=_("Called that until"),
                required=False,
                help_text=_("Quotes from that time go on showing the old name."),
            )


class MergeForm(DecisionForm):
    told = told_field()

    def ask(self) -> None:
        label = _("The other record, which is the same")
        self.fields = {"other": RecordField(type(self.record), label=label), **self.fields}
        stays = [("other", _("the other")), ("this", _("this one, %s") % self.record)]
        self.fields["stays"] = forms.ChoiceField(
            label=_("Which of the two stays"), choices=stays, initial="other", widget=forms.RadioSelect
        )

    def verb(self) -> Verb:
        this, other = self.record, self.cleaned_data["other"]
        keep, drop = (this, other) if self.cleaned_data["stays"] == "this" else (other, this)
        return partial(merge, keep=keep, drop=drop, told=self.cleaned_data["told"])


class UndoMergeForm(DecisionForm):
    decision = staticmethod(undo_merge)


class SplitForm(DecisionForm):
    """Everything of the stakeholder that can be another's, to tick."""

    decision = staticmethod(split)
    told = told_field()

    def ask(self) -> None:
        parts = parts_of(self.record)
        self.fields = {
            "into": RecordField(Stakeholder, label=_("The stakeholder whose they are")),
            "quotes": _ticked(_("Quotes that are the other’s"), parts.quotes),
            "positions": _ticked(_("Positions that are the other’s"), parts.positions),
            "affiliations": _ticked(_("Affiliations that are the other’s"), parts.affiliations),
            **self.fields,
        }
        for name in ("quotes", "positions", "affiliations"):
            if not self.fields[name].queryset:  # type: ignore[attr-defined]
                del self.fields[name]


class StanceChangeForm(DecisionForm):
    """The earlier position of the same stakeholder that this one changed."""

    def ask(self) -> None:
        of_both = {"stakeholder": self.record.stakeholder, "status": Status.PUBLISHED}
        earlier = Position.objects.filter(
            **of_both, proposition_version__proposition=self.record.proposition
        ).exclude(pk=self.record.pk)
        before = forms.ModelChoiceField(
            earlier.with_subject().latest_first(), label=_("The position before"), empty_label=None
        )
        self.fields = {"before": before, **self.fields}

    def verb(self) -> Verb:
        return partial(confirm_stance_change, after=self.record, **self.choices)


def _ticked(label: str, rows: Any) -> forms.ModelMultipleChoiceField[Quote | Position | Affiliation]:
    return forms.ModelMultipleChoiceField(
        rows, label=label, required=False, widget=forms.CheckboxSelectMultiple
    )
