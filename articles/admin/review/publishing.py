"""Publishing what was reviewed of an article: what becomes public, what stands against it, for one reason."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.permissions import may
from articles.actions.recording import Record, Refused
from articles.actions.together import against, publish_together
from articles.admin.deciding import ReasonForm
from articles.admin.previewing import drafts_with
from articles.models import Article, Permission, Quote, Status

REVIEWED = [Status.CODED, Status.REVIEWED]


def publish_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Each coded quote with the drafts it rests on; what nothing stands against is published together."""
    if not may(request.user, Permission.PUBLISH):
        raise PermissionDenied
    article = Article.objects.with_source().filter(pk=pk).first()
    if article is None:
        raise Http404(_("There is no such record."))
    by = cast("AbstractBaseUser", request.user)
    quotes = list(
        Quote.objects.filter(article=article, status__in=REVIEWED)
        .select_related("article__outlet", "speaker", "on_behalf_of", "text")
        .order_by("pk")
    )
    ready, hindered = _sorted_out(quotes, by)
    drafts = list(dict.fromkeys(draft for quote in ready for draft in drafts_with(quote)))
    form = ReasonForm(request.POST or None, initial={"why": _("Reviewed at the review desk.")})
    if request.method == "POST" and form.is_valid() and drafts:
        try:
            publish_together(drafts, by=by, why=form.cleaned_data["why"])
        except Refused as refusal:
            messages.error(request, _("Not published: %s") % refusal)
        else:
            said = ngettext("%(count)d quote is public.", "%(count)d quotes are public.", len(ready))
            messages.success(request, said % {"count": len(ready)})
            return redirect("admin:review_desk", article.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Publish what was reviewed"),
        "opts": Article._meta,
        "original": article,
        "ready": ready,
        "hindered": hindered,
        "with": [draft for draft in drafts if not isinstance(draft, Quote)],
        "open_count": Quote.objects.filter(article=article, status=Status.SUGGESTED).count(),
        "form": form,
    }
    return render(request, "admin/articles/review/publish.html", context)


def _sorted_out(
    quotes: list[Quote], by: AbstractBaseUser
) -> tuple[list[Quote], list[tuple[Quote, list[str]]]]:
    """The quotes that can be published with what they rest on, and the others with what stands against."""
    ready, hindered = [], []
    for quote in quotes:
        drafts = drafts_with(quote)

        def together(
            _record: Record, *, by: AbstractBaseUser, why: str, drafts: list[Record] = drafts
        ) -> None:
            publish_together(drafts, by=by, why=why)

        reasons = against(quote, together, by=by)
        if reasons:
            hindered.append((quote, reasons))
        else:
            ready.append(quote)
    return ready, hindered


def _with_drafts(quote: Record, *, by: AbstractBaseUser, why: str) -> None:
    publish_together(drafts_with(quote), by=by, why=why)
