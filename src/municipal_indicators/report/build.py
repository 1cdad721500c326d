"""Write the report for those without a BI server: one HTML page and one PDF in each language.

Everything comes from the published warehouse, which is opened to read only. `make report` runs it.
"""

import base64
import io
import math
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import jinja2
import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from municipal_indicators.paths import PACKAGE
from municipal_indicators.report.words import WORDS

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
]
# Areas that an error names.
AREAS_NAMED = 10
# Seconds that Chromium may take for a PDF.
PATIENCE = 120
# Okabe and Ito: can be told apart with a colour vision deficiency. The target is near black.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"]
TARGET_COLOUR = "#333333"

Row = dict[str, Any]


class ReportError(Exception):
    """What keeps the report from being written, in words."""


class Cell(NamedTuple):
    """A cell of a table.

    Attributes:
        text: What it shows.
        style: Its class in the style sheet, or nothing.
    """

    text: str
    style: str = ""


class Table(NamedTuple):
    """A table: the texts of its header, and its rows."""

    headers: list[str]
    rows: list[list[Cell]]


class Chart(NamedTuple):
    """A chart of one indicator, with the table of the same figures.

    Attributes:
        id: Name of the indicator, to link to.
        title: Name of the indicator in words.
        unit: Unit of its values.
        source: Organisation that measures it.
        alternative: What the picture shows, in a sentence.
        image: The picture, SVG in base64.
        headers: Header of the table: publication and kind, then the years.
        rows: A row for each publication and kind, with the figures as printed.
    """

    id: str
    title: str
    unit: str
    source: str
    alternative: str
    image: str
    headers: list[str]
    rows: list[list[Cell]]


