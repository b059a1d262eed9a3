"""New quote: one page on which an article, a passage, its words and what they evidence are kept at once."""

from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.adding import (
    CannotAdd,
    NewArticle,
    NewStakeholder,
    QuoteDraft,
    Stand,
    Who,
    add_quote,
)
from articles.admin.forms import PartialDateField
from articles.admin.stakeholder_names import StakeholderNameInput, find_stakeholder
from articles.domain.likeness import did_you_mean
from articles.models import (
    Article,
    Outlet,
    Position,
    Proposition,
    PropositionVersion,
    Quote,
    Stakeholder,
    StakeholderType,
    Stance,
)
from articles.queries.articles import find_by_address
from articles.queries.outlets import outlet_of_host

POSITIONS = 3
# The tables that the page adds to.
TABLES = ("quote", "article", "position", "stakeholder")
LANGUAGE = gettext_lazy("A language tag: en, de, pt-BR.")


class NewQuoteForm(forms.Form):
    """What an editor copies from a source, in the order in which it is read there."""

    KNOWN, PERSON, ORGANISATION, UNNAMED = "known", "person", "organisation", "unnamed"

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
    why = forms.CharField(
        label=gettext_lazy("Remark for the history"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "wide"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("url"):
            given["article"] = self._article(given)
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

    def _article(self, given: dict[str, Any]) -> Article | NewArticle | None:
        """The article at that address, else a new one of what was said of it; None where too little was."""
        known = find_by_address(given["url"])
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
            guessed = outlet_of_host(given["url"])
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


def new_quote(request: HttpRequest) -> HttpResponse:
    """The page; what was typed comes back with every error, and what was kept leads to its preview."""
    if not all(request.user.has_perm(f"articles.add_{table}") for table in TABLES):
        raise PermissionDenied
    form = NewQuoteForm(request.POST or None, initial={"url": request.GET.get("url", "")})
    stands = StandFormSet(request.POST or None, prefix="stands")
    known = None
    if request.method == "POST":
        complete = all([form.is_valid(), stands.is_valid()])
        known = form.cleaned_data.get("article")
        if complete and "_look" not in request.POST:
            quote = _add(request, form, stands)
            if quote is not None:
                return _kept(request, quote)
    context = {
        **admin.site.each_context(request),
        "title": _("New quote"),
        "form": form,
        "stands": stands,
        "known": known if isinstance(known, Article) else None,
        "outlets": Outlet.objects.order_by("name_folded").values_list("name", flat=True),
        "opts": Quote._meta,
    }
    return render(request, "admin/articles/new_quote.html", context)


def _add(request: HttpRequest, form: NewQuoteForm, stands: Any) -> Quote | None:
    """The quote as kept; None where it was refused, which its form then says."""
    drafted = [one.stand() for one in stands.forms]
    asked = [stand for stand in drafted if stand is not None]
    why = form.cleaned_data["why"] or _("Added by hand")
    by = cast("AbstractBaseUser", request.user)
    try:
        return add_quote(form.draft(asked), by=by, why=why, seen_at=timezone.now().date())
    except CannotAdd as refusal:
        _say(form, stands, refusal, [place for place, stand in enumerate(drafted) if stand is not None])
    except IntegrityError:
        form.add_error(None, _("Somebody else has just added the same article or words: press Save again."))
    return None


def _say(form: NewQuoteForm, stands: Any, refusal: CannotAdd, places: list[int]) -> None:
    """Say what was refused beside the field that it came from."""
    part, _hyphen, number = refusal.field.partition("-")
    if part == "stands":
        stands.forms[places[int(number)]].add_error(None, refusal.message)
        return
    message = refusal.message
    if refusal.quote is not None:
        address = reverse("admin:articles_quote_change", args=[refusal.quote.pk])
        message = format_html('{} <a href="{}">{}</a>', message, address, _("Open the quote that has them"))
    form.add_error(refusal.field if refusal.field in form.fields else None, message)


def _kept(request: HttpRequest, quote: Quote) -> HttpResponse:
    """On to the preview, or to the next quote from the same article."""
    if "_another" in request.POST:
        messages.success(request, _("The quote is kept: %s") % quote)
        asked = urlencode({"url": request.POST.get("url", "")})
        return redirect(f"{reverse('admin:new_quote')}?{asked}")
    messages.success(request, _("The quote is kept."))
    return redirect("admin:articles_quote_preview", quote.pk)
