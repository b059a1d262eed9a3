"""Who published: newspapers, broadcasters, ministries, blogs."""

from django.db import models
from simple_history.models import HistoricalRecords

from articles.models.folded import FoldedField
from articles.models.ledger import OldSlug, refuse_slug_of_another


class Rights(models.TextChoices):
    """What of an article's text readers may see."""

    FULL = "full", "Full text may be shown"
    EXCERPT = "excerpt", "Published quotes with the words beside them"
    NONE = "none", "The reference alone"


class Outlet(models.Model):
    """A publisher, with what its articles allow us to show."""

    name = models.CharField(max_length=200, unique=True)
    name_folded = FoldedField(source="name")
    slug = models.SlugField(max_length=120, unique=True)
    country = models.CharField(max_length=2, blank=True, help_text="Two letters, or EU. Empty: not known.")
    default_rights = models.CharField(max_length=7, choices=Rights, default=Rights.EXCERPT)
    quote_limit = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Warn editors when more than this share of an article is quoted, in percent.",
    )

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outlet_quote_limit_is_a_share",
                condition=models.Q(quote_limit__isnull=True) | models.Q(quote_limit__lte=100),
                violation_error_message="A share is at most 100 percent.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_slug_of_another(OldSlug.Kind.OUTLET, self)
