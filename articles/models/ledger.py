"""Addresses for ever: each public id ever issued, and each slug that once led to something."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.domain import public_ids
from articles.models.permissions import Permission


class PublicIdQuerySet(models.QuerySet["PublicId"]):
    def issue(self, kind: str) -> "PublicId":
        """Issue a new id, live from now on; it is never given to anything else."""
        for _attempt in range(10):
            try:
                with transaction.atomic():
                    return self.create(id=public_ids.issue(), kind=kind)
            except IntegrityError:
                continue  # that id is taken: one in 17 thousand million, times the ids there are
        raise IntegrityError("Ten ids in a row were taken: the source of randomness is broken.")


class PublicId(models.Model):
    """One id, what it stands for, and where a reader who asks for it is sent."""

    class Kind(models.TextChoices):
        QUOTE = "quote", _("Quote")
        POSITION = "position", _("Position")
        STAKEHOLDER = "stakeholder", _("Stakeholder")
        ARTICLE = "article", _("Article")

    class State(models.TextChoices):
        LIVE = "live", _("Live")
        REPLACED = "replaced", _("Replaced")
        MERGED = "merged", _("Merged")
        HELD = "held", _("Held")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REMOVED = "removed", _("Removed on legal demand")

    class Category(models.TextChoices):
        """Why something was withdrawn, in words that readers are shown."""

        SPEAKER_MISIDENTIFIED = "speaker-misidentified", "Speaker misidentified"
        NOT_VERBATIM = "not-verbatim", "Not verbatim"
        DUPLICATE = "duplicate", "Duplicate"
        SOURCE_WITHDRAWN = "source-withdrawn", "Source withdrawn"
        PRIVACY = "privacy", "Privacy"
        OTHER = "other", "Other"

    id = models.CharField(primary_key=True, max_length=8)
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.LIVE)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    category = models.CharField(max_length=21, choices=Category, blank=True)
    # What readers are told. Why an editor decided so is kept in the history of the record, for editors.
    reason = models.TextField(blank=True)
    # Who demanded a removal: an address, as given.
    blocked_by = models.CharField(max_length=500, blank=True)
    # The id whose hold or withdrawal took this one from the site, as a quote takes a position along.
    left_with = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="took_along"
    )
    issued_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = PublicIdQuerySet.as_manager()

    class Meta:
        verbose_name = _("public id")
        constraints = [
            models.CheckConstraint(name="publicid_eight_characters", condition=Exact(Length("id"), 8)),
            models.CheckConstraint(
                name="publicid_merged_has_successor",
                condition=~Q(state__in=["merged", "replaced"]) | Q(successor__isnull=False),
                violation_error_message=_("What was merged or replaced names its successor."),
            ),
            models.CheckConstraint(
                name="publicid_succeeds_another",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                violation_error_message=_("An id cannot succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.kind}, {self.state})"


class OldSlugQuerySet(models.QuerySet["OldSlug"]):
    def of_another(self, kind: str, slug: str, record: models.Model) -> Self:
        """The entry by which the slug leads to another record of that kind; none where it is free."""
        own = Q(row=record.pk)
        if isinstance(getattr(record, "public_id", None), str):
            own |= Q(public=record.public_id)  # type: ignore[attr-defined]  # only some kinds have ids
        return self.filter(kind=kind, slug=slug).exclude(own)


def refuse_slug_of_another(kind: str, record: models.Model) -> None:
    """Raises ValidationError where the record's slug once led to another: readers would be sent astray."""
    if OldSlug.objects.of_another(kind, getattr(record, "slug", ""), record).exists():
        raise ValidationError(
            {"slug": "This slug once led to another record, and still does: choose another."}
        )


class OldSlug(models.Model):
    """A slug that once led to a record: readers who still use it are sent on, in filters too."""

    class Kind(models.TextChoices):
        STAKEHOLDER = "stakeholder", _("Stakeholder")
        ARTICLE = "article", _("Article")
        OUTLET = "outlet", _("Outlet")
        TYPE = "type", _("Stakeholder type")
        DEBATE = "debate", _("Debate")
        PROPOSITION = "proposition", _("Proposition")

    kind = models.CharField(max_length=12, choices=Kind)
    slug = models.SlugField(max_length=120)
    public = models.ForeignKey(
        PublicId, on_delete=models.PROTECT, null=True, blank=True, related_name="old_slugs"
    )
    # The key of the record in the table of that kind, where the kind has no public ids.
    row = models.PositiveBigIntegerField(null=True, blank=True)

    objects = OldSlugQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="oldslug_leads_to_one"),
            models.CheckConstraint(
                name="oldslug_public_id_or_row",
                condition=Q(public__isnull=False, row__isnull=True)
                | Q(public__isnull=True, row__isnull=False),
                violation_error_message=_("An old slug leads to a public id or to a row, not to both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Change(models.Model):
    """One thing that changed for readers. Append-only; the largest key is the version of the corpus."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("Published")
        CORRECTED = "corrected", _("Corrected")
        REPLACED = "replaced", _("Replaced")
        HELD = "held", _("Held")
        RELEASED = "released", _("Released")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REMOVED = "removed", _("Removed on legal demand")
        RENAMED = "renamed", _("Renamed")
        MERGED = "merged", _("Merged")
        UNMERGED = "unmerged", _("Merge undone")
        SPLIT = "split", _("Split")
        STANCE_CHANGED = "stance-changed", _("Stance changed")
        LOADED = "loaded", _("Package loaded")

    when = models.DateTimeField(default=timezone.now, db_index=True)
    kind = models.CharField(max_length=15, choices=Kind)
    public = models.ForeignKey(
        PublicId, on_delete=models.PROTECT, null=True, blank=True, related_name="changes"
    )
    # What changed where it has no public id: "outlet:bbc-news", or the name of a loaded package.
    subject = models.CharField(max_length=160, blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["public", "when"])]
        permissions = [(one.value, one.listed) for one in Permission]

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%d} {self.kind} {self.public_id or self.subject}"

    def save(self, *args: object, **options: object) -> None:
        """Raises ValidationError for a change that is written already: what happened, happened."""
        if self.pk:
            raise ValidationError(_("The list of changes is only added to."))
        super().save(*args, **options)  # type: ignore[arg-type]


def corpus_version() -> int:
    """The key of the latest change, 0 for an empty corpus: grows with every change readers can see."""
    return Change.objects.aggregate(latest=models.Max("id"))["latest"] or 0
