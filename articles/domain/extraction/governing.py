"""Verbs and nouns of saying before a quotation that govern it, and the subject where there is none."""

from articles.domain.extraction import lexicon
from articles.domain.extraction.outer import is_passive, outer_of
from articles.domain.extraction.phrases import REACH, is_name, phrase_from, phrase_until
from articles.domain.extraction.sentences import Sentence
from articles.domain.extraction.subjects import first_subject, subject_of
from articles.domain.extraction.tie import Tie

# What somebody says, as a noun: their claim, their verdict.
SPEECH_NOUNS = frozenset(
    [
        "claim",
        "claims",
        "verdict",
        "statement",
        "statements",
        "remark",
        "remarks",
        "comment",
        "comments",
        "answer",
        "response",
        "reply",
        "words",
        "argument",
        "assertion",
        "call",
        "pledge",
        "promise",
        "warning",
        "suggestion",
        "prediction",
        "insistence",
        "declaration",
        "description",
        "message",
        "question",
    ]
)


def apposed(codes: str, begin: int, stop: int) -> tuple[int, int]:
    """The name behind a post: said its director, NAME."""
    if (
        stop < len(codes)
        and codes[stop] == ","
        and not is_name(codes, begin, stop)
        and codes[begin] not in "SO"
    ):
        after = phrase_from(codes, stop + 1)
        if after is not None:
            name = after
            while name > stop + 1 and not is_name(codes, stop + 1, name):
                name -= 1
            if name > stop + 1 and codes[name : name + 1] in (
                "",
                ",",
                ".",
                "P",
                "F",
                "w",
                "c",
                "r",
                "a",
                "-",
                ";",
            ):
                return stop + 1, name
    return begin, stop


def close_before(sentence: Sentence, place: int, *, predicate: bool = False) -> Tie | None:
    """A verb of saying right before the quotation, but for a comma, colon, “that” or a short object."""
    codes = sentence.codes
    named = _named_at_mark(codes, place)
    if named is not None:
        return named
    spot = place
    spot -= bool(spot) and codes[spot - 1] in ",:-"
    spot -= bool(spot) and codes[spot - 1] == "t"
    for cue in range(spot - 1, max(-1, spot - 9), -1):
        if codes[cue] in "cgk" and _is_aside(sentence, cue, place):
            continue
        found = _governing(
            sentence, cue, place, is_marked=spot < place and cue == spot - 1, predicate=predicate
        )
        if found is not None or codes[cue] in "cgkAQ;.:w" or (spot == place and _opens_clause(sentence, cue)):
            return found
    return None


def _governing(sentence: Sentence, cue: int, place: int, *, is_marked: bool, predicate: bool) -> Tie | None:
    """The tie at one verb, noun or “according to” before a quotation; `is_marked` before a comma."""
    code = sentence.codes[cue]
    if code == "g" and (after := _after_participle(sentence, cue, place)) is not None:
        return after
    if code in "cgk":
        above = None if is_marked else outer_of(sentence, cue, predicate=predicate)
        found = above or _tie_at(sentence, cue, "verb right before")
        return found or (_owner(sentence, cue) if code == "k" else None)
    if code == "A":
        return _according(sentence, cue)
    return _owner(sentence, cue) if code in "nf" else None


def _named_at_mark(codes: str, place: int) -> Tie | None:
    """A name and a colon that open the sentence; a post with its name before a dash."""
    if place > 1 and codes[place - 1] == ":":
        begin = phrase_until(codes, place - 1)
        opens = begin is not None and (begin == 0 or codes[begin - 1] in "-.x")
        if begin is not None and opens and is_name(codes, begin, place - 1):
            return Tie(begin, place - 1, "name and colon", place - 1)
    if place > 1 and codes[place - 1] == "-" and codes[place + 1 : place + 2] == "-":
        begin = phrase_until(codes, place - 1)
        while begin is not None and begin < place - 1 and codes[begin] not in "NT":
            begin += 1
        if begin and is_name(codes, begin, place - 1) and codes[begin - 1] == "p":
            return Tie(begin, place - 1, "dash", place - 1)
    return None


def _opens_clause(sentence: Sentence, place: int) -> bool:
    code = sentence.codes[place]
    return code == "," or (code == "s" and sentence.words[place].low != "as")


def _is_aside(sentence: Sentence, cue: int, place: int) -> bool:
    """Whether a verb stands in a remark of its own, or says nothing: it does not govern the quotation."""
    if _in_brackets(sentence.codes, cue, place):
        return True
    return sentence.codes[cue] == "k" and _says_nothing(sentence, cue)


def before(sentence: Sentence, place: int, *, predicate: bool = False) -> Tie | None:  # noqa: PLR0911 — an answer a case
    """The nearest verb of saying farther to the left that governs the quotation."""
    codes = sentence.codes
    for cue in range(place - 1, max(-1, place - REACH), -1):
        code = codes[cue]
        if code in "cgk" and _is_aside(sentence, cue, place):
            continue
        if code in "cgk":
            main = first_subject(sentence, 0, place)
            if main is not None and cue < main[0] < place - 1:
                if codes[0] == "A":
                    return _according(sentence, 0)
                return Tie(*main, "subject", main[1])  # the verb belongs to a leading adverbial
            return outer_of(sentence, cue, predicate=predicate) or _tie_at(sentence, cue, "verb before")
        if code in "nf" and (owner := _owner(sentence, cue)) is not None:
            return owner
        if code == "A":
            return _according(sentence, cue)
        if code == ";":
            return None
    return None


