"""What rules propose and what editors make of it, kept beside the quotes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article, ArticleText
from articles.models.quotes import Quote


class Suggestion(models.Model):
    """What a rule proposed of a quote, beside what the quote itself says, and who confirmed it.

    The rule and how sure it is stand in the quote (`origin`, `confidence`).
    """

    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="suggestion")
    speaker_name = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    # The release of the rules: what they are worth is counted for each.
    extractor = models.CharField(max_length=20)
    # Why an editor should look twice, in words.
    doubts = models.JSONField(default=list, blank=True)
    # The words as proposed, to tell whether they were corrected.
    exact = models.TextField(blank=True)
    # Who confirmed it, by the role they had then, and when: readers are told, without a name.
    confirmed_as = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.speaker_name or str(_("nobody named"))


class ReviewStep(models.Model):
    """One thing an editor did at the review desk, with what was there before: it can be undone.

    Time spent and corrections made are counted from these.
    """

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        CORRECTED = "corrected", _("Corrected")
        REJECTED = "rejected", _("Rejected")
        ADDED = "added", _("Added")
        SPLIT = "split", _("Split")
        JOINED = "joined", _("Joined")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="review_steps")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    # The parts of a suggestion that were corrected: words, speaker, …
    parts = models.JSONField(default=list, blank=True)
    # What undoing needs: the rows as they were, and those that were made.
    before = models.JSONField(default=dict, blank=True)
    made = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["article", "editor", "at"], name="reviewstep_of_article")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M}"


class TextShingle(models.Model):
    """One of the few numbers by which two printings of one text are recognised (`domain.shingles`)."""

    text = models.ForeignKey(ArticleText, on_delete=models.CASCADE, related_name="shingles")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "value"], name="textshingle_once_a_text"),
            models.CheckConstraint(name="textshingle_is_positive", condition=Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return str(self.value)
