"""How a program that stays open sees a new publication, as the guides say."""

from pathlib import Path

import duckdb
import pytest

from municipal_indicators.publication.publish import replacing


def publish(published: Path, number: int) -> None:
    with replacing(published) as new, duckdb.connect(new) as connection:
        connection.execute(f"create table publication as select {number} as number")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    published = tmp_path / "municipal_indicators.duckdb"
    publish(published, 1)
    return published


def seen(connection: duckdb.DuckDBPyConnection, table: str = "publication") -> int:
    ((number,),) = connection.execute(f"from {table}").fetchall()
    return number


def test_while_a_connection_is_open_a_second_one_sees_the_old_publication_too(published):
    with duckdb.connect(published, read_only=True) as first:
        publish(published, 2)
        with duckdb.connect(published, read_only=True) as second:
            assert (seen(first), seen(second)) == (1, 1)


def test_closing_all_connections_shows_the_new_publication(published):
    duckdb.connect(published, read_only=True).close()
    publish(published, 2)
    with duckdb.connect(published, read_only=True) as connection:
        assert seen(connection) == 2


def test_attaching_the_file_in_memory_shows_it_while_others_are_open(published):
    with duckdb.connect(published, read_only=True) as first:
        publish(published, 2)
        with duckdb.connect() as fresh:
            fresh.execute(f"attach '{published}' as newest (read_only)")
            assert (seen(first), seen(fresh, "newest.publication")) == (1, 2)
