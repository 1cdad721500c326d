"""Partial publication: the same tables as a full build, or a refusal that changes nothing."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from municipal_indicators.checksum import sha256
from municipal_indicators.landing.delivery import Delivery
from municipal_indicators.landing.files import look_at
from municipal_indicators.paths import PUBLISHED
from municipal_indicators.publication.partial import previous
from municipal_indicators.publication.partial.areas import (
    PartialPublicationError,
    read_partial_areas,
)
from municipal_indicators.publication.partial.replacement import replace_areas
from municipal_indicators.seed_files import declared_seeds
from tests.support.projects import Outcome, generate, query, run_dbt, tables_and_views

AREA = "GM9003"
OTHER = "GM9005"
PATTERN_OF_OTHERS = "large_change/*/synthetic-0015/*/2025/target"
PART = Path("target/publication/municipal_indicators.duckdb")
# Says of itself what was built, so it differs between two publications of the same tables.
OF_THE_RUN = ("reporting.rpt_publication", "reporting.rpt_publication_change")


def copy_rows(rows: str, target: Path) -> None:
    """Write the rows of a query as Parquet, if there are any."""
    if duckdb.sql(f"select 1 from ({rows}) limit 1").fetchall():
        target.parent.mkdir(parents=True, exist_ok=True)
        duckdb.sql(f"copy ({rows}) to '{target}' (format parquet)")


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Deliver generated figures twice: `before` lacks one municipality's newest document.

    What is about that municipality stands in files of its own. It and another one print figures of
    the country for comparison, and a finding of it and one of another are accepted by pattern.
    `after` also has a corrected title of its other document, an indicator that nobody prints yet
    and a municipality without documents.
    """
    folder = tmp_path_factory.mktemp("deliveries")
    generated, before, after = folder / "generated", folder / "before", folder / "after"
    generate("--values", "20000", "--accept", "--folder", generated)
    documents = f"read_parquet('{generated}/documents/*.parquet')"
    newest = f"{AREA.lower()}-jaarstukken-2024"
    lines = generated / "document_lines/generated.parquet"
    copy_rows(
        "select * replace (case when table_id = 'verplichte-indicatoren-8' and line = 1"
        f" and substring(document_id, 1, 6) in ('{AREA.lower()}', '{OTHER.lower()}') then 'NL'"
        f" end as area_id) from '{lines}'",
        lines,
    )
    accepted = generated / "accepted_findings/generated.parquet"
    copy_rows(
        "select coalesce(pattern, finding_id) as finding_id,"
        " if(pattern is null, figures, '*') as figures, reason_nl, reason_en"
        f" from '{accepted}' left join (values ('large_change', '{PATTERN_OF_OTHERS}'),"
        f" ('population_jump', 'population_jump/*/synthetic-0001/synthetic-0000/{AREA}/*/target'))"
        " as patterns (rule_id, pattern) on rule_id = split_part(finding_id, '/', 1)",
        accepted,
    )
    copy_rows(
        "select 'NL' as area_id, 'country' as area_kind, 'Nederland' as name_nl",
        generated / "areas/country.parquet",
    )
    for file in generated.rglob("*.parquet"):
        columns = duckdb.sql(f"from '{file}'").columns
        own, new = "false", "false"
        if "document_id" in columns:
            own = f"document_id in (select document_id from {documents} where area_id = '{AREA}')"
            new = f"document_id = '{newest}'"
        elif file.parent.name == "programmes":
            own = f"area_id = '{AREA}'"
        elif file.parent.name == "accepted_findings":
            own = new = f"contains(finding_id, '{newest}')"
        for delivery in (before, after):
            target = delivery / file.parent.name / file.name
            copy_rows(f"from '{file}' where not ({own})", target)
            copy_rows(f"from '{file}' where {own} and not ({new})", target.with_stem("own"))
        copy_rows(f"from '{file}' where {new}", (after / file.parent.name / "new.parquet"))
    title = after / "documents/own.parquet"
    copy_rows(f"select * replace (title || ' (gewijzigd)' as title) from '{title}'", title)
    copy_rows(
        "select * replace ('synthetic-new' as indicator_id, 'Nieuw' as name_nl, 'New' as name_en)"
        f" from '{generated}/indicators/generated.parquet' where indicator_id = 'synthetic-0001'",
        after / "indicators/new.parquet",
    )
    copy_rows(
        "select 'GM9999' as area_id, 'municipality' as area_kind, 'Leeg' as name_nl",
        after / "areas/new.parquet",
    )
    return before, after


