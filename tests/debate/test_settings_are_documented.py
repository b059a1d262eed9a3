"""What the repository says of its settings, commands and dependencies is true."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = {
    "text", "flag", "integer", "choice", "names", "networks", "folder", "secret_key", "database", "mail",
}  # fmt: skip


def documented() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def read_by_code() -> set[str]:
    """The first argument of every `env.text("NAME", …)` and the like."""
    found = set()
    for path in [
        ROOT / "debate" / "settings.py",
        *(ROOT / "articles" / "management" / "commands").glob("*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in READERS
                and ast.unparse(node.func.value) == "env"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(str(node.args[0].value))
    return found


def test_every_setting_is_explained_and_every_explained_one_is_read() -> None:
    assert set(documented()) == read_by_code()


@pytest.mark.parametrize(
    "name",
    [
        "PORT", "WEB_CONCURRENCY", "THREADS", "HOST", "HSTS_SECONDS", "ALLOWED_HOSTS", "LOG_LEVEL",
        "ACCOUNT_LINK_HOURS",
    ],
)  # fmt: skip
def test_the_default_given_is_the_one_in_force(name: str) -> None:
    sources = (ROOT / "debate" / "settings.py").read_text()
    sources += (ROOT / "articles" / "management" / "commands" / "serve.py").read_text()
    found = re.search(rf'env\.\w+\("{name}", "?([^",)]*(?:,[^" ]+)*)"?', sources)
    assert found is not None
    assert found[1].replace("_", "") == documented()[name].replace("_", "")


def requirements(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text()
    return {
        match[1].lower(): match[2]
        for match in re.finditer(r"^([\w.\-]+)(?:\[[\w,]+\])?==([^\s;]+)", text, re.MULTILINE)
    }


def project() -> dict[str, list[str]]:
    described = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {
        "requirements.txt": described["project"]["dependencies"],
        "requirements-dev.txt": described["dependency-groups"]["dev"],
    }


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_locked_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pins = requirements(lock)
    names = {re.match(r"[\w.\-]+", one)[0].lower() for one in project()[lock]}  # type: ignore[index]

    assert names <= set(pins)
    blocks = re.split(r"\n(?=[\w.\-]+(?:\[|==))", text.split("\n", 1)[1])
    assert all("--hash=sha256:" in block for block in blocks)
    assert "http" not in re.sub(r"^httpx?.*|.*hash.*", "", text, flags=re.MULTILINE)


def test_development_has_the_versions_that_run() -> None:
    running, developing = requirements("requirements.txt"), requirements("requirements-dev.txt")
    shared = set(running) & set(developing)
    assert {name: running[name] for name in shared} == {name: developing[name] for name in shared}


def test_what_is_installed_is_what_is_locked() -> None:
    for name, locked in requirements("requirements.txt").items():
        if name not in {"tzdata", "colorama", "brotlicffi", "gevent"}:
            assert version(name) == locked, name


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    listed = {one for group in project().values() for one in group}
    reasoned = False
    for line in lines:
        stripped = line.strip()
        if stripped.strip('",') in listed:
            assert reasoned, stripped
        elif stripped.startswith("#"):
            reasoned = True
        elif stripped.startswith(("dependencies", "dev =", "[")):
            reasoned = False


def test_the_documents_name_commands_that_exist() -> None:
    made = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    ours = {path.stem for path in (ROOT / "articles" / "management" / "commands").glob("*.py")}
    djangos = {
        "createsuperuser",
        "changepassword",
        "migrate",
        "makemigrations",
        "compilemessages",
        "check",
        "help",
    }
    djangos |= {"axes_reset_failure_logs"}
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "corpus").glob("*.md")]:
        text = document.read_text()
        assert set(re.findall(r"`make ([a-z-]+)", text)) <= made, document.name
        assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= ours | djangos, document.name


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "corpus").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_nothing_speaks_of_the_machine_it_was_made_on() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    paths = re.compile(rb"/(?:home|root|work|Users)/[\w.-]+/")
    speaking = [
        name for name in tracked if (ROOT / name).is_file() and paths.search((ROOT / name).read_bytes())
    ]
    assert speaking == []
