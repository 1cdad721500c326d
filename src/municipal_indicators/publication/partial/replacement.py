"""Replaces the rows of some municipalities in a copy of the previous publication.

Which rows of a table are theirs is said by `meta.partial_publication` of its model:

* nothing: those with one of their documents in the column `document_id`. A table without that
  column is a list that belongs to all, and may not change;
* `documents_in`: the column is another one;
* `publisher_in`: a column has the municipality itself;
* `through`: `column` refers to a `table` that has the document;
* `findings_in`: a column has accepted findings and patterns, and all are theirs by which no finding
  of another municipality is accepted;
* `may_grow`: the list belongs to all, and a new row changes nothing for who does not use it.
  `new_in` names columns, each with the one (`schema.table.column`) that it refers to: a new row
  must have a new value in at least one, because what is between known values concerns others;
* `used_in`: the list belongs to all, and has what occurs in these columns.
"""

from pathlib import Path
from typing import Any

import duckdb

from municipal_indicators.publication.partial.areas import PartialPublicationError
from municipal_indicators.sql_text import fetch_value, literal, literals


def replace_areas(
    database: Path, part: Path, areas: list[str], tables: dict[str, dict[str, Any]]
) -> None:
    """Replace the rows of some municipalities by those that a run has built.

    Args:
        database: A private copy of the previous publication, which is changed.
        part: The closed database file that the run has built.
        areas: The municipalities.
        tables: For each published table and view, by schema and name, what its model says in
            `meta.partial_publication`.

    Raises:
        PartialPublicationError: If rows of others would have to change too. The copy is then
            worthless.
    """
    with duckdb.connect(database, config={"memory_limit": "3GB"}) as connection:
        connection.execute(f"attach {literal(str(part))} as part (read_only)")
        _Replacement(connection, areas, tables).run()
        connection.execute("detach part")
        connection.execute("checkpoint")


class _Replacement:
    # The steps in one database, which share what belongs to the part.

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        areas: list[str],
        tables: dict[str, dict[str, Any]],
    ) -> None:
        self.connection = connection
        self.facts = tables
        built = self._column("select distinct area_id from part.core.dim_document")
        self.own_areas = literals(sorted({*areas, *built}))
        self.documents = literals(
            self._column(
                f"select document_id from core.dim_document where area_id in {self.own_areas}"
                " union select document_id from part.core.dim_document order by all"
            )
        )
        rows = connection.execute(
            "select schema_name || '.' || table_name, list(column_name order by column_index)"
            " from duckdb_columns()"
            " where not internal and database_name = current_database() group by all"
        ).fetchall()
        self.columns: dict[str, list[str]] = dict(rows)

    def run(self) -> None:
        self._check_that_documents_are_its_own()
        tables = self._column(
            "select schema_name || '.' || table_name from duckdb_tables()"
            " where not internal and database_name = current_database()"
            " and not starts_with(table_name, 'rpt_publication') order by all"
        )
        # What is known by rows of other tables goes before those.
        tables.sort(key=lambda name: not {"through", "findings_in"} & self._facts(name).keys())
        try:
            # Apart, because a key that was removed and added in one transaction can clash.
            self.connection.begin()
            for name in tables:
                if condition := self._condition(name):
                    self.connection.execute(f"delete from {name} where {condition}")
                elif "used_in" not in self._facts(name):
                    self._check_that_list_only_grows(name)
            self.connection.commit()
            self.connection.begin()
            for name in tables:
                source = f"from part.{name}"
                # A pattern may belong to others as well, and stays.
                if not self._condition(name) or "findings_in" in self._facts(name):
                    source = f"(from part.{name} except from {name})"
                self.connection.execute(f"insert into {name} by name {source}")
            for name in tables:
                self._remove_unused(name)
            self.connection.commit()
        except duckdb.ConstraintException as error:
            raise PartialPublicationError(
                f"a key of the new rows belongs to another municipality ({error})"
            ) from error

    def _column(self, sql: str) -> list[str]:
        return [value for (value,) in self.connection.execute(sql).fetchall()]

    def _facts(self, name: str) -> dict[str, Any]:
        return self.facts.get(name, {})

    def _condition(self, name: str) -> str | None:
        # What tells the rows of the part; None for a list that belongs to all.
        facts = self._facts(name)
        if "through" in facts:
            column, table = facts["through"]["column"], facts["through"]["table"]
            return f"{column} in (select {column} from {table} where {self._own(table)})"
        if "findings_in" in facts:
            others = f"select accepted_by from quality.fct_finding where not {self._own()}"
            return f"{facts['findings_in']} not in ({others})"
        if "publisher_in" in facts:
            return f"{facts['publisher_in']} in {self.own_areas}"
        if "documents_in" in facts or "document_id" in self.columns[name]:
            return self._own(name)
        return None

    def _own(self, name: str = "") -> str:
        column = self._facts(name).get("documents_in", "document_id")
        return f"({column} in {self.documents})"

    def _check_that_documents_are_its_own(self) -> None:
        taken = self.connection.execute(
            f"select document_id from core.dim_document where document_id in {self.documents}"
            f" and area_id not in {self.own_areas} order by all limit 1"
        ).fetchone()
        if taken:
            raise PartialPublicationError(f"{taken[0]} is a document of another municipality")

    def _check_that_list_only_grows(self, name: str) -> None:
        facts = self._facts(name)
        new = f"(from part.{name} except from {name})"
        lost = fetch_value(
            self.connection, f"select count(*) from (from {name} except from part.{name})"
        )
        if lost or (
            "may_grow" not in facts and fetch_value(self.connection, f"select count(*) from {new}")
        ):
            raise PartialPublicationError(
                f"{name}, which belongs to all municipalities, has changed"
            )
        if "new_in" in facts:
            known = " and ".join(
                f"{column} in ({_column_of(place)})" for column, place in facts["new_in"].items()
            )
            row = self.connection.execute(f"from {new} as added where {known} limit 1").fetchone()
            if row:
                raise PartialPublicationError(
                    f"{name} has a new row between indicators that others may print: {row[0]}"
                )

    def _remove_unused(self, name: str) -> None:
        if used_in := self._facts(name).get("used_in"):
            key = self.columns[name][0]
            used = " union ".join(_column_of(place) for place in used_in)
            self.connection.execute(f"delete from {name} where {key} not in ({used})")


def _column_of(place: str) -> str:
    # The query on a column that is written as schema.table.column.
    table, _, column = place.rpartition(".")
    return f"select {column} from {table}"
