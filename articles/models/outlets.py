"""Who published: newspapers, broadcasters, ministries, blogs."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.domain.addresses import url_key
from articles.domain.text import fold_name
from articles.models.folded import FoldedField
from articles.models.ledger import OldSlug, refuse_slug_of_another


class Rights(models.TextChoices):
    """What of an article's text readers may see."""

    FULL = "full", _("Full text may be shown")
    EXCERPT = "excerpt", _("Published quotes with the words beside them")
    NONE = "none", _("The reference alone")


class OutletQuerySet(models.QuerySet["Outlet"]):
    def named(self, text: str) -> Self:
        """The outlet of that name, up to case and accents, or of that slug."""
        return self.filter(models.Q(name_folded=fold_name(text)) | models.Q(slug=text.strip()))

    def at_host(self, url: str) -> Self:
        """The outlets whose articles stand at the host of this web address, of most articles first."""
        host = url_key(url).partition("/")[0].partition("?")[0]
        if not host:
            return self.none()
        found = self.filter(
            articles__addresses__url_key__startswith=f"{host}/", articles__addresses__use="original"
        )
        return found.annotate(times=models.Count("articles__addresses")).order_by("-times", "pk")


class Outlet(models.Model):
    """A publisher, with what its articles allow us to show."""

    name = models.CharField(max_length=200, unique=True)
    name_folded = FoldedField(source="name")
    slug = models.SlugField(max_length=120, unique=True)
    country = models.CharField(max_length=2, blank=True, help_text=_("Two letters, or EU. Empty: not known."))
    default_rights = models.CharField(max_length=7, choices=Rights, default=Rights.EXCERPT)
    quote_limit = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("Warn editors when more than this share of an article is quoted, in percent."),
    )

    objects = OutletQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outlet_quote_limit_is_a_share",
                condition=models.Q(quote_limit__isnull=True) | models.Q(quote_limit__lte=100),
                violation_error_message=_("A share is at most 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_slug_of_another(OldSlug.Kind.OUTLET, self)
