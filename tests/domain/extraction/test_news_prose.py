"""The speakers of sentences as papers write them: see prose.txt."""

from pathlib import Path

import pytest

from articles.domain.extraction import extract

LINES = (Path(__file__).parent / "prose.txt").read_text(encoding="utf-8").splitlines()
TEXTS = [line for line in LINES if line and not line.startswith(("#", "="))]
SPEAKERS = [line.removeprefix("= ").split("; ") for line in LINES if line.startswith("=")]


@pytest.mark.parametrize(("text", "speakers"), list(zip(TEXTS, SPEAKERS, strict=True)))
def test_each_quotation_has_its_speaker(text: str, speakers: list[str]) -> None:
    assert [found.speaker for found in extract(text)] == speakers
