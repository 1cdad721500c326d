import csv
import json
import random
import re
import shutil
import subprocess
import threading
import zipfile
from pathlib import Path

import duckdb
import pytest
from frictionless import Package
from pysdmx.errors import Invalid
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.model import Role

from municipal_indicators.checksum import sha256
from municipal_indicators.export import open_data
from municipal_indicators.paths import PUBLISHED
from tests.support.projects import (
    COMMAND,
    REPOSITORY,
    query,
    read_rows,
    run_dbt,
    tables_and_views,
    write_rows,
)

ARCHIVE = PUBLISHED.with_suffix(".zip")
FIGURES = "csv/core/fct_indicator_value.csv"
# What docs/open_data.md tells a reader to do with a text.
AT_START = re.compile(r"^'([ ']*[=+@\t\r\n＝＋－＠-])")
INSIDE = re.compile(r"([;\t\r\n])'([ ']*[=+@＝＋－＠-])")
FORMULA = re.compile(r"[ ]*[=+@\t\r\n＝＋－＠-]")


def export(project: Path) -> subprocess.CompletedProcess:
    """Run the export as `make export` does."""
    return subprocess.run(
        [COMMAND, "export"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )


def restored(cell: str) -> str | None:
    """Return the text that a cell of an exported CSV file stands for."""
    return INSIDE.sub(r"\1\2", AT_START.sub(r"\1", cell)) or None


@pytest.fixture(scope="module")
def project(copy_project) -> Path:
    """Copy the project and export what it has published."""
    project = copy_project()
    completed = export(project)
    assert completed.returncode == 0, completed.stdout
    return project


@pytest.fixture(scope="module")
def exported(project, tmp_path_factory) -> Path:
    """Return a folder with the exported files, for tests that only read."""
    folder = tmp_path_factory.mktemp("exported")
    with zipfile.ZipFile(project / ARCHIVE) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def damaged(exported, tmp_path) -> Path:
    """Return a folder with a few of the exported files, to damage at will."""
    folder = shutil.copytree(exported, tmp_path / "damaged")
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [
        resource
        for resource in descriptor["resources"]
        if re.fullmatch(r"fct_indicator_value|dim_[a-z_]+", resource["name"])
    ]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert problems(folder) == []
    return folder


@pytest.fixture(scope="module")
def descriptor(exported) -> dict:
    return json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schemas(descriptor) -> dict[str, dict]:
    """Return the schema of each table, by its name."""
    return {
        resource["name"]: resource["schema"]
        for resource in descriptor["resources"]
        if "schema" in resource
    }


def problems(folder: Path) -> list[list]:
    """Return what the frictionless library says against the package in a folder."""
    report = Package(folder / "datapackage.json").validate()
    return report.flatten(["name", "type", "note"])


def test_the_package_is_valid(exported):
    assert problems(exported) == []


def test_the_package_can_be_read_from_the_zip_file(project):
    package = Package(str(project / ARCHIVE))
    rows = package.get_resource("dim_area").read_rows()
    assert [row["area_nl"] for row in rows] == ["Amersfoort"]


def test_the_descriptor_is_of_version_2(descriptor):
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["licenses"] and descriptor["sources"]


@pytest.mark.parametrize(
    ("file", "damage", "problem"),
    [
        (
            "csv/core/dim_indicator.csv",
            lambda rows: [row for row in rows if row[0] != "crimes-total"],
            "foreign-key",
        ),
        (FIGURES, lambda rows: [*rows, rows[-1]], "primary-key"),
        ("csv/core/dim_year.csv", lambda rows: [*rows, ["soon", "", ""]], "type-error"),
        ("csv/core/dim_area.csv", lambda rows: [*rows, ["GM1", "", ""]], "constraint-error"),
        ("csv/core/dim_area.csv", lambda rows: rows + rows[1:], "byte-count"),
    ],
)
def test_damage_to_the_package_is_noticed(damaged, file, damage, problem):
    write_rows(damaged / file, damage(read_rows(damaged / file)))
    assert problem in [kind for _, kind, _ in problems(damaged)]


def exported_tables(database: Path) -> list[str]:
    """Return the names of the tables with data, without those about the publication itself."""
    return [name for name in tables_and_views(database) if "rpt_publication" not in name]


def test_every_public_table_is_exported_in_both_forms(exported, project, schemas):
    names = exported_tables(project / PUBLISHED)
    for suffix in ("csv", "parquet"):
        files = (exported / suffix).rglob("*")
        found = sorted(f"{path.parent.name}.{path.stem}" for path in files if path.is_file())
        assert found == names
    assert sorted(schemas) == sorted(name.split(".")[1] for name in names)


def test_parquet_holds_the_rows_and_types_of_the_database(exported, project):
    with duckdb.connect(project / PUBLISHED, read_only=True) as connection:
        for name in exported_tables(project / PUBLISHED):
            path = exported / "parquet" / f"{name.replace('.', '/')}.parquet"
            table = connection.sql(f"from {name}")
            copy = connection.sql(f"from read_parquet('{path}')")
            assert (copy.columns, copy.types) == (table.columns, table.types)
            assert sorted(copy.fetchall(), key=str) == sorted(table.fetchall(), key=str)


def test_csv_holds_the_texts_of_the_database(exported, project):
    with duckdb.connect(project / PUBLISHED, read_only=True) as connection:
        for name in exported_tables(project / PUBLISHED):
            header, *rows = read_rows(exported / "csv" / f"{name.replace('.', '/')}.csv")
            as_text = ", ".join(f'cast("{column}" as varchar)' for column in header)
            expected = connection.sql(f"select {as_text} from {name}").fetchall()
            found = [tuple(restored(cell) for cell in row) for row in rows]
            assert sorted(found, key=str) == sorted(expected, key=str), name


def test_keys_are_those_of_the_database(schemas, project):
    keys = query(
        project / PUBLISHED,
        "select table_name, constraint_column_names from duckdb_constraints()"
        " where constraint_type = 'PRIMARY KEY' and not starts_with(table_name, 'rpt_publication')",
    )
    assert keys
    assert {
        name: schema["primaryKey"] for name, schema in schemas.items() if "primaryKey" in schema
    } == dict(keys)


def test_the_facts_refer_to_their_dimensions(schemas):
    dimensions = {
        "document_id": "dim_document",
        "indicator_id": "dim_indicator",
        "programme_id": "dim_programme",
        "area_id": "dim_area",
        "year": "dim_year",
        "value_type": "dim_value_type",
    }
    for fact, without in (("fct_indicator_value", set()), ("fct_unplaced_value", {"year"})):
        claimed = {
            (*key["fields"], key["reference"]["resource"]) for key in schemas[fact]["foreignKeys"]
        }
        assert claimed >= {pair for pair in dimensions.items() if pair[0] not in without}


def test_every_table_and_field_is_described(descriptor, schemas):
    bare = [
        resource["name"]
        for resource in descriptor["resources"]
        if "schema" in resource and not resource["description"]
    ]
    bare += [
        f"{name}.{field['name']}"
        for name, schema in schemas.items()
        for field in schema["fields"]
        if not field["description"] or field["type"] == "any"
    ]
    assert bare == []


def test_every_measured_number_has_a_unit(schemas):
    fields = [(name, field) for name, schema in schemas.items() for field in schema["fields"]]
    without = [
        f"{name}.{f['name']}" for name, f in fields if f["type"] == "number" and "unit" not in f
    ]
    assert fields
    assert without == []


def random_texts() -> list[str]:
    """Return texts made of what matters to CSV and to spreadsheets."""
    chance = random.Random(20180101)
    signs = "=+-@＝＠'\";,\t\r\n a1"
    texts = {"".join(chance.choices(signs, k=chance.randint(1, 7))) for _ in range(4000)}
    return [*sorted(texts), "'s-Hertogenbosch", "-5,3", "=1+1", '=HYPERLINK("x","y")']


@pytest.fixture(scope="module")
def written_texts(tmp_path_factory) -> tuple[list[str], list[str]]:
    """Return texts, and what becomes of them in a CSV file."""
    texts = random_texts()
    path = tmp_path_factory.mktemp("texts") / "texts.csv"
    column = open_data.harmless_column("text", "VARCHAR")
    with duckdb.connect() as connection:
        connection.execute("create table texts (id integer, text varchar)")
        connection.executemany("insert into texts values (?, ?)", list(enumerate(texts)))
        connection.execute(
            f"copy (select id, {column} from texts order by id) to '{path}' (format csv, header)"
        )
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, strict=True)
    assert [int(row[0]) for row in rows] == list(range(len(texts)))
    return texts, [row[1] for row in rows]


