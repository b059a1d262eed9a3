"""The folder of measured material that stands beside the checkout and may not be part of it."""

import os
from pathlib import Path

import pytest


def shared_folder() -> Path:
    """The folder that SHARED_FOLDER names, else `../shared`.

    Where it is missing the test is skipped with that reason; under CI it fails, so that no one is fooled.
    """
    checkout = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.get("SHARED_FOLDER") or checkout.parent / "shared")
    if folder.is_dir():
        return folder
    why = "the folder that SHARED_FOLDER names (else `../shared`) is missing"
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)
