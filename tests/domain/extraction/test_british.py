"""The habits of British papers: single marks, honours, posts and offices."""

import pytest

from articles.domain.extraction import extract


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Dame Priya Oolong MP called it ‘a need’. ‘We looked hard,’ she told the BBC.", ["Priya Oolong"]),
        ("A No 10 spokesman said: ‘The prime minister has faith in her.’", ["A No 10 spokesman"]),
        ("Downing Street was silent, but a source close to the minister said it was ‘dead’.",
         ["a source close to the minister"]),
        ("Sir Alun Sencha, the shadow minister, was ‘cross’, he said. The Labour MP added: ‘Think again.’",
         ["Alun Sencha"]),
        ("Lord Sencha said he had been ‘misled’. The peer would ‘not let it lie’.", ["Sencha"]),
        ("Mrs Justice Oolong said there was ‘no remorse’.", ["Oolong"]),
        ("Det Insp Rowan Tee said: ‘This was a senseless attack.’", ["Rowan Tee"]),
        ("The Rt Rev Ada Tee, Bishop of Teaville, said: ‘No.’ The bishop said it was ‘sad’.", ["Ada Tee"]),
        ("A spokesman for Mr Tee said he ‘categorically denies’ it.", ["A spokesman for Mr Tee"]),
    ],
)  # fmt: skip
def test_british_news_prose_is_read(text: str, speakers: list[str]) -> None:
    assert list(dict.fromkeys(found.speaker for found in extract(text))) == speakers
