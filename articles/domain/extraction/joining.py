"""Which runs make one quotation: parts split by their attribution, and paragraphs left open."""

from collections.abc import Sequence

from articles.domain.extraction.memory import Attributed


def joined(found: Sequence[Attributed]) -> list[list[Attributed]]:
    """The runs in groups, each of which is one quotation."""
    groups: list[list[Attributed]] = []
    for part in found:
        if groups and _is_one(groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _is_one(before: Attributed, part: Attributed) -> bool:
    if before.speaker is None or part.speaker is None or before.speaker.name != part.speaker.name:
        return False
    if part.rule == "left open before":
        return True
    if part.rule == "paragraph before":
        return not before.partial
    if part.rule == "same paragraph":
        return not before.partial and not part.partial and part.sentence - before.sentence <= 1
    # “…,” NAME said, “…”: the second hangs on what followed the first.
    same = before.anchor is not None and part.anchor == before.anchor and part.sentence == before.sentence
    return (
        same
        and not before.partial
        and before.anchor is not None
        and before.place < before.anchor[1] < part.place
    )
