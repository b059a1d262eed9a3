"""Filter values that were renamed: the reader is sent on to the same question by today's names."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponsePermanentRedirect

from articles.queries.ledger import current_slugs
from articles.queries.vocabulary import Vocabulary
from articles.web.forms import CorpusFilterSet


def sent_on(
    request: HttpRequest, filterset: CorpusFilterSet, vocabulary: Vocabulary
) -> HttpResponsePermanentRedirect | None:
    """A redirect where the question names something by a slug it once had, else None.

    One query, and only where a value is unknown today.
    """
    once = [(unknown.parameter, unknown.value) for unknown in vocabulary.unknown(filterset.question)]
    today = current_slugs(once) if once else {}
    if not today:
        return None
    pairs = []
    for parameter, spelt in filterset.question.query():
        minus = "-" if spelt.startswith("-") else ""
        slug = today.get((parameter.replace("-", "_"), spelt.removeprefix("-")))
        pairs.append((parameter, f"{minus}{slug}" if slug else spelt))
    return HttpResponsePermanentRedirect(f"{request.path}?{urlencode(pairs + filterset.layout())}")
