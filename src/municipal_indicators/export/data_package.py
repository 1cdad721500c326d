"""Describes the exported tables as a Data Package, version 2 of that standard.

All that it says of a table comes from the catalogue of the database: types, comments, and keys. A
primary key is a constraint that DuckDB enforces. The references follow from the rule that the key
column of a dimension has the same name in every table.
"""

from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from municipal_indicators.checksum import sha256
from municipal_indicators.paths import LICENCE, PACKAGE
from municipal_indicators.publication.tables import PROVENANCE_PREFIX

PROFILES = "https://datapackage.org/profiles/2.0"
# Columns that are named as a key and also hold a word for what has none: tables of no programme.
WITHOUT_REFERENCE = {("rpt_headline", "programme_id")}
# Names of types in the standard, without the precision of a decimal; other types are "any".
TYPES = {
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DECIMAL": "number",
    "DOUBLE": "number",
    "INTEGER": "integer",
    "VARCHAR": "string",
}
# The unit of each column with a measured number. A column means the same wherever it stands.
UNITS = {
    "indicator": (
        "base_value_with_realisation",
        "base_value_with_target",
        "baseline_value",
        "change",
        "change_since_previous",
        "country_value",
        "gap",
        "judged_target_gap",
        "latest_value",
        "lower_bound",
        "lower_quartile",
        "median",
        "needed_yearly_change",
        "next_target_value",
        "observed_yearly_change",
        "previous_value",
        "province_value",
        "realised_value",
        "required_yearly_change",
        "shown_target_value",
        "size_class_value",
        "target_high",
        "target_low",
        "target_value",
        "upper_bound",
        "upper_quartile",
        "value",
        "value_high",
        "value_low",
    ),
    "percent": ("change_percent", "completeness_percent", "gap_percent"),
    "ratio": (
        "growth_ratio",
        "observed_growth_rate",
        "progress_ratio",
        "required_growth_rate",
    ),
    "relation": ("factor",),
    "reference": ("reference_value",),
    "rule": ("allowed_high", "allowed_low", "observed_high", "observed_low"),
}
UNIT_OF_COLUMN = {column: unit for unit, columns in UNITS.items() for column in columns}
DESCRIPTION = """\
Policy indicators that Dutch municipalities print in their budgets and annual reports: figures as \
printed, with targets, revisions, assessments and contradictions.

Files in `csv/` and `parquet/` hold the same rows; `sdmx/` holds the figures once more, as \
SDMX-CSV. CSV is UTF-8, an empty cell is a missing value. In CSV an apostrophe stands before a \
text that a spreadsheet could take for a formula; Parquet has all texts as they are. \
`publication.json` names the database file from which all of this was made.

The property `unit` of a field says in what its numbers are: `percent`; `ratio`, where 1 means \
equal; `indicator`, the unit of the indicator, which is the column `unit` in the same table or, by \
`indicator_id`, in `dim_indicator`; `reference`, the unit of what is counted; `rule`, the unit \
that the arithmetic of the finding names; `relation`, what the kind of relation says. Fields \
without it are counts, years, positions or codes."""


class OtherFile(NamedTuple):
    """A file of the package that is no table.

    Attributes:
        path: Its path in the package.
        source: The file of the project that it is a copy of, or None if it is made of data.
        name: Name of its resource.
        title: What it is.
    """

    path: str
    source: Path | None
    name: str
    title: str


