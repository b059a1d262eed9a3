"""What became of two records that were one: what moved, so that a merge can be undone."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Merge(models.Model):
    """One record merged into another of its kind, by whom and why, and every row it moved."""

    class Kind(models.TextChoices):
        STAKEHOLDER = "stakeholder", "Stakeholder"
        ARTICLE = "article", "Article"

    kind = models.CharField(max_length=12, choices=Kind)
    # The keys of both in the table of that kind.
    kept = models.PositiveBigIntegerField()
    dropped = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    when = models.DateTimeField(default=timezone.now, db_index=True)
    # What `actions.merging` needs to put everything back.
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_why = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "dropped"],
                condition=Q(undone_at__isnull=True),
                name="merge_once_at_a_time",
                violation_error_message="This record is merged already.",
            ),
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("dropped"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dropped} → {self.kept}"
