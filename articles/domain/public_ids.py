"""Public ids with a check character: a mistyped one is recognised, and never leads to another record.

An id is seven random characters of an alphabet of 29 and a check character. Each character counts as its
place in the alphabet; the check character makes the sum of (weight x place) a multiple of 29, with the
weights 1 to 8. Because 29 is prime:

- one wrong character changes the sum by weight x difference, where both lie between 1 and 28: no multiple
  of 29, so it is always caught;
- two swapped neighbours change it by (difference of weights = 1) x (difference of places), between 1 and
  28 unless the two are the same character: always caught as well.
"""

import secrets
from collections.abc import Callable, Sequence

from articles.domain.wording import Wording

# Without vowels, so that no word is ever spelt, and without y, which reads as one.
ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
LENGTH = 8

_PLACE = {character: place for place, character in enumerate(ALPHABET)}
_MEANT = str.maketrans({"o": "0", "l": "1", "i": "1", " ": None, "-": None})


def check_character(body: str) -> str:
    """The character that completes these seven. Raises KeyError for one outside the alphabet."""
    total = sum(weight * _PLACE[character] for weight, character in enumerate(body, start=1))
    # The check character has the weight 8, so it is the total divided by -8, modulo 29.
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def is_valid(public_id: str) -> bool:
    """Whether it is written as ids are issued, with the right check character."""
    return (
        len(public_id) == LENGTH
        and all(character in _PLACE for character in public_id)
        and check_character(public_id[:-1]) == public_id[-1]
    )


def issue(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A new id; that it was never issued before is for the ledger to say."""
    body = "".join(choose(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def normalise(text: str) -> str:
    """The id as issued for one as typed: case, spaces, hyphens and look-alikes (o, l, i) do not count."""
    return "".join(text.split()).lower().translate(_MEANT)


def problem(text: str) -> Wording | None:
    """What is wrong with an id as typed, to follow it in a sentence; None where nothing is."""
    public_id = normalise(text)
    if len(public_id) != LENGTH:
        return Wording(
            "has %(number)s characters, where every id has %(length)s", number=len(public_id), length=LENGTH
        )
    for place, character in enumerate(public_id, start=1):
        if character not in _PLACE:
            return Wording(
                "has “%(character)s” as character %(place)s, which no id contains",
                character=character,
                place=place,
            )
    right = check_character(public_id[:-1])
    if right != public_id[-1]:
        return Wording(
            "ends with “%(last)s”, but the seven characters before it call for “%(right)s”: "
            "one of the eight is wrong, or two of them are swapped",
            last=public_id[-1],
            right=right,
        )
    return None
