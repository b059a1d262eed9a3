"""The verb of speech above another one: he said she thinks “…”, she says it shows that X is “…”."""

from articles.domain.extraction import lexicon
from articles.domain.extraction.phrases import REACH
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.subjects import subject_of
from articles.domain.extraction.tie import Tie


def is_predicate(words: str) -> bool:
    """Whether what is quoted begins with a finite verb, and so has its subject before the marks."""
    return words.partition(" ")[0] in _FINITE


_FINITE = frozenset(
    [
        "is",
        "isn’t",
        "isn't",
        "was",
        "wasn’t",
        "wasn't",
        "are",
        "were",
        "has",
        "have",
        "had",
        "would",
        "will",
        "can",
        "could",
        "should",
        "must",
        "may",
        "might",
        "does",
        "doesn’t",
        "doesn't",
        "did",
    ]
)


def outer_of(sentence: Sentence, cue: int, *, predicate: bool = False) -> Tie | None:
    """The verb of speech above one of thought, of a condition, or of what would be said."""
    codes, words = sentence.codes, sentence.words
    low = words[cue].low
    subject = subject_of(sentence, cue) if codes[cue] in "ck" else None
    conditional = subject is not None and subject[0] > 0 and words[subject[0] - 1].low in _CONDITIONS
    supposed = cue > 0 and words[cue - 1].low in _MODALS
    # Nobody who argues “is fit to bake”; that Bell asked for sugar and “would have paid”.
    shared = predicate and subject is not None and not _says_next(sentence, cue)
    # She says it shows that …
    reported = subject is not None and _is_reported_it(sentence, subject)
    if not (low in lexicon.THOUGHT or conditional or supposed or shared or reported):
        return None
    for above in range((subject[0] if subject else cue) - 1, max(-1, cue - REACH), -1):
        if codes[above] in "Q;.":
            return None
        if (
            codes[above] in "cg"
            and (
                words[above].low not in lexicon.THOUGHT
                or (words[above].low == "found" and codes[above - 1] == "f")
            )
            and not is_passive(sentence, above)
        ):
            main = subject_of(sentence, above)
            if main is not None and (main[0] == 0 or codes[main[0] - 1] != "s"):
                return Tie(*main, "verb above", above)
    return None


def _is_reported_it(sentence: Sentence, subject: tuple[int, int]) -> bool:
    begin, end = subject
    return sentence.codes[max(0, begin - 1) : end] == "cS" and sentence.words[begin].low == "it"


def _says_next(sentence: Sentence, cue: int) -> bool:
    """Whether what a verb says follows it: said his tea “is cold”, said it, him or that “is …”."""
    return sentence.codes[cue + 1 : cue + 2] not in ("P", "&", "O", "r")


_CONDITIONS = frozenset(["if", "unless", "whether", "because", "when", "whenever", "until", "once"])

_MODALS = frozenset(["will", "would", "should", "could", "might", "may", "can"])


def is_passive(sentence: Sentence, cue: int) -> bool:
    return (
        sentence.codes[cue] == "c"
        and cue > 0
        and sentence.words[cue - 1].low in ("was", "were", "is", "are", "been", "being", "be")
    )
