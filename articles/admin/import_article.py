"""Importing an article: pasted, uploaded or read from its address, then straight to the review desk."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.shortcuts import redirect, render
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
from articles.importing.articles.pipeline import Given, Outcome, Run, What
from articles.importing.articles.readers import Format
from articles.importing.articles.report import in_words, passed_over, summed_up
from articles.importing.articles.sources import MOST_BYTES, CannotRead, Source
from articles.importing.fetching import PUBLIC, Reach
from articles.models import Article, ArticleText, Outlet, Permission

# Of several articles at once; the command takes more.
MOST_AT_ONCE = 200
SAID = ("outlet", "title", "date", "language", "kind")
LANGUAGE = gettext_lazy("A language tag: en, de, pt-BR.")


class ImportForm(forms.Form):
    """One source, and what is known of it better than it says itself."""

    url = forms.URLField(
        label=gettext_lazy("Address of the article"),
        max_length=1000,
        required=False,
        assume_scheme="https",
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

    def clean_pasted(self) -> str:
        # No `maxlength`: a browser would cut off what is pasted, and say nothing.
        text = str(self.cleaned_data["pasted"])
        if len(text) > MOST_BYTES:
            raise forms.ValidationError(too_large(len(text)))
        return text

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any((given.get("pasted", "").strip(), given.get("url"), self.errors)):
            self.add_error("url", _("Give an address, choose a file, or paste the text."))
        return given

    def focus(self) -> None:
        """Have typing begin where something is wrong, else at the address."""
        wrong = next((name for name in self.fields if name in self.errors), "url")
        self.fields[wrong].widget.attrs["autofocus"] = True


def too_large(size: int) -> str:
    told = _("It has %(size)s MB, and %(most)d MB are the most: give the text of one article alone.")
    return told % {"size": f"{size / 1_000_000:.1f}", "most": MOST_BYTES // 1_000_000}


@dataclass(frozen=True)
class _Asked:
    """What an editor sent; the text of a file stands where it could have been pasted."""

    form: ImportForm
    data: QueryDict
    # The name of that file.
    file: str = ""

    @property
    def is_at_hand(self) -> bool:
        """Whether the text came along, and has not to be read from its address."""
        return bool(self.form.cleaned_data["pasted"].strip())


@csrf_exempt
def import_article_page(request: HttpRequest, *, reach: Reach = PUBLIC) -> HttpResponse:
    """The page; what was typed, pasted or uploaded stays in it, and one article leads to its desk.

    The token of the form is asked for in here, since looking for it raises where too much was sent.
    """
    if not may(request.user, Permission.CODE) or not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    try:
        request.POST  # noqa: B018 — reads what was sent
    except RequestDataTooBig:
        return _too_much(request)
    return csrf_protect(partial(_answer, reach=reach))(request)


def _answer(request: HttpRequest, *, reach: Reach) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ImportForm())
    asked = _asked(request)
    if not asked.form.is_valid():
        return _page(request, asked.form)
    try:
        source = _source(request, asked, reach)
    except CannotRead as problem:
        asked.form.add_error("url", str(problem))
        return _page(request, asked.form)
    brought = _brought(request, asked, source)
    if len(brought) != 1:
        return _page(request, ImportForm(), [one.outcome for one in brought])
    (one,) = brought
    if one.outcome.article is None:
        return _page(request, _to_mend(asked, source, one))
    level = messages.INFO if one.outcome.what is What.THERE else messages.SUCCESS
    messages.add_message(request, level, in_words(one.outcome))
    for line in passed_over(one.outcome):
        messages.info(request, line)
    return redirect("admin:review_desk", one.outcome.article.pk)


def _page(
    request: HttpRequest, form: ImportForm, outcomes: Sequence[Outcome] = (), *, status: int = HTTPStatus.OK
) -> HttpResponse:
    form.focus()
    context = {
        **admin.site.each_context(request),
        "title": _("Import an article"),
        "opts": Article._meta,
        "form": form,
        "outlets": Outlet.objects.order_by("name_folded").values_list("name", flat=True),
        "lines": [(one.article, in_words(one), list(passed_over(one))) for one in outcomes],
        "sum": summed_up(outcomes) if outcomes else "",
    }
    return render(request, "admin/articles/import_article.html", context, status=status)


def _too_much(request: HttpRequest) -> HttpResponse:
    """More was sent than is taken in: said so, once all of it has come."""
    with suppress(UnreadablePostError):
        while request.read(1_000_000):
            pass
    form = ImportForm({})
    form.errors.clear()
    told = _(
        "What you sent has more than %(most)d MB. Go back in your browser: what you typed is still there. "
        "Then give the text of one article alone."
    )
    form.add_error("pasted", told % {"most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000})
    return _page(request, form, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _asked(request: HttpRequest) -> _Asked:
    """What was sent. A browser does not send a file again, so its text is put where it is."""
    data, file = request.POST.copy(), request.FILES.get("file")
    if file is None:
        return _Asked(ImportForm(data), data)
    problem = ""
    if data.get("pasted", "").strip():
        problem = _("Paste the text or choose a file, not both.")
    elif (file.size or 0) > MOST_BYTES:
        problem = too_large(file.size or 0)
    else:
        try:
            data["pasted"] = decoded(Source(str(file.name), file.read()))
        except CannotRead as why:
            problem = str(why)
    form = ImportForm(data)
    if problem:
        form.errors.pop("url", None)
        form.add_error("file", problem)
    return _Asked(form, data, str(file.name))


def _source(request: HttpRequest, asked: _Asked, reach: Reach) -> Source:
    """What came along, else the page at the address. Raises CannotRead."""
    given = asked.form.cleaned_data
    if asked.is_at_hand:
        name = asked.file or _("what was pasted")
        return Source(name, given["pasted"].encode(), given["url"], charset="utf-8")
    return fetched(given["url"], about=settings.SITE_URL or request.build_absolute_uri("/"), reach=reach)


def _brought(request: HttpRequest, asked: _Asked, source: Source) -> list[Brought]:
    given = asked.form.cleaned_data
    by, why = cast("AbstractBaseUser", request.user), _("Imported from %s.") % source.name
    run = Run(
        given=Given(
            # A page that was fetched knows its address better.
            url=given["url"] if asked.is_at_hand else "",
            outlet=given["outlet"],
            title=given["title"],
            date=given["date"],
            language=given["language"],
            kind=given["kind"],
        ),
        keep_text=partial(add_text, covers=ArticleText.Covers.WHOLE, by=by, why=why),
        by=by,
        why=why,
        seen_at=timezone.now().date(),
    )
    form = Format(given["format"]) if given["format"] else None
    return list(bring_in_source(source, run, form=form, most=MOST_AT_ONCE))


def _to_mend(asked: _Asked, source: Source, failed: Brought) -> ImportForm:
    """The form with all that the source said filled in, and what it did not say asked for."""
    draft, outcome, data = failed.draft, failed.outcome, asked.data
    if draft is not None:
        if not asked.is_at_hand:
            # What was fetched is not asked for a second time.
            data["pasted"], data["url"] = decoded(source), draft.url
        for name in ("url", *SAID):
            data[name] = data.get(name) or str(getattr(draft, name) or "")
    again = ImportForm(data)
    for name in outcome.missing:
        again.add_error(name, _("The source does not say it: fill it in."))
    where = ("pasted" if asked.is_at_hand else "url") if draft is None else None
    again.add_error(where, outcome.problem)
    return again
