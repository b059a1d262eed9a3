"""The page New quote: what was typed comes back with every error, what was kept leads to its preview."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.actions.adding import add_quote
from articles.actions.making import CannotAdd
from articles.admin.new_quote.forms import NewQuoteForm
from articles.admin.new_quote.stands import StandFormSet
from articles.models import Article, Outlet, Quote

# The tables that the page adds to.
TABLES = ("quote", "article", "position", "stakeholder")


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
