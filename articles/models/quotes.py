"""Words on the record: who said what where, the spans at which the words stand, and the proof of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from articles.domain.dates import PartialDate
from articles.domain.spans import whole_after, whole_before
from articles.models.articles import Article, ArticleText
from articles.models.folded import FoldedField, WordsKeyField
from articles.models.ledger import PublicId
from articles.models.partial_dates import PartialDateProperty, bounds_one_period
from articles.models.stakeholders import Stakeholder
from articles.models.status import Status, published_has_an_address

# Beyond this many characters, words in the largest size fill more than a screen of a phone.
LONG = 180


class QuoteQuerySet(models.QuerySet["Quote"]):
    def published(self) -> Self:
        """The quotes a visitor may see. Every public page starts here."""
        return self.filter(status=Status.PUBLISHED)

    def latest_first(self) -> Self:
        """By the day the words were said, else published; on one day, in the order they were recorded."""
        return self.order_by("-sort_date", "pk")

    def with_source(self) -> Self:
        """Load with each quote what its card names: speaker, organisation spoken for, source, its id."""
        return self.select_related("speaker", "on_behalf_of", "article__outlet", "public")


class Quote(models.Model):
    """The words of one speaker in one article."""

    class Kind(models.TextChoices):
        DIRECT = "direct", pgettext_lazy("kind of quote", "Direct")
        PARTIAL = "partial", pgettext_lazy("kind of quote", "Partial")
        PASSAGE = "passage", pgettext_lazy("kind of quote", "Passage")

    public = models.OneToOneField(
        PublicId, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="quote"
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.SUGGESTED, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="quotes")
    text = models.ForeignKey(ArticleText, on_delete=models.PROTECT, related_name="quotes")
    exact = models.TextField(help_text=_("The words, spans joined by “ […] ”."))
    words_folded = FoldedField(source="exact")
    words_key = WordsKeyField(source="exact")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.DIRECT)
    language = models.CharField(max_length=12, default="en")
    speaker = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes"
    )
    speaker_label = models.CharField(
        max_length=200, blank=True, help_text=_("Where nobody is named: “a government spokesperson”.")
    )
    label_folded = FoldedField(source="speaker_label")
    on_behalf_of = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes_for"
    )
    speaker_printed = models.CharField(max_length=200, blank=True, help_text=_("The name as printed."))
    role_printed = models.CharField(max_length=300, blank=True, help_text=_("The role as printed."))
    said_from = models.DateField(null=True, blank=True)
    said_to = models.DateField(null=True, blank=True)
    said = PartialDateProperty("said_from", "said_to")
    # The first day of `said`, else of the article: what lists are ordered by.
    sort_date = models.DateField(editable=False)
    origin = models.CharField(
        max_length=60, default="hand", help_text=_("By hand, by which rule, or from which file.")
    )
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Whose turn it is: an editor's own affair, never public.
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    # Filled by `queries.quotes.as_cards`: its Evidence for published positions, a floor of tables above.
    receipts: "list[Any]"

    objects = QuoteQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            published_has_an_address("quote"),
            bounds_one_period("said_from", "said_to", table="quote"),
            models.CheckConstraint(
                name="quote_speaker_or_label",
                condition=(
                    Q(speaker__isnull=True)
                    & (~Q(speaker_label="") | ~Q(status__in=[Status.PUBLISHED, Status.HELD]))
                )
                | Q(speaker__isnull=False, speaker_label=""),
                violation_error_message=_(
                    "A quote has a speaker, or a label where nobody is named, not both."
                ),
            ),
            models.CheckConstraint(
                name="quote_confidence_is_a_share",
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
            ),
            models.UniqueConstraint(
                fields=["article", "words_key", "speaker"],
                condition=Q(speaker__isnull=False) & ~Q(status__in=[Status.REJECTED, Status.WITHDRAWN]),
                name="quote_said_once_by_speaker",
                violation_error_message=_(
                    "These words of this speaker are already quoted from this article."
                ),
            ),
            models.UniqueConstraint(
                fields=["article", "words_key", "speaker_label"],
                # Of nobody known yet, it is not known either whether two are one.
                condition=Q(speaker__isnull=True)
                & ~Q(speaker_label="")
                & ~Q(status__in=[Status.REJECTED, Status.WITHDRAWN]),
                name="quote_said_once_by_label",
                violation_error_message=_("These words are already quoted from this article."),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-sort_date", "id"], name="quote_published_latest"),
        ]

    def __str__(self) -> str:
        words = self.exact if len(self.exact) <= 60 else f"{self.exact[:57].rstrip()}…"  # noqa: PLR2004
        return f"{self.speaker_name}: {words}"

    def save(self, *args: object, **options: object) -> None:
        self.sort_date = self.said_from or self.article.date_from
        super().save(*args, **options)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("quote", args=[self.public_id])

    @property
    def speaker_then(self) -> str:
        """The name the speaker bore that day, where it was another; `with_names_of_the_day` reads it."""
        return str(getattr(self, "speaker_of_the_day", ""))

    @property
    def on_behalf_then(self) -> str:
        """The same of the organisation spoken for."""
        return str(getattr(self, "on_behalf_of_the_day", ""))

    @property
    def speaker_name(self) -> str:
        """The name of that day, as far as it is known to have been another."""
        if self.speaker is None:
            return self.speaker_label
        return self.speaker_then or self.speaker.name

    @property
    def on_behalf_name(self) -> str:
        """The organisation spoken for, by its name of that day; empty where there is none."""
        if self.on_behalf_of is None:
            return ""
        return self.on_behalf_then or self.on_behalf_of.name

    @property
    def is_replaced(self) -> bool:
        return self.public is not None and self.public.state == PublicId.State.REPLACED

    @property
    def date(self) -> PartialDate:
        """When the words were said, else when the article appeared."""
        if self.said_from and self.said_to:
            return PartialDate(self.said_from, self.said_to)
        return PartialDate(self.article.date_from, self.article.date_to)

    @property
    def in_marks(self) -> str:
        """The words as they are shown: in quotation marks where they are the speaker's own."""
        return f"“{self.exact}”" if self.is_quotation else self.exact

    @property
    def shown_label(self) -> str:
        """The label of an unnamed speaker as a sentence begins with it."""
        return self.speaker_label[:1].upper() + self.speaker_label[1:]

    @property
    def is_long(self) -> bool:
        """Whether the words are set in a smaller size on their own page."""
        return len(self.exact) > LONG

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    def as_shown(self) -> dict[str, str]:
        """What readers see of it now, as its versions keep it."""
        return {
            "exact": self.exact,
            "kind": self.kind,
            "speaker": self.speaker_name,
            "on_behalf_of": self.on_behalf_name,
            "role_printed": self.role_printed,
            "said": str(self.date),
            "article": self.article.public_id or "",
        }

    @property
    def is_quotation(self) -> bool:
        """The speaker's own words, to be shown in quotation marks; a passage is the outlet's words."""
        return self.kind != self.Kind.PASSAGE


