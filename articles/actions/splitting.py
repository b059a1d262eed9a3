"""Splitting a stakeholder record that mixes two: what is the other's goes to the other."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.actions.recording import locked, refuse_unless_clear, tell, write
from articles.models import Affiliation, Change, Permission, Position, Quote, QuoteVersion, Stakeholder

Part = Quote | Position | Affiliation
# Where each kind of part names a stakeholder.
FIELDS: dict[type[Part], tuple[str, str]] = {
    Quote: ("speaker", "on_behalf_of"),
    Position: ("stakeholder", "on_behalf_of"),
    Affiliation: ("person", "organisation"),
}


@transaction.atomic
def split(  # noqa: PLR0913 — each is a choice of the editor
    stakeholder: Stakeholder,
    *,
    into: Stakeholder,
    by: AbstractBaseUser,
    why: str,
    quotes: Sequence[Quote] = (),
    positions: Sequence[Position] = (),
    affiliations: Sequence[Affiliation] = (),
    told: str = "",
) -> None:
    """Move the named quotes, positions and affiliations to the stakeholder whose they are.

    Every id stays with its record: a quote keeps its address and says who spoke in a new version.
    Raises Refused where one of them is not of the first stakeholder, or cannot be of the other.
    """
    source, target = locked(stakeholder), locked(into)
    parts: list[Part] = [*map(locked, quotes), *map(locked, positions), *map(locked, affiliations)]
    refuse_unless_clear(source, _against(source, target, parts), by=by, permission=Permission.MERGE, why=why)
    for part in parts:
        moves = {name: target for name in FIELDS[type(part)] if getattr(part, f"{name}_id") == source.pk}
        write(part, by=by, why=why, **moves)
        if isinstance(part, Quote) and part.public is not None:
            last = part.versions.order_by("number").last()
            number = last.number + 1 if last is not None else 1
            QuoteVersion.objects.create(quote=part, number=number, shown=part.as_shown(), reason=told)
        if isinstance(part, Quote | Position) and part.public is not None:
            tell(Change.Kind.CORRECTED, part.public, summary="stakeholder")
    if source.public is not None:
        tell(Change.Kind.SPLIT, source.public)


def _against(source: Stakeholder, target: Stakeholder, parts: Sequence[Part]) -> list[str]:
    if source.pk == target.pk:
        return ["A record cannot be split into itself."]
    if source.kind != target.kind:
        return ["One is a person, the other an organisation."]
    if not parts:
        return ["Name at least one quote, position or affiliation that is the other’s."]
    reasons = []
    for part in parts:
        if source.pk not in [getattr(part, f"{name}_id") for name in FIELDS[type(part)]]:
            reasons.append(f"“{part}” is not of {source}.")
        elif isinstance(part, Quote) and _said_already(part, source, target):
            reasons.append(f"“{part}” is on record of {target} already.")
    public = [part for part in parts if isinstance(part, Quote | Position) and part.public is not None]
    if public and not target.is_published:
        reasons.append(f"{target} is not published: publish it first.")
    return reasons


def _said_already(quote: Quote, source: Stakeholder, target: Stakeholder) -> bool:
    same = Quote.objects.exclude(status__in=["rejected", "withdrawn"]).filter(
        article=quote.article_id, words_key=quote.words_key, speaker=target
    )
    return quote.speaker_id == source.pk and same.exists()