SDMX_PATH = "sdmx/fct_indicator_value.csv"
OTHER_FILES = [
    OtherFile("LICENSE", LICENCE, "licence", "The licence"),
    OtherFile(SDMX_PATH, None, "sdmx", "The figures as SDMX-CSV 2.0"),
    OtherFile(
        "sdmx/structure.xml",
        PACKAGE / "export/sdmx_structure.xml",
        "sdmx-structure",
        "The structure of the SDMX-CSV file, in SDMX-ML 3.0",
    ),
]


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its name.
        type: Its type in DuckDB.
        comment: What it holds.
        is_required: Whether the database refuses an empty value.
    """

    name: str
    type: str
    comment: str
    is_required: bool


class Table(NamedTuple):
    """A table or view of the database.

    Attributes:
        schema: Its schema.
        name: Its name, which no other schema has.
        comment: What it holds.
        columns: Its columns, in their order.
        key: Columns of its primary key; empty for a view.
        references: For each column that refers to a dimension, the name of that dimension.
    """

    schema: str
    name: str
    comment: str
    columns: list[Column]
    key: list[str]
    references: dict[str, str]

    @property
    def relation(self) -> str:
        """Name for use in SQL."""
        return f'"{self.schema}"."{self.name}"'

    @property
    def order(self) -> str:
        """SQL list to order rows by, so that equal data make equal files."""
        return ", ".join(f'"{column}"' for column in self.key) or "all"

    @property
    def csv_path(self) -> str:
        """Path of the CSV file in the package."""
        return f"csv/{self.schema}/{self.name}.csv"

    @property
    def parquet_path(self) -> str:
        """Path of the Parquet file in the package."""
        return f"parquet/{self.schema}/{self.name}.parquet"


def read_tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """Read the catalogue of a database.

    Args:
        connection: Connection to the database.

    Returns:
        Its tables and views, ordered by schema and name.
    """
    relations = connection.execute(
        "select schema_name, table_name, comment from duckdb_tables()"
        " union all"
        " select schema_name, view_name, comment from duckdb_views() where not internal"
        " order by all"
    ).fetchall()
    keys = {
        (schema, table): columns
        for schema, table, columns in connection.execute(
            "select schema_name, table_name, constraint_column_names from duckdb_constraints()"
            " where constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    }
    dimensions = {
        columns[0]: table
        for (_, table), columns in keys.items()
        if table.startswith("dim_") and len(columns) == 1
    }
    tables = []
    for schema, name, comment in relations:
        # These differ each time; publication.json and changes.csv say the same.
        if name.startswith(PROVENANCE_PREFIX):
            continue
        columns = [
            Column(column, column_type, column_comment or "", not is_nullable)
            for column, column_type, column_comment, is_nullable in connection.execute(
                "select column_name, data_type, comment, is_nullable from duckdb_columns()"
                " where schema_name = ? and table_name = ? order by column_index",
                [schema, name],
            ).fetchall()
        ]
        references = {
            column.name: dimensions[column.name]
            for column in columns
            if dimensions.get(column.name, name) != name
            and (name, column.name) not in WITHOUT_REFERENCE
        }
        key = keys.get((schema, name), [])
        tables.append(Table(schema, name, comment or "", columns, key, references))
    return tables


def describe_package(
    connection: duckdb.DuckDBPyConnection, tables: list[Table], folder: Path
) -> dict[str, Any]:
    """Describe the exported files.

    Args:
        connection: Connection to the database that they were exported from.
        tables: Its tables and views.
        folder: Folder that holds the files.

    Returns:
        The descriptor, to be written as `datapackage.json`.
    """
    resources = []
    for table in tables:
        resources.append(
            {
                "name": table.name,
                "type": "table",
                "description": table.comment,
                "path": table.csv_path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {
                    "$schema": f"{PROFILES}/tabledialect.json",
                    "delimiter": ",",
                    "lineTerminator": "\n",
                },
                "schema": _describe_schema(table),
                **_size_and_hash(folder / table.csv_path),
            }
        )
        resources.append(
            {
                "name": f"{table.name}-parquet",
                "title": f"{table.name} as Parquet",
                "path": table.parquet_path,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                # No size or hash: the frictionless library finds neither in a Parquet file, and
                # would call the package damaged.
            }
        )
    resources += [
        {
            "name": file.name,
            "title": file.title,
            "path": file.path,
            **_size_and_hash(folder / file.path),
        }
        for file in OTHER_FILES
    ]
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "municipal-indicators",
        "title": "Municipal indicator warehouse",
        "description": DESCRIPTION,
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "LICENSE"}],
        "sources": _describe_sources(connection),
        "resources": resources,
    }


def _describe_schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_describe_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = table.key
    if table.references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": dimension, "fields": [column]}}
            for column, dimension in table.references.items()
        ]
    return schema


def _describe_field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.type.partition("(")[0], "any"),
        "description": column.comment,
    }
    if column.name in UNIT_OF_COLUMN:
        field["unit"] = UNIT_OF_COLUMN[column.name]
    if column.is_required:
        field["constraints"] = {"required": True}
    return field


def _describe_sources(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    # The address of a page is recorded without its protocol: no link, but part of the title.
    documents = connection.execute(
        "select area_nl || ', ' || document_title || coalesce(' (' || page_url || ')', '')"
        " from core.dim_document inner join core.dim_area using (area_id)"
        " order by document_id"
    ).fetchall()
    return [{"title": title} for (title,) in documents]


def _size_and_hash(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "hash": f"sha256:{sha256(path)}"}
