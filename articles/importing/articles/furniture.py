"""What a site prints with every article, and nobody said: kept out of the text, and reported."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A paragraph that long says something of its own.
LONGEST = 300

_PAIR = re.compile(r"[“„«\"].*[”“»\"]|‘.+’|(?<!\w)'[^']+'(?!\w)")


def _any_of(*expressions: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions), re.IGNORECASE)


# Wherever they stand: a machine put them between the paragraphs.
_ANYWHERE = _any_of(
    # stands where a film or a sound would play
    r"this (?:video|audio|media|content) (?:can ?not|can't|can’t|could not) be played.{0,20}\.?",
    r"to play this (?:video|audio|media|content) you need to enable javascript.{0,40}",
    r"your (?:browser|device) (?:does not|doesn't|doesn’t) support .{1,60}",
    # labels a picture or a film, and is read with that, not with the text
    r"(?:media|image|figure|video) (?:caption|source|credit|copyright)(?:[,:].*)?",
    r"getty images",
    # marks where an advertisement stood
    r"(?:advertisement|advertising|story continues below(?: advertisement)?)\.?",
    # leads to another article
    r"(?:read more|read also|read next|see also|more on this story|related)\s*:.*",
    r"(?:read more|more on this story|you may also like|most read|recommended(?: for you)?)\W*",
    r"related (?:topics|articles|stories|content|internet links)\W*(?::.*)?",
)

# Only after the last paragraph: inside an article the same words may be its story.
_AT_THE_END = _any_of(
    # asks to follow an author or the site
    r"(?:you can )?(?:follow|like us|find us|join us|find more) ?.{0,80}\bon (?:twitter|x|facebook|instagram"
    r"|mastodon|bluesky|threads|linkedin|youtube|tiktok|telegram|whatsapp|google news|social media)\b.{0,80}",
    r"(?:twitter|x|facebook|instagram|bluesky|e-?mail)\s*: ?\S*@\S+",
    # promotes a newsletter
    r"(?:.{0,120}(?:\b(?:you to|you can|please|here to)|[.,:!?]) )?(?:sign up|subscribe)\b.{1,160}"
    r"\b(?:newsletters?|mailing list|e-?mail alerts?|inbox)\b.{0,80}",
    r"(?:get|receive) .{1,120}\b(?:newsletters?|(?:to|in) your inbox)\b.{0,80}",
    # promotes a broadcast
    r"(?:you can )?(?:listen to|watch|catch up on|hear more on|subscribe to) .{1,160}"
    r"\b(?:podcasts?|on demand|iplayer|sounds)\b.{0,40}",
    # states who holds the rights
    r"©.*|(?:copyright|\(c\))\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b.*|(?:.{0,60}\W)?all rights reserved\.?",
    # disclaims what others publish
    r".{1,60} (?:is|are) not responsible for the content (?:of|on) (?:external|other|third-party)"
    r" (?:internet |web ?)?sites\b.*",
    r"read (?:more )?about our approach to external linking\.?",
    # asks readers for stories
    r"(?:do you have|have you got|got) (?:a story|a tip|a news tip|more information)\b.{0,200}\?.*",
    r"(?:e-?mail|contact|write to) (?:us|the newsroom|the editor)\b.*@.*",
    # leads to a list of articles, or to the page's own tools
    r"(?:topics|tags|keywords|filed under)\s*:.*",
    r"(?:topics|share(?: this)?|comments|back to top|print)\W*",
)

# They name who wrote the article, which is worth keeping; notices may stand around them.
_CREDIT = re.compile(r"(?:additional |with )?(?:reporting|writing|editing|translation) by\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class Sorted:
    """The paragraphs of an article, and the notices printed with it."""

    kept: tuple[str, ...]
    left_out: tuple[str, ...]


def without_furniture(paragraphs: Iterable[str]) -> Sorted:
    """Tell the article's paragraphs from a site's notices, each in its order.

    A notice is a whole paragraph. One with words between quotation marks, or a long one, never is.
    """
    given = list(paragraphs)
    end = len(given)
    while end and (_is_at_the_end(given[end - 1]) or _CREDIT.fullmatch(given[end - 1])):
        end -= 1
    kept: list[str] = []
    left_out: list[str] = []
    for place, paragraph in enumerate(given):
        is_notice = _is_anywhere(paragraph) if place < end else _is_at_the_end(paragraph)
        (left_out if is_notice else kept).append(paragraph)
    return Sorted(tuple(kept), tuple(left_out))


def _is_anywhere(paragraph: str) -> bool:
    return _may_be(paragraph) and _ANYWHERE.fullmatch(paragraph) is not None


def _is_at_the_end(paragraph: str) -> bool:
    return _is_anywhere(paragraph) or (_may_be(paragraph) and _AT_THE_END.fullmatch(paragraph) is not None)


def _may_be(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST and _PAIR.search(paragraph) is None
