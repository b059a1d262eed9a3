"""Edits with their reasons, and no edit lost: whoever saves second sees what the first changed."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from articles.actions.editing import mark_edit, mark_edit_of_part, needs_reason
from articles.actions.recording import Refused
from articles.actions.renaming import KINDS
from articles.admin.conflicts import SHOWN, Conflict, make_conflict, settled
from articles.admin.decisions.page import decision_urls, route_of
from articles.admin.decisions.table import open_decisions
from articles.admin.forms import ReasonedForm
from articles.admin.history import history_page, revert_page
from articles.admin.states import OPENED, State, state_of

# Fields of a form that say something of the edit, and nothing of the record.
OF_THE_EDIT = ("why", "told")


class EditedAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history has no types
    """A table whose edits have reasons and are never written over unseen."""

    form: Any = ReasonedForm
    change_form_template = "admin/articles/change_form.html"
    # What is typed without a scheme is meant as https.
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }
    # The record that each of these rows is a part of, and is opened with.
    part_of: str = ""
    # The parts of the codebook that its form shows.
    codebook: Sequence[str] = ()
    # Whether it has a page that can be looked at before it is public.
    is_previewed = False

    class Media:
        js = ("js/named-fields.js",)

    def get_urls(self) -> Any:
        return [*decision_urls(self), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The reason stands last, where one decides to save, and for what is public what readers are told."""
        given = super().get_fieldsets(request, obj)
        rest = [
            (name, {**options, "fields": [one for one in options["fields"] if one not in OF_THE_EDIT]})
            for name, options in given
        ]
        if not self.has_change_permission(request, obj) or "why" not in self.form.base_fields:
            return rest
        asked = ["why", "told"] if needs_reason(obj) and "told" in self.form.base_fields else ["why"]
        return [*rest, (gettext_lazy("This edit"), {"fields": asked})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Name and slug that readers hold are changed by renaming, which remembers them."""
        given = super().get_readonly_fields(request, obj)
        return [*given, *_held_by_readers(obj)]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if _held_by_readers(obj) else super().get_prepopulated_fields(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form = super().get_form(request, obj, change=change, **options)
        form.refused = getattr(request, "refused", ())
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponseBase:
        try:
            return self._changeform(request, object_id, form_url, extra_context)
        except Refused as refusal:
            # Taken back whole; the form comes again with what was typed, and says why.
            request.refused = refusal.reasons  # type: ignore[attr-defined]  # for `get_form`
            return self._changeform(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody else saved the same in this very moment. Now it can be seen, and said beside its field.
            return self._changeform(request, object_id, form_url, extra_context)

    def _changeform(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponseBase:
        with transaction.atomic():
            met = self._meet(request, object_id) if request.method == "POST" and object_id else None
            if met is not None:
                return met
            answer: HttpResponseBase = super().changeform_view(request, object_id, form_url, extra_context)
            return answer

    def _meet(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """Hold the record until it is saved; where somebody else changed it, the page that says so."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_change_permission(request, record):
            return None
        for held in self.guarded(record):
            type(held)._default_manager.select_for_update(of=("self",)).filter(pk=held.pk).first()
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return None
        form, formsets = self._unbound(request, record)
        posted: QueryDict = request.POST
        now = state_of(record, form, formsets)
        opened, shown = State.unsealed(posted.get(OPENED, "")), State.unsealed(posted.get(SHOWN, ""))
        if shown is not None:
            try:
                opened, posted = shown, settled(posted, opened, shown, form, formsets)
            except KeyError:
                messages.error(request, _("You both changed a field: choose which of the two stays."))
        if opened == now:
            request.POST = posted  # type: ignore[assignment]  # what the editor chose
            return None
        return self._show(request, record, make_conflict(opened, now, posted, form, formsets))

    def _show(self, request: HttpRequest, record: Any, conflict: Conflict) -> HttpResponse:
        since = conflict.opened.version if conflict.opened else 0
        edits = record.history.select_related("history_user")
        if hasattr(record, "lock_version"):
            edits = edits.filter(lock_version__gt=since)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Somebody else has changed this meanwhile"),
            "opts": self.opts,
            "original": record,
            "conflict": conflict,
            "edits": list(edits[:5]),
        }
        return render(request, "admin/articles/conflict.html", context, status=409)

    def _unbound(self, request: HttpRequest, record: Any) -> tuple[forms.BaseForm, list[Any]]:
        """The form and the formsets of the record as it is now."""
        fields = flatten_fieldsets(self.get_fieldsets(request, record))
        form = self.get_form(request, record, change=True, fields=fields)(instance=record)
        formsets = []
        prefixes: dict[str, int] = {}
        for formset_class, inline in self.get_formsets_with_inlines(request, record):
            prefix = formset_class.get_default_prefix()
            prefixes[prefix] = prefixes.get(prefix, 0) + 1
            if prefixes[prefix] != 1:
                prefix = f"{prefix}-{prefixes[prefix]}"
            if inline.has_change_permission(request, record):
                formsets.append(
                    formset_class(instance=record, prefix=prefix, queryset=inline.get_queryset(request))
                )
        return form, formsets

    def guarded(self, record: Any) -> list[Any]:
        """The records to hold while this one is saved, always in the same order."""
        return [getattr(record, self.part_of)] if self.part_of else [record]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """With what was opened in a hidden field, so that a later save can tell what changed since."""
        record = options.get("obj")
        context["codebook"] = self.codebook
        if record is not None:
            context["previewed"] = (
                f"admin:articles_{self.opts.model_name}_preview" if self.is_previewed else ""
            )
            kept = request.POST.get(OPENED, "")
            if request.method != "POST":
                editable = [
                    one.formset for one in context["inline_admin_formsets"] if one.has_change_permission
                ]
                kept = state_of(record, context["adminform"].form, editable).sealed()
            context["opened"] = kept
            context["decisions"] = [
                (one.label, f"admin:{route_of(self.model, one)}")
                for one in open_decisions(record, by=request.user)
            ]
        return super().render_change_form(request, context, *args, **options)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        mark_edit(obj, by=cast("AbstractBaseUser", request.user), why=form.cleaned_data.get("why", ""))
        super().save_model(request, obj, form, change)
        if self.part_of:
            mark_edit_of_part(getattr(obj, self.part_of))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ARG002
        """The rows with the reason of the edit: what goes, what gives something up, the rest."""
        why = form.cleaned_data.get("why", "")
        kept = formset.save(commit=False)
        for row in formset.deleted_objects:
            mark_edit(row, by=cast("AbstractBaseUser", request.user), why=why)
            row.delete()
        for row in sorted(kept, key=lambda one: bool(getattr(one, "primary", False))):
            mark_edit(row, by=cast("AbstractBaseUser", request.user), why=why)
            self.save_row(request, row)
        formset.save_m2m()
        for row in [*kept, *formset.deleted_objects]:
            self.tell_others(row)

    def save_row(self, request: HttpRequest, row: Any) -> None:  # noqa: ARG002 — for tables that add to it
        row.save()

    def tell_others(self, row: Any) -> None:
        """Have those warned who have a record open that the row belongs to as well."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        return history_page(self, request, self._found(request, object_id))

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: Any = None,  # noqa: ARG002
    ) -> HttpResponse:
        if not version_id.isdecimal():
            raise Http404(_("The history has no such entry."))
        return revert_page(self, request, self._found(request, object_id), int(version_id))

    def _found(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404(_("There is no such record."))
        return record

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        mark_edit(obj, by=cast("AbstractBaseUser", request.user), why=request.POST.get("why", ""))
        super().delete_model(request, obj)


def _held_by_readers(record: Any) -> list[str]:
    """The fields by which readers find a record: none before it has an address."""
    if type(record) not in KINDS or getattr(record, "public_id", record.pk) is None:
        return []
    return [KINDS[type(record)][1], "slug"]
