"""Words for the reader from a floor that knows no languages: English that can be translated later."""

from typing import Self


class Wording(str):
    """A sentence, or the part of one that follows its subject, made from a message and values.

    It is its English wording, for whoever does not translate. `%(name)s` in the message stands for a value.
    `make messages` finds the message where it is the first argument, written out.
    """

    __slots__ = ("message", "values")

    message: str
    values: dict[str, object]

    def __new__(cls, message: str, **values: object) -> Self:
        """Raises KeyError for a place in the message without a value."""
        wording = super().__new__(cls, message % values)
        wording.message, wording.values = message, values
        return wording
