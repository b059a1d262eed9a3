"""What stands against a decision, in words for the editor who wants to take it."""

from articles.actions.recording import Record
from articles.actions.verifying import verify_quotes
from articles.models import (
    Affiliation,
    Article,
    Evidence,
    OldSlug,
    Position,
    Quote,
    Stakeholder,
    Status,
)

SHOWN_OR_HELD = (Status.PUBLISHED, Status.HELD)


def reasons_against_publishing(record: Record) -> list[str]:
    """Why the record cannot be shown to readers yet; empty where it can."""
    if record.status == Status.PUBLISHED:
        return ["It is published already."]
    if record.status == Status.WITHDRAWN:
        return ["It was withdrawn, and its address says so: make a new record instead."]
    if record.status == Status.HELD:
        return ["It is held: release it instead."]
    return reasons_against_showing(record)


def reasons_against_showing(record: Record) -> list[str]:
    """Which rules of what is public the record does not meet, whatever its status."""
    if isinstance(record, Quote):
        return _against_quote(record)
    if isinstance(record, Position):
        return _against_position(record)
    return _against_slug(record)


def _against_slug(record: Stakeholder | Article) -> list[str]:
    kind = OldSlug.Kind.STAKEHOLDER if isinstance(record, Stakeholder) else OldSlug.Kind.ARTICLE
    if OldSlug.objects.of_another(kind, record.slug, record).exists():
        return [f"Its slug, {record.slug}, once led to another {kind.label.lower()}: choose another."]
    return []


def reasons_against_succeeding(record: Record, successor: Record | None) -> list[str]:
    """Why readers of the one cannot be sent to the other; empty where none is named."""
    if successor is None:
        return []
    if type(successor) is not type(record):
        return ["Its successor is of another kind."]
    if successor.pk == record.pk:
        return ["It cannot be its own successor."]
    if not successor.is_published:
        return ["Its successor is not published: publish that first."]
    heir, met = successor.public, set()
    while heir is not None and heir.pk not in met:
        if heir.pk == record.public_id:
            return ["Its successor was itself replaced by it."]
        met.add(heir.pk)
        heir = heir.successor
    return []


def reasons_against_withdrawing(record: Record) -> list[str]:
    """Which public records still rest on this one; empty where none does."""
    if record.status not in (Status.PUBLISHED, Status.HELD):
        return ["It is not public."]
    quotes = Quote.objects.filter(status__in=SHOWN_OR_HELD)
    positions = Position.objects.filter(status__in=SHOWN_OR_HELD)
    resting: list[tuple[int, str]] = []
    if isinstance(record, Article):
        documented = positions.filter(evidence__article=record, evidence__quote=None).distinct()
        resting = [(quotes.filter(article=record).count(), "quotes"), (documented.count(), "positions")]
    elif isinstance(record, Stakeholder):
        resting = [
            (quotes.filter(speaker=record).count(), "quotes as their speaker"),
            (quotes.filter(on_behalf_of=record).count(), "quotes on its behalf"),
            (positions.filter(stakeholder=record).count(), "positions"),
            (positions.filter(on_behalf_of=record).count(), "positions on its behalf"),
        ]
    return [f"{count} public {what} rest on it: withdraw those first." for count, what in resting if count]


def _against_quote(quote: Quote) -> list[str]:
    reasons = []
    if quote.article.status != Status.PUBLISHED:
        reasons.append("Its article is not published.")
    if quote.speaker is None and not quote.speaker_label:
        reasons.append("It has neither a speaker nor a label for one.")
    for part, stakeholder in (("speaker", quote.speaker), ("organisation spoken for", quote.on_behalf_of)):
        if stakeholder is not None and not stakeholder.is_published:
            reasons.append(f"Its {part}, {stakeholder}, is not published.")
    if _speaks_outside_known_dates(quote):
        reasons.append(
            f"{quote.speaker} did not speak for {quote.on_behalf_of} on {quote.date}: see affiliations."
        )
    return reasons + _against_words(quote)


def _speaks_outside_known_dates(quote: Quote) -> bool:
    """Whether every affiliation known between the two excludes the day; unknown ends exclude nothing."""
    if quote.speaker is None or quote.on_behalf_of is None or not quote.speaker.is_person:
        return False
    held = Affiliation.objects.filter(person=quote.speaker, organisation=quote.on_behalf_of)
    day = quote.date
    on_the_day = [
        (one.since_first is None or one.since_first <= day.last)
        and (one.until_last is None or one.until_last >= day.first)
        for one in held
    ]
    return bool(on_the_day) and not any(on_the_day)


def _against_words(quote: Quote) -> list[str]:
    """Hold the words against the text and keep what was found; without a text, an earlier check counts."""
    (check,) = verify_quotes([quote])
    return [] if check.finding.is_verbatim else [check.finding.reason]


def _against_position(position: Position) -> list[str]:
    reasons = []
    for part, stakeholder in (
        ("stakeholder", position.stakeholder),
        ("organisation spoken for", position.on_behalf_of),
    ):
        if stakeholder is not None and not stakeholder.is_published:
            reasons.append(f"Its {part}, {stakeholder}, is not published.")
    evidence = list(Evidence.objects.public().filter(position=position))
    if not evidence:
        reasons.append("It has no public evidence: add a published quote or article.")
    if not position.summary and not any(one.quote_id for one in evidence):
        reasons.append("It has no summary, and no quote speaks for itself.")
    if position.evidence.filter(primary=True).count() != 1:
        reasons.append("One of its evidence has to be the primary one.")
    return reasons
