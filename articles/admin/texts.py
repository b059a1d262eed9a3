"""Adding the text of an article: pasted or uploaded, looked at with what it proves, then kept."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.texts import Outlook, add_text, foresee
from articles.domain.text import body_of
from articles.models import Article, ArticleText

LARGEST = 5_000_000
# Of each list in a message; the rest is counted.
MOST_NAMED = 20


class AddTextForm(forms.Form):
    """The words, pasted or in a file, what of the article they are, and why they are kept."""

    words = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Paste the words"),
        help_text=gettext_lazy("One paragraph a line, as the source prints them."),
        widget=forms.Textarea(attrs={"rows": 16, "cols": 100, "class": "vLargeTextField"}),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("or choose a file"),
        help_text=gettext_lazy("Plain text (.txt) in UTF-8, at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,text/plain"}),
    )
    covers = forms.ChoiceField(
        label=gettext_lazy("This is"),
        choices=ArticleText.Covers.choices,
        initial=ArticleText.Covers.WHOLE,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        max_length=500,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Where the words come from, and why they are added. Kept with the decision."),
        widget=forms.TextInput(attrs={"size": 80, "class": "vTextField"}),
    )

    # What was looked at before: only that is kept.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> str:
        """The words of the file; empty where none was chosen."""
        given: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if given is None:
            return ""
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file has more than 5 MB: upload the text alone."))
        body: bytes = given.read()
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise forms.ValidationError(
                _("The file is not in UTF-8 (byte %(place)d): save it as plain text in UTF-8."),
                params={"place": problem.start + 1},
            ) from None

    def clean(self) -> dict[str, Any]:
        """One of the two, as one text in `words`."""
        pasted, uploaded = self.cleaned_data.get("words", ""), self.cleaned_data.get("file", "")
        if "words" in self.errors or "file" in self.errors:
            return self.cleaned_data
        if pasted.strip() and uploaded:
            self.add_error("file", _("Paste the words or choose a file, not both."))
        words = uploaded or pasted
        if "\x00" in words:
            # Pasted ones are refused by the field itself.
            self.add_error("file", _("The file holds a NUL character, which no text has: is it plain text?"))
        elif len(words.encode(errors="replace")) > LARGEST:
            self.add_error("words", _("This is more than 5 MB: give the text alone."))
        elif not body_of(words.splitlines()):
            self.add_error("file" if uploaded else "words", _("There are no words in it."))
        return self.cleaned_data | {"words": words}


def add_text_view(model_admin: "admin.ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the text, show what keeping it proves, and keep it once that was looked at."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    if not model_admin.has_change_permission(request, article) or not request.user.has_perm(
        "articles.add_articletext"
    ):
        raise PermissionDenied
    form = AddTextForm(request.POST or None, request.FILES or None)
    outlook = None
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        outlook = foresee(article, words=asked["words"], covers=asked["covers"])
        seen = f"{outlook.text.sha256} {asked['covers']}"
        if "keep" in request.POST and asked["seen"] == seen and isinstance(request.user, AbstractBaseUser):
            kept = add_text(
                article, words=asked["words"], covers=asked["covers"], by=request.user, why=asked["why"]
            )
            _tell(request, kept)
            model_admin.log_change(request, article, _("Added a text: %s") % asked["why"])
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        # What was read from a file stands in the field now, to be looked at and sent again.
        told = {"words": outlook.text.body, "covers": asked["covers"], "why": asked["why"], "seen": seen}
        form = AddTextForm(initial=told)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Add text"),
        "subtitle": str(article),
        "opts": Article._meta,
        "article": article,
        "form": form,
        "outlook": outlook,
    }
    return TemplateResponse(request, "admin/articles/article/add_text.html", context)


def _tell(request: HttpRequest, kept: Outlook) -> None:
    """Say what was kept and proven, and name each quote that was not found."""
    if kept.is_known:
        said = _("This text was kept here already, as version %(version)d.")
    elif kept.fills_in:
        said = _("The words of version %(version)d, known by their hash alone so far, are kept now.")
    else:
        said = _("The text is kept as version %(version)d.")
    proven = len(kept.proven)
    counted = ngettext("%(count)d quote is proven by it.", "%(count)d quotes are proven by it.", proven)
    messages.success(request, f"{said % {'version': kept.text.version}} {counted % {'count': proven}}")
    for lost in kept.lost[:MOST_NAMED]:
        messages.warning(
            request,
            _("Left as it was: %(quote)s (%(reason)s)")
            % {"quote": lost.quote, "reason": lost.finding.reason},
        )
    if len(kept.lost) > MOST_NAMED:
        more = len(kept.lost) - MOST_NAMED
        messages.warning(request, _("… and %(count)d more were left as they were.") % {"count": more})
