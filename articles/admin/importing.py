"""Importing positions from a spreadsheet: a file, a look at what it would do, then all of it or nothing."""

import csv
import io
from collections import Counter
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.positions.reading import COLUMNS, BrokenSheet, Problem, SheetRow, read_sheet
from articles.importing.positions.writing import Outcome, import_rows
from articles.models import Position

SALT = "import-positions"
MOST_PROBLEMS = 200


class SheetForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("CSV in UTF-8, or XLSX (its first sheet); at most 1,000 rows and 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class ConfirmForm(forms.Form):
    """The reason for the import; the rows travel with it, sealed."""

    rows = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text=gettext_lazy("Kept in the history of each position."),
    )


def import_page(request: HttpRequest) -> HttpResponse:
    """The page; nothing is kept before it was looked at and confirmed."""
    if not request.user.has_perm("articles.add_position"):
        raise PermissionDenied
    page: dict[str, Any] = {"form": SheetForm()}
    if request.method == "POST" and "rows" in request.POST:
        done = _confirmed(request, page)
        if done is not None:
            return done
    elif request.method == "POST":
        page["form"] = form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            _look(page, file.read(), file.name)
    context = {
        **admin.site.each_context(request),
        "title": _("Import positions"),
        "opts": Position._meta,
        "columns": COLUMNS,
        **page,
    }
    return render(request, "admin/articles/import.html", context)


def template_file(request: HttpRequest) -> HttpResponse:
    """An empty spreadsheet with the columns."""
    if not request.user.has_perm("articles.add_position"):
        raise PermissionDenied
    text = io.StringIO()
    csv.writer(text).writerow(COLUMNS)
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="positions.csv"'
    return answer


def _look(page: dict[str, Any], data: bytes, name: str) -> None:
    """Say on the page what importing the file would do, or what has to be mended in it."""
    try:
        rows = read_sheet(data, name)
        _preview(page, import_rows(rows, by=None, why="", dry_run=True))
        sealed = signing.dumps([[row.number, row.cells] for row in rows], salt=SALT, compress=True)
        page["confirm"] = ConfirmForm(initial={"rows": sealed, "why": _("Imported from %s.") % name})
    except BrokenSheet as broken:
        _mend(page, broken.problems)


def _confirmed(request: HttpRequest, page: dict[str, Any]) -> HttpResponse | None:
    confirm = ConfirmForm(request.POST)
    try:
        kept = signing.loads(request.POST["rows"], salt=SALT)
    except signing.BadSignature:
        _mend(page, [Problem(_("The rows did not arrive as they were sent: choose the file again."))])
        return None
    rows = [SheetRow(number, cells) for number, cells in kept]
    sure = confirm.is_valid()
    why = confirm.cleaned_data.get("why", "")
    try:
        by = cast("AbstractBaseUser", request.user)
        outcomes = import_rows(rows, by=by, why=why, dry_run=not sure)
    except BrokenSheet as broken:
        _mend(page, broken.problems)
        return None
    if not sure:
        _preview(page, outcomes)
        page["confirm"] = confirm
        return None
    counts = Counter(outcome.what for outcome in outcomes)
    said = _("%(new)d positions added, %(evidence)d drafts given evidence, %(there)d there already.")
    messages.success(request, said % {what: counts[what] for what in ("new", "evidence", "there")})
    return redirect("admin:articles_position_changelist")


def _preview(page: dict[str, Any], outcomes: list[Outcome]) -> None:
    page["outcomes"] = outcomes
    page["counts"] = Counter(outcome.what for outcome in outcomes)


def _mend(page: dict[str, Any], problems: Any) -> None:
    page["problems"] = problems[:MOST_PROBLEMS]
    page["more"] = max(0, len(problems) - MOST_PROBLEMS)