def build(
    project: Path, delivery: Path, partial: str = "", more: str = "", options: Iterable[str] = ()
) -> Outcome:
    """Build with landed files, and with more variables in YAML if there are any."""
    variables = f"{{landing: {delivery}, {more}}}"
    return run_dbt(project, "build", "--vars", variables, *options, PARTIAL_AREAS=partial)


class Builds(NamedTuple):
    """Publications of the same project.

    Attributes:
        project: The copy of the project, whose last build replaced one municipality.
        first: Published by a full build with the delivery `before`.
        partial: Published by replacing a municipality of that with the delivery `after`.
        part: What that run has built.
    """

    project: Path
    first: Path
    partial: Path
    part: Path

    @property
    def tables(self) -> dict[str, dict]:
        """What the models say about a partial publication, as the run hands it over."""
        manifest = json.loads((self.project / "target/manifest.json").read_text(encoding="utf-8"))
        return {
            f"{node['schema']}.{node['alias']}": node["config"]["meta"].get(
                "partial_publication", {}
            )
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
        }


@pytest.fixture(scope="module")
def builds(copy_project: Callable[[], Path], deliveries: tuple[Path, Path]) -> Builds:
    """Build in full with one delivery and in part with the other."""
    project = copy_project()
    before, after = deliveries
    kept = [project.parent / f"{name}.duckdb" for name in ("first", "partial", "part")]
    outcome = build(project, before)
    assert outcome.exit_code == 0, outcome.text
    shutil.copy(project / PUBLISHED, kept[0])
    outcome = build(project, after, AREA)
    assert outcome.exit_code == 0, outcome.text
    assert f"for {AREA}, the others as before" in outcome.text
    shutil.copy(project / PUBLISHED, kept[1])
    shutil.copy(project / PART, kept[2])
    return Builds(project, *kept)


@pytest.fixture(scope="module")
def full(copy_project: Callable[[], Path], deliveries: tuple[Path, Path]) -> Path:
    """Return what a full build with the delivery `after` publishes."""
    project = copy_project()
    outcome = build(project, deliveries[1])
    assert outcome.exit_code == 0, outcome.text
    return project / PUBLISHED


def differing(one: Path, other: Path) -> list[str]:
    """Return the names of tables and views that do not have the same rows in two databases."""
    assert tables_and_views(one) == tables_and_views(other)

    def rows(database: str, name: str) -> str:
        # What differs from the publication before is that of the run too.
        ours = " exclude (rows_added, rows_gone, rows_changed)" if name.endswith("_content") else ""
        return f"select *{ours} from {database}.{name}"

    with duckdb.connect() as connection:
        connection.execute(f"attach '{one}' as one (read_only)")
        connection.execute(f"attach '{other}' as other (read_only)")
        return [
            name
            for name in tables_and_views(one)
            if name not in OF_THE_RUN
            and connection.execute(
                f"select 1 from (({rows('one', name)} except all {rows('other', name)})"
                f" union all ({rows('other', name)} except all {rows('one', name)})) limit 1"
            ).fetchone()
        ]


def structure(database: Path) -> list[tuple]:
    return query(
        database,
        "select schema_name, table_name, column_name, data_type, is_nullable, comment"
        " from duckdb_columns() where not internal union all"
        " select schema_name, table_name, constraint_type, constraint_text, null, null"
        " from duckdb_constraints() order by all",
    )


def test_a_partial_publication_equals_a_full_build(builds, full):
    assert differing(builds.partial, full) == []
    assert structure(builds.partial) == structure(full)


