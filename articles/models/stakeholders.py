"""People and organisations: their names, what they were and for whom they spoke, and when."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.domain import public_ids
from articles.domain.text import fold_name
from articles.models.articles import Article
from articles.models.folded import FoldedField
from articles.models.ledger import OldSlug, PublicId, refuse_slug_of_another
from articles.models.partial_dates import PartialDateProperty, bounds_one_period
from articles.models.status import Status, published_has_an_address


class StakeholderType(models.Model):
    """A kind of stakeholder, such as charity or regulator: data, not code."""

    slug = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    label_folded = FoldedField(source="label")

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["label_folded"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        refuse_slug_of_another(OldSlug.Kind.TYPE, self)


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    def published(self) -> Self:
        """The stakeholders a visitor may see."""
        return self.filter(status=Status.PUBLISHED)

    def people(self) -> Self:
        return self.filter(kind=Stakeholder.Kind.PERSON)

    def organisations(self) -> Self:
        return self.filter(kind=Stakeholder.Kind.ORGANISATION)

    def by_name(self) -> Self:
        return self.order_by("name_folded", "pk")

    def containing(self, text: str) -> Self:
        """Those in whose name, or an other name, the text stands; none that was let go."""
        folded = fold_name(text)
        aliases = StakeholderName.objects.shown().filter(name_folded__contains=folded).values("stakeholder")
        found = self.filter(Q(name_folded__contains=folded) | Q(pk__in=aliases))
        return found.exclude(status__in=[Status.WITHDRAWN, Status.REJECTED])

    def named(self, text: str) -> Self:
        """Those of that name, other name, slug or public id, as an editor types it; none that was let go.

        Names kept for matching within one article do not count.
        """
        folded, typed = fold_name(text), text.strip()
        aliases = StakeholderName.objects.shown().filter(name_folded=folded).values("stakeholder")
        meant = Q(name_folded=folded) | Q(slug=typed) | Q(pk__in=aliases)
        if public_ids.is_valid(public_ids.normalise(typed)):
            meant |= Q(public=public_ids.normalise(typed))
        return self.filter(meant).exclude(status__in=[Status.WITHDRAWN, Status.REJECTED])


class Stakeholder(models.Model):
    """A person or an organisation that takes part in the debate."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    public = models.OneToOneField(
        PublicId, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="stakeholder"
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.SUGGESTED, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    name_folded = FoldedField(source="name")
    slug = models.SlugField(max_length=120, unique=True)
    type = models.ForeignKey(StakeholderType, on_delete=models.PROTECT, related_name="stakeholders")
    country = models.CharField(
        max_length=2,
        blank=True,
        help_text=_("Where it mainly acts in this debate: two letters, or EU. Empty: not known."),
    )
    website = models.URLField(max_length=500, blank=True)
    identifiers = models.JSONField(
        default=dict, blank=True, help_text=_('Register to identifier, such as {"wikidata": "Q42"}.')
    )
    description = models.TextField(blank=True, help_text=_("One neutral sentence."))
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = StakeholderQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            published_has_an_address("stakeholder"),
            models.CheckConstraint(
                name="stakeholder_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [models.Index(fields=["kind", "status"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=[self.public_id, self.slug])

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED


class StakeholderNameQuerySet(models.QuerySet["StakeholderName"]):
    def shown(self) -> Self:
        """The names readers may see: one kept for matching printed names alone is never public."""
        return self.exclude(use=StakeholderName.Use.MATCH_ONLY)


class StakeholderName(models.Model):
    """Another name of a stakeholder, with the time it was in use where that is known."""

    class Use(models.TextChoices):
        OFFICIAL = "official", _("Official name")
        FORMER = "former", _("Former name")
        SHORT = "short", _("Short name")
        TRANSLATION = "translation", _("Translation")
        # The name of a record that was merged into this one.
        ALSO = "also", _("Also listed as")
        # Resolves a printed name within one article; never shown.
        MATCH_ONLY = "match_only", _("For matching only")

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    name_folded = FoldedField(source="name")
    use = models.CharField(max_length=11, choices=Use)
    since_first = models.DateField(null=True, blank=True)
    since_last = models.DateField(null=True, blank=True)
    since = PartialDateProperty("since_first", "since_last")
    until_first = models.DateField(null=True, blank=True)
    until_last = models.DateField(null=True, blank=True)
    until = PartialDateProperty("until_first", "until_last")

    objects = StakeholderNameQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stakeholder", "name", "use"], name="stakeholdername_said_once"),
            bounds_one_period("since_first", "since_last", table="stakeholdername"),
            bounds_one_period("until_first", "until_last", table="stakeholdername"),
            models.CheckConstraint(
                name="stakeholdername_ends_after_it_begins",
                condition=Q(since_first__isnull=True)
                | Q(until_last__isnull=True)
                | Q(until_last__gte=F("since_first")),
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """What a person was, where, and when. Without an organisation it is an office, such as minister."""

    person = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="affiliations")
    organisation = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="affiliates"
    )
    organisation_name = models.CharField(
        max_length=200, blank=True, help_text=_("Where the organisation is no stakeholder here.")
    )
    role = models.CharField(max_length=200)
    since_first = models.DateField(null=True, blank=True)
    since_last = models.DateField(null=True, blank=True)
    since = PartialDateProperty("since_first", "since_last")
    until_first = models.DateField(null=True, blank=True)
    until_last = models.DateField(null=True, blank=True)
    until = PartialDateProperty("until_first", "until_last")
    source = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="affiliations"
    )

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            bounds_one_period("since_first", "since_last", table="affiliation"),
            bounds_one_period("until_first", "until_last", table="affiliation"),
            models.CheckConstraint(
                name="affiliation_ends_after_it_begins",
                condition=Q(since_first__isnull=True)
                | Q(until_last__isnull=True)
                | Q(until_last__gte=F("since_first")),
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                name="affiliation_organisation_or_its_name",
                condition=Q(organisation__isnull=True) | Q(organisation_name=""),
                violation_error_message=_("Give the organisation or its name, not both."),
            ),
            models.CheckConstraint(
                name="affiliation_of_two",
                condition=Q(organisation__isnull=True) | ~Q(organisation=F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.shown_organisation}" if self.shown_organisation else self.role

    def clean(self) -> None:
        if self.person_id and not self.person.is_person:
            raise ValidationError({"person": _("Only people have affiliations; organisations have ties.")})
        if self.organisation and self.organisation.is_person:
            raise ValidationError({"organisation": _("This stakeholder is a person.")})

    @property
    def shown_organisation(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_name


class OrganisationTie(models.Model):
    """One organisation belongs to another, for a time."""

    parent = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="parts")
    child = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="part_of")
    since_first = models.DateField(null=True, blank=True)
    since_last = models.DateField(null=True, blank=True)
    since = PartialDateProperty("since_first", "since_last")
    until_first = models.DateField(null=True, blank=True)
    until_last = models.DateField(null=True, blank=True)
    until = PartialDateProperty("until_first", "until_last")

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            bounds_one_period("since_first", "since_last", table="organisationtie"),
            bounds_one_period("until_first", "until_last", table="organisationtie"),
            models.CheckConstraint(
                name="organisationtie_of_two",
                condition=~Q(parent=F("child")),
                violation_error_message=_("An organisation cannot belong to itself."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(child)s (part of %(parent)s)") % {"child": self.child, "parent": self.parent}

    def clean(self) -> None:
        for side in ("parent", "child"):
            if getattr(self, f"{side}_id") and getattr(self, side).is_person:
                raise ValidationError({side: _("Ties bind organisations; people have affiliations.")})
