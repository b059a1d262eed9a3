"""Names that are nearly another: what an editor may have meant, and how alike two names are."""

from collections.abc import Iterable

from articles.domain.text import fold_name

# How alike, in percent, a name must be to be offered instead of one that is not known.
ALIKE = 70
OFFERED = 3


def likeness(one: str, other: str) -> float:
    """How alike two names are, in percent: whatever the order of their words, case and accents."""
    # Loading it takes longer than a page that needs no comparison.
    from rapidfuzz import fuzz  # noqa: PLC0415

    return float(fuzz.token_sort_ratio(fold_name(one), fold_name(other)))


def did_you_mean(typed: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known names that are most like the one typed, the likest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 — see above

    found = process.extract(
        typed, list(known), scorer=fuzz.WRatio, processor=fold_name, score_cutoff=ALIKE, limit=OFFERED
    )
    return [name for name, _, _ in found]