def test_two_municipalities_print_figures_of_the_country(full):
    publishers = "select distinct publisher_id from core.fct_indicator_value where area_id = 'NL'"
    assert query(full, f"{publishers} order by all") == [(AREA,), (OTHER,)]


def test_the_comparison_notices_what_is_new(builds):
    changed = differing(builds.first, builds.partial)
    assert len(changed) > 10
    for name in ("core.dim_document", "core.fct_indicator_value", "core.dim_indicator"):
        assert name in changed


def test_a_partial_publication_says_so_and_counts_its_rows(builds, full):
    areas = "select partial_areas from reporting.rpt_publication"
    assert query(builds.partial, areas) == [(AREA,)]
    assert query(full, areas) == [(None,)]
    for table, row_count in query(
        builds.partial,
        "select item_name, row_count from reporting.rpt_publication_content"
        " where item_kind = 'table'",
    ):
        assert query(builds.partial, f"select count(*) from {table}") == [(row_count,)], table


def test_a_publication_records_the_landed_files(builds, deliveries):
    recorded = query(
        builds.partial,
        "select item_name, row_count, byte_count, checksum, areas"
        " from reporting.rpt_publication_content where item_kind = 'landed_file'",
    )
    _, after = deliveries
    files = sorted(path for path in after.rglob("*.parquet"))
    assert sorted(name for name, *_ in recorded) == [
        path.relative_to(after).as_posix() for path in files
    ]
    for name, row_count, byte_count, checksum, areas in recorded:
        path = after / name
        assert duckdb.sql(f"select count(*) from '{path}'").fetchone() == (row_count,)
        assert (path.stat().st_size, sha256(path)) == (byte_count, checksum)
        if path.stem in ("own", "new") and path.parent.name != "accepted_findings":
            assert areas == (None if path.parent.name in ("areas", "indicators") else AREA), name
    others = {name: areas for name, *_, areas in recorded}["documents/generated.parquet"]
    assert OTHER in others.split(",") and AREA not in others.split(",")


def test_a_partial_publication_can_be_taken_back(builds, deliveries):
    project = shutil.copytree(builds.project, builds.project.parent / "back")
    outcome = build(project, deliveries[0], AREA)
    # The new indicator and municipality stand in lists that belong to all.
    assert outcome.exit_code != 0
    assert "landed file areas/new.parquet is gone, and belongs to all" in outcome.text
    assert sha256(project / PUBLISHED) == sha256(builds.partial)
    lists = shutil.copytree(deliveries[0], project.parent / "back-with-lists")
    for name in ("areas/new.parquet", "indicators/new.parquet"):
        shutil.copy(deliveries[1] / name, lists / name)
    outcome = build(project, lists, AREA)
    assert outcome.exit_code == 0, outcome.text
    assert differing(project / PUBLISHED, builds.first) == [
        "core.dim_area",
        "core.dim_indicator",
        "reporting.rpt_publication_content",
    ]
    assert list((project / PUBLISHED).parent.iterdir()) == [project / PUBLISHED]
    # Blocks of replaced rows are free for the next partial publication.
    assert (project / PUBLISHED).stat().st_size < 1.1 * builds.partial.stat().st_size


# What follows needs no build: each refusal is seen beside an attempt that is not refused.


@pytest.fixture
def at_work(
    builds: Builds,
    deliveries: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., previous.Part]:
    """Return a function that prepares a partial publication of the first publication.

    It takes a copy of the delivery `after` that was changed, which is at `tmp_path / "delivery"`.
    """
    monkeypatch.chdir(builds.project)
    shutil.copytree(deliveries[1], tmp_path / "delivery")

    def prepare(*areas: str) -> previous.Part:
        declared = declared_seeds()
        findings = look_at(tmp_path / "delivery", declared)
        assert findings.problems == []
        delivery = Delivery(findings.files, findings.checksums, declared)
        publication = previous.read_publication(builds.first)
        return previous.Part(publication, delivery, list(areas or [AREA]), builds.first)

    return prepare


def refused(prepare: Callable[..., previous.Part], *areas: str) -> str:
    with pytest.raises(PartialPublicationError) as caught:
        prepare(*areas)
    assert "Nothing was published" in str(caught.value)
    return str(caught.value)


