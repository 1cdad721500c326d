"""What a partial publication rests on, checked before the run builds anything.

A figure is compared with figures of the same municipality and with nothing else, so a new document
changes no row of another one. `PARTIAL_AREAS=GM0307 dbt build --vars 'landing: folder'` therefore
builds and tests a warehouse of those municipalities alone, and publishes a copy of the previous
publication in which their rows are replaced. Whatever does not hold stops the run.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb

from municipal_indicators.landing.delivery import Delivery, LandedFile
from municipal_indicators.publication.partial.areas import PartialPublicationError, shortened
from municipal_indicators.publication.publish import FileInUseError
from municipal_indicators.sql_text import fetch_row, literals, values


class Publication(NamedTuple):
    """What a partial publication needs to know of the previous publication.

    Attributes:
        project: Checksum of the project that built it.
        files: The landed files that it was built with, by name.
        documents: The municipality of each document.
    """

    project: str
    files: dict[str, LandedFile]
    documents: dict[str, str]


def open_published(database: Path) -> duckdb.DuckDBPyConnection:
    """Open the published file to read only.

    Raises:
        FileInUseError: If another program has opened it for writing.
    """
    try:
        return duckdb.connect(database, read_only=True)
    except duckdb.IOException as error:
        raise FileInUseError(
            f"{database} is in use by a program that has opened it for writing. Close it there, or"
            f" open it to read only, and run this command again.\n  ({error})"
        ) from error


def read_publication(database: Path) -> Publication:
    """Read what the previous publication was built from.

    Args:
        database: The published file.

    Returns:
        What its provenance says.

    Raises:
        PartialPublicationError: If there is none, or if no rows can be taken from it.
    """
    if not database.exists():
        raise PartialPublicationError(
            f"there is no {database}, so nothing to take the other municipalities from"
        )
    with open_published(database) as connection:
        try:
            content = connection.execute(
                "select item_kind, item_name, row_count, byte_count, checksum, areas"
                " from reporting.rpt_publication_content"
                " where item_kind in ('landed_file', 'project')"
            ).fetchall()
        except duckdb.Error as error:
            raise PartialPublicationError(
                "the previous publication was built by another version of this project"
            ) from error
        documents = dict(
            connection.execute("select document_id, area_id from core.dim_document").fetchall()
        )
    projects = [checksum for kind, _, _, _, checksum, _ in content if kind == "project"]
    if not projects:
        raise PartialPublicationError("the previous publication was built without landed files")
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
        PartialPublicationError: If it is not.
    """
    if previous.project != project:
        raise PartialPublicationError(
            "the previous publication was built by other code, seeds, variables or another DuckDB,"
            " so its other rows may differ from what this project would build"
        )


def check_files(
    previous: Publication,
    described: list[LandedFile],
    areas: list[str],
    judged_by_row: Iterable[str] = (),
) -> set[str]:
    """See that nothing was landed or taken away but rows of these municipalities.

    Args:
        previous: The previous publication.
        described: The landed files as they are now.
        areas: The municipalities that are built.
        judged_by_row: Lists whose files are not looked at here.

    Returns:
        Names of the files that are new or have changed.

    Raises:
        PartialPublicationError: If a file that is new, has changed or is gone concerns others too.
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
        if name.split("/")[0] in judged_by_row:
            # Which rows of it are of other municipalities is told by the findings themselves.
            continue
        versions = [version for version in (before, now) if version]
        if any(version.areas is None for version in versions):
            if before:
                problems.append(f"landed file {name} {what}, and belongs to all municipalities")
            continue
        others = {area for version in versions for area in version.areas or []} - set(areas)
        if others:
            problems.append(
                f"landed file {name} {what}, and holds or held rows of {shortened(others)} too"
            )
    if problems:
        raise PartialPublicationError(shortened(problems, "\n  "))
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
            areas: The municipalities that are built.
            published: The file of the previous publication.

        Raises:
            PartialPublicationError: If the delivery concerns others too, or a municipality is
                unknown.
        """
        self.delivery = delivery
        self.described = delivery.described()
        changed = check_files(previous, self.described, areas, delivery.lists_of_findings)
        unknown = [
            area
            for area in areas
            if area not in previous.documents.values() and not delivery.documents_of([area])
        ]
        if unknown:
            raise PartialPublicationError(f"no document is of {shortened(unknown)}")
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


NO_CONTEXT = {"accepted_elsewhere": "select cast(null as varchar) as finding_id where false"}


def context_of_others(published: Path, documents: Iterable[str]) -> dict[str, str]:
    """Write the queries for what tests must know of the municipalities that are not built.

    Args:
        published: The file of the previous publication.
        documents: Its documents that are built anew.

    Returns:
        SQL by the name of a view: the rows that accept findings of the others.
    """
    elsewhere = f"document_id not in {literals(documents)}"
    with open_published(published) as connection:
        findings = connection.execute(
            f"select distinct accepted_by from quality.fct_finding where {elsewhere} order by all"
        ).fetchall()
    if not findings:
        return NO_CONTEXT
    return {"accepted_elsewhere": f"from (values {values(findings)}) as findings(finding_id)"}


def check_accepted_findings(delivery: Delivery, published: Path, documents: Iterable[str]) -> None:
    """See that the accepted findings of the others are those of the previous publication.

    Args:
        delivery: The landed files.
        published: The file of the previous publication.
        documents: Its documents that are built anew.

    Raises:
        PartialPublicationError: If one was added, changed or taken away.
    """
    columns = "finding_id, figures, reason_nl, reason_en"
    with open_published(published) as connection:
        (count, example) = fetch_row(
            connection,
            "with elsewhere as (select finding_id from quality.fct_finding"
            f" where document_id not in {literals(documents)}),"
            f" listed as (select 'before' as version, {columns} from core.dim_accepted_finding"
            f" union all select 'now', {columns} from"
            f" {delivery.typed_and_landed('accepted_findings')}),"
            # Rather a pattern too many: _ is any sign here, and * any number of parts.
            " patterns as (select distinct listed.finding_id from listed inner join elsewhere"
            " on elsewhere.finding_id like replace(listed.finding_id, '*', '%')"
            " where listed.figures = '*'),"
            f" differing as (select {columns} from listed"
            " where finding_id in (from elsewhere union from patterns)"
            " group by all having count(distinct version) = 1)"
            " select count(distinct finding_id), min(finding_id) from differing",
        )
    if count:
        raise PartialPublicationError(
            f"{count} accepted findings of other municipalities were changed, such as {example}"
        )
