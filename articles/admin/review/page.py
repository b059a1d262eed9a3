"""The desk itself: each decision is one small request, and only what it changed is sent back."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.making import CannotAdd
from articles.actions.permissions import may
from articles.actions.recording import Refused, locked
from articles.actions.steps import latest_step, undo
from articles.actions.suggestions import Said, accept, add_missed, divide, join, turn_down
from articles.admin.new_quote.stands import StandFormSet
from articles.admin.review.forms import SaidForm, shown_of, spans_in
from articles.models import Article, Permission, Quote, ReviewStep
from articles.queries.review import Desk, Item, desk_of, next_article, usefulness, waiting_articles

# What a script asks with, to be sent only what changed.
SCRIPT = "X-Review-Desk"
WHY = {
    "accept": "Accepted at the review desk.",
    "reject": "Rejected at the review desk.",
    "split": "Split at the review desk.",
    "join": "Joined at the review desk.",
    "add": "Added at the review desk.",
    "undo": "Undone at the review desk.",
    "save": "Completed at the review desk.",
}


def queue_page(request: HttpRequest) -> HttpResponse:
    """The articles that wait, and what the rules are worth so far."""
    by = _editor(request)
    context = {
        **admin.site.each_context(request),
        "title": _("Review desk"),
        "opts": Article._meta,
        "articles": waiting_articles(by=by),
        "all": usefulness(),
        "mine": usefulness(ReviewStep.objects.filter(editor=by.pk)),
    }
    return render(request, "admin/articles/review/queue.html", context)


def desk_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The text and its suggestions; a decision that is posted is taken."""
    by = _editor(request)
    desk = _desk(pk)
    if request.method == "POST":
        return _decide(request, desk, by)
    context = {
        **admin.site.each_context(request),
        "title": desk.article.shown_title,
        "opts": Article._meta,
        "original": desk.article,
        **_around(desk, by),
    }
    return render(request, "admin/articles/review/desk.html", context)


