"""What an editor says of one quote at the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.anchoring import CannotAnchor, places_of
from articles.actions.making import Stand
from articles.actions.suggestions import Said
from articles.admin.new_quote.forms import WhoForm
from articles.domain.extraction.names import is_body
from articles.models import Quote
from articles.queries.review import Item


class SaidForm(WhoForm):
    """The words, and who said them. Where a script marked the words, their offsets come with them."""

    words = forms.CharField(
        label=gettext_lazy("Words"),
        help_text=gettext_lazy("As they stand in the text; “[…]” where some are left out."),
        widget=forms.Textarea(attrs={"rows": 3, "data-words": ""}),
    )
    spans = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of quote"), choices=Quote.Kind.choices)
    speaker_printed = forms.CharField(
        label=gettext_lazy("Speaker as printed"), max_length=200, required=False
    )

    def __init__(self, body: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.body = body
        self.fields["speaker"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("words"):
            try:
                given["places"] = self._places(given["words"], given.get("spans", ""))
            except CannotAnchor as problem:
                self.add_error("words", str(problem))
        return given

    def _places(self, words: str, marked: str) -> list[tuple[int, int]]:
        """Where the words stand: at the offsets marked if they are there, else found by themselves."""
        spans = spans_in(marked)
        there = " […] ".join(self.body[start:end] for start, end in spans)
        if spans and _flat(there) == _flat(words):
            return spans
        return [(place.start, place.end) for place in places_of(words, body=self.body)]

    def said(self, stands: list[Stand]) -> Said:
        """What was typed, as the verb takes it; of a form without errors."""
        given = self.cleaned_data
        return Said(
            spans=given["places"],
            speaker=given["speaker_found"],
            on_behalf_of=given.get("on_behalf_of_found"),
            speaker_printed=given["speaker_printed"],
            role_printed=given["role_printed"],
            kind=given["kind"],
            stands=stands,
        )


def shown_of(item: Item) -> dict[str, Any]:
    """What the form of a quote shows at first: what it says, else what was suggested."""
    quote = item.quote
    name, is_a = quote.speaker_label, WhoForm.UNNAMED
    if quote.speaker is not None:
        name, is_a = quote.speaker.name, WhoForm.KNOWN
    elif not name and item.speaker_name:
        name = item.speaker_name
        is_a = WhoForm.ORGANISATION if is_body(name.split()) else WhoForm.PERSON
    spoken_for = quote.on_behalf_of
    return {
        "words": quote.exact,
        "spans": item.spans_text,
        "kind": quote.kind,
        "speaker": name,
        "speaker_is": is_a if name else WhoForm.KNOWN,
        "speaker_printed": quote.speaker_printed,
        "role_printed": quote.role_printed,
        "on_behalf_of": spoken_for.name if spoken_for else item.organisation_name,
    }


def spans_in(marked: str) -> list[tuple[int, int]]:
    """The offsets in “12-30 40-55”. Raises ValidationError for anything else."""
    try:
        pairs = [tuple(map(int, one.split("-"))) for one in marked.split()]
        return [(start, end) for start, end in pairs]
    except ValueError:
        raise ValidationError(_("The places did not arrive as sent: mark the words again.")) from None


def _flat(words: str) -> str:
    return "".join(words.split())
