"""What is argued about: a debate with its two poles, and the propositions one can support or oppose."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from articles.models.folded import FoldedField
from articles.models.ledger import OldSlug, refuse_slug_of_another

# Values of the filter `axis` that no pole may be called.
NOT_A_POLE = ["mixed", "unclear", "none"]


class AxisEnd(models.TextChoices):
    """Where on its debate's axis a position stands; the poles have their names in the debate."""

    POLE_A = "pole_a", pgettext_lazy("place on the axis", "First pole")
    POLE_B = "pole_b", pgettext_lazy("place on the axis", "Second pole")
    MIXED = "mixed", pgettext_lazy("place on the axis", "Mixed")
    UNCLEAR = "unclear", pgettext_lazy("place on the axis", "Unclear")
    # Supports or opposes a proposition whose supporters stand at neither pole.
    OFF = "", pgettext_lazy("place on the axis", "Off the axis")


class Debate(models.Model):
    """One question on which people differ, and the two ends between which they stand."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    question = models.TextField()
    scope = models.TextField(blank=True)
    pole_a_slug = models.SlugField(max_length=40)
    pole_a_label = models.CharField(max_length=80)
    pole_b_slug = models.SlugField(max_length=40)
    pole_b_label = models.CharField(max_length=80)
    is_default = models.BooleanField(default=False)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="debate_one_default"
            ),
            models.CheckConstraint(
                name="debate_two_poles",
                condition=~Q(pole_a_slug=F("pole_b_slug"))
                & ~Q(pole_a_slug__in=NOT_A_POLE)
                & ~Q(pole_b_slug__in=NOT_A_POLE),
                violation_error_message=_("The poles differ, and neither is called mixed, unclear or none."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_slug_of_another(OldSlug.Kind.DEBATE, self)

    def label_of(self, end: AxisEnd) -> str:
        """What that place on the axis is called in this debate; empty off the axis."""
        named = {AxisEnd.POLE_A: self.pole_a_label, AxisEnd.POLE_B: self.pole_b_label, AxisEnd.OFF: ""}
        return named.get(end, str(end.label))

    def slug_of(self, end: AxisEnd) -> str:
        """The value of the filter `axis` that asks for that place."""
        return {AxisEnd.POLE_A: self.pole_a_slug, AxisEnd.POLE_B: self.pole_b_slug}.get(end, str(end))


class PropositionQuerySet(models.QuerySet["Proposition"]):
    def with_wording(self) -> Self:
        """Load with each proposition its debate and the versions of its wording."""
        return self.select_related("debate", "parent").prefetch_related("versions")


class Proposition(models.Model):
    """One testable sentence that can be supported or opposed."""

    debate = models.ForeignKey(Debate, on_delete=models.PROTECT, related_name="propositions")
    slug = models.SlugField(max_length=120, unique=True)
    label = models.CharField(max_length=80, unique=True)
    label_folded = FoldedField(source="label")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = PropositionQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposition_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("A proposition cannot stand under itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("proposition", args=[self.slug])

    def clean(self) -> None:
        refuse_slug_of_another(OldSlug.Kind.PROPOSITION, self)
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("That would put the proposition under itself.")})
            seen.add(above.pk)
            above = above.parent

    @property
    def current(self) -> "PropositionVersion":
        """The wording in force: the version with the highest number."""
        return max(self.versions.all(), key=lambda version: version.number)


class PropositionVersion(models.Model):
    """One wording of a proposition. Immutable once a position refers to it."""

    class SupporterAt(models.TextChoices):
        """The pole of the debate at which a supporter of this wording stands."""

        POLE_A = "pole_a", _("First pole")
        POLE_B = "pole_b", _("Second pole")
        NEITHER = "neither", _("Neither")

    proposition = models.ForeignKey(Proposition, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    wording = models.TextField()
    scope = models.TextField(blank=True)
    background = models.TextField(blank=True)
    supporter_at = models.CharField(max_length=7, choices=SupporterAt)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposition", "number"], name="propositionversion_one_a_number"),
        ]

    def __str__(self) -> str:
        return _("%(proposition)s, version %(number)s") % {
            "proposition": self.proposition.label,
            "number": self.number,
        }

    def save(self, *args: object, **options: object) -> None:
        if self.pk and self.positions.exists():
            stored = PropositionVersion.objects.get(pk=self.pk)
            if any(
                getattr(stored, name) != getattr(self, name) for name in ("wording", "scope", "supporter_at")
            ):
                raise ValidationError(
                    _("Positions were coded under this wording, so it stays as it is: add a new version.")
                )
        super().save(*args, **options)  # type: ignore[arg-type]