def read(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: str) -> list[Row]:
    """Return the rows of a query, each with the names of its columns."""
    result = connection.execute(sql, parameters)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def code_words(connection: duckdb.DuckDBPyConnection, language: str) -> dict[str, dict[str, str]]:
    """Return what the codes of each list are called, behind their symbol if they have one."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read(
        connection,
        f"select code_list, code, concat_ws(' ', symbol, word_{language}) as word"
        " from core.dim_code_word",
    ):
        words[row["code_list"]][row["code"]] = row["word"]
    return words


def status_cell(status: str | None, words: Row) -> Cell:
    """Return the verdict on a target in words, coloured as well."""
    style = status if status in ("met", "missed") else ""
    return Cell(words["codes"]["assessment_status"][status or "none"], style)


def candidates(periods: str | None, words: Row) -> str:
    """Return the periods that a figure may belong to, in words; any if its column prints none."""
    known = (periods or "unknown").replace("unknown", words["no_period"])
    return known.replace("|", f" {words['or']} ")


def latest_year(row: Row, words: Row) -> str:
    """Return the year of the latest figure, or those that it may belong to."""
    if row["latest_year"] is None:
        return candidates(row["latest_candidate_periods"], words)
    return str(row["latest_year"])


def scorecard_table(rows: list[Row], words: Row) -> Table:
    """Return a row for each indicator: latest figure, trend, last verdict and next target."""
    language = words["language"]
    keys = ["indicator", "latest", "unit", "year", "trend", "status", "next_target", "publication"]

    def next_target(row: Row) -> str:
        if row["next_target_year"] is None:
            return str(words["none"])
        target = row["next_target_printed_value"]
        return f"{target} {words['for_year']} {row['next_target_year']}"

    return Table(
        [words[key] for key in keys],
        [
            [
                Cell(row[f"indicator_{language}"]),
                Cell(row["latest_printed_value"], "number"),
                Cell(row[f"unit_{language}"]),
                Cell(latest_year(row, words), "number"),
                Cell(words["codes"]["trend"][row["trend"]]),
                status_cell(row["judged_target_status"], words),
                Cell(next_target(row)),
                Cell(row["latest_document_title"]),
            ]
            for row in rows
        ],
    )


def target_table(rows: list[Row], words: Row) -> Table:
    """Return a row for each target of the latest publication that gives it."""
    language = words["language"]
    keys = ["indicator", "year", "target", "realisation", "status", "comparability"]
    return Table(
        [words[key] for key in [*keys, "publication", "realised_in"]],
        [
            [
                Cell(row[f"indicator_{language}"]),
                Cell(str(row["year"]), "number"),
                Cell(row["target_printed_value"], "number"),
                Cell(row["realised_printed_value"] or "–", "number"),
                status_cell(row["assessment_status"], words),
                Cell(words["codes"]["comparability"][row["comparability"]]),
                Cell(row["document_title"]),
                Cell(row["realisation_document_title"] or "–"),
            ]
            for row in rows
        ],
    )


def finding_table(rows: list[Row], words: Row) -> Table:
    """Return a row for each finding, with its arithmetic and the reason why it is accepted."""
    language = words["language"]
    keys = ["rule", "status", "publication", "indicator", "year", "arithmetic", "reason"]
    return Table(
        [words[key] for key in keys],
        [
            [
                Cell(row[f"rule_{language}"]),
                Cell(words["codes"]["finding_status"][row["finding_status"]]),
                Cell(row["document_title"]),
                Cell(row[f"indicator_{language}"] or words["whole_document"]),
                Cell(str(row["year"]), "number"),
                Cell(row[f"arithmetic_{language}"]),
                Cell(row[f"reason_{language}"] or "–"),
            ]
            for row in rows
        ],
    )


def unplaced_table(rows: list[Row], words: Row) -> Table:
    """Return a row for each figure whose period no source settles."""
    language = words["language"]
    keys = ["indicator", "printed", "unit", "possible_periods", "publication"]
    return Table(
        [words[key] for key in keys],
        [
            [
                Cell(row[f"indicator_{language}"]),
                Cell(row["printed_value"], "number"),
                Cell(row[f"unit_{language}"]),
                Cell(candidates(row["candidate_periods"], words)),
                Cell(row["document_title"]),
            ]
            for row in rows
        ],
    )


def draw(lines: dict[str, list[Row]], unit: str) -> str:
    """Draw the lines of one indicator.

    Args:
        lines: Rows of the series of each label; rows of targets have the value type "target".
        unit: Label of the axis of values.

    Returns:
        The drawing as SVG.
    """
    figure = Figure(figsize=(8, 3.4), layout="constrained")
    axes = figure.add_subplot()
    colours = iter(COLOURS * len(lines))
    for label, rows in lines.items():
        values = {row["year"]: float(row["value"]) for row in rows}
        # A year without a figure breaks the line.
        years = range(min(values), max(values) + 1)
        is_target = rows[0]["value_type"] == "target"
        axes.plot(
            years,
            [values.get(year, math.nan) for year in years],
            label=label,
            color=TARGET_COLOUR if is_target else next(colours),
            linestyle="--" if is_target else "-",
            marker="D" if is_target else "o",
        )
    # From zero, so that a change looks as large as it is; with room for the outermost points.
    plotted = [float(row["value"]) for rows in lines.values() for row in rows]
    axes.set_ylim(min(0, 1.1 * min(plotted)), max(0, 1.1 * max(plotted)))
    axes.set_ylabel(unit)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch(value)))
    axes.grid(axis="y", color="#dddddd")
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=3, frameon=False, fontsize="small")
    drawing = io.StringIO()
    figure.savefig(drawing, format="svg", metadata={"Date": None})
    return drawing.getvalue()


def dutch(number: float) -> str:
    """Return a number of an axis in Dutch notation: 15.000 or 0,5."""
    return f"{number:,.10g}".translate(str.maketrans(",.", ".,"))


def chart(score: Row, series: list[Row], words: Row) -> Chart:
    """Return the chart of one indicator.

    Args:
        score: Its row of the scorecard.
        series: Its figures, from the latest publication of each.
        words: Those of its language, with the name of it.
    """
    language = words["language"]
    lines: dict[str, list[Row]] = defaultdict(list)
    for row in series:
        kind = words["codes"]["value_type"][row["value_type"]]
        # Targets of several publications make one path; realised figures may have been revised
        # in between, so each publication has a line of its own.
        is_target = row["value_type"] == "target"
        lines[kind if is_target else f"{kind}, {row['document_title']}"].append(row)

    printed: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for row in series:
        printed[(row["document_title"], row["value_type"])][row["year"]] = row["printed_value"]
    years = sorted({row["year"] for row in series})
    unit = score[f"unit_{language}"]
    return Chart(
        id=score["indicator_id"],
        title=score[f"indicator_{language}"],
        unit=unit,
        source=series[0]["source_organisation"],
        alternative=score[f"summary_{language}"],
        image=base64.b64encode(draw(lines, unit).encode()).decode(),
        headers=[words["publication"], *map(str, years)],
        rows=[
            [
                Cell(f"{document}, {words['codes']['value_type'][value_type].lower()}"),
                *(Cell(figures.get(year, ""), "number") for year in years),
            ]
            for (document, value_type), figures in printed.items()
        ],
    )


def choose_area(connection: duckdb.DuckDBPyConnection, wanted: str | None) -> Row:
    """Return the id and the name of the area that the report is about.

    Args:
        connection: To the warehouse.
        wanted: Its id, or nothing if the warehouse has figures about one area only.

    Raises:
        ValueError: If there are no figures about it, or if it is not clear which one is meant.
    """
    areas = read(
        connection,
        "select distinct area_id, area_nl from reporting.rpt_programme_scorecard order by area_id",
    )
    if not areas:
        raise ValueError("there are no figures")
    chosen = [area for area in areas if wanted in (None, area["area_id"])]
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(f"{area['area_id']} ({area['area_nl']})" for area in areas[:AREAS_NAMED])
    more = f" and {len(areas) - AREAS_NAMED} others" if len(areas) > AREAS_NAMED else ""
    found = f"found {wanted}" if wanted else "the report is about one area"
    raise ValueError(f"{found}, expected AREA= with one of {known}{more}")


def render(connection: duckdb.DuckDBPyConnection, area: Row, language: str) -> str:
    """Return the whole page about one area in one language."""
    area_id = area["area_id"]
    scores = read(
        connection,
        f"select * from reporting.rpt_programme_scorecard where area_id = ?"
        f" order by indicator_set desc, indicator_{language}",
        area_id,
    )
    series = defaultdict(list)
    for row in read(
        connection,
        "select * from reporting.rpt_indicator_series"
        " inner join core.dim_period using (period, year)"
        " where area_id = ? and is_own_area and is_latest and value is not null"
        " and period_kind in ('year', 'school_year', 'day') order by value_type, vintage, year",
        area_id,
    ):
        series[row["indicator_id"]].append(row)
    targets = read(
        connection,
        f"select * from reporting.rpt_target_outlook where area_id = ? and is_latest_target"
        f" order by indicator_{language}, year",
        area_id,
    )
    findings = read(
        connection,
        f"select * from reporting.rpt_data_quality where area_id = ?"
        f" order by finding_status desc, rule_{language}, document_id, indicator_id, year",
        area_id,
    )
    unplaced = read(
        connection,
        "select * from core.fct_unplaced_value as unplaced"
        " inner join core.dim_indicator using (indicator_id, unit)"
        " inner join core.dim_document using (document_id)"
        " where unplaced.area_id = ? and unplaced.publisher_id = unplaced.area_id"
        " order by document_id, table_id, line, cell",
        area_id,
    )
    (newest,) = read(
        connection,
        "select max_by(document_title, vintage) as title from reporting.rpt_indicator_series"
        " where publisher_id = ?",
        area_id,
    )
    words = {
        **WORDS[language],
        "language": language,
        "codes": code_words(connection, language),
    }
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PACKAGE / "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("template.html").render(
        language=language,
        words=words,
        area=area["area_nl"],
        newest=newest["title"],
        tables={
            "scorecard": scorecard_table(scores, words),
            "targets": target_table(targets, words),
            "findings": finding_table(findings, words),
            "unplaced": unplaced_table(unplaced, words),
        },
        charts=[chart(score, series[score["indicator_id"]], words) for score in scores],
    )


def print_pdf(page: Path, pdf: Path) -> bool:
    """Print a page to a PDF with Chromium.

    Returns:
        Whether there is a Chromium to do it.

    Raises:
        subprocess.SubprocessError: If Chromium fails or takes too long.
    """
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        return False
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium,
                *CHROMIUM_OPTIONS,
                f"--user-data-dir={profile}",
                f"--print-to-pdf={pdf}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
    return True


def write_report(warehouse: Path, wanted_area: str | None) -> Iterator[str]:
    """Write the report about one area beside the warehouse.

    Args:
        warehouse: The published file.
        wanted_area: Id of the area; needed if the warehouse has figures about several.

    Yields:
        What was done, a sentence a file.

    Raises:
        ReportError: If there is no warehouse, or it is not clear which area is meant.
    """
    if not warehouse.exists():
        raise ReportError(f"there is no {warehouse}: run `make build` first")
    # Text stays text, and the same figures give the same file.
    matplotlib.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "report"}
    with duckdb.connect(warehouse, read_only=True) as connection:
        try:
            area = choose_area(connection, wanted_area)
        except ValueError as error:
            raise ReportError(f"{warehouse}: {error}") from error
        pages = {language: render(connection, area, language) for language in WORDS}
    name = f"report_{wanted_area}" if wanted_area else "report"
    for language, text in pages.items():
        page = warehouse.resolve().parent / f"{name}_{language}.html"
        page.write_text(text, encoding="utf-8")
        # That of an earlier report must not stay beside this one.
        page.with_suffix(".pdf").unlink(missing_ok=True)
        yield f"Written {page}"
        if print_pdf(page, page.with_suffix(".pdf")):
            yield f"Written {page.with_suffix('.pdf')}"
        else:
            yield "No PDF: there is no Chromium (Debian, Ubuntu: apt install chromium)"