def _after_participle(sentence: Sentence, cue: int, place: int) -> Tie | None:
    """After saying it was “…”, NAME left: the subject of the main clause, behind the quotation."""
    codes = sentence.codes
    if (
        cue > _EARLY
        or any(code not in "sPr," for code in codes[:cue])
        or codes[place + 1 : place + 2] not in (",", "S", "N")
    ):
        return None
    begin = place + 1 + (codes[place + 1] == ",")
    stop = phrase_from(codes, begin)
    if stop is None or codes[stop : stop + 1] not in ("a", "v", "c", "r"):
        return None
    return Tie(begin, stop, "verb right before", cue)


_EARLY = 2


def _says_nothing(sentence: Sentence, cue: int) -> bool:
    """Whether a bare verb is another's object or an idiom: let them know, which is to say."""
    if not cue:
        return False
    above = sentence.words[cue - 2].low if cue > 1 else ""
    return sentence.codes[cue - 1] == "O" or (sentence.words[cue - 1].low == "to" and above in _IDIOMS)


_IDIOMS = frozenset(("is", "was", "needless", "safe", "sad", "fair", "suffice"))


def _in_brackets(codes: str, cue: int, place: int) -> bool:
    """Whether a verb stands in a remark between dashes or brackets that ends before the quotation."""
    opened = max(codes.rfind("-", 0, cue), codes.rfind("(", 0, cue))
    if opened < 0 or cue - opened > _LONGEST_REMARK:
        return False
    mark = "-" if codes[opened] == "-" else ")"
    return 0 <= codes.find(mark, cue, place - 1) < place - 1 and "Q" not in codes[opened:place]


_LONGEST_REMARK = 12


def _tie_at(sentence: Sentence, cue: int, rule: str) -> Tie | None:
    codes = sentence.codes
    if is_passive(sentence, cue):
        stop = (
            phrase_from(codes, cue + 2) if sentence.words[min(cue + 1, len(codes) - 1)].low == "by" else None
        )
        if stop is not None:
            return Tie(cue + 2, stop, "passive", cue)
    before_cue = codes[max(0, cue - 2) : cue]
    if (not cue or before_cue.endswith(("Q", "Q,"))) and sentence.words[cue].low in lexicon.INVERTING:
        stop = phrase_from(codes, cue + 1)  # “…,” warned NAME, “…”
        return Tie(*apposed(codes, cue + 1, stop), rule, cue) if stop is not None else None
    found = subject_of(sentence, cue)
    return Tie(*found, rule, cue) if found else None


def _owner(sentence: Sentence, noun: int) -> Tie | None:
    """NAME's claim that …, NAME's verdict: …"""
    codes, words = sentence.codes, sentence.words
    if words[noun].low not in SPEECH_NOUNS or codes[noun + 1 : noun + 2] not in ("t", ":", ",", "Q"):
        return None
    for place in range(noun - 1, max(-1, noun - 3), -1):
        if words[place].low in ("his", "her", "their"):
            if codes[noun + 1] == "Q" and place and codes[place - 1] in "cgkvib":
                return None  # called her comments “…”
            return Tie(place, place + 1, "possessive", noun)
    owned = codes.rfind("'", max(0, noun - 5), noun)
    if owned < 1 or codes[owned - 1] not in "Npo":
        return None
    begin = phrase_until(codes, owned)
    return Tie(begin, owned, "possessive", noun) if begin is not None else None


def _according(sentence: Sentence, cue: int) -> Tie | None:
    stop = phrase_from(sentence.codes, cue + 2)
    return Tie(*apposed(sentence.codes, cue + 2, stop), "according to", cue) if stop is not None else None


def plain_subject(sentence: Sentence, place: int) -> Tie | None:
    """The subject of the clause, where no verb of saying stands."""
    found = _of_last_clause(sentence, place) or first_subject(sentence, 0, place)
    return Tie(*found, "subject", found[1]) if found and found[1] < place else None


def _of_last_clause(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The person who is subject of the clause that “and”, “while” or “whom” opens before the quotation."""
    codes = sentence.codes
    for opening in range(place - 2, max(0, place - REACH), -1):
        if codes[opening] in "&sw" and sentence.words[opening].low in _OPENINGS:
            stop = phrase_from(codes, opening + 1, place)
            if stop is not None and codes[stop : stop + 1] in ("a", "v", "c") and stop < place:
                person = is_name(codes, opening + 1, stop) or codes[opening + 1 : stop] == "S"
                return (opening + 1, stop) if person else None
    return None


_OPENINGS = frozenset(
    ("and", "but", "whom", "while", "as", "whereas", "although", "though", "after", "before", "when")
)
