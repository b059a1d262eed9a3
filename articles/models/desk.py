"""What editors say to each other about a record, and what they looked into. Never public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.positions import Position
from articles.models.quotes import Quote
from articles.models.stakeholders import Stakeholder

SUBJECTS = ("quote", "position", "stakeholder", "article")


def _about_exactly_one() -> Q:
    alone = Q(pk__in=[])
    for subject in SUBJECTS:
        alone |= Q(**{f"{other}__isnull": other != subject for other in SUBJECTS})
    return alone


def _two_of(kind: str, *, none_of: str) -> Q:
    # Said in full, because a comparison with nothing is unknown, and a check lets the unknown pass.
    return Q(
        **{
            f"{kind}__isnull": False,
            f"other_{kind}__isnull": False,
            f"{kind}__lt": F(f"other_{kind}"),
            f"{none_of}__isnull": True,
            f"other_{none_of}__isnull": True,
        }
    )


class Comment(models.Model):
    """One editor's remark on one record, open until it is settled."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    position = models.ForeignKey(
        Position, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    settled = models.BooleanField(default=False, help_text=_("Nothing is left to do about it."))

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_about_exactly_one",
                condition=_about_exactly_one(),
                violation_error_message=_("A comment is about one record."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}, {self.written_at:%Y-%m-%d}"


class NotSame(models.Model):
    """An editor's word that two records that look alike are two: they are not offered for merging again."""

    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    other_stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    other_article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("looked alike")
        verbose_name_plural = _("looked alike")
        constraints = [
            models.CheckConstraint(
                name="notsame_of_two_of_a_kind",
                condition=_two_of("stakeholder", none_of="article")
                | _two_of("article", none_of="stakeholder"),
                violation_error_message=_("It names two stakeholders or two articles, the older first."),
            ),
            models.UniqueConstraint(
                fields=["stakeholder", "other_stakeholder"], name="notsame_stakeholders_once"
            ),
            models.UniqueConstraint(fields=["article", "other_article"], name="notsame_articles_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder or self.article} ≠ {self.other_stakeholder or self.other_article}"
