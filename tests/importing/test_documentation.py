"""What is written about data packages is what is read and written."""

from pathlib import Path

from articles.importing.corpus.resources import RESOURCES

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "data-package.md"


def test_every_file_and_column_is_described_as_it_is() -> None:
    described = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| `")]
    assert described == [
        f"| `{resource.path}` | {resource.about} | {', '.join(resource.column_names)} |"
        for resource in RESOURCES
    ]
