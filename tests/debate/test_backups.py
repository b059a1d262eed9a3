"""A backup is one moment of everything, and comes back whole or not at all."""

import csv
import hashlib
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from articles.actions.withdrawing import withdraw
from articles.importing.corpus.exporting import published_package
from articles.importing.corpus.packing import pack
from articles.models import Outlet, PublicId, Quote, StakeholderType
from debate.backups import files, making, restoring
from debate.backups.files import BrokenBackup, opened
from debate.backups.making import make
from debate.backups.restoring import RefusedToRestore, restore
from debate.backups.tables import Table, Tally, tables_of
from tests.factories import make_outlet, make_type
from tests.importing.packages import fill_corpus

# What is restored replaces everything, and what is backed up is read in a transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a password of some length"


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("edith", password=PASSWORD)


@pytest.fixture
def backup(tmp_path: Path, editor: User) -> Path:
    """A backup of a small corpus with a past, and an account; the corpus is still there."""
    fill_corpus()
    withdraw(Quote.objects.get(kind="partial"), by=editor, why="Misheard.")
    return make(tmp_path / "some.backup").path


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Each row of each table but those of sessions."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in models
        if model is not Session
    }


def empty() -> None:
    call_command("flush", interactive=False, verbosity=0)


def test_what_was_backed_up_comes_back_to_the_last_row(backup: Path) -> None:
    before, package = everything(), pack(published_package())
    empty()

    restore(backup, replace=False)

    assert everything() == before
    assert pack(published_package()) == package
    assert PublicId.objects.filter(state="withdrawn").count() == 3
    for kept in ("auth.User", "articles.HistoricalQuote", "articles.QuoteVersion", "articles.Change"):
        assert before[kept], kept


