"""The measured material: skipped where it is missing, but never in silence under CI."""

from pathlib import Path

import pytest

from tests.shared_folder import shared_folder


def test_the_folder_is_the_one_the_environment_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARED_FOLDER", str(tmp_path))

    assert shared_folder() == tmp_path


def test_a_missing_folder_skips_a_test_and_fails_it_under_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARED_FOLDER", str(tmp_path / "missing"))

    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="is missing"):
        shared_folder()

    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="is missing"):
        shared_folder()
