"""The files beside the pages: figures as CSV, descriptions for machines, feed and list of pages."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from municipal_indicators.site.charts import HEIGHT
from municipal_indicators.site.facts import Row
from municipal_indicators.site.language import Language
from municipal_indicators.site.municipality import Municipality

# Of a chart that stands alone, in pixels.
CHART_WIDTH = 960
# The colours of the style sheet, for a chart that has none.
CHART_STYLE = """<style>
svg{background:#fff;font:13px "Segoe UI",system-ui,Arial,sans-serif;overflow:visible}
text{fill:#545b63}.year,.note{fill:#16191d}.bold,.strong{font-weight:700}.strong{font-size:17px}
.grid{stroke:#e4e7eb}.base,.break{stroke:#16191d}.break{stroke-dasharray:3 3}
line.new{stroke:#12436d;stroke-width:3}line.old{stroke:#6a7178;stroke-width:2;stroke-dasharray:1 4}
line.dotted{stroke-width:2;stroke-dasharray:2 5}
line.target{stroke:#8a1256;stroke-width:2;stroke-dasharray:6 4}
circle.new,.value.strong{fill:#12436d}circle.old{fill:#fff;stroke:#6a7178;stroke-width:2}
.diamond{overflow:visible}.diamond path{fill:#fff;stroke:#8a1256;stroke-width:2}
.value{fill:#16191d}.value.aim{fill:#8a1256}.value.old{fill:#6a7178}
.unplaced{fill:none;stroke:#7a4b00;stroke-width:2;stroke-dasharray:4 3}
.unknown,.value.unknown{fill:#7a4b00}
</style>"""


def chart_file(drawing: str) -> str:
    """Return a chart as a file of its own, with its style inside."""
    size = f'xmlns="http://www.w3.org/2000/svg" width="{CHART_WIDTH}" height="{HEIGHT + 10}"'
    opened = drawing.replace(f'width="100%" height="{HEIGHT}"', size, 1)
    return opened.replace(">", f">{CHART_STYLE}", 1)


def figure_rows(
    municipality: Municipality, indicators: Iterable[Row], language: Language
) -> list[list[Any]]:
    """Return the figures of indicators as rows for CSV; the numbers are still numbers."""
    rows: list[list[Any]] = []
    for indicator in indicators:
        for row in municipality.rows("figures", indicator["indicator_id"]):
            rows.append(
                [
                    municipality.name,
                    language.of_row(indicator, "short_label"),
                    row["year"],
                    language.say(f"value_types.{row['value_type']}"),
                    row["value"],
                    row["printed_value"],
                    municipality.titles[row["document_id"]],
                    language.say("is_so" if row["counts"] else "is_not"),
                    row["series_number"],
                ]
            )
    return rows


def as_csv(header: list[str], rows: list[list[Any]], *, for_excel: bool) -> str:
    """Write rows as CSV.

    Args:
        header: Names of the columns.
        rows: Their values; numbers get a decimal point, or a comma for a Dutch Excel.
        for_excel: Whether a Dutch Excel has to open it: semicolons, commas and a byte order mark.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if for_excel else ",", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_plain(value, "," if for_excel else ".") for value in row])
    return ("\ufeff" if for_excel else "") + text.getvalue()


def _plain(value: Any, mark: str) -> Any:
    if value is None or isinstance(value, (str, int)):
        # A text that a spreadsheet would take for a formula stays a text.
        is_formula = isinstance(value, str) and value[:1] in ("=", "+", "@")
        return f"'{value}" if is_formula else value
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", mark)


def dataset(
    municipality: Municipality, indicator: Row, language: Language, site: Row, address: str
) -> str:
    """Return what an indicator is, for search engines: a Dataset of schema.org, as JSON-LD."""
    years = [
        row["year"]
        for row in municipality.rows("figures", indicator["indicator_id"])
        if row["value_type"] == "realisation"
    ]
    folder = f"{site['base_address']}/{municipality.id}/data/{indicator['indicator_id']}"
    described: Row = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{language.of_row(indicator, 'short_label')}, {municipality.name}",
        "description": language.of_row(indicator, "definition"),
        "url": address,
        "inLanguage": language.code,
        "license": site["licence"]["address"],
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": site["owner"]},
        "spatialCoverage": municipality.name,
        "dateModified": site["published_at"].date().isoformat(),
        "variableMeasured": language.of_row(indicator, "subject"),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{folder}.csv",
            }
        ],
    }
    if years:
        described["temporalCoverage"] = f"{min(years)}/{max(years)}"
    # A text must not end the element that it stands in.
    return json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")
