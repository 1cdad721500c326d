"""`municipal-indicators diff`: what two published files differ in, and its exit codes."""

import csv
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from municipal_indicators.checksum import sha256
from tests.support.projects import COMMAND

FIGURES = "create table core.figures (id varchar primary key, value integer, note varchar)"
ROWS = "insert into core.figures values ('a', 1, null), ('b', 2, 'x'), ('c', 3, 'y')"


def make(path: Path, *statements: str) -> Path:
    with duckdb.connect(path) as connection:
        for statement in ("create schema core", FIGURES, ROWS, *statements):
            connection.execute(statement)
    return path


def diff(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "diff", *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return make(tmp_path / "one.duckdb")


def test_equal_files_are_equal_whatever_the_order_of_rows(one, tmp_path):
    other = make(
        tmp_path / "other.duckdb",
        "delete from core.figures where id = 'a'",
        "insert into core.figures values ('a', 1, null)",
    )
    before = sha256(one), sha256(other)
    outcome = diff(one, other)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert "same tables with the same rows" in outcome.stdout
    assert (sha256(one), sha256(other)) == before


# A statement for the other file, and the lines that say what it has done.
DIFFERENCES = {
    "a table more": (
        "create table core.extra (id integer)",
        ["core.extra: only in B"],
    ),
    "a column more": (
        "alter table core.figures add column more integer",
        ["core.figures: column more only in B"],
    ),
    "another type": (
        "alter table core.figures alter value type bigint",
        ["core.figures: column value is INTEGER in A, BIGINT in B"],
    ),
    "a changed row": (
        "update core.figures set value = 20, note = null where id = 'b'",
        [
            "core.figures: 3 rows in A, 3 in B; 0 added, 0 gone, 1 changed",
            "  changed: id 'b': value 2 in A, 20 in B, note 'x' in A, empty in B",
        ],
    ),
    "a row more": (
        "insert into core.figures values ('d', 4, null)",
        ["core.figures: 3 rows in A, 4 in B; 1 added, 0 gone, 0 changed", "  added: id 'd'"],
    ),
    "a row fewer": (
        "delete from core.figures where id = 'a'",
        ["core.figures: 3 rows in A, 2 in B; 0 added, 1 gone, 0 changed", "  gone: id 'a'"],
    ),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_is_shown(one, tmp_path, name):
    statement, lines = DIFFERENCES[name]
    outcome = diff(one, make(tmp_path / "other.duckdb", statement))
    assert outcome.returncode == 1
    assert outcome.stdout.splitlines() == lines


def test_rows_without_a_key_are_compared_with_how_often_they_occur(tmp_path):
    table = "create table core.words as select unnest(['x', 'x']) as word"
    one = make(tmp_path / "one.duckdb", table)
    other = make(tmp_path / "other.duckdb", table, "insert into core.words values ('x')")
    outcome = diff(one, other)
    assert outcome.stdout.splitlines() == [
        "core.words: 2 rows in A, 3 in B; 1 added, 0 gone, 0 changed",
        "  added: word 'x'",
    ]


def test_no_more_examples_are_shown_than_asked_for(one, tmp_path):
    other = make(tmp_path / "other.duckdb", "update core.figures set value = value + 10")
    assert diff(one, other, "--examples", "2").stdout.count("  changed: ") == 2


def test_every_change_is_written_to_a_csv_file(one, tmp_path):
    other = make(
        tmp_path / "other.duckdb",
        "update core.figures set value = 20, note = null where id = 'b'",
        "delete from core.figures where id = 'a'",
        "insert into core.figures values ('d', 4, 'a, \"z\"')",
        "create table core.words as select 'x' as word",
    )
    with duckdb.connect(one) as connection:
        connection.execute("create table core.words as select 'y' as word")
    written = tmp_path / "changes.csv"
    outcome = diff(one, other, "--csv", written, "--examples", "0")
    assert outcome.stdout.splitlines() == [
        "core.figures: 3 rows in A, 3 in B; 1 added, 1 gone, 1 changed",
        "core.words: 1 rows in A, 1 in B; 1 added, 1 gone, 0 changed",
    ]
    with written.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["table_name", "change", "key", "column_name", "a", "b"],
        ["core.figures", "added", '{"id":"d"}', "id", "", "d"],
        ["core.figures", "added", '{"id":"d"}', "note", "", 'a, "z"'],
        ["core.figures", "added", '{"id":"d"}', "value", "", "4"],
        ["core.figures", "changed", '{"id":"b"}', "note", "x", ""],
        ["core.figures", "changed", '{"id":"b"}', "value", "2", "20"],
        ["core.figures", "gone", '{"id":"a"}', "id", "a", ""],
        ["core.figures", "gone", '{"id":"a"}', "value", "1", ""],
        ["core.words", "added", "", "word", "", "x"],
        ["core.words", "gone", "", "word", "y", ""],
    ]


def test_equal_files_give_a_csv_file_without_changes(one, tmp_path):
    written = tmp_path / "changes.csv"
    assert diff(one, one, "--csv", written).returncode == 0
    assert written.read_text(encoding="utf-8").splitlines() == [
        "table_name,change,key,column_name,a,b"
    ]


def test_a_csv_file_that_cannot_be_written_is_an_error(one, tmp_path):
    outcome = diff(one, one, "--csv", tmp_path / "nowhere/changes.csv")
    assert outcome.returncode == 2
    assert f"{tmp_path / 'nowhere/changes.csv'} cannot be written" in outcome.stderr


def test_an_ignored_table_does_not_count(one, tmp_path):
    other = make(tmp_path / "other.duckdb", "update core.figures set value = 0")
    assert diff(one, other).returncode == 1
    assert diff(one, other, "--ignore", "core.figures").returncode == 0
    unknown = diff(one, other, "--ignore", "core.figuers")
    assert unknown.returncode == 2
    assert "neither file has a table core.figuers" in unknown.stderr


def test_what_cannot_be_compared_is_an_error(one, tmp_path):
    missing = diff(one, tmp_path / "missing.duckdb")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert f"there is no {tmp_path / 'missing.duckdb'}" in missing.stderr
    (tmp_path / "text.duckdb").write_text("no database " * 1000, encoding="utf-8")
    text = diff(one, tmp_path / "text.duckdb")
    assert text.returncode == 2
    assert f"{tmp_path / 'text.duckdb'} cannot be read" in text.stderr


def test_a_file_that_another_program_writes_is_an_error(one, tmp_path):
    other = make(tmp_path / "other.duckdb")
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, other],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        try:
            assert writer.stdout is not None and writer.stdout.readline() == "open\n"
            outcome = diff(one, other)
        finally:
            writer.kill()
    assert outcome.returncode == 2
    assert f"{other} cannot be read" in outcome.stderr


def test_two_builds_of_the_same_seeds_differ_in_their_provenance_alone(published, tmp_path):
    copy = tmp_path / published.name
    copy.write_bytes(published.read_bytes())
    with duckdb.connect(copy) as connection:
        connection.execute("update reporting.rpt_publication set published_at = now()::timestamp")
    assert diff(published, copy).returncode == 1
    assert diff(published, copy, "--ignore", "reporting.rpt_publication").returncode == 0