def test_no_text_can_pass_for_a_formula(written_texts):
    texts, cells = written_texts
    dangerous = [cell for cell in cells if FORMULA.match(cell)]
    # One that splits at semicolons, tabs or line breaks does not mind quotes inside a row.
    dangerous += [cell for cell in cells if re.search(r"[;\t\r\n][ ]*[=+@＝＋－＠-]", cell)]
    assert sum(bool(FORMULA.match(text)) for text in texts) > 500
    assert dangerous == []


def test_every_text_can_be_restored(written_texts):
    texts, cells = written_texts
    assert [restored(cell) for cell in cells] == texts


def test_harmless_texts_are_left_alone(written_texts):
    cells = dict(zip(*written_texts, strict=True))
    assert cells["'s-Hertogenbosch"] == "'s-Hertogenbosch"
    assert cells["-5,3"] == "'-5,3"


def test_a_number_stays_a_number():
    assert open_data.harmless_column("value", "DECIMAL(18,6)") == '"value"'


def contents(archive: Path) -> dict[str, bytes]:
    """Return the files in a zip file, but for the one that names the publication."""
    with zipfile.ZipFile(archive) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name != "publication.json"}


def test_an_export_names_the_file_that_it_was_made_from(exported, project):
    publication = json.loads((exported / "publication.json").read_text(encoding="utf-8"))
    assert publication["file"] == PUBLISHED.name
    assert publication["sha256"] == sha256(project / PUBLISHED)
    ((duckdb_version, data_tests),) = query(
        project / PUBLISHED, "select duckdb_version, data_tests from reporting.rpt_publication"
    )
    assert publication["duckdb_version"] == duckdb_version
    assert publication["data_tests"] == data_tests


