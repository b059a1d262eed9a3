"""Who is mentioned in each sentence, and how much a pronoun may mean them."""

import pytest

from articles.domain.extraction import extract


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Who leads the sentence before, not who is spoken of in it.
        ("Ivor Sencha, who feuds with Adam Tee, spoke. “He is late,” he said.", "Ivor Sencha"),
        ("Ivor Sencha said Adam Tee had left. “He is late,” he said.", "Ivor Sencha"),
        ("Ivor Sencha resigned after a report by Adam Tee. He said he was “late”.", "Ivor Sencha"),
        ("Since Ivor Sencha left, Adam Tee has run the inn. He finds it “cold”.", "Adam Tee"),
        # What is somebody's, or named for somebody, is not somebody.
        ("Ivor Sencha sat. Then came Adam Tee's cup. “It is late,” he said.", "Ivor Sencha"),
        ("Adam Tee's defence of Ivor Sencha was long. He called him “late”.", "Adam Tee"),
        ("Ivor Sencha sat. He spoke of the Tee plan of Adam Tee. “It is late,” he said.", "Ivor Sencha"),
        # Who is praised does not praise.
        ("Adam Tee was praised by Ivor Sencha, the mayor. “He is the best,” he said.", "Ivor Sencha"),
        ("Asked by Adam Tee for tea, Ivor Sencha left. He said it was “late”.", "Ivor Sencha"),
        # Who is introduced will speak.
        (
            "The plan of Adam Tee worried Ivor Sencha, head of the guild.\n“No,” he said.",
            "Ivor Sencha",
        ),
        # An apposition is nobody new.
        ("Ivor Sencha, a medical doctor, left. He said it was “late”.", "Ivor Sencha"),
        # A single word is not somebody.
        ("Ivor Sencha sat. Harsh? He said it was “late”.", "Ivor Sencha"),
    ],
)
def test_a_pronoun_means_who_leads(text: str, speaker: str) -> None:
    assert extract(text)[-1].speaker == speaker


def test_a_pronoun_tells_the_gender_of_somebody_without_a_name() -> None:
    found = extract("Ben Sencha sat. One voter rose. She asked him for tea. “It is late,” he said.")

    assert [one.speaker for one in found] == ["Ben Sencha"]


def test_a_spokesperson_may_be_they() -> None:
    found = extract("A spokesperson for the Tea Board called it “cold”. They added: “We are sorry.”")

    assert {one.speaker for one in found} == {"A spokesperson for the Tea Board"}
