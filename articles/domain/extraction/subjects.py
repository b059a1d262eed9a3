"""The subject of a verb: who said it, found on a sentence's line of classes."""

import re
from collections.abc import Collection

from articles.domain.extraction import lexicon
from articles.domain.extraction.phrases import BASE, PHRASE, REACH, is_name, phrase_from, phrase_until
from articles.domain.extraction.sentences import Sentence

Place = tuple[int, int]
_SKIPPED = frozenset("ra")
_OPENS_ADVERBIAL = frozenset("PsigAvckb0D")
_BREAKS = frozenset("Q;:")
# “…,” NAME said and …
_ATTRIBUTION = re.compile(rf",?(?:{PHRASE.pattern})[ra]?c|,?c(?:{PHRASE.pattern})")
# LONDON – …
_DATELINE = re.compile(r"[NJTD0,.()]{1,9}-")


def subject_of(sentence: Sentence, verb: int) -> Place | None:  # noqa: C901 — a case each
    """The words that are the subject of the verb at a place, to its left; None where there is none."""
    codes = sentence.codes
    floor = _floor(codes, verb, _BREAKS if codes[verb] != "g" else "Q;")
    place = _before_adverbs(sentence, verb, floor)
    code = codes[place - 1] if place > floor else "."
    if code == ",":
        found = _before_comma(sentence, floor, place)
        if (
            found is None
            and floor
            and codes[floor - 1] == "Q"
            and (codes[verb] == "g" or codes.find(",", floor, place - 1) < 0)
        ):
            found = first_subject(
                sentence, 0, floor
            )  # the comma closes what was opened before a title in marks
    elif code == "t":
        found = _sender(sentence, floor, place - 1)
    elif code == "w":
        found = _antecedent(codes, floor, place - 1)
    elif code in "fn" and codes[verb] == "g":
        found = None  # released a statement saying
    elif code in "SnNJTpof0":
        found = _phrase_before(sentence, floor, place)
    elif code == ")":
        opened = codes.rfind("(", floor, place)
        found = _phrase_before(sentence, floor, opened) if opened > floor else None
    else:
        found = None
    if found is None and code == "&":
        found = _subject_before(sentence, floor, place - 1)
        if found is None and place - 1 == floor:
            found = _of_quoting(sentence, floor - 1)
    if found is None and (code != "&" or _ATTRIBUTION.match(codes, floor, verb)):
        found = first_subject(sentence, floor, verb)
    if found is None:
        found = first_subject(sentence, max(0, verb - REACH), verb)
    return found


def _subject_before(sentence: Sentence, floor: int, place: int) -> Place | None:
    """The subject of the verb that “and” joins to a second: he laughed and said; not of a reported clause."""
    codes = sentence.codes
    for verb in range(place - 1, floor, -1):
        if codes[verb] not in "acv" or codes[verb - 1] not in "SNTJpo":
            continue
        found = _phrase_before(sentence, floor, verb)
        if found is None:
            return None
        above = codes[found[0] - 1] if found[0] > floor else "."
        reported = above == "s" and sentence.words[found[0] - 1].low in _REPORTING
        if above not in "tcgkwn" and not reported:
            return found
    return None


def _of_quoting(sentence: Sentence, quoted: int) -> Place | None:
    """The subject of the verb that a quotation hangs on, and of a second one: called it “…” and vowed."""
    codes = sentence.codes
    for verb in range(quoted - 1, max(0, quoted - _NEAR), -1):
        if codes[verb] in "Q;:,":
            return None
        if codes[verb] in "cvk":
            before = _before_adverbs(sentence, verb, 0)
            begin = phrase_until(codes, before)
            if begin is None or codes[begin - 1 : begin] in ("P", "F"):
                return None
            return begin, before
    return None


_NEAR = 6


_REPORTING = frozenset(("how", "why", "what", "where", "if", "whether"))


def _floor(codes: str, verb: int, breaks: Collection[str]) -> int:
    low = max(0, verb - REACH)
    for place in range(verb - 1, low - 1, -1):
        if codes[place] in breaks:
            return place + 1
    return low


def _before_adverbs(sentence: Sentence, verb: int, floor: int) -> int:
    """Past what may stand between subject and verb: adverbs, auxiliaries, days."""
    codes, place = sentence.codes, verb
    while place > floor:
        code = codes[place - 1]
        if (
            code in _SKIPPED
            or (code in "D0" and place - 1 > floor and codes[place - 2] in "PDra")
            or (code == "P" and place < verb and codes[place] in "D0")
        ):
            place -= 1
        else:
            break
    return place


def _phrase_before(sentence: Sentence, floor: int, place: int) -> Place | None:
    codes = sentence.codes
    begin = phrase_until(codes, place, floor)
    if begin is None:
        return None
    if begin > floor and codes[begin - 1] in "PF":
        # In Ohio Mr Hale said: what the preposition governs ends before the last name or determiner.
        inner = max(codes.rfind("d", begin + 1, place), _last_name(codes, begin, place))
        return (inner, place) if inner > begin else None
    if (
        begin > floor + 1
        and codes[begin - 1] in ",&"
        and codes[begin] in "npd"
        and not is_name(codes, begin, place)
    ):
        comma = codes.rfind(",", floor, begin)
        before = phrase_until(codes, comma, floor) if comma > 0 else None
        if (
            before is not None
            and is_name(codes, before, comma)
            and (before == floor or codes[before - 1] not in "PF,")
        ):
            return before, comma  # NAME, president and founder of the club said
    return begin, place