class Span(models.Model):
    """One unbroken run of a quote's words, as offsets into a text (code points, end exclusive)."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="spans")
    text = models.ForeignKey(ArticleText, on_delete=models.PROTECT, related_name="spans")
    ordinal = models.PositiveSmallIntegerField(default=1)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["quote", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "ordinal"], name="span_one_an_ordinal"),
            models.CheckConstraint(
                name="span_is_as_long_as_its_words",
                condition=Exact(Length("exact"), F("end") - F("start")),
                violation_error_message=_("The offsets do not fit the words."),
            ),
            models.CheckConstraint(
                name="span_starts_before_it_ends",
                condition=Q(start__lt=F("end")),
                violation_error_message=_("A span starts before it ends."),
            ),
            models.CheckConstraint(
                name="span_neighbours_at_most_32",
                condition=Q(LessThanOrEqual(Length("prefix"), 32)) & Q(LessThanOrEqual(Length("suffix"), 32)),
                violation_error_message=_("Prefix and suffix have at most 32 characters."),
            ),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def shown_prefix(self) -> str:
        """The words before it, none of them cut in two."""
        return whole_before(self.prefix)

    @property
    def shown_suffix(self) -> str:
        return whole_after(self.suffix)


class QuoteVersion(models.Model):
    """What the public saw of a quote from one day on, and why it changed."""

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    shown = models.JSONField(help_text=_("Words, speaker, role and dates, as shown."))
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "number"], name="quoteversion_one_a_number"),
        ]

    def __str__(self) -> str:
        return _("version %(number)s") % {"number": self.number}


class Verification(models.Model):
    """What a check of a quote against a text found: since when, and when the same was last found again.

    A check that finds what the one before it found is no new row: the history holds what changed.
    """

    class Result(models.TextChoices):
        EXACT = "exact", _("Exact")
        FOLDED = "folded", _("Equal but for marks, dashes or spaces")
        ELSEWHERE = "elsewhere", _("Checked elsewhere")
        FAILED = "failed", _("Failed")

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="verifications")
    text_sha256 = models.CharField(max_length=64)
    result = models.CharField(max_length=9, choices=Result)
    reason = models.TextField(blank=True)
    checked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the same was last found again; empty: never looked again."
    )

    class Meta:
        ordering = ["checked_at", "pk"]
        indexes = [models.Index(fields=["quote", "-checked_at"])]

    def __str__(self) -> str:
        return f"{self.get_result_display()}, {self.checked_at:%Y-%m-%d}"
