"""A plain model of the ledger: what each id has to answer after what editors decided."""

from dataclasses import dataclass, field

SHOWN = ("live", "replaced")
STATUS = {"live": 200, "replaced": 200, "held": 403, "withdrawn": 410, "removed": 451, "merged": 301}


@dataclass
class Said:
    """What the model knows of one quote: its word, and what its id has to answer."""

    pk: int
    id: str
    word: str
    state: str = "live"
    # The quote that replaced it, or that it was merged into.
    heir: "Said | None" = None
    before: tuple[str, "Said | None"] = ("live", None)

    @property
    def root(self) -> "Said":
        return self.heir.root if self.state == "merged" and self.heir else self


@dataclass
class Stood:
    """One position: the quotes that evidence it, and what its id has to answer."""

    id: str
    quotes: list[Said]
    state: str = "live"

    def follow(self) -> None:
        """It leaves with its last evidence: for good, unless some is only held."""
        states = {quote.root.state for quote in self.quotes}
        if self.state != "withdrawn":
            self.state = "live" if states & set(SHOWN) else "held" if "held" in states else "withdrawn"


@dataclass
class Known:
    """One stakeholder, and what it was merged into."""

    pk: int
    id: str
    old_slugs: list[str] = field(default_factory=list)
    heir: "Known | None" = None

    @property
    def root(self) -> "Known":
        return self.heir.root if self.heir else self
