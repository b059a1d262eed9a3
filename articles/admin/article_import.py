"""Import an article: uploaded, pasted or read from its address; what is missing is asked for."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.actions.permissions import may
from articles.actions.texts import add_text
from articles.admin.forms import PartialDateField
from articles.importing.articles.bringing import Brought, bring_in_source
from articles.importing.articles.decoding import decoded
from articles.importing.articles.opening import fetched
from articles.importing.articles.pipeline import Given, Run
from articles.importing.articles.readers import Format
from articles.importing.articles.report import totals_of
from articles.importing.articles.sources import MOST_BYTES, ArticleDraft, CannotRead, Source
from articles.importing.fetching import PUBLIC, Reach
from articles.models import Article, ArticleText, Outlet, Permission

ASKED = ("outlet", "title", "date", "language", "kind")
LANGUAGE = gettext_lazy("A language tag: en, de, pt-BR.")


class ImportForm(forms.Form):
    """Where the article is, and what is to be said of it; what is left empty is read from the source."""

    url = forms.URLField(
        label=gettext_lazy("Address of the article"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=gettext_lazy(
            "Alone, the page is read from there. With a file or a text, it is noted as its address."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        help_text=gettext_lazy(
            "A saved page (HTML), plain text, a list of paragraphs (JSON or Python), or several articles "
            "(JSON lines); at most 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.txt,.json,.jsonl,.ndjson,.py,text/*"}),
    )
    text = forms.CharField(
        label=gettext_lazy("or its text, pasted"),
        required=False,
        strip=False,
        help_text=gettext_lazy("One paragraph a line, or HTML."),
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Form"),
        required=False,
        choices=[("", gettext_lazy("As found out")), *Format.choices],
    )
    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Its name; one that is not known yet is made."),
        widget=forms.TextInput(attrs={"list": "outlets"}),
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    date = PartialDateField(label=gettext_lazy("Date"), required=False)
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language"),
        required=False,
        max_length=12,
        help_text=LANGUAGE,
        error_messages={"invalid": LANGUAGE},
        widget=forms.TextInput(attrs={"size": 6}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("As the source says, else news")), *Article.Kind.choices],
    )

    def clean_text(self) -> str:
        # No `maxlength`: a browser would cut off what is pasted, and say nothing.
        text = str(self.cleaned_data["text"])
        if len(text) > MOST_BYTES:
            raise forms.ValidationError(too_large(len(text)))
        return text

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given["text"].strip() and not given["url"]:
            self.add_error("url", _("Give an address, choose a file, or paste the text."))
        return given


def too_large(size: int) -> str:
    megabytes = {"size": f"{size / 1_000_000:.1f}", "most": f"{MOST_BYTES / 1_000_000:.0f}"}
    told = _("It has %(size)s MB, and %(most)s MB are the most: give the text of the article alone.")
    return told % megabytes


@dataclass(frozen=True)
class _Asked:
    """What an editor sent: the form as it was filled in, and the name of a file whose text is in it now."""

    form: ImportForm
    data: QueryDict
    file: str = ""


@csrf_exempt
def import_article_page(request: HttpRequest, *, reach: Reach = PUBLIC) -> HttpResponse:
    """The page. What was typed, pasted or uploaded stays in it until it is imported.

    The token of the form is asked for here, since looking for it raises where too much was sent.
    """
    if not may(request.user, Permission.CODE):
        raise PermissionDenied
    try:
        request.POST  # noqa: B018 — reads what was sent
    except RequestDataTooBig:
        return _too_much(request)
    return csrf_protect(partial(_answer, reach=reach))(request)


def _answer(request: HttpRequest, *, reach: Reach) -> HttpResponse:
    page: dict[str, Any] = {"form": ImportForm()}
    if request.method == "POST":
        asked = _asked(request)
        page["form"] = asked.form
        if asked.form.is_valid():
            page |= _imported(request, asked, reach)
    if not page.get("brought"):
        _focus(page["form"])
    return _page(request, page)


def _page(request: HttpRequest, page: dict[str, Any], *, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Import an article"),
        "opts": Article._meta,
        "outlets": Outlet.objects.order_by("name_folded").values_list("name", flat=True),
        **page,
    }
    return render(request, "admin/articles/article/import.html", context, status=status)


def _too_much(request: HttpRequest) -> HttpResponse:
    """More was sent than is taken in: said so, once all of it has come."""
    with suppress(UnreadablePostError):
        while request.read(1_000_000):
            pass
    form = ImportForm({})
    form.errors.clear()
    most = {"most": f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000:.0f}"}
    told = _(
        "What you sent has more than %(most)s MB. Go back in your browser: what you typed is still there. "
        "Then give the text of the article alone."
    )
    form.add_error("text", told % most)
    return _page(request, {"form": form}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _focus(form: ImportForm) -> None:
    """Typing begins where something is missing, else at the address."""
    wrong = next((name for name in form.fields if name in form.errors), "url")
    form.fields[wrong].widget.attrs["autofocus"] = True


def _asked(request: HttpRequest) -> _Asked:
    """The form, with the text of a file in the field for pasting: a browser would not send the file again."""
    data, file = request.POST.copy(), request.FILES.get("file")
    if file is None:
        return _Asked(ImportForm(data), data)
    problem = ""
    if data.get("text", "").strip():
        problem = _("Choose a file or paste the text, not both.")
    else:
        problem = _take_in(data, file)
    form = ImportForm(data)
    if problem:
        form.errors.pop("url", None)
        form.add_error("file", problem)
    return _Asked(form, data, str(file.name))


def _take_in(data: QueryDict, file: "UploadedFile[bytes]") -> str:
    """Put the text of the file into the form; gives back what is wrong with it, if anything is."""
    if (file.size or 0) > MOST_BYTES:
        return too_large(file.size or 0)
    try:
        data["text"] = decoded(Source(str(file.name), file.read()))
    except CannotRead as problem:
        return str(problem)
    return ""


def _imported(request: HttpRequest, asked: _Asked, reach: Reach) -> dict[str, Any]:
    """What the page shows: the report, or the form with what has to be mended."""
    given = asked.form.cleaned_data
    is_pasted = bool(given["text"].strip())
    try:
        source = _pasted(asked) if is_pasted else _fetched(request, given["url"], reach)
    except CannotRead as problem:
        asked.form.add_error("url", str(problem))
        return {}
    name = asked.file or given["url"] or _("a pasted text")
    run = _run(request, given, url=given["url"] if is_pasted else "", why=_("Imported from %s.") % name)
    form = Format(given["format"]) if given["format"] else None
    brought = list(bring_in_source(source, run, form=form))
    if len(brought) == 1 and brought[0].outcome.problem:
        return {"form": _to_mend(asked, source, brought[0])}
    return {"form": ImportForm(), "brought": brought, "totals": totals_of(brought)}


def _pasted(asked: _Asked) -> Source:
    given = asked.form.cleaned_data
    name = asked.file or _("what was pasted")
    return Source(name, given["text"].encode(), given["url"], charset="utf-8")


def _fetched(request: HttpRequest, url: str, reach: Reach) -> Source:
    """Raises CannotRead."""
    return fetched(url, about=settings.SITE_URL or request.build_absolute_uri("/"), reach=reach)


def _run(request: HttpRequest, given: dict[str, Any], *, url: str, why: str) -> Run:
    by = cast("AbstractBaseUser", request.user)
    said = Given(
        url=url,
        outlet=given["outlet"],
        title=given["title"],
        date=given["date"],
        language=given["language"],
        kind=given["kind"],
    )
    return Run(
        said,
        partial(add_text, covers=ArticleText.Covers.WHOLE, by=by, why=why),
        by=by,
        why=why,
        seen_at=timezone.now().date(),
    )


def _to_mend(asked: _Asked, source: Source, failed: Brought) -> ImportForm:
    """The form with all that the source said filled in, and what it did not say asked for."""
    was_pasted = bool(asked.form.cleaned_data["text"].strip())
    if failed.draft is not None:
        _fill_in(asked.data, source, failed.draft, was_pasted=was_pasted)
    again = ImportForm(asked.data)
    for name in failed.outcome.missing:
        again.add_error(name, _("The source does not say it: fill it in."))
    if not failed.outcome.missing:
        where = ("text" if was_pasted else "url") if failed.draft is None else None
        again.add_error(where, failed.outcome.problem)
    return again


def _fill_in(data: QueryDict, source: Source, draft: ArticleDraft, *, was_pasted: bool) -> None:
    if not was_pasted:
        # What was fetched is not asked for a second time.
        data["text"], data["url"] = decoded(source), draft.url
    for name in ("url", *ASKED):
        if not data.get(name):
            data[name] = str(getattr(draft, name) or "")
