"""Where a stakeholder stands on a proposition on a date, and the evidence for it."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from articles.models.articles import Article
from articles.models.debates import AxisEnd, Proposition, PropositionVersion
from articles.models.folded import FoldedField
from articles.models.ledger import PublicId
from articles.models.partial_dates import PartialDateProperty, bounds_one_period
from articles.models.quotes import Quote
from articles.models.stakeholders import Stakeholder
from articles.models.status import Status, published_has_an_address


class Stance(models.TextChoices):
    SUPPORTS = "supports", pgettext_lazy("stance", "Supports")
    OPPOSES = "opposes", pgettext_lazy("stance", "Opposes")
    CONDITIONAL = "conditional", pgettext_lazy("stance", "Conditional")
    MIXED = "mixed", pgettext_lazy("stance", "Mixed")
    UNCLEAR = "unclear", pgettext_lazy("stance", "Unclear")


# product.md, "Axis value": (stance, where a supporter stands) → where the position stands.
AXIS = {
    (Stance.SUPPORTS, PropositionVersion.SupporterAt.POLE_A): AxisEnd.POLE_A,
    (Stance.SUPPORTS, PropositionVersion.SupporterAt.POLE_B): AxisEnd.POLE_B,
    (Stance.OPPOSES, PropositionVersion.SupporterAt.POLE_A): AxisEnd.POLE_B,
    (Stance.OPPOSES, PropositionVersion.SupporterAt.POLE_B): AxisEnd.POLE_A,
} | {
    (stance, pole): end
    for pole in PropositionVersion.SupporterAt
    for stance, end in [
        (Stance.CONDITIONAL, AxisEnd.MIXED),
        (Stance.MIXED, AxisEnd.MIXED),
        (Stance.UNCLEAR, AxisEnd.UNCLEAR),
    ]
}


def axis_of(stance: str, supporter_at: str) -> AxisEnd:
    """Where a position of that stance stands, given where a supporter of the wording stands."""
    return AXIS.get((Stance(stance), PropositionVersion.SupporterAt(supporter_at)), AxisEnd.OFF)


def at_axis_end(end: str, *, through: str = "") -> Q:
    """The positions that stand at that end of their debate's axis; `through` leads to the position."""
    wanted = Q(pk__in=[])
    for (stance, pole), axis_end in AXIS.items():
        if axis_end == end:
            wanted |= Q(**{f"{through}stance": stance, f"{through}proposition_version__supporter_at": pole})
    return wanted


class PositionQuerySet(models.QuerySet["Position"]):
    def published(self) -> Self:
        """The positions a visitor may see."""
        return self.filter(status=Status.PUBLISHED)

    def latest_first(self) -> Self:
        """By the first day of their date, then by the last."""
        return self.order_by("-date_from", "-date_to", "pk")

    def with_subject(self) -> Self:
        """Load with each position what its row names: who, on which proposition of which debate."""
        return self.select_related("stakeholder", "on_behalf_of", "proposition_version__proposition__debate")

    def with_receipts(self) -> Self:
        """Load with each position, as `receipts`, its public evidence: primary first, then by article."""
        return self.prefetch_related(
            models.Prefetch(
                "evidence",
                Evidence.objects.public()
                .select_related("article__outlet", "quote__speaker", "quote__on_behalf_of")
                .order_by("-primary", "article__date_from", "article_id", "pk"),
                to_attr="receipts",
            )
        )

    def with_axis(self) -> Self:
        """Give each position its place on the axis as `axis_end`, counted by the database."""
        return self.annotate(
            axis_end=Case(
                *(
                    When(
                        stance=stance,
                        proposition_version__supporter_at=pole,
                        then=Value(str(end)),
                    )
                    for (stance, pole), end in AXIS.items()
                ),
                default=Value(""),
                output_field=CharField(),
            )
        )