def test_accounts_come_back_and_nobody_stays_signed_in(backup: Path, client: Client) -> None:
    client.force_login(User.objects.get(username="edith"))
    assert Session.objects.exists()

    restore(backup, replace=True)

    assert not Session.objects.exists()
    assert client.get("/admin/").status_code == 302
    client.post("/admin/login/", {"username": "edith", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200


def test_what_came_after_the_backup_is_gone_and_its_keys_are_not_given_again(backup: Path) -> None:
    later = make_outlet("The Later Leaf")

    restore(backup, replace=True)

    assert not Outlet.objects.filter(name="The Later Leaf").exists()
    assert make_outlet("Another Leaf").pk > later.pk


def test_a_database_that_holds_something_is_not_overwritten_unasked(backup: Path) -> None:
    before = everything()

    with pytest.raises(RefusedToRestore, match="say --replace to lose what is in it"):
        restore(backup, replace=False)

    assert everything() == before


def test_an_account_alone_is_something(backup: Path) -> None:
    empty()
    User.objects.create_user("new")
    with pytest.raises(RefusedToRestore, match="There are records or accounts in this database already"):
        restore(backup, replace=False)


def elsewhere(write: Callable[[], object]) -> None:
    """Do it in another thread, on a connection of its own; fails where it has to wait."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            write()
        except BaseException as problem:
            failed.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert failed == []


def test_a_backup_is_of_one_moment_whoever_writes_meanwhile(tmp_path: Path) -> None:
    make_outlet("Before")
    make_type("before")
    written: list[str] = []

    def write() -> None:
        # The second table is read after the first; both are written at each row that is read.
        name = f"Meanwhile {len(written)}"
        make_outlet(name)
        make_type(name.lower().replace(" ", "-"))
        written.append(name)

    made = make(tmp_path / "some.backup", progress=lambda _: elsewhere(write) if len(written) < 5 else None)

    assert len(written) == 5
    assert Outlet.objects.count() == StakeholderType.objects.count() == 6
    assert (made.manifest.count("articles.Outlet"), made.manifest.count("articles.StakeholderType")) == (1, 1)


def test_a_backup_lies_under_the_time_in_a_folder_and_only_its_owner_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_outlet()

    call_command("backup", tmp_path)

    (path,) = tmp_path.iterdir()
    assert path.match("on-the-record-20*.backup")
    assert path.stat().st_mode & 0o777 == 0o600
    said = capsys.readouterr().out
    with opened(path) as backup:
        assert said.startswith(
            f"{path}: {backup.manifest.rows} rows of {len(backup.manifest.tables)} tables, "
        )


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(CommandError, match=r"thesis\.doc is there already: give another name, or a folder"):
        call_command("backup", tmp_path / "thesis.doc")
    with pytest.raises(CommandError, match=r"No backup was made: .*No such file or directory"):
        call_command("backup", tmp_path / "nowhere" / "some.backup")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["years of work"]


def test_a_backup_that_cannot_be_read_back_gets_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path) -> bytes:
        return b"0" * 64

    monkeypatch.setattr(making, "seal", damaged)

    with pytest.raises(BrokenBackup, match="is not as it was written"):
        make(tmp_path / "some.backup")
    assert list(tmp_path.iterdir()) == []


def refusal(path: Path) -> str:
    """What is said to whoever restores it; nothing is changed."""
    before = everything()
    with pytest.raises(CommandError) as told:
        call_command("restore", path, "--replace")
    assert everything() == before
    return str(told.value)


def test_a_file_that_is_cut_off_or_changed_anywhere_is_refused(backup: Path) -> None:
    body = backup.read_bytes()

    for end in (0, 1, 100, len(body) // 2, len(body) - 1):
        backup.write_bytes(body[:end])
        with pytest.raises(BrokenBackup):
            restoring.check(backup)
    for place in [*range(0, len(body), len(body) // 150), *range(len(body) - 100, len(body))]:
        flipped = bytearray(body)
        flipped[place] ^= 1
        backup.write_bytes(flipped)
        with pytest.raises(BrokenBackup):
            restoring.check(backup)

    backup.write_bytes(body[: len(body) // 2])
    assert refusal(backup).startswith("Nothing was restored. The file is damaged, cut off, or no backup (")
    backup.write_bytes(body.replace(b"PK\x01\x02", b"PK\x01\x03", 1))
    assert refusal(backup).startswith("Nothing was restored. The file is damaged, cut off, or no backup (")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    text, archive = tmp_path / "some.txt", tmp_path / "some.zip"
    text.write_text("not a backup")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("datapackage.json", "{}")

    assert refusal(text) == (
        "Nothing was restored. The file is damaged, cut off, or no backup (File is not a zip file)."
    )
    assert refusal(archive) == (
        "Nothing was restored. This is no backup of On the Record: it has no manifest.json."
    )
    assert refusal(tmp_path / "none") == f"Nothing was restored. {tmp_path}/none: there is no such file."


Change = Callable[[dict[str, Any], dict[str, list[list[Any]]]], object]


def rewrite(path: Path, change: Change) -> None:
    """Forge a backup: another manifest, other rows, with everything that is counted counted anew."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        rows = {
            table["name"]: [
                json.loads(line) for line in archive.read(f"tables/{table['name']}.jsonl").splitlines()
            ]
            for table in manifest["tables"]
        }
    change(manifest, rows)
    with zipfile.ZipFile(path, "w") as archive:
        for table in manifest["tables"]:
            dumped = [
                json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                for row in rows[table["name"]]
            ]
            tally = Tally()
            for line in dumped:
                tally.add(line)
            body = "".join(f"{line}\n" for line in dumped).encode()
            told = {"rows": tally.rows, "digest": tally.digest, "sha256": hashlib.sha256(body).hexdigest()}
            if not table.pop("forged", False):
                table.update(told)
            archive.writestr(f"tables/{table['name']}.jsonl", body)
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.comment = b"0" * files.SEAL
    with path.open("r+b") as file:
        sealed = files.seal(path)
        file.seek(-files.SEAL, 2)
        file.write(sealed)


def table_of(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(table for table in manifest["tables"] if table["name"] == name)
    return found


FORGERIES: dict[str, tuple[Change, str]] = {
    "another thing": (
        lambda manifest, _: manifest.update(what="a cookbook"),
        "This is no backup of On the Record: its manifest.json says something else.",
    ),
    "a form to come": (
        lambda manifest, _: manifest.update(format=2, version="9.0"),
        (
            "The backup has form 2, this site reads form 1: restore it by the version of the site that made "
            "it (9.0)."
        ),
    ),
    "a newer schema": (
        lambda manifest, _: manifest.update(
            version="9.0", migrations=manifest["migrations"] | {"articles": ["0001_initial", "9999_later"]}
        ),
        (
            "The backup was made by a newer version of the site (9.0): this one does not know "
            "articles.9999_later. Update the site, then restore."
        ),
    ),
    "an incomplete manifest": (
        lambda manifest, _: manifest.pop("migrations"),
        "The manifest.json of the backup is incomplete.",
    ),
    "a name that leads elsewhere": (
        lambda manifest, rows: (
            table_of(manifest, "articles.Outlet").update(name="../x.Outlet"),
            rows.update({"../x.Outlet": []}),
        ),
        "The manifest.json of the backup names tables that cannot be.",
    ),
    "a table that is not there": (
        lambda manifest, _: manifest["tables"].remove(table_of(manifest, "articles.Outlet")),
        "Its tables are not those that its migrations make.",
    ),
    "a column that is not there": (
        lambda manifest, _: table_of(manifest, "articles.Outlet")["columns"].append("colour"),
        "Its tables are not those that its migrations make.",
    ),
    "a count that is wrong": (
        lambda manifest, _: table_of(manifest, "articles.Outlet").update(
            rows=7, digest="", sha256="", forged=True
        ),
        "tables/articles.Outlet.jsonl is not as it was written: its SHA-256 differs.",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_does_not_fit_is_refused_with_its_reason(backup: Path, forgery: str) -> None:
    change, why = FORGERIES[forgery]
    rewrite(backup, change)
    assert refusal(backup) == f"Nothing was restored. {why}"


def test_rows_that_lean_on_missing_ones_change_nothing(backup: Path) -> None:
    rewrite(backup, lambda _, rows: rows["articles.PublicId"].clear())
    assert refusal(backup).startswith("Nothing was restored. Its rows do not fit the tables (")


def test_rows_that_break_a_rule_of_the_tables_change_nothing(backup: Path) -> None:
    rewrite(backup, lambda _, rows: rows["articles.Outlet"].append(rows["articles.Outlet"][0]))
    assert refusal(backup).startswith("Nothing was restored. Its rows do not fit the tables (")


def test_a_restore_that_fails_at_the_very_end_leaves_everything(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came into the tables is held against the file once all is written; a table that lies is found."""
    before, written = everything(), Table.write

    def lose_one(table: Table, columns: list[str], lines: Iterator[str]) -> None:
        written(table, columns, list(lines)[1:] if table.name == "articles.Verification" else lines)

    monkeypatch.setattr(Table, "write", lose_one)
    with pytest.raises(BrokenBackup, match=r"What came into articles\.Verification is not what the backup"):
        restore(backup, replace=True)
    assert everything() == before


def test_a_backup_can_be_checked_without_restoring_it(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything()
    capsys.readouterr()

    call_command("restore", backup, "--check")

    said = capsys.readouterr().out
    assert "is whole" in said
    assert everything() == before


def test_the_command_says_what_was_restored(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty()
    capsys.readouterr()

    call_command("restore", backup)

    first, second = capsys.readouterr().out.splitlines()
    with opened(backup) as whole:
        assert first.startswith(f"The backup of {whole.manifest.made_at} (version {making.site_version()}, ")
    assert "was restored" in first
    assert first.endswith("1 accounts.")
    assert second == "Everyone has to sign in again."


def manage(place: Path, *command: str | Path) -> str:
    """Run a command of the site in a place of its own: a SQLite database in that folder."""
    environment = {**os.environ, "DATA_DIR": str(place), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_goes_into_an_empty_place_of_the_other_database_and_comes_back(
    backup: Path, tmp_path: Path
) -> None:
    before = everything()

    manage(tmp_path / "place", "restore", backup)
    manage(tmp_path / "place", "backup", tmp_path / "again.backup")
    empty()
    restore(tmp_path / "again.backup", replace=False)

    assert everything() == before


def as_at_first(manifest: dict[str, Any], rows: dict[str, list[list[Any]]]) -> None:
    """The backup as the first release of the tables would have made it."""
    first = ("articles", "0001_initial")
    loader = MigrationExecutor(connection).loader
    others = [node for node in loader.graph.leaf_nodes() if node[0] != "articles"]
    state = loader.project_state([first, *others])
    then = {table.name: table for table in tables_of(state.apps.get_models(include_auto_created=True))}
    manifest["migrations"]["articles"] = [first[1]]
    manifest["tables"] = [table for table in manifest["tables"] if table["name"] in then]
    for table in manifest["tables"]:
        kept = [place for place, name in enumerate(table["columns"]) if name in then[table["name"]].columns]
        table["columns"] = [table["columns"][place] for place in kept]
        rows[table["name"]] = [[row[place] for place in kept] for row in rows[table["name"]]]


def test_a_backup_from_before_an_upgrade_is_upgraded_in_an_empty_place(backup: Path, tmp_path: Path) -> None:
    rewrite(backup, as_at_first)

    said = manage(tmp_path / "place", "restore", backup)

    assert "was restored" in said
    manage(tmp_path / "place", "export_corpus", tmp_path / "package")
    files_ = pack(published_package())
    for name in ("quotes.csv", "spans.csv", "verifications.csv"):
        assert (tmp_path / "package" / name).read_bytes() == files_[name]
    # What the ledger said at first: no more columns than these.
    columns = ("id", "kind", "state", "successor", "issued_at", "changed_at")
    ledgers = [
        [[row[column] for column in columns] for row in csv.DictReader(text.decode().splitlines())]
        for text in ((tmp_path / "package" / "public-ids.csv").read_bytes(), files_["public-ids.csv"])
    ]
    assert ledgers[0] == ledgers[1]


def test_and_is_refused_over_what_is_there(backup: Path) -> None:
    rewrite(backup, as_at_first)
    assert refusal(backup).startswith(
        "Nothing was restored. The backup was made before an upgrade, and its rows do not fit the tables of "
    )