def quote_page(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """The form of one quote, alone or, for a script, to be put in its place in the list."""
    by = _editor(request)
    desk = _desk(pk)
    item = _item(desk, key)
    if item is None:
        raise Http404(_("This quote is no longer on the desk."))
    form = SaidForm(desk.text.body, request.POST or None, initial=shown_of(item))
    stands = StandFormSet(request.POST or None, prefix="stands")
    if request.method == "POST" and all([form.is_valid(), stands.is_valid()]):
        said = form.said([one for one in (each.stand() for each in stands.forms) if one is not None])

        def save() -> ReviewStep:
            _same_as_shown(request, item.quote)
            return accept(item.quote, said, by=by, why=WHY["save"])

        problem = _try(save)
        if not problem:
            return _answer(request, desk, by, [key], _("Kept."))
        form.add_error(None, problem)
    context = {
        **admin.site.each_context(request),
        "title": _("Complete the quote"),
        "opts": Article._meta,
        "original": desk.article,
        "item": item,
        "form": form,
        "stands": stands,
        "desk": desk,
    }
    if SCRIPT not in request.headers:
        return render(request, "admin/articles/review/quote.html", context)
    status = 422 if form.errors or any(stands.errors) else 200
    return render(request, "admin/articles/review/_form.html", context, status=status)


def _decide(request: HttpRequest, desk: Desk, by: AbstractBaseUser) -> HttpResponse:
    """Take the decision whose button was pressed; the value of the button is the quote."""
    verbs: dict[str, Callable[[Item], ReviewStep]] = {
        "accept": lambda item: accept(item.quote, _as_suggested(item), by=by, why=WHY["accept"]),
        "reject": lambda item: turn_down(item.quote, by=by, why=WHY["reject"]),
        "split": lambda item: divide(item.quote, by=by, why=WHY["split"]),
        "join": lambda item: join(item.quote, _after(desk, item).quote, by=by, why=WHY["join"]),
    }
    for name, verb in verbs.items():
        if name in request.POST:
            return _decide_of(request, desk, by, name, verb)
    if "undo" in request.POST:
        return _undo(request, desk, by)
    if "add" in request.POST:
        return _add(request, desk, by)
    return _answer(request, desk, by, [], _("Nothing was asked for."), failed=True)


def _decide_of(
    request: HttpRequest, desk: Desk, by: AbstractBaseUser, name: str, verb: Callable[[Item], ReviewStep]
) -> HttpResponse:
    item = _item(desk, request.POST[name])
    if item is None:
        return _answer(request, desk, by, [], _("This quote is no longer on the desk."), failed=True)
    if name == "accept" and not item.is_known:
        # Somebody new: their type has to be said first.
        return _open_form(request, desk, item)

    concerned = [item.quote] if name != "join" else [item.quote, _after(desk, item).quote]

    def decide() -> ReviewStep:
        _same_as_shown(request, *concerned)
        return verb(item)

    problem = _try(decide)
    touched = [quote.pk for quote in concerned]
    return _answer(request, desk, by, touched, problem, failed=bool(problem))


def _undo(request: HttpRequest, desk: Desk, by: AbstractBaseUser) -> HttpResponse:
    step = latest_step(desk.article, by=by)
    if step is None:
        return _answer(request, desk, by, [], _("There is nothing to undo."), failed=True)
    touched = [kept["pk"] for kept in step.before.get("quotes", [])] + step.made.get("quote", [])
    problem = _try(lambda: undo(step, by=by, why=WHY["undo"]))
    said = problem or _("Undone: %s.") % step.get_kind_display().lower()
    return _answer(request, desk, by, touched, said, failed=bool(problem), go_to=touched[:1])


def _add(request: HttpRequest, desk: Desk, by: AbstractBaseUser) -> HttpResponse:
    made: list[int] = []

    def add() -> None:
        spans = spans_in(request.POST["add"])
        if len(spans) != 1:
            raise CannotAdd("spans", _("Mark the words in the text first."))
        made.extend(add_missed(desk.text, spans[0], by=by, why=WHY["add"]).made["quote"])

    problem = _try(add)
    return _answer(request, desk, by, made, problem or _("Added."), failed=bool(problem), go_to=made)


def _try(decision: Callable[[], object]) -> str:
    """What stood against the decision, all of which is taken back then; empty where it was taken."""
    try:
        with transaction.atomic():
            decision()
    except Refused as refusal:
        return " ".join(refusal.reasons)
    except CannotAdd as refusal:
        return refusal.message
    except Stale:
        return _("Somebody else changed this quote meanwhile: look at it again, then decide.")
    except IntegrityError:
        return _("Somebody else has just kept the same words: look again.")
    return ""


class Stale(Exception):  # noqa: N818 — said as it reads
    """The quote is another than the one that the editor was shown."""


def _same_as_shown(request: HttpRequest, *quotes: Quote) -> None:
    """Hold the quotes until the decision is written. Raises Stale where one was changed since it was sent."""
    for quote in sorted(quotes, key=lambda one: one.pk):
        if request.POST.get(f"version-{quote.pk}", "") != str(locked(quote).lock_version):
            raise Stale


def _answer(  # noqa: PLR0913
    request: HttpRequest,
    before: Desk,
    by: AbstractBaseUser,
    touched: Iterable[int],
    said: str,
    *,
    failed: bool = False,
    go_to: Iterable[int] = (),
) -> HttpResponse:
    """To a script the parts of the page that changed; else the page again, at the quote that is next."""
    desk = _desk(before.article.pk)
    wanted = next(iter(go_to), None) or _next(before, desk, set(touched), failed=failed)
    if SCRIPT not in request.headers:
        if said:
            (messages.error if failed else messages.success)(request, said)
        place = f"#q-{wanted}" if wanted else ""
        return redirect(f"{reverse('admin:review_desk', args=[desk.article.pk])}{place}")
    changed = _changed(before, desk, set(touched))
    parts = {f"q-{key}": _row(request, desk, key) for key in changed}
    for paragraph, was in zip(desk.paragraphs, before.paragraphs, strict=True):
        if paragraph != was:
            shown = {"paragraph": paragraph}
            parts[f"p-{paragraph.number}"] = render_to_string("admin/articles/review/_paragraph.html", shown)
    for name, items in desk.groups:
        heading = {"name": name, "count": len(items)}
        parts[f"group-{name}"] = render_to_string("admin/articles/review/_group.html", heading)
    parts["desk-head"] = render_to_string(
        "admin/articles/review/_head.html", _around(desk, by), request=request
    )
    order = [place for name, items in desk.groups for place in (f"group-{name}", *_places(items))]
    answer = {"parts": parts, "order": order, "said": said, "failed": failed, "next": wanted}
    return JsonResponse(answer, status=409 if failed else 200)


def _open_form(request: HttpRequest, desk: Desk, item: Item) -> HttpResponse:
    address = reverse("admin:review_quote", args=[desk.article.pk, item.quote.pk])
    if SCRIPT not in request.headers:
        return redirect(address)
    return JsonResponse({"parts": {}, "open": item.quote.pk, "said": "", "failed": False})


def _changed(before: Desk, after: Desk, touched: set[int]) -> list[int]:
    """The quotes whose row is another now, is new, or is gone."""
    was = {item.quote.pk: item.quote.lock_version for item in before.items}
    now = {item.quote.pk: item.quote.lock_version for item in after.items}
    return sorted(touched | {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)})


