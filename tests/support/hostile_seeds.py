"""Puts texts into the seeds that would do harm if any tool took them for more than data."""

from itertools import count
from pathlib import Path

from tests.support.projects import read_rows, write_rows

# What SQL, Jinja, browsers, spreadsheets, shells and format strings would run, and rare letters.
HOSTILE = [
    "'; drop table core.dim_area; -- ",
    '"; delete from core.fct_indicator_value; -- ',
    "{{ 1 / 0 }}{% raise %}{# gone #} ",
    "{{ env_var('HOME') }} ",
    "<script>alert('x')</script>&amp; ",
    '=HYPERLINK("http://example.org","=1+1") ',
    "+1;=cmd|' /C calc'!A0 ",
    "-2+3 ",
    "@SUM(1) ",
    "'=1+1 ",
    "\\'; %s %(x)s $1 ${HOME} `id` \\x41 ",
    "ʼ’ 𝕏 👩‍🔧 \u202e\u00a0ﷺ ",
]
# Columns whose text nothing else must agree with: in the seed, and where the text is published.
COLUMNS = {
    "areas": {"name_nl": ("dim_area", "area_nl")},
    "documents": {"title": ("dim_document", "document_title")},
    "document_tables": {"printed_title": ("dim_document_table", "printed_title")},
    "finding_rules": {
        "name_nl": ("dim_finding_rule", "rule_nl"),
        "explanation_en": ("dim_finding_rule", "explanation_en"),
    },
    "indicators": {
        "name_en": ("dim_indicator", "indicator_en"),
        "definition_nl": ("dim_indicator", "definition_nl"),
    },
    "initiatives": {"printed_heading": ("dim_initiative", "printed_heading")},
    "known_gaps": {"reason_nl": ("dim_known_gap", "reason_nl")},
    "objectives": {"summary_nl": ("dim_objective", "summary_nl")},
    "partners": {"printed_name": ("dim_partner", "printed_name")},
}


def hostile(text: str, number: int, starts: list[str] = HOSTILE) -> str:
    """Return a text with something hostile in front; an empty cell stays empty."""
    return text and starts[number % len(starts)] + text


def plant(project: Path) -> dict[tuple[str, str], set[str]]:
    """Make the free texts in the seeds of a copy of the project hostile.

    Args:
        project: The copy.

    Returns:
        For each table and column of the schema core, the texts that it must hold.
    """
    planted = {}
    for seed, columns in COLUMNS.items():
        path = project / "seeds" / f"{seed}.csv"
        header, *rows = read_rows(path)
        for column, published in columns.items():
            position = header.index(column)
            for number, row in enumerate(rows):
                row[position] = hostile(row[position], number)
            planted[published] = {row[position] for row in rows} - {""}
        write_rows(path, [header, *rows])

    # A printed label stands in two seeds, once for each figure and once with its indicator. A
    # percent sign in it names a unit, which would have to be that of the indicator.
    starts = [start for start in HOSTILE if "%" not in start]
    numbers = count()
    labels: dict[str, str] = {}
    for seed in ("indicator_labels", "published_values"):
        path = project / "seeds" / f"{seed}.csv"
        header, *rows = read_rows(path)
        position = header.index("printed_label")
        for row in rows:
            label = row[position]
            labels.setdefault(label, hostile(label, next(numbers), starts))
            row[position] = labels[label]
        write_rows(path, [header, *rows])
    planted["fct_indicator_value", "printed_label"] = {
        row[position] for row in rows if row[header.index("year")]
    }
    return planted