def test_a_second_export_has_the_same_bytes(project, tmp_path):
    open_data.write_open_data(project / PUBLISHED, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (project / ARCHIVE).read_bytes()


def test_equal_data_in_another_build_give_the_same_bytes(copy_project):
    project = copy_project()
    assert export(project).returncode == 0
    first = contents(project / ARCHIVE)

    outcome = run_dbt(project, "build")

    assert outcome.exit_code == 0, outcome.text
    assert export(project).returncode == 0
    assert FIGURES in first
    assert contents(project / ARCHIVE) == first


@pytest.fixture
def copy_of_database(project, tmp_path) -> Path:
    return Path(shutil.copy(project / PUBLISHED, tmp_path))


def test_a_reference_that_leads_nowhere_is_not_exported(copy_of_database, tmp_path):
    archive = tmp_path / "export.zip"
    archive.write_bytes(b"as it was")
    with duckdb.connect(copy_of_database) as connection:
        connection.execute("delete from core.dim_area")

    with pytest.raises(open_data.OpenDataError, match=r"column area_id: found GM0307, expected"):
        open_data.write_open_data(copy_of_database, archive)

    assert archive.read_bytes() == b"as it was"
    assert sorted(tmp_path.iterdir()) == sorted([archive, copy_of_database])


def test_a_publication_during_an_export_is_noticed(copy_of_database, tmp_path, monkeypatch):
    def publish_meanwhile(*_: object) -> None:
        newer = tmp_path / "newer.duckdb"
        newer.write_bytes(copy_of_database.read_bytes() + b" ")
        newer.replace(copy_of_database)

    monkeypatch.setattr(open_data, "check_references", publish_meanwhile)
    with pytest.raises(open_data.OpenDataError, match="newer warehouse"):
        open_data.write_open_data(copy_of_database, tmp_path / "export.zip")
    assert not (tmp_path / "export.zip").exists()


def test_a_disk_that_is_full_leaves_the_export_as_it_was(copy_of_database, tmp_path, monkeypatch):
    def write_half(folder: Path, archive: Path) -> None:
        def no_space(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(open_data.os, "fsync", no_space)
        pack(folder, archive)

    pack = open_data.pack
    archive = tmp_path / "export.zip"
    archive.write_bytes(b"as it was")
    monkeypatch.setattr(open_data, "pack", write_half)
    with pytest.raises(OSError, match="No space left"):
        open_data.write_open_data(copy_of_database, archive)
    assert archive.read_bytes() == b"as it was"
    assert sorted(tmp_path.iterdir()) == sorted([archive, copy_of_database])


def test_a_reader_never_finds_a_part_of_an_export(copy_of_database, tmp_path):
    archive = tmp_path / "export.zip"
    open_data.write_open_data(copy_of_database, archive)
    complete = archive.read_bytes()
    stopped = threading.Event()
    reads = []

    def read() -> None:
        while not stopped.is_set():
            reads.append(archive.read_bytes() == complete)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(3):
            open_data.write_open_data(copy_of_database, archive)
    finally:
        stopped.set()
        reader.join()
    assert len(reads) > 3
    assert all(reads)


def test_without_a_warehouse_the_export_says_so(tmp_path):
    shutil.copy(REPOSITORY / "dbt_project.yml", tmp_path)
    completed = subprocess.run(
        [COMMAND, "export"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert completed.returncode == 1
    assert "build the warehouse first" in completed.stderr


def sdmx_problems(folder: Path) -> list[str]:
    """Return where the SDMX-CSV file differs from its structure.

    The pysdmx library checks the structure against the schemas of SDMX-ML 3.0 and reads the data as
    SDMX-CSV 2.0. It does not compare the two, so that is done here.
    """
    structure_file = folder / "sdmx/structure.xml"
    read_sdmx(structure_file)
    (dataset,) = get_datasets(folder / "sdmx/fct_indicator_value.csv", structure_file)
    components = {component.id: component for component in dataset.structure.components}
    data = dataset.data
    found = [f"unknown {name}" for name in data.columns if name not in components]
    for name, component in components.items():
        if name not in data.columns:
            # Without any bound in the data, pysdmx drops the column that says which bound.
            if component.required:
                found.append(f"missing {name}")
            continue
        cells = data[name].astype(str)
        if component.required and (cells == "").any():
            found.append(f"empty {name}")
        if component.enumeration:
            codes = {code.id for code in component.enumeration}
            found += [f"code {cell} in {name}" for cell in sorted(set(cells) - codes - {""})]
    key = [name for name, component in components.items() if component.role == Role.DIMENSION]
    if data.duplicated(key).any():
        found.append("key twice")
    return found


def test_the_sdmx_file_follows_its_structure(exported):
    assert sdmx_problems(exported) == []
    header, *rows = read_rows(exported / "sdmx/fct_indicator_value.csv")
    facts = read_rows(exported / FIGURES)
    assert len(rows) == len(facts) - 1
    assert header[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert {
        "FREQ",
        "REF_AREA",
        "TIME_PERIOD",
        "OBS_VALUE",
        "OBS_STATUS",
        "UNIT_MEASURE",
        "DECIMALS",
    } <= set(header)


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("OBS_STATUS", "X", "code X in OBS_STATUS"),
        ("FREQ", "weekly", "code weekly in FREQ"),
        ("REF_AREA", "", "empty REF_AREA"),
        ("UNIT_MEASURE", "", "empty UNIT_MEASURE"),
    ],
)
def test_a_cell_against_the_structure_is_noticed(damaged, column, cell, problem):
    path = damaged / "sdmx/fct_indicator_value.csv"
    rows = read_rows(path)
    rows[1][rows[0].index(column)] = cell
    write_rows(path, rows)
    assert problem in sdmx_problems(damaged)


def test_a_series_that_stands_twice_is_noticed(damaged):
    path = damaged / "sdmx/fct_indicator_value.csv"
    write_rows(path, [*read_rows(path), read_rows(path)[-1]])
    assert sdmx_problems(damaged) == ["key twice"]


def test_an_unknown_column_is_noticed(damaged):
    path = damaged / "sdmx/fct_indicator_value.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("DECIMALS", "DIGITS", 1))
    assert "unknown DIGITS" in sdmx_problems(damaged)


def test_a_structure_against_the_standard_is_noticed(damaged):
    path = damaged / "sdmx/structure.xml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('usage="mandatory"', 'usage="sometimes"', 1), encoding="utf-8")
    with pytest.raises(Invalid):
        sdmx_problems(damaged)


def test_what_is_delivered_can_be_exported(delivered, tmp_path):
    open_data.write_open_data(delivered, tmp_path / "delivered.zip")
    with zipfile.ZipFile(tmp_path / "delivered.zip") as packed:
        assert "csv/reporting/rpt_headline.csv" in packed.namelist()
