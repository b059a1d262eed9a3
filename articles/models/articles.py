"""Sources that can be cited: what was published, where, and the texts words were checked against."""

from typing import Self
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from articles.domain.addresses import url_key
from articles.domain.text import digest
from articles.models.debates import Debate
from articles.models.folded import AddressKeyField, FoldedField
from articles.models.ledger import PublicId
from articles.models.outlets import Outlet, Rights
from articles.models.partial_dates import PartialDateProperty, bounds_one_period
from articles.models.status import Status, published_has_an_address


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """The articles a visitor may see."""
        return self.filter(status=Status.PUBLISHED)

    def at_address(self, url: str) -> Self:
        """The article to which the web address belongs, however it is spelt."""
        return self.filter(addresses__url_key=url_key(url))

    def latest_first(self) -> Self:
        return self.order_by("-date_from", "-date_to", "title_folded", "pk")

    def with_source(self) -> Self:
        """Load with each article what its reference names: outlet and addresses."""
        return self.select_related("outlet").prefetch_related("addresses")


class Article(models.Model):
    """Any citable source."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News or opinion article")
        PRESS_RELEASE = "press-release", _("Press release")
        LETTER = "letter", _("Open letter or joint statement")
        PARLIAMENT = "parliament", _("Parliamentary record")
        SPEECH = "speech", _("Speech or interview")
        POST = "post", _("Blog or social post")
        REPORT = "report", _("Report or paper")
        OFFICIAL = "official", _("Official or legal document")
        REFERENCE = "reference", _("Reference page")
        OTHER = "other", _("Other")

    class Access(models.TextChoices):
        """What was seen when the article was recorded."""

        ORIGINAL = "original", _("The publisher's own page")
        COPY = "copy", _("A copy elsewhere")
        SUMMARY = "summary", _("A summary")

    class TitleBasis(models.TextChoices):
        PAGE = "page", pgettext_lazy("title of an article", "As on the page")
        ADDRESS = "address", pgettext_lazy("title of an article", "Read off the web address")
        DESCRIBED = "described", pgettext_lazy("title of an article", "Our own description")
        NONE = "none", pgettext_lazy("title of an article", "None")

    public = models.OneToOneField(
        PublicId, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="article"
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.SUGGESTED, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=500, blank=True)
    title_folded = FoldedField(source="title")
    title_basis = models.CharField(max_length=9, choices=TitleBasis, default=TitleBasis.PAGE)
    slug = models.SlugField(max_length=120, unique=True)
    authors = models.TextField(blank=True, help_text=_("One author a line."))
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.NEWS)
    language = models.CharField(max_length=12, default="en", help_text=_("A language tag: en, de, pt-BR."))
    date_from = models.DateField()
    date_to = models.DateField()
    date = PartialDateProperty("date_from", "date_to")
    rights = models.CharField(max_length=7, choices=Rights, blank=True, help_text=_("Empty: as its outlet."))
    access = models.CharField(max_length=8, choices=Access, default=Access.ORIGINAL)
    note = models.TextField(blank=True)
    same_text_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies"
    )
    debates = models.ManyToManyField(Debate, related_name="articles", blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            published_has_an_address("article"),
            bounds_one_period("date_from", "date_to", table="article"),
            models.CheckConstraint(
                name="article_title_or_none",
                condition=(Q(title="") & Q(title_basis="none")) | (~Q(title="") & ~Q(title_basis="none")),
                violation_error_message=_(
                    "An article has a title and says where it comes from, or has none."
                ),
            ),
        ]
        indexes = [models.Index(fields=["-date_from", "-date_to"], name="article_latest")]

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.public_id, self.slug])

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def shown_title(self) -> str:
        """The title as readers see it: our own description stands in square brackets."""
        if self.title_basis == self.TitleBasis.DESCRIBED:
            return f"[{self.title}]"
        return self.title or f"[{self.get_kind_display()}, {self.outlet.name}]"

    @property
    def author_names(self) -> list[str]:
        return [name.strip() for name in self.authors.splitlines() if name.strip()]

    @property
    def rights_in_force(self) -> str:
        return self.rights or self.outlet.default_rights

    @property
    def address(self) -> str:
        """Where the publisher's page, else a copy of it, can be read; empty where no address is known."""
        order = {ArticleAddress.Use.ORIGINAL: 0, ArticleAddress.Use.COPY: 1, ArticleAddress.Use.ARCHIVE: 2}
        known = sorted(self.addresses.all(), key=lambda one: (order[ArticleAddress.Use(one.use)], one.pk))
        return known[0].url if known else ""

    @property
    def address_host(self) -> str:
        """The site on which it can be read, as readers name it."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")


class ArticleAddress(models.Model):
    """One web address of an article: the publisher's, a copy's or an archive's."""

    class Use(models.TextChoices):
        ORIGINAL = "original", pgettext_lazy("address of an article", "Original")
        COPY = "copy", pgettext_lazy("address of an article", "Copy")
        ARCHIVE = "archive", pgettext_lazy("address of an article", "Archived copy")

    class State(models.TextChoices):
        UNCHECKED = "unchecked", pgettext_lazy("address of an article", "Not checked")
        LIVE = "live", pgettext_lazy("address of an article", "Live")
        CHANGED = "changed", pgettext_lazy("address of an article", "Changed")
        GONE = "gone", pgettext_lazy("address of an article", "Gone")
        UNREACHABLE = "unreachable", pgettext_lazy("address of an article", "Unreachable")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="addresses")
    url = models.URLField(max_length=1000)
    url_key = AddressKeyField(
        source="url",
        unique=True,
        error_messages={"unique": _("This address already belongs to an article.")},
    )
    use = models.CharField(max_length=8, choices=Use, default=Use.ORIGINAL)
    checked_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=11, choices=State, default=State.UNCHECKED)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        verbose_name_plural = _("article addresses")

    def __str__(self) -> str:
        return self.url


class ArticleText(models.Model):
    """One version of an article's text. Immutable; the body may never have been kept, or be purged."""

    class Covers(models.TextChoices):
        WHOLE = "whole", _("The whole text")
        PASSAGE = "passage", _("A passage")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveIntegerField(default=1)
    body = models.TextField(
        blank=True, help_text=_("Paragraphs, one a line. Never public beyond its rights.")
    )
    sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField(help_text=_("In code points."))
    covers = models.CharField(max_length=7, choices=Covers, default=Covers.WHOLE)
    seen_at = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="articletext_one_a_version"),
            models.CheckConstraint(
                name="articletext_body_fits_length",
                condition=Q(body="") | Q(Exact(Length("body"), F("length"))),
                violation_error_message=_("The length given is not the length of the text."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(article)s (text %(number)s)") % {"article": self.article, "number": self.version}

    def save(self, *args: object, **options: object) -> None:
        """Raises ValidationError for a change of a stored text.

        Its body alone may be purged, or filled in where it was never kept: by the very text of that hash.
        """
        stored = ArticleText.objects.filter(pk=self.pk).first() if self.pk else None
        if stored is not None:
            same = (stored.sha256, stored.length, stored.version) == (self.sha256, self.length, self.version)
            known = self.body in (stored.body, "") or (not stored.body and digest(self.body) == stored.sha256)
            if not same or not known:
                raise ValidationError(_("A text stays as it was seen: add the changed one as a new version."))
        super().save(*args, **options)  # type: ignore[arg-type]
