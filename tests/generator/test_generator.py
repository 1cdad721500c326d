"""The generator of landed files: the shape of what it writes, and what it refuses."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from municipal_indicators.generator.generate import indicators_for
from municipal_indicators.sql_text import literal
from tests.support.projects import COMMAND, REPOSITORY, read_rows

VALUES = 250_000
# Figures in a column, with its year and the indicator that their label stands for; then numbers.
NUMBERS = """
create view placed_values as
select
    cells.*, documents.area_id, labels.indicator_id, columns.value_type,
    cast(columns.period as integer) as year
from published_values as cells
inner join document_lines as lines using (document_id, table_id, line)
inner join document_columns as columns using (document_id, table_id, position)
inner join documents using (document_id)
inner join indicator_labels as labels using (printed_label);
create view numbers as
select
    *,
    regexp_extract(printed_value, '[0-9.,]+') as digits,
    try_cast(replace(replace(digits, '.', ''), ',', '.') as double) as number,
    length(split_part(digits, ',', 2)) as decimals
from placed_values
where regexp_matches(printed_value, '[0-9]')
"""


def run_generator(values: int, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "generate", "--values", str(values), "--folder", folder],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate figures, in a folder whose name needs quoting in SQL."""
    folder = tmp_path_factory.mktemp("it's {generated}") / "landing"
    completed = run_generator(VALUES, folder)
    assert completed.returncode == 0, completed.stderr
    return folder


@pytest.fixture(scope="module")
def count(folder: Path) -> Iterator[Callable[[str], int]]:
    """Give what returns the one number of a query on views named for the landed lists."""
    with duckdb.connect() as connection:
        for entity in folder.iterdir():
            files = literal(str(entity / "*.parquet"))
            connection.execute(f"create view {entity.name} as from read_parquet({files})")
        connection.execute(NUMBERS)
        yield lambda sql: connection.execute(sql).fetchone()[0]


def test_the_size_is_about_what_was_asked_for(count):
    assert abs(count("select count(*) from published_values") - VALUES) < 0.1 * VALUES


def test_there_are_many_municipalities_with_several_editions(count):
    assert count("select count(distinct area_id) from documents") == count(
        "select count(*) from areas"
    )
    assert count("select count(*) from areas") >= 40
    editions = "select count(*) as editions from documents group by area_id"
    assert count(f"select min(editions) from ({editions})") > 1
    assert count("select count(distinct document_kind) from documents") == 2


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]+,[0-9]",
        "[0-9]{1,3}[.][0-9]{3}",
        # The same size without a full stop, in another municipality.
        "[0-9]{4,}",
        "[0-9,]+%",
        "[0-9.]+[*]",
        "n[.]b[.]",
        "-",
    ],
)
def test_figures_are_printed_as_on_dutch_pages(count, pattern):
    found = count(
        f"select count(*) from published_values where regexp_full_match(printed_value, '{pattern}')"
    )
    assert 0 < found < 0.6 * VALUES


def test_no_figure_is_printed_in_another_way(count):
    assert not count(
        "select count(*) from published_values where not regexp_full_match(printed_value,"
        " '([0-9]+|[0-9]{1,3}([.][0-9]{3})+)(,[0-9]+)?%?[*]?|n[.]b[.]|-')"
    )


def test_blank_cells_are_those_of_the_known_gaps(count):
    assert count("select count(*) from known_gaps") > 0
    assert not count(
        "select count(*) from known_gaps"
        " inner join published_values using (document_id, table_id, line, position)"
    )
    assert count("select count(*) from published_values where placement = 'ambiguous'") > 0


def test_some_surveys_are_biennial(count):
    steps = (
        "(select year - lag(year) over (partition by document_id, indicator_id, value_type"
        " order by year) as step from numbers inner join indicators using (indicator_id)"
        " where frequency_in_years = {} and indicator_set = 'own')"
    )
    assert count(f"select count(*) from {steps.format(2)} where step = 2") > 1000
    assert not count(f"select count(*) from {steps.format(2)} where step % 2 = 1")
    assert count(f"select count(*) from {steps.format(1)} where step = 1") > 1000


def test_later_editions_revise_figures_and_print_fewer_decimals(count):
    pairs = (
        "from numbers as one inner join numbers as other"
        " using (area_id, indicator_id, year, value_type)"
        " where value_type = 'realisation' and one.document_id < other.document_id"
    )
    assert count(f"select count(*) {pairs} and one.decimals <> other.decimals") > 0
    # With as many decimals nothing differs but the figures that were revised on purpose.
    differing = f"{pairs} and one.decimals = other.decimals and one.number <> other.number"
    assert count(f"select count(distinct (area_id, indicator_id, year)) {differing}") == 5


def test_control_totals_are_those_of_the_figures(count):
    assert not count(
        "select count(*) from document_tables full outer join ("
        "select document_id, table_id, count(*) as cells, count(distinct line) as lines"
        " from published_values group by all) using (document_id, table_id)"
        " where printed_cells is distinct from cells or printed_rows is distinct from lines"
    )


def test_five_contradictions_of_each_kind_are_planted(folder):
    _, *planted = read_rows(folder.with_name("landing-planted.csv"))
    rules = [finding_id.split("/")[0] for finding_id, _ in planted]
    assert len(planted) == len({finding_id for finding_id, _ in planted}) == 40
    assert {rules.count(rule) for rule in rules} == {5}


def test_a_folder_with_files_is_refused_and_stays_as_it_was(tmp_path):
    earlier = tmp_path / "landing/areas/earlier.parquet"
    earlier.parent.mkdir(parents=True)
    earlier.touch()
    completed = run_generator(1000, tmp_path / "landing")
    assert completed.returncode == 1
    assert completed.stderr == (
        f"Error: {tmp_path / 'landing'}: found files, expected a new or an empty folder\n"
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [earlier]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "landing").mkdir()
    assert run_generator(1000, tmp_path / "landing").returncode == 0
    assert (tmp_path / "landing/published_values").is_dir()


@pytest.mark.parametrize(
    ("values", "indicators"),
    [(1000, 200), (10_000_000, 200), (10_000_001, 400), (50_000_000, 1000)],
)
def test_more_values_take_more_indicators_instead_of_older_editions(
    monkeypatch, values, indicators
):
    assert indicators_for(values) == indicators
