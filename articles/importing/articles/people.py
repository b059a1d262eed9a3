"""Whom the quotations of an article name: the stakeholders known here, or as printed where they are new."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from articles.domain.directory import Directory
from articles.domain.extraction import Quotation
from articles.domain.names import Known, KnownName, Recognition, Verdict
from articles.models import Stakeholder, StakeholderName, Status


@dataclass(frozen=True)
class Named:
    """Who said one quotation, as far as that is known, and what an editor should look at twice."""

    speaker: int | None = None
    label: str = ""
    on_behalf_of: int | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass
class People:
    """Everybody known, and which of them are organisations."""

    directory: Directory
    names: dict[int, str]
    organisations: set[int]

    def of(self, quotations: Sequence[Quotation], *, on: date) -> list[Named]:
        """For each quotation of one article who is meant; two people of one name are never chosen between."""
        printed = [name for one in quotations for name in (one.speaker, one.organisation) if name]
        meant = self.directory.recognise_all(list(dict.fromkeys(printed)), on=on)
        return [self._named(one, meant) for one in quotations]

    def _named(self, one: Quotation, meant: dict[str, Recognition]) -> Named:
        if not one.speaker:
            return Named(on_behalf_of=self._organisation(one, meant), doubts=[_("Nobody is named.")])
        if is_label(one.speaker):
            return Named(label=one.speaker[:200], on_behalf_of=self._organisation(one, meant))
        found = meant[one.speaker]
        if found.verdict is Verdict.NEAR:
            who = _(" or ").join(self.names[int(one.key)] for one in found.candidates[:3])
            return Named(doubts=[_("May be %s.") % who], on_behalf_of=self._organisation(one, meant))
        speaker = int(found.candidates[0].key) if found.verdict is Verdict.SAME else None
        spoken_for = self._organisation(one, meant)
        return Named(speaker=speaker, on_behalf_of=spoken_for if spoken_for != speaker else None)

    def _organisation(self, one: Quotation, meant: dict[str, Recognition]) -> int | None:
        found = meant.get(one.organisation or "")
        if found is None or found.verdict is not Verdict.SAME:
            return None
        key = int(found.candidates[0].key)
        return key if key in self.organisations else None


def known_people() -> People:
    """All stakeholders that were not let go, with all their names; two queries."""
    rows = Stakeholder.objects.exclude(status__in=[Status.WITHDRAWN, Status.REJECTED])
    names: defaultdict[int, list[KnownName]] = defaultdict(list)
    for other in StakeholderName.objects.all():
        match_only = other.use == StakeholderName.Use.MATCH_ONLY
        names[other.stakeholder_id].append(KnownName(other.name, other.since, other.until, match_only))
    shown, organisations, known = {}, set(), []
    for row in rows.only("pk", "name", "kind"):
        shown[row.pk] = row.name
        known.append(Known(str(row.pk), (KnownName(row.name), *names[row.pk])))
        if row.kind == Stakeholder.Kind.ORGANISATION:
            organisations.add(row.pk)
    return People(Directory(known), shown, organisations)


def is_label(speaker: str) -> bool:
    """Whether it says what somebody is, not who: “a Home Office spokesman”, “the judge”, “officials”."""
    words = speaker.split()
    return words[-1][:1].islower() and (words[0][:1].islower() or words[0] in ("A", "An", "The"))