def test_the_part_has_the_documents_of_the_municipality_and_of_the_seeds(at_work):
    part = at_work()
    assert part.areas == ["GM0307", AREA]
    assert {document[:6] for document in part.documents} == {"amersf", AREA.lower()}
    landed = duckdb.sql(f"select distinct document_id from ({part.queries()['published_values']})")
    assert len(landed.fetchall()) == 2


def test_a_new_file_with_rows_of_others_is_refused(at_work, tmp_path):
    rows = tmp_path / "delivery/known_gaps/generated.parquet"
    copy_rows(
        f"from '{rows}' where starts_with(document_id, '{OTHER.lower()}') limit 1",
        rows.with_stem("another"),
    )
    assert f"known_gaps/another.parquet is new, and holds or held rows of {OTHER} too" in refused(
        at_work
    )


def test_a_changed_file_with_rows_of_others_is_refused(at_work, tmp_path):
    rows = tmp_path / "delivery/documents/generated.parquet"
    copy_rows(f"from '{rows}' where area_id <> '{OTHER}'", rows)
    assert f"documents/generated.parquet has changed, and holds or held rows of {OTHER}" in (
        refused(at_work).replace("GM9001, GM9002, GM9004, ", "")
    )


def test_a_file_that_is_gone_with_rows_of_others_is_refused(at_work, tmp_path):
    (tmp_path / "delivery/published_values/2024-begroting.parquet").unlink()
    assert "published_values/2024-begroting.parquet is gone, and holds" in refused(at_work)


def test_a_changed_list_that_belongs_to_all_is_refused(at_work, tmp_path):
    rows = tmp_path / "delivery/indicators/generated.parquet"
    copy_rows(f"select * replace ('x' as source_organisation) from '{rows}'", rows)
    assert "indicators/generated.parquet has changed, and belongs to all" in refused(at_work)


def test_new_documents_of_a_municipality_that_is_not_named_are_refused(at_work):
    assert "documents/new.parquet is new" in refused(at_work, OTHER)


def test_a_municipality_without_documents_is_refused(at_work):
    assert "no document is of GM1234" in refused(at_work, AREA, "GM1234")


def test_findings_are_accepted_by_pattern_in_both(builds):
    for database in (builds.first, builds.partial):
        accepted = query(
            database,
            "select distinct area_id from quality.fct_finding where accepted_by like '%*%'"
            " order by all",
        )
        assert accepted == [(AREA,), ("GM9008",)]


@pytest.mark.parametrize("change", ["taken away", "given another reason", "covered by a pattern"])
def test_changed_accepted_findings_of_others_are_refused(at_work, tmp_path, change):
    rows = tmp_path / "delivery/accepted_findings/generated.parquet"
    query_of_change = {
        "taken away": f"from '{rows}' where not contains(finding_id, 'gm9001')",
        "given another reason": f"select * replace ('een andere reden' as reason_nl) from '{rows}'",
        "covered by a pattern": f"from '{rows}' union all by name"
        " select 'part_exceeds_whole/*/synthetic-0002/synthetic-0000/*/2025/target' as finding_id,"
        " '*' as figures, 'een reden' as reason_nl, 'a reason' as reason_en",
    }
    copy_rows(query_of_change[change], rows)
    assert "accepted findings of other municipalities were changed" in refused(at_work)


def test_without_a_publication_nothing_is_taken_over(tmp_path):
    with pytest.raises(PartialPublicationError, match="nothing to take the other"):
        previous.read_publication(tmp_path / PUBLISHED)


def test_a_publication_without_landed_files_is_not_taken_over(published):
    with pytest.raises(PartialPublicationError, match="built without landed files"):
        previous.read_publication(published)


def test_a_publication_of_an_earlier_version_is_not_taken_over(builds, tmp_path):
    earlier = Path(shutil.copy(builds.first, tmp_path / "earlier.duckdb"))
    with duckdb.connect(earlier) as connection:
        connection.execute("alter table reporting.rpt_publication_content drop areas")
    with pytest.raises(PartialPublicationError, match="another version of this project"):
        previous.read_publication(earlier)


