"""What an analyst would write instead of the warehouse: one Polars script for the main marts.

    python benchmarks/analyst.py PROJECT LANDING FOLDER

It parses the figures and writes Parquet files with the same rows as `fct_indicator_value`,
`fct_target_assessment`, `fct_value_revision` and `rpt_indicator_series`. It has no checks,
findings, coverage, control totals or documentation, and knows no reason why a target has no
realisation.
"""

import sys
from pathlib import Path

import polars as pl

SERIES = ["indicator_id", "area_id", "year", "value_type"]


def read(project: Path, landing: Path, name: str) -> pl.DataFrame:
    """Read a seed and the landed files of the same name.

    Args:
        project: Folder of the project.
        landing: Landing folder.
        name: Name of the seed.

    Returns:
        All rows; columns have the types of the landed files if there are any.
    """
    (file,) = (project / "seeds").rglob(f"{name}.csv")
    seed = pl.read_csv(file, infer_schema_length=None)
    if not (landing / name).exists():
        return seed
    landed = pl.read_parquet(landing / name / "*.parquet")
    return pl.concat([landed, seed.cast(dict(landed.schema)).select(landed.columns)])


def parsed(texts: pl.Series) -> pl.DataFrame:
    """Turn printed texts into numbers with the ends of their rounding intervals.

    Args:
        texts: Different texts as printed.

    Returns:
        Columns printed_value, value, decimals, value_low and value_high.
    """
    number = pl.col("printed_value").str.extract(r"^[^0-9-]*(-?[0-9][0-9.]*(?:,[0-9]+)?)")
    return (
        pl.DataFrame({"printed_value": texts})
        .with_columns(
            value=number.str.replace_all(".", "", literal=True)
            .str.replace(",", ".", literal=True)
            .cast(pl.Float64),
            decimals=number.str.extract(",([0-9]+)").str.len_chars().fill_null(0),
        )
        .with_columns(half=0.5 * 0.1 ** pl.col("decimals"))
        .with_columns(
            value_low=pl.col("value") - pl.col("half"),
            value_high=pl.col("value") + pl.col("half"),
        )
        .drop("half")
    )


def main() -> int:
    """Write the marts.

    Returns:
        Exit code, 0.
    """
    project, landing, folder = map(Path, sys.argv[1:4])
    folder.mkdir(parents=True, exist_ok=True)
    documents = read(project, landing, "documents").with_columns(
        vintage=pl.when(pl.col("document_kind") == "begroting")
        .then((pl.col("budget_year") - 1) * 100 + 9)
        .otherwise((pl.col("budget_year") + 1) * 100 + 4)
    )
    indicators = read(project, landing, "indicators")
    lines = (
        read(project, landing, "document_lines")
        .join(
            read(project, landing, "indicator_labels")
            .filter(pl.col("printed_unit").is_null())
            .select("printed_label", label_indicator_id="indicator_id"),
            on="printed_label",
            how="left",
        )
        .join(
            read(project, landing, "document_tables").select(
                "document_id", "table_id", table_programme_id="programme_id"
            ),
            on=["document_id", "table_id"],
            how="left",
        )
        .select(
            "document_id",
            "table_id",
            "line",
            "printed_label",
            line_area_id="area_id",
            line_value_type="value_type",
            line_period="period",
            line_evidence="evidence",
            programme_id=pl.coalesce("programme_id", "table_programme_id"),
            indicator_id=pl.coalesce("indicator_id", "label_indicator_id"),
        )
    )
    columns = read(project, landing, "document_columns").select(
        "document_id",
        "table_id",
        "position",
        column_area_id="area_id",
        column_value_type="value_type",
        column_period="period",
    )
    values = read(project, landing, "published_values").filter(pl.col("position").is_not_null())
    values = (
        values.join(lines, on=["document_id", "table_id", "line"])
        .join(columns, on=["document_id", "table_id", "position"])
        .join(documents.select("document_id", "vintage", publisher_id="area_id"), on="document_id")
        .with_columns(
            area_id=pl.coalesce("line_area_id", "column_area_id", "publisher_id"),
            value_type=pl.coalesce("line_value_type", "column_value_type"),
            evidence=pl.coalesce("evidence", "line_evidence"),
            year=pl.coalesce("period", "line_period", "column_period").str.tail(4).cast(pl.Int32),
        )
        .drop(pl.selectors.starts_with("line_", "column_"), "period", "candidate_positions")
        .join(parsed(values["printed_value"].unique()), on="printed_value", how="left")
        .join(indicators.select("indicator_id", "unit"), on="indicator_id", how="left")
        .sort("vintage", "document_id")
        .with_columns(superseded_in=pl.col("vintage").shift(-1).over(SERIES))
        .with_columns(is_latest=pl.col("superseded_in").is_null())
    )
    values.write_parquet(folder / "fct_indicator_value.parquet")

    known = values.filter(pl.col("value").is_not_null())
    known.with_columns(
        **{
            f"previous_{name}": pl.col(name).shift(1).over(SERIES)
            for name in ("document_id", "value", "printed_value", "value_low", "value_high")
        }
    ).filter(pl.col("previous_document_id").is_not_null()).with_columns(
        is_revised=(pl.col("value_low") >= pl.col("previous_value_high"))
        | (pl.col("previous_value_low") >= pl.col("value_high"))
    ).write_parquet(folder / "fct_value_revision.parquet")

    realised = (
        known.filter(pl.col("value_type") == "realisation")
        .unique(["indicator_id", "area_id", "year"], keep="last", maintain_order=True)
        .select(
            "indicator_id",
            "area_id",
            "year",
            realised_value="value",
            realised_low="value_low",
            realised_high="value_high",
        )
    )
    better_is_lower = pl.col("direction") == "lower_is_better"
    known.filter(pl.col("value_type") == "target").join(
        realised, on=["indicator_id", "area_id", "year"], how="left"
    ).join(indicators.select("indicator_id", "direction"), on="indicator_id").with_columns(
        gap=pl.col("realised_value") - pl.col("value"),
        status=pl.when(pl.col("realised_value").is_null())
        .then(pl.lit("pending"))
        .when(
            (pl.col("realised_value") == pl.col("value"))
            | pl.when(better_is_lower)
            .then(pl.col("realised_high") <= pl.col("value"))
            .otherwise(pl.col("realised_low") >= pl.col("value"))
        )
        .then(pl.lit("met"))
        .when(
            pl.when(better_is_lower)
            .then(pl.col("realised_low") > pl.col("value"))
            .otherwise(pl.col("realised_high") <= pl.col("value"))
        )
        .then(pl.lit("missed"))
        .otherwise(pl.lit("undecided")),
    ).write_parquet(folder / "fct_target_assessment.parquet")

    values.join(documents.select("document_id", "title"), on="document_id").join(
        indicators.select(
            "indicator_id", "name_nl", "name_en", "indicator_set", "unit_nl", "unit_en"
        ),
        on="indicator_id",
    ).join(read(project, landing, "areas").select("area_id", area_nl="name_nl"), on="area_id").join(
        read(project, landing, "programmes").select("programme_id", programme_nl="name_nl"),
        on="programme_id",
    ).write_parquet(folder / "rpt_indicator_series.parquet")
    return 0


if __name__ == "__main__":
    sys.exit(main())