_POST = re.compile("[pT]")


def _last_name(codes: str, begin: int, place: int) -> int:
    if codes[place - 1] != "N":
        return -1
    while place > begin and codes[place - 1] in "NT":
        place -= 1
    return place


def _antecedent(codes: str, floor: int, place: int) -> Place | None:
    """Whom a relative pronoun stands for."""
    if place > floor and codes[place - 1] == ",":
        place -= 1
    begin = phrase_until(codes, place, floor)
    if begin is not None and codes[begin] in "dp" and codes[begin - 1 : begin] == ",":
        name = phrase_until(codes, begin - 1, floor)  # NAME, the leader, who
        if name is not None and is_name(codes, name, begin - 1):
            return name, begin - 1
    return (begin, place) if begin is not None else None


def _sender(sentence: Sentence, floor: int, place: int) -> Place | None:
    """Whom a text that says something is from: a letter from his doctor on Friday that says."""
    codes = sentence.codes
    from_whom = _FROM.search(codes[floor:place])
    if from_whom is None or sentence.words[floor + from_whom.start() + 1].low != "from":
        return None
    begin = floor + from_whom.start("who")
    stop = phrase_from(codes, begin, place)
    return (begin, stop) if stop is not None else None


# A document, from whom it is, and when; nothing else before “that”.
_FROM = re.compile(r"fP(?P<who>[^PQ,;:.acgkv]{1,12})(?:P?Dn?)?$")


def _before_comma(sentence: Sentence, floor: int, place: int) -> Place | None:
    """NAME, a post, | said; or: the post, NAME, | said."""
    codes = sentence.codes
    comma = codes.rfind(",", floor, place - 1)
    if comma < 0:
        return None
    begin, end = comma + 1, place - 1
    if is_name(codes, begin, end) and comma > floor and codes[comma - 1] in "npofNJT'":
        before = phrase_until(codes, comma, floor)
        place_name = sentence.words[begin].text in lexicon.PLACES and end - begin == 1
        if (
            before is not None
            and not is_name(codes, before, comma)
            and _POST.search(codes, before, comma)
            and not place_name
        ):
            return begin, end
    return None


def first_subject(sentence: Sentence, floor: int, end: int) -> Place | None:
    """The first subject between two words, leading adverbials skipped."""
    codes = sentence.codes
    place = floor = max(floor, min(end, len(codes)) - 2 * REACH)
    if not floor and sentence.words[0].text.isupper() and (dateline := _DATELINE.match(codes, 0, end)):
        place = dateline.end()
    while place < end:
        code = codes[place]
        if code == "c" and place == floor and floor:
            place += 1  # “…,” said NAME, adding
        elif code in ",&r-t.xw'":
            place += 1
        elif code in _OPENS_ADVERBIAL and (after := _past_adverbial(sentence, place, end)) is not None:
            place = after
        else:
            stop = phrase_from(codes, place, end)
            if stop is None:
                place += 1
                continue
            return _named_apposition(sentence, place, stop, end)
    return None


def _past_adverbial(sentence: Sentence, place: int, end: int) -> int | None:
    """Where the clause goes on behind “In an interview on Monday,” or “Asked whether …,”."""
    codes = sentence.codes
    end = min(end, place + REACH)
    comma = codes.find(",", place, end)
    while comma >= 0:
        begin = comma + 1 + (codes[comma + 1 : comma + 2] == "r")
        if begin < end and codes[begin] in "NdSTpoJnf":
            stop = phrase_from(codes, begin, end)
            if (
                stop is not None
                and (
                    stop >= end
                    or codes[stop] not in ",&in"
                    or is_name(codes, begin, stop)
                    or "p" in codes[begin:stop]
                )
                and not _is_where(sentence, begin, stop)
            ):
                return begin
        comma = codes.find(",", comma + 1, end)
    if codes[place] in "P0D":
        base = BASE.match(codes, place + 1, end)
        after = base.end() if base else place + 1
        while after < end and codes[after] in "FPD":
            base = BASE.match(codes, after + 1, end)
            after = base.end() if base else after + 1
        if after < end and codes[after] in "dSTN":
            return after
    return None


def _is_where(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a name between commas tells only where: in Teatown, Ohio, …"""
    word, codes = sentence.words[begin], sentence.codes
    if stop - begin > 2 or word.text not in lexicon.PLACES or codes[stop : stop + 1] != ",":  # noqa: PLR2004 — New York
        return False
    # In a talk, Georgia, the singer, …; but in Savannah, Georgia, …
    return word.low not in lexicon.FORENAMES or codes[max(0, begin - 2)] == "N"


def _named_apposition(sentence: Sentence, begin: int, stop: int, end: int) -> Place:
    """The name behind a post: “the charity's head of policy, NAME,”."""
    codes = sentence.codes
    if (
        stop + 1 < end
        and codes[stop] == ","
        and codes[begin] in "dnpofJN0"
        and not is_name(codes, begin, stop)
    ):
        after = phrase_from(codes, stop + 1, end)
        if (
            after is not None
            and is_name(codes, stop + 1, after)
            and (after >= end or codes[after] in ",racv")
        ):
            return stop + 1, after
    return begin, stop
