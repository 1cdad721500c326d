"""What a landing folder holds, and which of its rows concern which municipality.

A list either belongs to all, as that of the indicators does, or each of its rows belongs to the
municipality of a document. `meta.partial_publication` of a seed says so where no column
`document_id` does, in the words of `publication.partial.replacement`. The provenance of a
publication records this for every landed file, so that a partial publication can tell what has
changed since.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from municipal_indicators.landing.files import landed_rows
from municipal_indicators.paths import seed_file
from municipal_indicators.sql_text import fetch_value, literal, literals


class LandedFile(NamedTuple):
    """A landed file as a publication records it.

    Attributes:
        name: Folder and name of the file, such as `documents/2024.parquet`.
        row_count: Number of its rows.
        byte_count: Its size in bytes.
        checksum: SHA-256 of its content.
        areas: Municipalities that its rows belong to, sorted; None for a list that belongs to all.
    """

    name: str
    row_count: int
    byte_count: int
    checksum: str
    areas: list[str] | None


class Delivery:
    """The checked files of a landing folder."""

    def __init__(
        self,
        files: dict[str, list[Path]],
        checksums: dict[Path, str],
        declared: dict[str, dict[str, Any]],
    ) -> None:
        """Take what a look at the folder gave.

        Args:
            files: For each seed the files that were landed for it.
            checksums: SHA-256 of each file.
            declared: The seeds with their configuration.
        """
        self.files = files
        self.checksums = checksums
        self.types: dict[str, dict[str, str]] = {
            seed: config["column_types"] for seed, config in declared.items()
        }
        # Lists whose rows belong to a municipality by a column of their own, and by the row of
        # another list that they refer to. All lists with a document belong to its municipality.
        self.publisher_columns: dict[str, str] = {}
        self.references: dict[str, tuple[str, str]] = {}
        # Lists of which the findings tell whose each row is.
        self.lists_of_findings: list[str] = []
        for seed, config in declared.items():
            facts = config.get("meta", {}).get("partial_publication", {})
            if "publisher_in" in facts:
                self.publisher_columns[seed] = facts["publisher_in"]
            if "through" in facts:
                self.references[seed] = (facts["through"]["column"], facts["through"]["table"])
            if "findings_in" in facts:
                self.lists_of_findings.append(seed)

    def described(self) -> list[LandedFile]:
        """Describe every file.

        Returns:
            The files in the order of their names.
        """
        described = []
        with self._with_owners() as connection:
            for seed, paths in self.files.items():
                key = self._key_of_owner(seed)
                for path in paths:
                    source = landed_rows([path], self.types[seed])
                    row_count = fetch_value(connection, f"select count(*) from ({source})")
                    areas = None
                    if key:
                        # A row that leads to no document belongs to nobody; a test reports it.
                        found = connection.execute(
                            f"select distinct owners.area_id from (select distinct {key} as key"
                            f" from ({source})) as landed_keys inner join owners"
                            f" on owners.kind = '{key}' and owners.key = landed_keys.key"
                            " order by all"
                        ).fetchall()
                        areas = [area for (area,) in found]
                    described.append(
                        LandedFile(
                            f"{seed}/{path.name}",
                            row_count,
                            path.stat().st_size,
                            self.checksums[path],
                            areas,
                        )
                    )
        return sorted(described)

    def documents_of(self, areas: Iterable[str]) -> list[str]:
        """Return the ids of the typed and landed documents of some municipalities, sorted."""
        with self._with_owners() as connection:
            found = connection.execute(
                "select distinct key from owners where kind = 'document_id'"
                f" and area_id in {literals(areas)} order by all"
            ).fetchall()
        return [document for (document,) in found]

    def typed_areas(self) -> list[str]:
        """Return the municipalities whose documents stand in the seeds, sorted."""
        with duckdb.connect() as connection:
            query = f"select distinct area_id from {self._typed('documents')} order by all"
            return [area for (area,) in connection.execute(query).fetchall()]

    def documents_in(self, names: Iterable[str]) -> set[str]:
        """Return the documents that the rows of some files name, known or not."""
        wanted = set(names)
        documents: set[str] = set()
        with duckdb.connect() as connection:
            for seed, paths in self.files.items():
                for path in paths:
                    if f"{seed}/{path.name}" in wanted and "document_id" in self.types[seed]:
                        query = landed_rows([path], {"document_id": "varchar"})
                        documents.update(
                            document
                            for (document,) in connection.execute(
                                f"select distinct document_id from ({query})"
                                " where document_id is not null"
                            ).fetchall()
                        )
        return documents

    def queries(self) -> dict[str, str]:
        """Return for each seed the SQL that gives its landed rows."""
        return {seed: landed_rows(self.files[seed], types) for seed, types in self.types.items()}

    def queries_of(self, areas: list[str], documents: list[str]) -> dict[str, str]:
        """Return for each seed the SQL that gives the rows of some municipalities.

        Lists that belong to all are whole. Rows without a key are never left out, so that the tests
        report them.

        Args:
            areas: The municipalities.
            documents: Their documents.
        """
        queries = {}
        for seed, types in self.types.items():
            condition = None
            if column := self.publisher_columns.get(seed):
                condition = f"{column} in {literals(areas)} or {column} is null"
            elif seed in self.references:
                column, other = self.references[seed]
                condition = (
                    f"({column} in (select {column}"
                    f" from ({landed_rows(self.files[other], self.types[other])})"
                    f" where document_id not in {literals(documents)})) is not true"
                )
            elif "document_id" in types:
                condition = f"document_id in {literals(documents)} or document_id is null"
            queries[seed] = landed_rows(self.files[seed], types, condition)
        return queries

    @contextmanager
    def _with_owners(self) -> Iterator[duckdb.DuckDBPyConnection]:
        # A connection with the table owners: the municipality of each key that a row may have.
        with duckdb.connect() as connection:
            connection.execute(
                "create table owners as"
                " select 'document_id' as kind, document_id as key, area_id"
                f" from {self.typed_and_landed('documents')}"
                " union all select distinct 'area_id', area_id, area_id"
                f" from {self.typed_and_landed('areas')}"
            )
            for key, seed in self.references.values():
                connection.execute(
                    f"insert into owners select '{key}', {key}, area_id"
                    f" from {self.typed_and_landed(seed)} as referred inner join owners"
                    " on owners.kind = 'document_id' and owners.key = referred.document_id"
                )
            yield connection

    def typed_and_landed(self, seed: str) -> str:
        """Return the SQL for all rows of a list: those of its seed and the landed ones."""
        landed = landed_rows(self.files[seed], self.types[seed])
        return f"(from {self._typed(seed)} union all by name from ({landed}))"

    def _typed(self, seed: str) -> str:
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in self.types[seed].items())
        return (
            f"read_csv({literal(str(seed_file(seed)))}, auto_detect = false,"
            f" header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}})"
        )

    def _key_of_owner(self, seed: str) -> str | None:
        # The column by which a row belongs to a municipality; None for a list that belongs to all.
        if seed in self.publisher_columns:
            return self.publisher_columns[seed]
        if "document_id" in self.types[seed]:
            return "document_id"
        return self.references[seed][0] if seed in self.references else None