def _row(request: HttpRequest, desk: Desk, key: int) -> str:
    """The row of the quote as HTML; empty where it is no longer on the desk."""
    item = _item(desk, key)
    if item is None:
        return ""
    return render_to_string("admin/articles/review/_item.html", {"item": item, "desk": desk}, request=request)


def _next(before: Desk, after: Desk, touched: set[int], *, failed: bool) -> int | None:
    """The quote to go on with: the same after a failure, else the one whose turn was next."""
    turns = [item.quote.pk for item in before.in_turn]
    if failed:
        return next((key for key in turns if key in touched), None)
    waiting = [item.quote.pk for item in after.in_turn if item.is_open]
    last = max((turns.index(key) for key in touched if key in turns), default=-1)
    behind = [key for key in waiting if key in turns and turns.index(key) > last]
    return next(iter(behind or waiting), None)


def _places(items: Iterable[Item]) -> list[str]:
    """The rows of these quotes, as the page calls them."""
    return [f"q-{item.quote.pk}" for item in items]


def _around(desk: Desk, by: AbstractBaseUser) -> dict[str, Any]:
    return {
        "desk": desk,
        "can_undo": latest_step(desk.article, by=by) is not None,
        "following": next_article(desk.article, by=by),
    }


def _as_suggested(item: Item) -> Said:
    quote = item.quote
    return Said(
        spans=item.spans,
        speaker=quote.speaker or quote.speaker_label,
        on_behalf_of=quote.on_behalf_of,
        speaker_printed=quote.speaker_printed,
        role_printed=quote.role_printed,
        kind=quote.kind,
    )


def _after(desk: Desk, item: Item) -> Item:
    """The quote behind this one in the text; itself where it is the last."""
    place = desk.items.index(item)
    return desk.items[min(place + 1, len(desk.items) - 1)]


def _item(desk: Desk, key: Any) -> Item | None:
    return next((item for item in desk.items if str(item.quote.pk) == str(key)), None)


def _desk(pk: int) -> Desk:
    article = Article.objects.with_source().filter(pk=pk).first()
    desk = desk_of(article) if article is not None else None
    if desk is None:
        raise Http404(_("No text of this article is kept: add its text first."))
    return desk


def _editor(request: HttpRequest) -> AbstractBaseUser:
    if not may(request.user, Permission.CODE):
        raise PermissionDenied
    return cast("AbstractBaseUser", request.user)
