"""What the page asks of each position that the words evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.making import Stand
from articles.models import Position, Proposition, PropositionVersion, Stance

POSITIONS = 3


def _propositions() -> list[tuple[str, list[tuple[str, str]]]]:
    """The wordings in force by debate, to choose one."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in Proposition.objects.with_wording().order_by("debate", "label_folded"):
        if one.versions.all():
            groups.setdefault(one.debate.title, []).append((str(one.current.pk), one.label))
    return list(groups.items())


class StandForm(forms.Form):
    """One position that the words evidence; left out where no proposition is chosen."""

    proposition = forms.ChoiceField(label=gettext_lazy("Proposition"), required=False)
    stance = forms.ChoiceField(
        label=gettext_lazy("Stance"), choices=[("", "—"), *Stance.choices], required=False
    )
    condition = forms.CharField(
        label=gettext_lazy("Condition"),
        required=False,
        help_text=gettext_lazy("With the stance “conditional”, and only with it."),
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        required=False,
        help_text=gettext_lazy("In our words; may be empty, for the quote speaks for itself."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("Confidence"),
        choices=Position.Confidence.choices,
        initial=Position.Confidence.HIGH,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        help_text=gettext_lazy("Says why, where confidence is medium."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["proposition"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 — for the type checker
        chosen.choices = [("", "—"), *_propositions()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        said = any(given.get(name) for name in ("stance", "condition", "summary", "note"))
        if said and not given.get("proposition") and "proposition" not in self.errors:
            self.add_error("proposition", _("Choose the proposition on which this is a position."))
        if not given.get("proposition"):
            return given
        if not given.get("stance") and "stance" not in self.errors:
            self.add_error("stance", _("Choose the stance."))
        if bool(given.get("condition")) != (given.get("stance") == Stance.CONDITIONAL):
            self.add_error(
                "condition", _("A condition goes with the stance “conditional”, and only with it.")
            )
        if given.get("confidence") == Position.Confidence.MEDIUM and not given.get("note"):
            self.add_error("note", _("Medium confidence needs a note that says why."))
        return given

    def stand(self) -> Stand | None:
        """The position, None where the form was left empty; of a form without errors."""
        given = self.cleaned_data
        if not given.get("proposition"):
            return None
        version = PropositionVersion.objects.get(pk=given["proposition"])
        return Stand(
            proposition_version=version,
            stance=given["stance"],
            condition=given["condition"],
            summary=given["summary"],
            confidence=given["confidence"],
            note=given["note"],
        )


StandFormSet = forms.formset_factory(StandForm, extra=POSITIONS, max_num=POSITIONS, absolute_max=POSITIONS)
