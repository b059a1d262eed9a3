"""Importing an article: pasted, uploaded or read from its address, then straight to the review desk."""

from functools import partial
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.permissions import may
from articles.actions.texts import add_text
from articles.admin.forms import PartialDateField
from articles.importing.articles.pipeline import Given, Outcome, Run, What, import_articles
from articles.importing.articles.readers import Format, read
from articles.importing.articles.report import in_words, summed_up
from articles.importing.articles.sources import MOST_BYTES, CannotRead, Source
from articles.importing.fetching import CannotFetch, fetch
from articles.models import Article, Outlet, Permission

# Of several articles at once; a command takes more.
MOST_AT_ONCE = 200
LANGUAGE = gettext_lazy("A language tag: en, de, pt-BR.")


class ImportForm(forms.Form):
    """One source, and what is known of it better than it says itself."""

    url = forms.URLField(
        label=gettext_lazy("Address of the article"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autofocus": True}),
        help_text=gettext_lazy("Read from there if nothing is pasted or uploaded; kept as its address."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "A saved page, plain text, a list of paragraphs, or JSON lines; at most 5 MB, in UTF-8."
        ),
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.json,.jsonl"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One paragraph a line. Kept privately, to prove quotes by."),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Form"), required=False, choices=[("", gettext_lazy("find out")), *Format.choices]
    )
    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets"}),
        help_text=gettext_lazy("Empty: as the page or the host of its address says."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    date = PartialDateField(label=gettext_lazy("Date"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", "—"), *Article.Kind.choices]
    )
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language"),
        required=False,
        max_length=12,
        help_text=LANGUAGE,
        error_messages={"invalid": LANGUAGE},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") and given.get("pasted", "").strip():
            self.add_error("pasted", _("Paste the text or choose a file, not both."))
        elif not any((given.get("file"), given.get("pasted", "").strip(), given.get("url"), self.errors)):
            self.add_error(None, _("Give an address, choose a file, or paste the text."))
        return given

    def source(self) -> Source:
        """What was given, read from its address if it is nothing else. Raises CannotRead, CannotFetch."""
        given = self.cleaned_data
        file: UploadedFile[bytes] | None = given["file"]
        if file is not None:
            if (file.size or 0) > MOST_BYTES:
                raise CannotRead(_("The file has more than 5 MB: give one article at a time."))
            return Source(file.name or "", file.read(), given["url"])
        if given["pasted"].strip():
            return Source(_("what was pasted"), given["pasted"].encode(), given["url"])
        page = fetch(given["url"], user_agent=f"On the Record (+{settings.SITE_URL}/about/)")
        return Source(given["url"], page.data, page.url, page.content_type, page.charset or "")

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(
            url=said["url"],
            outlet=said["outlet"],
            title=said["title"],
            date=said["date"],
            language=said["language"],
            kind=said["kind"],
        )


def import_article_page(request: HttpRequest) -> HttpResponse:
    """The page; what was typed comes back with every problem, and one article leads to its desk."""
    if not may(request.user, Permission.CODE) or not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = _import(request, form)
        if len(outcomes) == 1 and outcomes[0].article is not None:
            (messages.info if outcomes[0].what is What.THERE else messages.success)(
                request, in_words(outcomes[0])
            )
            return redirect("admin:review_desk", outcomes[0].article.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Import an article"),
        "opts": Article._meta,
        "form": form,
        "outlets": Outlet.objects.order_by("name_folded").values_list("name", flat=True),
        "lines": [(outcome.article, in_words(outcome)) for outcome in outcomes],
        "sum": summed_up(outcomes) if len(outcomes) > 1 else "",
    }
    return render(request, "admin/articles/import_article.html", context)


def _import(request: HttpRequest, form: ImportForm) -> list[Outcome]:
    """What became of each article; nothing where the form says why not."""
    by = cast("AbstractBaseUser", request.user)
    why = _("Imported.")
    keep = partial(add_text, covers="whole", by=by, why=why)
    chosen = form.cleaned_data["format"]
    try:
        drafts = list(read(form.source(), format=Format(chosen) if chosen else None))
    except (CannotRead, CannotFetch) as problem:
        form.add_error(None, str(problem))
        return []
    if len(drafts) > MOST_AT_ONCE:
        told = _("The file holds %(count)d articles: import at most %(most)d here, or by the command.")
        form.add_error("file", told % {"count": len(drafts), "most": MOST_AT_ONCE})
        return []
    given = form.given() if len(drafts) == 1 else Given(outlet=form.cleaned_data["outlet"])
    outcomes = list(import_articles(drafts, Run(given, keep, by, why, seen_at=timezone.now().date())))
    if len(outcomes) == 1 and outcomes[0].what is What.FAILED:
        form.add_error(None, outcomes[0].problem)
        return []
    return outcomes
