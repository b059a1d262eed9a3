"""What refers to a record, and how it is moved to another: the workings of merging and splitting."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core import serializers
from django.db import models
from django.db.models import Max

from articles.actions.recording import write, write_many
from articles.models import (
    Affiliation,
    Article,
    ArticleAddress,
    ArticleText,
    Comment,
    Evidence,
    OrganisationTie,
    Position,
    Quote,
    ReviewStep,
    Stakeholder,
    StakeholderName,
)

Merged = Stakeholder | Article
Reference = tuple[type[models.Model], str]

# Every foreign key to the table; a test holds this against the tables themselves.
REFERENCES: dict[type[models.Model], tuple[Reference, ...]] = {
    Stakeholder: (
        (Quote, "speaker"),
        (Quote, "on_behalf_of"),
        (Position, "stakeholder"),
        (Position, "on_behalf_of"),
        (Affiliation, "person"),
        (Affiliation, "organisation"),
        (OrganisationTie, "parent"),
        (OrganisationTie, "child"),
        (StakeholderName, "stakeholder"),
        (Stakeholder, "merged_into"),
        (Comment, "stakeholder"),
    ),
    Article: (
        (Quote, "article"),
        (Evidence, "article"),
        (ArticleAddress, "article"),
        (ArticleText, "article"),
        (Affiliation, "source"),
        (Article, "same_text_as"),
        (Comment, "article"),
        (ReviewStep, "article"),
    ),
}
# Rows of which two that say the same are one, with what they say beside the reference itself.
PERIOD = ("since_first", "since_last", "until_first", "until_last")
SAYING: dict[Reference, tuple[str, ...]] = {
    (Affiliation, "person"): ("organisation_id", "organisation_name", "role", *PERIOD),
    (Affiliation, "organisation"): ("person_id", "role", *PERIOD),
    (OrganisationTie, "parent"): ("child_id", *PERIOD),
    (OrganisationTie, "child"): ("parent_id", *PERIOD),
    (StakeholderName, "stakeholder"): ("name", "use"),
    (Evidence, "article"): ("position_id", "quote_id"),
}
# Two fields of one row that may not name the same stakeholder: the second is emptied.
NOT_BOTH: tuple[tuple[type[models.Model], str, str], ...] = (
    (Quote, "speaker", "on_behalf_of"),
    (Position, "stakeholder", "on_behalf_of"),
)


@dataclass
class Moved:
    """What a merge did, in plain values: enough to undo it."""

    # "Quote.speaker" → the keys of the rows that named the dropped record there.
    rows: dict[str, list[Any]] = field(default_factory=dict)
    # "Quote.on_behalf_of" → (key, whom it named), where the row would have named one record twice.
    emptied: dict[str, list[list[Any]]] = field(default_factory=dict)
    # Rows that said what another says already, as they were.
    deleted: list[dict[str, Any]] = field(default_factory=list)
    # Quotes that were one: loser, winner, the loser's status, and the evidence that went over.
    twins: list[dict[str, Any]] = field(default_factory=list)
    # Fields of the kept record that the dropped one filled: before and after.
    filled: dict[str, list[Any]] = field(default_factory=dict)
    names: list[Any] = field(default_factory=list)
    debates: list[Any] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    # Of the ledger: ids that led to the dropped one, slugs that did, and the slug it left.
    ids: list[str] = field(default_factory=list)
    slugs: list[Any] = field(default_factory=list)
    slug: Any = None
    status: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Mover:
    """Moves what refers to one record of a table to another of it, and remembers what it did."""

    keep: Merged
    drop: Merged
    by: AbstractBaseUser
    why: str
    moved: Moved = field(default_factory=Moved)

    def part(self) -> None:
        """Make room: what would name one record twice is emptied or deleted, and so is what is said twice."""
        pair = [self.keep.pk, self.drop.pk]
        if isinstance(self.keep, Stakeholder):
            for model, first, second in NOT_BOTH:
                both = {f"{first}__in": pair, f"{second}__in": pair}
                self._empty(model, second, model._default_manager.filter(**both))
            for tie in OrganisationTie.objects.filter(parent__in=pair, child__in=pair):
                self._delete(tie)
        else:
            self._empty(Article, "same_text_as", Article.objects.filter(pk__in=pair, same_text_as__in=pair))
        for (model, name), says in SAYING.items():
            if (model, name) in REFERENCES[type(self.keep)]:
                self._delete_doubles(model, name, says)

    def move(self, losers: Sequence[Quote]) -> None:
        """Let every row that names the dropped record name the kept one; quotes that lost stay behind."""
        for model, name in REFERENCES[type(self.keep)]:
            rows = model._default_manager.filter(**{name: self.drop.pk})
            if model is Quote:
                rows = rows.exclude(pk__in=[quote.pk for quote in losers])
            if model is ArticleText:
                keys = self._move_texts()
            else:
                keys = write_many(rows, {name: self.keep}, by=self.by, why=self.why)
            if keys:
                self.moved.rows[f"{model.__name__}.{name}"] = keys

    def _move_texts(self) -> list[Any]:
        """Texts keep their order after those that are there; the numbers they had are remembered."""
        texts = ArticleText.objects.filter(article=self.drop.pk).order_by("version")
        last = ArticleText.objects.filter(article=self.keep.pk).aggregate(last=Max("version"))["last"] or 0
        for number, text in enumerate(texts, start=last + 1):
            self.moved.versions[str(text.pk)] = text.version
            # Past `save`, which lets no text be changed: it is the same text, of a record that was the same.
            ArticleText.objects.filter(pk=text.pk).update(article=self.keep.pk, version=number)
        return [int(pk) for pk in self.moved.versions]

    def _empty(self, model: type[models.Model], name: str, rows: "models.QuerySet[Any]") -> None:
        was = [[row.pk, getattr(row, f"{name}_id")] for row in rows]
        if write_many(rows, {name: None}, by=self.by, why=self.why):
            self.moved.emptied[f"{model.__name__}.{name}"] = was

    def _delete_doubles(self, model: type[models.Model], name: str, says: tuple[str, ...]) -> None:
        def saying(row: Any) -> tuple[Any, ...]:
            return tuple(getattr(row, part) for part in says)

        kept = {saying(row): row for row in model._default_manager.filter(**{name: self.keep.pk})}
        for row in model._default_manager.filter(**{name: self.drop.pk}):
            double = kept.get(saying(row))
            if double is not None:
                self.give_up(row, double)

    def give_up(self, row: models.Model, double: models.Model) -> None:
        """Delete a row that says what its double says; what was the primary evidence makes it the primary."""
        self._delete(row)
        if isinstance(row, Evidence) and isinstance(double, Evidence) and row.primary:
            write(double, by=self.by, why=self.why, primary=True)

    def _delete(self, row: models.Model) -> None:
        self.moved.deleted += serializers.serialize("python", [row])
        signed: Any = row
        signed._change_reason, signed._history_user = self.why, self.by  # noqa: SLF001
        key = row.pk
        row.delete()
        row.pk = key


def named(reference: str) -> Reference:
    """The model and the field of “Quote.speaker”."""
    model, name = reference.split(".")
    return apps.get_model("articles", model), name


def twins_of(keep: Merged, drop: Merged) -> Iterator[tuple[Quote, Quote]]:
    """Quotes that will be one, as (one of the kept record, one of the dropped)."""
    counted = Quote.objects.exclude(status__in=["rejected", "withdrawn"])
    says: tuple[str, ...]
    if isinstance(keep, Stakeholder):
        ours, theirs = counted.filter(speaker=keep.pk), counted.filter(speaker=drop.pk)
        says = ("article_id", "words_key")
    else:
        ours, theirs = counted.filter(article=keep.pk), counted.filter(article=drop.pk)
        says = ("words_key", "speaker_id", "speaker_label")
    # By keys first: of ten thousand quotes, few are twins.
    known = {tuple(said): pk for pk, *said in ours.values_list("pk", *says)}
    pairs = [
        (known[tuple(said)], pk) for pk, *said in theirs.values_list("pk", *says) if tuple(said) in known
    ]
    rows = Quote.objects.select_related("public").in_bulk([pk for pair in pairs for pk in pair])
    for one, other in pairs:
        yield rows[one], rows[other]