class Position(models.Model):
    """One stakeholder's stance on one proposition on one date, with its receipts."""

    class Confidence(models.TextChoices):
        HIGH = "high", pgettext_lazy("confidence", "High")
        MEDIUM = "medium", pgettext_lazy("confidence", "Medium")

    public = models.OneToOneField(
        PublicId, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="position"
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.SUGGESTED, editable=False)
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="positions")
    on_behalf_of = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, null=True, blank=True, related_name="positions_for"
    )
    proposition_version = models.ForeignKey(
        PropositionVersion, on_delete=models.PROTECT, related_name="positions"
    )
    stance = models.CharField(max_length=11, choices=Stance)
    condition = models.TextField(
        blank=True, help_text=_("In our words; with “conditional”, and only with it.")
    )
    date_from = models.DateField()
    date_to = models.DateField()
    date = PartialDateProperty("date_from", "date_to")
    summary = models.TextField(
        blank=True, help_text=_("In our words. Empty only where a quote evidences it.")
    )
    summary_folded = FoldedField(source="summary")
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.HIGH)
    note = models.TextField(blank=True)
    inferred = models.BooleanField(default=False, help_text=_("Read from an action, not from words."))
    # Whose turn it is: an editor's own affair, never public.
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    # Filled by `with_receipts`: the public evidence, primary first.
    receipts: "list[Evidence]"

    objects = PositionQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        constraints = [
            published_has_an_address("position"),
            bounds_one_period("date_from", "date_to", table="position"),
            models.CheckConstraint(
                name="position_condition_iff_conditional",
                condition=(Q(stance=Stance.CONDITIONAL) & ~Q(condition=""))
                | (~Q(stance=Stance.CONDITIONAL) & Q(condition="")),
                violation_error_message=_(
                    "A condition goes with the stance “conditional”, and only with it."
                ),
            ),
            models.CheckConstraint(
                name="position_not_on_its_own_behalf",
                condition=Q(on_behalf_of__isnull=True) | ~Q(on_behalf_of=F("stakeholder")),
                violation_error_message=_("Nobody takes a position on their own behalf twice."),
            ),
            models.CheckConstraint(
                name="position_medium_confidence_is_explained",
                condition=Q(confidence="high") | ~Q(note=""),
                violation_error_message=_("Medium confidence needs a note that says why."),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-date_from", "-date_to", "id"], name="position_published_latest"),
            models.Index(fields=["stakeholder", "proposition_version", "-date_from"], name="position_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder} {self.stance}: {self.proposition_version.proposition} ({self.date})"

    def get_absolute_url(self) -> str:
        return reverse("position", args=[self.public_id])

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def proposition(self) -> Proposition:
        return self.proposition_version.proposition

    @property
    def axis(self) -> AxisEnd:
        """Where this position stands on the axis of its debate (product.md, "Axis value")."""
        return axis_of(self.stance, self.proposition_version.supporter_at)

    @property
    def axis_label(self) -> str:
        """The name of that place in the words of its debate; empty off the axis."""
        return self.proposition.debate.label_of(self.axis)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def public(self) -> Self:
        """The evidence a visitor may see: its article is public, and so is its quote where it has one."""
        return self.filter(
            Q(quote__isnull=True) | Q(quote__status=Status.PUBLISHED), article__status=Status.PUBLISHED
        )


class Evidence(models.Model):
    """What documents a position: a quote, or an article of which we say it in our words."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="evidence")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="evidence")
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    primary = models.BooleanField(default=False)

    objects = EvidenceQuerySet.as_manager()

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(fields=["position", "quote"], name="evidence_quote_once"),
            models.UniqueConstraint(
                fields=["position", "article"],
                condition=Q(quote__isnull=True),
                name="evidence_article_once",
                violation_error_message=_("This article already documents the position."),
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(primary=True),
                name="evidence_one_primary",
                violation_error_message=_("A position has one primary evidence."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.quote or self.article)

    def clean(self) -> None:
        if self.quote and self.article_id and self.quote.article_id != self.article_id:
            raise ValidationError({"article": _("The quote stands in another article.")})


class StanceChange(models.Model):
    """An editor's word that a stakeholder changed its stance between two positions."""

    before = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="changes_after")
    after = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="changes_before")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(default=timezone.now)
    # For editors: why it was confirmed.
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="stancechange_once"),
            models.CheckConstraint(name="stancechange_of_two", condition=~Q(before=F("after"))),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class BlindCoding(models.Model):
    """One coder's stance for one quote, given without seeing the others'. Never public."""

    batch = models.CharField(max_length=60)
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="blind_codings")
    proposition_version = models.ForeignKey(
        PropositionVersion, on_delete=models.PROTECT, related_name="blind_codings"
    )
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=11, choices=Stance, blank=True, help_text=_("Empty: not stated."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "quote", "proposition_version", "coder"], name="blindcoding_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch}: {self.coder}"
