"""What a list shows, said in one sentence: every part of the question, and nothing more."""

from collections.abc import Iterator, Sequence

from articles.domain.filters import NONE, CorpusFilters, Picked
from articles.queries.vocabulary import Vocabulary

KINDS = {
    "quotes": ("quote", "quotes"),
    "positions": ("position", "positions"),
    "stakeholders": ("stakeholder", "stakeholders"),
    "articles": ("article", "articles"),
}
# How a list of that kind is tied to a position with debate, proposition, stance and axis.
HOLDING = {
    "quotes": "evidencing a position",
    "positions": "",
    "stakeholders": "with a position",
    "articles": "documenting a position",
}
STANCES = {
    "supports": "in support",
    "opposes": "in opposition",
    "conditional": "in conditional support",
    "mixed": "on both sides",
    "unclear": "that is unclear",
}


def sentence(kind: str, count: int, question: CorpusFilters, vocabulary: Vocabulary) -> str:
    """The list of `count` records of that kind as a sentence that ends with a full stop."""
    one, many = KINDS[kind]
    parts = [part for part in _parts(kind, question, _Names(question, vocabulary)) if part]
    return f"{' '.join([str(count), one if count == 1 else many, *parts])}."


class _Names:
    """The values of a question by their names, joined as words are."""

    def __init__(self, question: CorpusFilters, vocabulary: Vocabulary) -> None:
        self.question, self.vocabulary = question, vocabulary

    def of(self, parameter: str, pattern: str, *, quoted: bool = False) -> str:
        """The pattern with the names wanted, then with those excluded; empty where none is asked."""
        picked: Picked = getattr(self.question, parameter)
        names = [
            " or ".join(self._named(parameter, values, quoted=quoted))
            for values in (picked.wanted, picked.excluded)
        ]
        said = pattern.format(names[0]) if picked.wanted else ""
        if picked.excluded:
            said += f"{' but ' if said else ''}not {pattern.format(names[1])}"
        return said

    def _named(self, parameter: str, values: Sequence[str], *, quoted: bool) -> list[str]:
        names = [self.vocabulary.name(parameter, value) for value in values]
        return [f"“{name}”" for name in names] if quoted else names


def _parts(kind: str, question: CorpusFilters, names: _Names) -> Iterator[str]:
    yield names.of("quote_kind", "of the kind {}")
    yield names.of("person", "by {}")
    if question.own_voice:
        yield names.of("organisation", "by {} in its own voice")
    else:
        yield names.of("organisation", "by {}, on its behalf, or by people with it at the time")
    yield names.of("type", "from stakeholders of the type {}")
    yield names.of("country", "from {}")
    yield _position(kind, question, names)
    yield names.of("outlet", "in {}")
    yield names.of("article_kind", "from a source of the kind {}")
    yield names.of("language", "in {}")
    yield names.of("year", "of {}")
    if question.after:
        yield f"from {question.after} on"
    if question.before:
        yield f"until {question.before}"
    if question.asof:
        yield f"as of {question.asof}"
    if question.q:
        yield f"with {' and '.join(f'“{word}”' for word in question.q)}"


def _position(kind: str, question: CorpusFilters, names: _Names) -> str:
    """What is asked of one position: where it stands, on what."""
    stance = question.stance
    asked = [
        " or ".join(STANCES.get(value, value) for value in stance.wanted if value != NONE),
        f"not {' or '.join(STANCES.get(value, value) for value in stance.excluded)}"
        if stance.excluded
        else "",
        names.of("axis", "at the side {}", quoted=True),
        names.of("proposition", "on {}", quoted=True),
        names.of("debate", "in the debate {}", quoted=True),
    ]
    said = " ".join(part for part in asked if part)
    if said:
        said = f"{HOLDING[kind]} {said}".strip()
    if NONE in stance.wanted:
        said = f"{said}, or with none on record" if said else "with no position on record"
    return said
