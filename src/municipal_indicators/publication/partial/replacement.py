"""Lets a run compute a few municipalities anew and put them into the previous publication.

A figure is compared with figures of the same municipality and with nothing else, so a new document
changes no row of another one. `AMENDED_AREAS=GM0307 dbt build --vars 'landing: folder'` therefore
builds and tests a warehouse of those municipalities alone, and publishes a copy of the previous
publication in which their rows are replaced. What that rests on is checked here, before the run
builds anything and again before it publishes: whatever does not hold stops it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb
from municipal_indicators.landing.delivery import Delivery, LandedFile
from municipal_indicators.sql_text import literal, literals, values

PUBLISHED = Path("warehouse/municipal_indicators.duckdb")
SHOWN = 10
# The accepted findings of a municipality are told by the findings themselves, not by their file.
WITHOUT_FILE_RULE = "accepted_findings"
# Lists that belong to all and may grow: a new row changes nothing for who does not use it.
GROWING = ("dim_area", "dim_indicator", "bridge_indicator_relation")
# Tables whose rows belong to a municipality by a row of another table that they refer to.
BRIDGES = {
    "bridge_indicator_objective": ("objective_id", "dim_objective"),
    "bridge_initiative_objective": ("initiative_id", "dim_initiative"),
}


class AmendmentError(Exception):
    """What keeps a run from amending the previous publication, in words for who started it."""

    def __str__(self) -> str:
        """Return the reason with what to do about it."""
        return (
            f"Not amended: {super().__str__()}.\n  Nothing was published, and {PUBLISHED} stays as"
            " it was. Build everything instead: run it without AMENDED_AREAS."
        )


class Publication(NamedTuple):
    """What an amending run needs to know of the previous publication.

    Attributes:
        project: Checksum of the project that built it.
        files: The landed files that it was built with, by name.
        documents: The municipality of each document.
    """

    project: str
    files: dict[str, LandedFile]
    documents: dict[str, str]


def read_publication(database: Path) -> Publication:
    """Read what the previous publication was built from.

    Args:
        database: The published file.

    Returns:
        What its provenance says.

    Raises:
        AmendmentError: If there is none, or if it cannot be amended.
    """
    if not database.exists():
        raise AmendmentError(f"there is no {database}, so no publication to amend")
    with duckdb.connect(database, read_only=True) as connection:
        try:
            content = connection.execute(
                "select item_kind, item_name, row_count, byte_count, checksum, areas"
                " from reporting.rpt_publication_content"
                " where item_kind in ('landed_file', 'project')"
            ).fetchall()
        except duckdb.Error as error:
            raise AmendmentError(
                "the previous publication was built by another version of this project"
            ) from error
        documents = connection.execute("select document_id, area_id from core.dim_document")
        documents = dict(documents.fetchall())
    projects = [checksum for kind, _, _, _, checksum, _ in content if kind == "project"]
    if not projects:
        raise AmendmentError("the previous publication was built without landed files")
    files = {
        name: LandedFile(
            name,
            row_count,
            byte_count,
            checksum,
            None if areas is None else [area for area in areas.split(",") if area],
        )
        for kind, name, row_count, byte_count, checksum, areas in content
        if kind == "landed_file"
    }
    return Publication(projects[0], files, documents)


def check_project(previous: Publication, project: str) -> None:
    """See that the project is the one that built the previous publication.

    Raises:
        AmendmentError: If it is not.
    """
    if previous.project != project:
        raise AmendmentError(
            "the previous publication was built by other code, seeds, variables or another DuckDB,"
            " so its other rows may differ from what this project would build"
        )


def check_files(previous: Publication, described: list[LandedFile], areas: list[str]) -> set[str]:
    """See that nothing was landed or taken away but rows of the amended municipalities.

    Args:
        previous: The previous publication.
        described: The landed files as they are now.
        areas: The amended municipalities.

    Returns:
        Names of the files that are new or have changed.

    Raises:
        AmendmentError: If a file that is new, has changed or is gone concerns others too.
    """
    present = {file.name: file for file in described}
    problems = []
    changed = set()
    for name in sorted({*previous.files, *present}):
        before, now = previous.files.get(name), present.get(name)
        if before and now and before.checksum == now.checksum:
            continue
        what = "has changed" if before and now else "is new" if now else "is gone"
        if now:
            changed.add(name)
        if name.split("/")[0] == WITHOUT_FILE_RULE:
            continue
        versions = [version for version in (before, now) if version]
        if any(version.areas is None for version in versions):
            if before:
                problems.append(f"landed file {name} {what}, and belongs to all municipalities")
            continue
        others = {area for version in versions for area in version.areas} - set(areas)
        if others:
            problems.append(
                f"landed file {name} {what}, and holds or held rows of {shortened(others)} too"
            )
    if problems:
        raise AmendmentError(shortened(problems, "\n  "))
    return changed


class Part:
    """The municipalities that a run computes anew.

    Those of the seeds always come along, for a run reads the seeds as a whole.
    """

    def __init__(
        self, previous: Publication, delivery: Delivery, areas: list[str], published: Path
    ) -> None:
        """Check the delivery and determine what it changes.

        Args:
            previous: The previous publication.
            delivery: The landed files.
            areas: The amended municipalities.
            published: The file of the previous publication.

        Raises:
            AmendmentError: If the delivery concerns others too, or a municipality is unknown.
        """
        self.delivery = delivery
        self.described = delivery.described()
        changed = check_files(previous, self.described, areas)
        unknown = [
            area
            for area in areas
            if area not in previous.documents.values() and not delivery.documents_of([area])
        ]
        if unknown:
            raise AmendmentError(f"no document is of {shortened(unknown)}")
        self.areas = sorted({*areas, *delivery.typed_areas()})
        former = {document for document, area in previous.documents.items() if area in self.areas}
        self.documents = sorted(
            {*former, *delivery.documents_of(self.areas), *delivery.documents_in(changed)}
        )
        self.context = context_of_others(published, former)
        check_accepted_findings(delivery, published, former)

    def queries(self) -> dict[str, str]:
        """Return for each name in the schema `landing` the SQL of its rows."""
        return self.delivery.queries_of(self.areas, self.documents) | self.context


NO_CONTEXT = {
    "accepted_elsewhere": "select cast(null as varchar) as finding_id where false",
    "decimals_elsewhere": (
        "select cast(null as varchar) as indicator_id, cast(null as integer) as most_decimals"
        " where false"
    ),
}


def context_of_others(published: Path, documents: Iterable[str]) -> dict[str, str]:
    """Write the queries for what tests must know of the municipalities that are not built.

    Args:
        published: The file of the previous publication.
        documents: Its documents that are built anew.

    Returns:
        SQL by the name of a view: the accepted findings of the others, and the most decimals that
        they print each indicator with.
    """
    elsewhere = f"document_id not in {literals(documents)}"
    with duckdb.connect(published, read_only=True) as connection:
        findings = connection.execute(
            f"select finding_id from quality.fct_finding where {elsewhere} order by all"
        ).fetchall()
        decimals = connection.execute(
            "select indicator_id, max(decimals) from ("
            f"select indicator_id, decimals from core.fct_indicator_value where {elsewhere}"
            " union all"
            f" select indicator_id, decimals from core.fct_unplaced_value where {elsewhere}"
            ") as printed where decimals is not null group by all order by all"
        ).fetchall()
    context = dict(NO_CONTEXT)
    if findings:
        context["accepted_elsewhere"] = f"from (values {values(findings)}) as findings(finding_id)"
    if decimals:
        context["decimals_elsewhere"] = (
            f"from (values {values(decimals)}) as printed(indicator_id, most_decimals)"
        )
    return context


def check_accepted_findings(delivery: Delivery, published: Path, documents: Iterable[str]) -> None:
    """See that the accepted findings of the others are those of the previous publication.

    Args:
        delivery: The landed files.
        published: The file of the previous publication.
        documents: Its documents that are built anew.

    Raises:
        AmendmentError: If one was added, changed or taken away.
    """
    columns = "finding_id, figures, reason_nl, reason_en"
    with duckdb.connect(published, read_only=True) as connection:
        (count, example) = connection.execute(
            "with elsewhere as (select finding_id from quality.fct_finding"
            f" where document_id not in {literals(documents)}),"
            f" before as (select {columns} from core.dim_accepted_finding"
            " where finding_id in (from elsewhere)),"
            f" now as (select {columns} from {delivery.typed_and_landed('accepted_findings')}"
            " where finding_id in (from elsewhere)),"
            " differing as ((from before except from now) union (from now except from before))"
            " select count(distinct finding_id), min(finding_id) from differing"
        ).fetchone()
    if count:
        raise AmendmentError(
            f"{count} accepted findings of other municipalities were changed, such as {example}"
        )


def amend(database: Path, part: Path, areas: list[str]) -> dict[str, int]:
    """Replace the rows of some municipalities by those that a run has built.

    Args:
        database: A private copy of the previous publication, which is changed.
        part: The closed database file that the run has built.
        areas: The amended municipalities.

    Returns:
        Number of rows of each view, by schema and name; to count them all again would take long.

    Raises:
        AmendmentError: If rows of others would have to change too. The copy is then worthless.
    """
    with duckdb.connect(database, config={"memory_limit": "3GB"}) as connection:
        connection.execute(f"attach {literal(str(part))} as part (read_only)")
        counts = _Replacement(connection, areas).run()
        connection.execute("detach part")
        connection.execute("checkpoint")
    return counts


class _Replacement:
    # The steps of an amendment in one database, which share what belongs to the part.

    def __init__(self, connection: duckdb.DuckDBPyConnection, areas: list[str]) -> None:
        self.connection = connection
        rows = connection.execute("select distinct area_id from part.core.dim_document").fetchall()
        areas = {*areas, *(area for (area,) in rows)}
        self.own_areas = literals(sorted(areas))
        rows = connection.execute(
            f"select document_id from core.dim_document where area_id in {literals(areas)}"
            " union select document_id from part.core.dim_document"
        ).fetchall()
        self.documents = literals(sorted(document for (document,) in rows))
        # Figures can be about another area than the municipality that prints them, such as the
        # country. They are the part's as long as no other municipality prints such figures.
        facts = [
            f"select area_id from {place}core.{table} where document_id in {self.documents}"
            for place in ("", "part.")
            for table in ("fct_indicator_value", "fct_unplaced_value", "fct_statement")
        ]
        rows = connection.execute(" union ".join(facts)).fetchall()
        self.figure_areas = literals(sorted(areas | {area for (area,) in rows}))
        rows = connection.execute(
            "select schema_name || '.' || table_name, list(column_name) from duckdb_columns()"
            " where not internal and database_name = current_database() group by all"
        ).fetchall()
        self.columns = dict(rows)

    def run(self) -> dict[str, int]:
        self._check_that_areas_stand_apart()
        views = {view: self._rows_of_view(view) for view in self._relations("view")}
        tables = self._relations("table")
        # A bridge and an acceptance are known by rows of other tables, so those go later.
        tables.sort(key=lambda name: name.split(".")[1] not in (*BRIDGES, "dim_accepted_finding"))
        try:
            # Apart, because a key that was removed and added in one transaction can clash.
            self.connection.begin()
            for name in tables:
                condition = self._condition(name)
                if condition:
                    self.connection.execute(f"delete from {name} where {condition}")
                elif name != "core.dim_year":
                    self._check_that_list_only_grows(name)
            self.connection.commit()
            self.connection.begin()
            for name in tables:
                source = f"from part.{name}"
                if not self._condition(name):
                    source = f"(from part.{name} except from {name})"
                self.connection.execute(f"insert into {name} by name {source}")
            self.connection.execute(
                "delete from core.dim_year where year not in ("
                "select year from core.dim_document_column"
                " union select year from core.fct_indicator_value"
                " union select budget_year from core.dim_document)"
            )
            self.connection.commit()
        except duckdb.ConstraintException as error:
            raise AmendmentError(
                f"a key of the new rows belongs to another municipality ({error})"
            ) from error
        return views

    def _relations(self, kind: str) -> list[str]:
        rows = self.connection.execute(
            f"select schema_name || '.' || {kind}_name from duckdb_{kind}s()"
            f" where not internal and database_name = current_database()"
            f" and not starts_with({kind}_name, 'rpt_publication') order by all"
        ).fetchall()
        return [name for (name,) in rows]

    def _condition(self, name: str) -> str | None:
        # What tells the rows of the part; None for a list that belongs to all.
        table = name.split(".")[1]
        columns = self.columns[name]
        if table in BRIDGES:
            key, other = BRIDGES[table]
            return (
                f"{key} in (select {key} from core.{other} where document_id in {self.documents})"
            )
        if table == "dim_accepted_finding":
            return (
                "finding_id not in (select finding_id from quality.fct_finding"
                f" where document_id not in {self.documents})"
            )
        if "document_id" in columns:
            return f"document_id in {self.documents}"
        if table == "dim_programme":
            return f"area_id in {self.own_areas}"
        if "area_id" in columns and table != "dim_area":
            return f"area_id in {self.figure_areas}"
        return None

    def _check_that_areas_stand_apart(self) -> None:
        facts = " union ".join(
            f"select area_id, document_id from core.{table}"
            f" where area_id in {self.figure_areas} and document_id not in {self.documents}"
            for table in ("fct_indicator_value", "fct_unplaced_value")
        )
        shared = self.connection.execute(f"from ({facts}) order by all limit 1").fetchone()
        if shared:
            area, document = shared
            raise AmendmentError(
                f"{document} of another municipality prints figures about {area} too, so its rows"
                " may change"
            )

    def _check_that_list_only_grows(self, name: str) -> None:
        table = name.split(".")[1]
        new = f"(from part.{name} except from {name})"
        (lost,) = self.connection.execute(
            f"select count(*) from (from {name} except from part.{name})"
        ).fetchone()
        (added,) = self.connection.execute(f"select count(*) from {new}").fetchone()
        if lost or (added and table not in GROWING):
            raise AmendmentError(f"{name}, which belongs to all municipalities, has changed")
        if table == "bridge_indicator_relation":
            (relation,) = self.connection.execute(
                f"select min(relation_id) from {new} as added"
                " where indicator_id in (select indicator_id from core.dim_indicator)"
                " and other_indicator_id in (select indicator_id from core.dim_indicator)"
            ).fetchone()
            if relation:
                raise AmendmentError(
                    f"relation {relation} is between two indicators that others may print"
                )

    def _rows_of_view(self, name: str) -> int:
        as_of = "as_of_document_id"
        key = as_of if as_of in self.columns[name] else "document_id"
        (recorded,) = self.connection.execute(
            "select row_count from reporting.rpt_publication_content"
            f" where item_kind = 'table' and item_name = '{name}'"
        ).fetchone()
        own = f"where {key} in {self.documents}"
        (before,) = self.connection.execute(f"select count(*) from {name} {own}").fetchone()
        (after,) = self.connection.execute(f"select count(*) from part.{name} {own}").fetchone()
        return recorded - before + after


def shortened(texts: Iterable[str], separator: str = ", ") -> str:
    """Return texts in a row, at most ten of them."""
    sorted_texts = sorted(texts)
    more = len(sorted_texts) - SHOWN
    return separator.join([*sorted_texts[:SHOWN], *([f"and {more} more"] if more > 0 else [])])
