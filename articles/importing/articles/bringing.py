"""The whole way of an import: each source opened, read and kept, and nothing that went wrong passed over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from articles.importing.articles.opening import Opens
from articles.importing.articles.people import People, known_people
from articles.importing.articles.pipeline import Outcome, Run, What, import_article
from articles.importing.articles.readers import Format, read
from articles.importing.articles.sources import ArticleDraft, CannotRead, Source, Unread


@dataclass(frozen=True)
class Brought:
    """One article of a source, as it was read, and what became of it; `draft` is None where none was read."""

    source: str
    outcome: Outcome
    draft: ArticleDraft | None = None
    # Where it stands in a source of several.
    line: int | None = None


def bring_in(
    named: Iterable[str], run: Run, *, opens: Opens, form: Format | None = None
) -> Iterator[Brought]:
    """Every article of these sources, one after the other; one that fails stops no other."""
    people = known_people()
    for name in named:
        try:
            source = opens(name)
        except CannotRead as problem:
            yield _failed(name, str(problem))
        else:
            yield from _of_source(source, run, people, form)


def bring_in_source(
    source: Source, run: Run, *, form: Format | None = None, most: int | None = None
) -> Iterator[Brought]:
    """Every article of one source that is at hand; none of them where it holds more than `most`."""
    yield from _of_source(source, run, known_people(), form, most)


def _of_source(
    source: Source, run: Run, people: People, form: Format | None, most: int | None = None
) -> Iterator[Brought]:
    try:
        drafts = read(source, format=form)
        if most is not None:
            drafts = iter(_at_most(most, drafts))
    except CannotRead as problem:
        yield _failed(source.name, str(problem))
        return
    for one in drafts:
        if isinstance(one, Unread):
            yield _failed(source.name, str(one), line=one.line)
        else:
            yield Brought(source.name, import_article(one, run, people), one, one.line)


def _at_most(most: int, drafts: Iterator[ArticleDraft | Unread]) -> list[ArticleDraft | Unread]:
    """Raises CannotRead for more."""
    found = list(islice(drafts, most + 1))
    if len(found) > most:
        told = _("It holds more than %d articles: import it in parts, or by the command import_article.")
        raise CannotRead(told % most)
    return found


def _failed(name: str, why: str, *, line: int | None = None) -> Brought:
    return Brought(name, Outcome(What.FAILED, name, problem=why), line=line)
