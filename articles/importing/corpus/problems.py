"""What is wrong with a package, told so that whoever made it can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the file, the line as a text editor counts it (header = 1), the field, and why."""

    file: str
    why: str
    line: int | None = None
    field: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
        if self.field:
            place += f", {self.field}"
        return f"{place}: {self.why}"


class BrokenPackage(Exception):  # noqa: N818 — said as it reads
    """A package that cannot be loaded; nothing of it was. Its text lists the first 50 problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        shown = [str(problem) for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            shown.append(f"… and {len(problems) - MOST_SHOWN} more.")
        super().__init__("\n".join(shown))
