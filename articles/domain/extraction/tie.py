"""What ties a quotation to its source: the words that name it, and the rule that found them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """The words of a sentence that name the source, the rule that found them, and the word that ties."""

    begin: int
    end: int
    rule: str
    at: int
