"""What the page asks of the quote itself: its source, its words and who said them."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.adding import NewArticle, QuoteDraft
from articles.actions.making import NewStakeholder, Stand, Who
from articles.admin.forms import PartialDateField
from articles.admin.stakeholder_names import StakeholderNameInput, find_stakeholder
from articles.domain.likeness import did_you_mean
from articles.models import Article, Outlet, Quote, Stakeholder, StakeholderType

LANGUAGE = gettext_lazy("A language tag: en, de, pt-BR.")


class WhoForm(forms.Form):
    """Who said the words: somebody known here, somebody new, or a label where nobody is named."""

    KNOWN, PERSON, ORGANISATION, UNNAMED = "known", "person", "organisation", "unnamed"

    speaker = forms.CharField(label=gettext_lazy("Speaker"), max_length=200, widget=StakeholderNameInput())
    speaker_is = forms.ChoiceField(
        label=gettext_lazy("The speaker is"),
        choices=[
            (KNOWN, gettext_lazy("known here")),
            (PERSON, gettext_lazy("a new person")),
            (ORGANISATION, gettext_lazy("a new organisation")),
            (UNNAMED, gettext_lazy("not named: this is a label")),
        ],
        initial=KNOWN,
    )
    speaker_type = forms.ModelChoiceField(
        StakeholderType.objects.all(),
        label=gettext_lazy("Type of a new speaker"),
        required=False,
        empty_label="—",
    )
    role_printed = forms.CharField(label=gettext_lazy("Role as printed"), max_length=300, required=False)
    on_behalf_of = forms.CharField(
        label=gettext_lazy("On behalf of"),
        max_length=200,
        required=False,
        widget=StakeholderNameInput(),
        help_text=gettext_lazy("The organisation spoken for, where the article says so."),
    )
    on_behalf_of_type = forms.ModelChoiceField(
        StakeholderType.objects.all(),
        label=gettext_lazy("Type, if it is a new organisation"),
        required=False,
        empty_label="—",
    )

    def clean(self) -> dict[str, Any]:
        """With `speaker_found` and `on_behalf_of_found`, the stakeholders that were meant."""
        given = super().clean() or {}
        self._resolve("speaker", self._speaker, given)
        if given.get("on_behalf_of"):
            name, kind = given["on_behalf_of"], given.get("on_behalf_of_type")
            self._resolve("on_behalf_of", lambda: _organisation(name, kind), given)
        return given

    def _resolve(self, field: str, find: Any, given: dict[str, Any]) -> None:
        if given.get(field):
            try:
                given[f"{field}_found"] = find()
            except ValidationError as problem:
                self.add_error(field, problem)

    def _speaker(self) -> Who | str:
        name, what = self.cleaned_data["speaker"], self.cleaned_data.get("speaker_is")
        if what == self.UNNAMED:
            return cast("str", name)
        if what == self.KNOWN:
            return find_stakeholder(name)
        if Stakeholder.objects.named(name).exists():
            raise ValidationError(_("Somebody of that name is known here already: choose “known here”."))
        if self.cleaned_data.get("speaker_type") is None:
            self.add_error("speaker_type", _("A new stakeholder needs a type."))
            return cast("str", name)
        return NewStakeholder(kind=what or "", name=name, type=self.cleaned_data["speaker_type"])


class NewQuoteForm(WhoForm):
    """What an editor copies from a source, in the order in which it is read there."""

    url = forms.URLField(
        label=gettext_lazy("Address of the article"),
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "wide", "autofocus": True}),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the one whose articles stand at that address."),
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )
    is_new_outlet = forms.BooleanField(label=gettext_lazy("It is a new outlet"), required=False)
    date = PartialDateField(label=gettext_lazy("Date"), required=False)
    article_kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Article.Kind.choices, initial=Article.Kind.NEWS
    )
    passage = forms.CharField(
        label=gettext_lazy("Passage"),
        required=False,
        help_text=gettext_lazy(
            "Paste the paragraphs around the words, as they are printed. Kept privately, to prove the words; "
            "may be empty where a text of the article is kept already."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "class": "wide", "data-passage": ""}),
    )
    words = forms.CharField(
        label=gettext_lazy("Words"),
        help_text=gettext_lazy(
            "The words quoted, out of the passage, without quotation marks; “[…]” where some are left out."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "class": "wide", "data-words": ""}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of quote"), choices=Quote.Kind.choices, initial=Quote.Kind.DIRECT
    )
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language"),
        initial="en",
        max_length=12,
        help_text=LANGUAGE,
        error_messages={"invalid": LANGUAGE},
        widget=forms.TextInput(attrs={"size": 6}),
    )
    said = PartialDateField(
        label=gettext_lazy("Said on"),
        required=False,
        help_text=gettext_lazy("Where it was another day than the article’s."),
    )
    why = forms.CharField(
        label=gettext_lazy("Remark for the history"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "wide"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("url"):
            given["article"] = self._article(given)
        return given

    def _article(self, given: dict[str, Any]) -> Article | NewArticle | None:
        """The article at that address, else a new one of what was said of it; None where too little was."""
        known = Article.objects.with_source().at_address(given["url"]).first()
        if known is not None:
            return known
        outlet = self._outlet(given)
        if not given.get("date") and "date" not in self.errors:
            self.add_error("date", _("This address is not known yet: say when the article appeared."))
        if not given.get("title") and "title" not in self.errors:
            self.add_error("title", _("This address is not known yet: give the title of the article."))
        if outlet is None or self.errors:
            return None
        return NewArticle(
            url=given["url"],
            outlet=outlet,
            title=given["title"],
            date=given["date"],
            kind=given["article_kind"],
            language=given.get("language") or "en",
        )

    def _outlet(self, given: dict[str, Any]) -> Outlet | str | None:
        name = given.get("outlet", "")
        if not name:
            guessed = Outlet.objects.at_host(given["url"]).first()
            if guessed is None:
                self.add_error("outlet", _("No outlet is known at that address: give its name."))
            return guessed
        known = Outlet.objects.named(name).first()
        if known is not None or given.get("is_new_outlet"):
            return known or str(name)
        near = did_you_mean(name, Outlet.objects.values_list("name", flat=True))
        meant = _(" Did you mean %s?") % _(" or ").join(f"“{one}”" for one in near) if near else ""
        self.add_error("outlet", _("No outlet of that name is known: tick “new” to add it.") + meant)
        return None

    def draft(self, stands: list[Stand]) -> QuoteDraft:
        """What was typed, as the verb takes it; of a form without errors."""
        given = self.cleaned_data
        return QuoteDraft(
            article=given["article"],
            passage=given["passage"],
            words=given["words"],
            speaker=given["speaker_found"],
            on_behalf_of=given.get("on_behalf_of_found"),
            kind=given["kind"],
            language=given["language"],
            speaker_printed="" if given["speaker_is"] == self.UNNAMED else given["speaker"],
            role_printed=given["role_printed"],
            said=given["said"],
            stands=stands,
        )


def _organisation(name: str, kind: StakeholderType | None) -> Who:
    """The organisation of that name; a new one where a type is given for it and none is known."""
    if kind is not None and not Stakeholder.objects.named(name).exists():
        return NewStakeholder(kind=Stakeholder.Kind.ORGANISATION, name=name, type=kind)
    found = find_stakeholder(name)
    if found.is_person:
        raise ValidationError(_("Words are spoken on behalf of an organisation; this is a person."))
    return found
