"""Who he, she, they and it are: the last subject or speaker that agrees, then the last person named."""

from collections.abc import Container
from dataclasses import dataclass

from articles.domain.extraction.names import Person
from articles.domain.extraction.speakers import Speaker

_GENDERS = {"he": "m", "she": "f"}
_FARTHEST = 12
_MOST = 60


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
    # In the first subject of its sentence, or the speaker of a quotation.
    main: bool = False
    # Named for the first time, with a post or an age: whoever is introduced will speak.
    introduced: bool = False
    at: int = 0


def gender_of_pronoun(pronoun: str) -> str:
    return _GENDERS.get(pronoun, "")


def antecedent(  # noqa: PLR0913, PLR0917 — all of it is looked at
    traces: list[Trace],
    pronoun: str,
    sentence: int,
    paragraph: int,
    at: int,
    among: Container[str] | None = None,
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
            or (trace.key not in among if among is not None else not _agrees(trace, pronoun, gender))
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
    somebody = trace.person is None and not trace.gender  # a spokesperson, of whom nothing more is told
    return thing or (pronoun == "they" and (trace.plural or somebody))


def _score(trace: Trace, away: int, paragraphs: int) -> float:
    """Each plain reason counts one: no weight is fitted, and the later of two alike wins."""
    against = (away, paragraphs, trace.possessive, trace.person is None and not trace.thing)
    reasons = (trace.main, trace.subject, trace.spoke, trace.introduced, bool(trace.gender))
    return sum(reasons) - sum(against)
