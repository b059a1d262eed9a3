"""What a list shows, said in one sentence: every part of the question, and nothing more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from articles.domain.filters import NONE, CorpusFilters, Picked
from articles.queries.vocabulary import Vocabulary


@dataclass(frozen=True)
class Phrase:
    """How a sentence says what is asked of one parameter: the values wanted, and those left out."""

    wanted: StrOrPromise
    excluded: StrOrPromise
    quoted: bool = False


# Each stands in the sentence after the records counted, and can be moved about no further than that.
PHRASES = {
    "quote_kind": Phrase(
        pgettext_lazy("kind of quote", "of the kind %(names)s"),
        pgettext_lazy("kind of quote", "not of the kind %(names)s"),
    ),
    "person": Phrase(pgettext_lazy("person", "by %(names)s"), pgettext_lazy("person", "not by %(names)s")),
    "organisation": Phrase(
        pgettext_lazy("organisation", "by %(names)s, on its behalf, or by people with it at the time"),
        pgettext_lazy("organisation", "not by %(names)s, on its behalf, or by people with it at the time"),
    ),
    "voice": Phrase(
        pgettext_lazy("organisation", "by %(names)s in its own voice"),
        pgettext_lazy("organisation", "not by %(names)s in its own voice"),
    ),
    "type": Phrase(
        pgettext_lazy("type of stakeholder", "from stakeholders of the type %(names)s"),
        pgettext_lazy("type of stakeholder", "not from stakeholders of the type %(names)s"),
    ),
    "country": Phrase(
        pgettext_lazy("country", "from %(names)s"), pgettext_lazy("country", "not from %(names)s")
    ),
    "outlet": Phrase(pgettext_lazy("outlet", "in %(names)s"), pgettext_lazy("outlet", "not in %(names)s")),
    "article_kind": Phrase(
        pgettext_lazy("kind of article", "from a source of the kind %(names)s"),
        pgettext_lazy("kind of article", "not from a source of the kind %(names)s"),
    ),
    "language": Phrase(
        pgettext_lazy("language", "in %(names)s"), pgettext_lazy("language", "not in %(names)s")
    ),
    "year": Phrase(pgettext_lazy("year", "dated %(names)s"), pgettext_lazy("year", "not dated %(names)s")),
    "axis": Phrase(
        pgettext_lazy("place on the axis", "at the side %(names)s"),
        pgettext_lazy("place on the axis", "not at the side %(names)s"),
        quoted=True,
    ),
    "proposition": Phrase(
        pgettext_lazy("proposition", "on %(names)s"),
        pgettext_lazy("proposition", "not on %(names)s"),
        quoted=True,
    ),
    "debate": Phrase(
        pgettext_lazy("debate", "in the debate %(names)s"),
        pgettext_lazy("debate", "not in the debate %(names)s"),
        quoted=True,
    ),
}
# How a list of that kind is tied to a position with debate, proposition, stance and axis.
HOLDING = {
    "quotes": pgettext_lazy("quotes", "evidencing a position %(such)s"),
    "positions": pgettext_lazy("positions", "%(such)s"),
    "stakeholders": pgettext_lazy("stakeholders", "with a position %(such)s"),
    "articles": pgettext_lazy("articles", "documenting a position %(such)s"),
}
STANCES = {
    "supports": pgettext_lazy("a position", "in support"),
    "opposes": pgettext_lazy("a position", "in opposition"),
    "conditional": pgettext_lazy("a position", "in conditional support"),
    "mixed": pgettext_lazy("a position", "on both sides"),
    "unclear": pgettext_lazy("a position", "left unclear"),
}


def sentence(kind: str, count: int, question: CorpusFilters, vocabulary: Vocabulary) -> str:
    """The list of `count` records of that kind as a sentence that ends with a full stop."""
    parts = [part for part in _parts(kind, question, _Names(question, vocabulary)) if part]
    said = reduce(_followed, [_counted(kind, count), *parts])
    return pgettext("a whole sentence", "%(sentence)s.") % {"sentence": said}


def _counted(kind: str, count: int) -> str:
    records = {
        "quotes": ngettext("%(count)s quote", "%(count)s quotes", count),
        "positions": ngettext("%(count)s position", "%(count)s positions", count),
        "stakeholders": ngettext("%(count)s stakeholder", "%(count)s stakeholders", count),
        "articles": ngettext("%(count)s article", "%(count)s articles", count),
    }
    return records[kind] % {"count": count}


def _followed(said: str, part: str) -> str:
    return pgettext("two parts of one sentence", "%(said)s %(part)s") % {"said": said, "part": part}


def _either(one: str, other: str) -> str:
    return pgettext("names of a list", "%(one)s or %(other)s") % {"one": one, "other": other}


def _both(one: str, other: str) -> str:
    return pgettext("words looked for", "%(one)s and %(other)s") % {"one": one, "other": other}


def _in_marks(name: str) -> str:
    return pgettext("in quotation marks", "“%(name)s”") % {"name": name}


class _Names:
    """The values of a question by their names, joined as words are."""

    def __init__(self, question: CorpusFilters, vocabulary: Vocabulary) -> None:
        self.question, self.vocabulary = question, vocabulary

    def of(self, parameter: str, phrase: Phrase | None = None) -> str:
        """Its phrase with the names wanted, then with those excluded; empty where none is asked."""
        picked: Picked = getattr(self.question, parameter)
        phrase = phrase or PHRASES[parameter]
        wanted = self._named(parameter, picked.wanted, phrase.wanted, quoted=phrase.quoted)
        excluded = self._named(parameter, picked.excluded, phrase.excluded, quoted=phrase.quoted)
        if wanted and excluded:
            return gettext("%(wanted)s but %(excluded)s") % {"wanted": wanted, "excluded": excluded}
        return wanted or excluded

    def _named(self, parameter: str, values: Sequence[str], phrase: StrOrPromise, *, quoted: bool) -> str:
        names = [self.vocabulary.name(parameter, value) for value in values]
        if not names:
            return ""
        return str(phrase) % {"names": reduce(_either, map(_in_marks, names) if quoted else names)}


def _parts(kind: str, question: CorpusFilters, names: _Names) -> Iterator[str]:
    yield names.of("quote_kind")
    yield names.of("person")
    yield names.of("organisation", PHRASES["voice"] if question.own_voice else None)
    yield names.of("type")
    yield names.of("country")
    yield _position(kind, question, names)
    yield names.of("outlet")
    yield names.of("article_kind")
    yield names.of("language")
    yield names.of("year")
    if question.after:
        yield pgettext("earliest date", "from %(date)s on") % {"date": question.after}
    if question.before:
        yield pgettext("latest date", "until %(date)s") % {"date": question.before}
    if question.asof:
        yield pgettext("latest date", "as of %(date)s") % {"date": question.asof}
    if question.q:
        yield gettext("with %(words)s") % {"words": reduce(_both, map(_in_marks, question.q))}


def _position(kind: str, question: CorpusFilters, names: _Names) -> str:
    """What is asked of one position: where it stands, on what."""
    stance = question.stance
    wanted = _stances(value for value in stance.wanted if value != NONE)
    excluded = _stances(value for value in stance.excluded if value != NONE)
    asked = [
        wanted,
        pgettext("a position", "not %(such)s") % {"such": excluded} if excluded else "",
        pgettext("a position", "on record") if NONE in stance.excluded else "",
        names.of("axis"),
        names.of("proposition"),
        names.of("debate"),
    ]
    such = [part for part in asked if part]
    none = NONE in stance.wanted
    if not such:
        return gettext("with no position on record") if none else ""
    said = str(HOLDING[kind]) % {"such": reduce(_followed, such)}
    return gettext("%(holding)s, or with none on record") % {"holding": said} if none else said


def _stances(values: Iterable[str]) -> str:
    said = [str(STANCES.get(value, value)) for value in values]
    return reduce(_either, said) if said else ""
