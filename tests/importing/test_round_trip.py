"""What is exported and loaded and exported again is the same, byte for byte."""

import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.packing import write_zip
from articles.models import ArticleText, Change, LoadedRecord, Position, Quote, QuoteVersion, Stakeholder
from tests.factories import make_quote
from tests.importing.conftest import table_counts
from tests.importing.packages import HARD, export, fill_corpus


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_package_comes_back_byte_for_byte(package: Path, tmp_path: Path) -> None:
    call_command("load_corpus", package, verbosity=0)
    call_command("export_corpus", tmp_path / "again", verbosity=0)

    assert files_in(tmp_path / "again") == files_in(package)


def test_hard_words_partial_dates_and_ids_are_kept(package: Path) -> None:
    call_command("load_corpus", package, verbosity=0)

    quote = Quote.objects.get(kind="direct")
    assert quote.exact == HARD
    assert str(quote.said) == "2020-02"
    assert quote.text.body == f"Before. {HARD} After."
    assert quote.versions.get().shown["exact"] == HARD
    tess = Stakeholder.objects.get(slug="tess-teapot")
    assert tess.identifiers == {"register": "Ü-1", "a": "b"}
    assert sorted(tess.names.values_list("name", "use")) == [
        ("Ms Teapot", "match_only"),
        ("טס", "translation"),
    ]
    assert [str(one.until) for one in tess.affiliations.all()] == ["2020-06"]


def test_nothing_that_is_not_public_leaves_the_house(package: Path) -> None:
    everything = b"".join(files_in(package).values()).decode()

    assert "Nobody may see this" not in everything
    assert "Hidden House" not in everything
    assert "Not ours to pass on" not in everything  # the text of an article whose rights are not full


def test_twice_is_the_same_as_once(package: Path) -> None:
    call_command("load_corpus", package, verbosity=0)
    once = table_counts()

    call_command("load_corpus", package, verbosity=0)

    assert table_counts() == once
    assert Change.objects.filter(kind="loaded").count() == 1


def test_a_dry_run_changes_nothing(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_corpus", package, "--dry-run")

    assert not any(table_counts().values())
    assert "records would be added, 0 updated; 0 conflicts." in capsys.readouterr().out


def test_a_zip_file_is_a_package_too(package: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_zip(files_in(package), tmp_path / name)

    call_command("load_corpus", tmp_path / "one.zip", verbosity=0)
    call_command("export_corpus", tmp_path / "three.zip", verbosity=0)

    one = (tmp_path / "one.zip").read_bytes()
    assert (tmp_path / "two.zip").read_bytes() == one
    assert (tmp_path / "three.zip").read_bytes() == one


def test_a_zip_file_reaches_nothing_outside_it(package: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(evil, "w") as archive:
        for path in package.iterdir():
            archive.write(path, path.name)
        archive.writestr("../escaped.csv", "x")

    call_command("load_corpus", evil, verbosity=0)

    assert not (tmp_path.parent / "escaped.csv").exists()
    assert not (tmp_path / "escaped.csv").exists()


def test_loaded_records_are_history_with_their_reason(package: Path) -> None:
    call_command("load_corpus", package, verbosity=0)

    for model in (Quote, Position, Stakeholder):
        reasons = set(model.history.values_list("history_change_reason", flat=True))
        assert reasons == {"Loaded from the package on-the-record"}


@pytest.mark.parametrize("count", [1, 3])
def test_exporting_reads_a_table_at_a_time(
    db: None, django_assert_max_num_queries: object, count: int
) -> None:
    for number in range(count):
        make_quote(f"Words {number}.")
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        published_package()


def test_a_folder_of_something_else_is_not_overwritten(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("years of work")

    with pytest.raises(CommandError, match=r"holds chapter\.txt, which is of no package"):
        call_command("export_corpus", other)
    assert [path.name for path in other.iterdir()] == ["chapter.txt"]


def test_a_package_replaces_a_package(package: Path) -> None:
    fill_corpus()
    make_quote("One more.")

    files = export(package)

    assert files_in(package) == files
    assert b"One more." in files["quotes.csv"]


def test_texts_and_versions_are_only_added_to(package: Path) -> None:
    call_command("load_corpus", package, verbosity=0)
    before = (ArticleText.objects.count(), QuoteVersion.objects.count(), LoadedRecord.objects.count())

    call_command("load_corpus", package, verbosity=0)

    assert (ArticleText.objects.count(), QuoteVersion.objects.count(), LoadedRecord.objects.count()) == before
