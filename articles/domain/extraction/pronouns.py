"""Who he, she, they and it are: the last subject or speaker that agrees, then the last person named."""

from dataclasses import dataclass

from articles.domain.extraction.names import Person
from articles.domain.extraction.speakers import Speaker

_GENDERS = {"he": "m", "she": "f"}
_FARTHEST = 12
_MOST = 60
# What a mention weighs: a sentence and a paragraph of distance, being subject, having spoken, being an
# owner or governed by a preposition, a gender that is known to agree, and having no name.
AWAY, APART, SUBJECT, SPOKE, OWNER, GOVERNED, KNOWN, UNNAMED = 1.3, 0.5, 1.3, 1.1, 0.9, 0.1, 0.9, 0.5


@dataclass(slots=True)
class Trace:
    """Somebody mentioned so far: where, as what, and how likely the next pronoun means them."""

    sentence: int
    paragraph: int
    key: str
    gender: str
    subject: bool
    spoke: bool
    person: Person | None = None
    plural: bool = False
    thing: bool = False
    speaker: Speaker | None = None
    possessive: bool = False
    governed: bool = False
    at: int = 0


def gender_of_pronoun(pronoun: str) -> str:
    return _GENDERS.get(pronoun, "")


def antecedent(  # noqa: PLR0913, PLR0917 — all of it is looked at
    traces: list[Trace],
    pronoun: str,
    sentence: int,
    paragraph: int,
    at: int,
    shut: frozenset[str] = frozenset(),
) -> tuple[Trace, float, float] | None:
    """The likeliest of those mentioned before, its lead and its score; None where nobody agrees."""
    gender = _GENDERS.get(pronoun, "")
    scores: dict[str, float] = {}
    best: dict[str, Trace] = {}
    for trace in traces[: -_MOST - 1 : -1]:
        away = sentence - trace.sentence
        if away > _FARTHEST:
            break
        if (
            away < 0
            or (away == 0 and trace.at >= at)
            or trace.key in shut
            or not _agrees(trace, pronoun, gender)
        ):
            continue
        score = _score(trace, away, paragraph - trace.paragraph)
        if score > scores.get(trace.key, -99):
            scores[trace.key] = score
            best[trace.key] = trace
    if not scores:
        return None
    ranked = sorted(scores, key=lambda key: -scores[key])
    lead = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else 3.0
    return best[ranked[0]], lead, scores[ranked[0]]


def _agrees(trace: Trace, pronoun: str, gender: str) -> bool:
    if gender:
        return not trace.thing and not trace.plural and trace.gender in ("", gender)
    # A name that tells nothing may be a body's.
    thing = trace.thing or (trace.speaker is not None and trace.speaker.kind == "name")
    return thing or (pronoun == "they" and trace.plural)


def _score(trace: Trace, away: int, paragraphs: int) -> float:
    score = -AWAY * away - APART * paragraphs
    score += SUBJECT if trace.subject else 0.0
    score += SPOKE if trace.spoke else 0.0
    score -= OWNER if trace.possessive else 0.0
    score -= GOVERNED if trace.governed else 0.0
    score += KNOWN if trace.gender else 0.0
    score -= UNNAMED if trace.person is None and not trace.thing else 0.0
    return score