CHANGES = {
    "a seed": ("seeds/reference/areas.csv", None),
    "a model": ("models/marts/core/dim_area.sql", None),
    "a macro": ("macros/domain/is_due.sql", None),
    "a variable": (None, "published_table_width: 13"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_another_project_does_not_publish_in_part(builds, deliveries, tmp_path, name):
    project = shutil.copytree(builds.project, tmp_path / "project")
    file, variable = CHANGES[name]
    if file:
        with (project / file).open("a", encoding="utf-8") as changed:
            changed.write("GM9998,municipality,Nergens\n" if file.endswith("csv") else "\n")
    outcome = build(project, deliveries[1], AREA, variable or "")
    assert outcome.exit_code != 0
    assert "No partial publication" in outcome.text and "built by other code, seeds" in outcome.text
    assert sha256(project / PUBLISHED) == sha256(builds.partial)


def test_a_partial_publication_needs_landing(builds):
    outcome = run_dbt(builds.project, "build", PARTIAL_AREAS=AREA)
    assert outcome.exit_code != 0
    assert "needs the variable landing" in outcome.text


@pytest.mark.parametrize(
    "setting, areas",
    [("", []), (" ", []), ("GM1", ["GM1"]), ("GM2 GM1,GM2, GM3", ["GM1", "GM2", "GM3"])],
)
def test_municipalities_are_told_apart_by_spaces_or_commas(monkeypatch, setting, areas):
    monkeypatch.setenv("PARTIAL_AREAS", setting)
    assert read_partial_areas() == areas


def test_a_run_that_publishes_nothing_leaves_no_copy(builds, deliveries, tmp_path):
    project = shutil.copytree(builds.project, tmp_path / "project")
    outcome = build(project, deliveries[1], AREA, options=["--select", "dim_area"])
    assert outcome.exit_code == 0, outcome.text
    assert "the others as before" not in outcome.text
    assert list((project / PUBLISHED).parent.iterdir()) == [project / PUBLISHED]


# Damage to what the run has built, and the words of the refusal.
DAMAGE = {
    "another indicator": (
        "update core.dim_indicator set indicator_nl = 'x'",
        "core.dim_indicator, which belongs to all municipalities, has changed",
    ),
    "one indicator fewer": (
        "delete from core.dim_indicator where indicator_id = 'synthetic-0001'",
        "core.dim_indicator, which belongs to all municipalities, has changed",
    ),
    "another mandatory indicator": (
        "insert into core.dim_bbv_indicator select * replace (40 as bbv_number)"
        " from core.dim_bbv_indicator limit 1",
        "core.dim_bbv_indicator, which belongs to all municipalities, has changed",
    ),
    "a relation between known indicators": (
        "insert into core.bridge_indicator_relation select * replace ('x' as relation_id)"
        " from core.bridge_indicator_relation limit 1",
        "core.bridge_indicator_relation has a new row between .* others may print: x",
    ),
    "a document of another municipality": (
        f"update core.dim_document set document_id = '{OTHER.lower()}-begroting-2024'"
        f" where document_id = '{AREA.lower()}-begroting-2024'",
        f"{OTHER.lower()}-begroting-2024 is a document of another municipality",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_rows_that_others_depend_on_are_refused(builds, tmp_path, name):
    database, part = (
        Path(shutil.copy(file, tmp_path / file.name)) for file in (builds.first, builds.part)
    )
    statement, words = DAMAGE[name]
    with duckdb.connect(part) as connection:
        connection.execute(statement)
    with pytest.raises(PartialPublicationError, match=words):
        replace_areas(database, part, [AREA], builds.tables)


def test_what_others_do_not_depend_on_is_not_refused(builds, tmp_path):
    database = Path(shutil.copy(builds.first, tmp_path / "database.duckdb"))
    replace_areas(database, builds.part, [AREA], builds.tables)
    assert differing(database, builds.partial) == ["reporting.rpt_publication_content"]
