"""What the site takes from the published warehouse: one query for each kind of fact."""

from typing import Any

import duckdb

Row = dict[str, Any]


def read(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: Any) -> list[Row]:
    """Return the rows of a query, each with the names of its columns."""
    result = connection.execute(sql, parameters)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def publication(connection: duckdb.DuckDBPyConnection) -> Row:
    """Return what tells this publication from others."""
    (row,) = read(connection, "select * from reporting.rpt_publication")
    return row


def areas(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the municipalities that have a page, with their counts, by name."""
    return read(
        connection,
        """
        select
            area_id, area_nl,
            cast(sum(columns(headline.* exclude (area_id, programme_id, newest_year,
                oldest_latest_year))) as integer),
            max(newest_year) as newest_year
        from reporting.rpt_headline as headline
        inner join core.dim_area using (area_id)
        group by area_id, area_nl
        order by area_nl, area_id
        """,
    )


def documents(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the editions of a municipality, the newest first."""
    return read(
        connection,
        "select * from core.dim_document where area_id = ? order by vintage desc, document_id",
        area,
    )


def programmes(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the programmes of a municipality that have indicators, with their counts."""
    return read(
        connection,
        """
        select programmes.* exclude (programme_id, area_id), headline.*
        from reporting.rpt_headline as headline
        left join core.dim_programme as programmes
            on headline.programme_id = programmes.programme_id
        where headline.area_id = ?
        order by programme_nl nulls last, sub_programme_nl, headline.programme_id
        """,
        area,
    )


def overview(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return a row for each indicator of a municipality, the most urgent first."""
    return read(
        connection,
        """
        select
            overview.* replace (coalesce(programme_id, 'no_programme') as programme_id),
            indicators.* exclude (indicator_id) replace (
                coalesce(unit_suffix, '') as unit_suffix,
                coalesce(measure_nl, '') as measure_nl,
                coalesce(measure_en, '') as measure_en
            )
        from reporting.rpt_indicator_overview as overview
        inner join core.dim_indicator as indicators using (indicator_id)
        where area_id = ?
        order by
            urgency_rank,
            abs(gap) / nullif(abs(shown_target_value), 0) desc nulls last,
            short_label_nl,
            indicator_id
        """,
        area,
    )


def figures(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return every number of a municipality, by indicator, kind, series and year."""
    return read(
        connection,
        """
        select *
        from reporting.rpt_series_figure
        where area_id = ?
        order by indicator_id, value_type, series_number, year, vintage, document_id
        """,
        area,
    )


def periods(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the year that each period counts for."""
    return dict(connection.execute("select period, year from core.dim_period").fetchall())


def prints(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return every figure of a municipality about itself as printed, with a number or without."""
    return read(
        connection,
        """
        select
            document_id, indicator_id, period, value_type, printed_value, table_id, line, cell,
            is_latest and value is not null as counts
        from core.fct_indicator_value
        where area_id = ? and is_own_area and printed_value is not null
        order by document_id, table_id, line, cell
        """,
        area,
    )


def unplaced(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the figures that a municipality prints and whose period no source settles."""
    return read(
        connection,
        """
        select *, coalesce(period, candidate_periods, 'unknown') as possible_periods
        from core.fct_unplaced_value
        where publisher_id = ?
        order by document_id, table_id, line, cell
        """,
        area,
    )


def coverage(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return each cell that an edition of a municipality should have, and what became of it."""
    return read(
        connection,
        """
        select coverage.*
        from quality.fct_coverage as coverage
        inner join core.dim_document as documents using (document_id)
        where documents.area_id = ?
        order by document_id, table_id, line, position
        """,
        area,
    )


def verdicts(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return what became of each target of a municipality, by indicator and year."""
    return read(
        connection,
        "select * from reporting.rpt_target_verdict where area_id = ? order by indicator_id, year",
        area,
    )


def doubts(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the doubts about each indicator of a municipality, the weightiest first."""
    return read(
        connection,
        """
        select * from reporting.rpt_indicator_doubt
        where area_id = ?
        order by indicator_id, doubt_rank
        """,
        area,
    )


def changes(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return what each edition of a municipality changed, the newest edition first."""
    return read(
        connection,
        """
        select changes.*, documents.vintage, indicators.short_label_nl, indicators.short_label_en
        from reporting.rpt_edition_change as changes
        inner join core.dim_document as documents using (document_id)
        inner join core.dim_indicator as indicators using (indicator_id)
        where changes.area_id = ?
        order by
            documents.vintage desc, document_id, indicators.short_label_nl, indicator_id,
            edition_change, year nulls first
        """,
        area,
    )


def findings(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the findings about a municipality, errors first."""
    return read(
        connection,
        """
        select listed.*, findings.other_indicator_id
        from reporting.rpt_data_quality as listed
        inner join quality.fct_finding as findings using (finding_id)
        where listed.area_id = ?
        order by
            listed.finding_status desc, listed.severity, listed.rule_nl, listed.document_id,
            listed.indicator_id, listed.year, finding_id
        """,
        area,
    )


def rule_count(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many rules look for contradictions."""
    ((count,),) = connection.execute("select count(*) from core.dim_finding_rule").fetchall()
    return int(count)


def objectives(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the goals that each indicator of a municipality serves."""
    return read(
        connection,
        """
        select links.indicator_id, objectives.*, documents.document_title
        from core.bridge_indicator_objective as links
        inner join core.dim_objective as objectives using (objective_id)
        inner join core.dim_document as documents using (document_id)
        where documents.area_id = ?
        order by links.indicator_id, objectives.document_id, objectives.sequence
        """,
        area,
    )


def initiatives(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the efforts behind each goal of a municipality."""
    return read(
        connection,
        """
        select links.objective_id, initiatives.*
        from core.bridge_initiative_objective as links
        inner join core.dim_initiative as initiatives using (initiative_id)
        inner join core.dim_document as documents using (document_id)
        where documents.area_id = ?
        order by links.objective_id, initiatives.sequence
        """,
        area,
    )


def breaks(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Return the breaks of unit, definition, source or boundary of all indicators."""
    return read(
        connection,
        "select * from core.dim_indicator_break order by indicator_id, first_year",
    )


def comparison(connection: duckdb.DuckDBPyConnection, area: str, shown: int) -> list[Row]:
    """Return how other municipalities do in the latest year of each indicator of one.

    Overlapping intervals share a rank, for rounding allows either order.

    Args:
        connection: To the warehouse.
        area: Id of the municipality.
        shown: Municipalities to return at most on either side of it.
    """
    return read(
        connection,
        """
        with compared as (
            select
                figures.*,
                case indicators.direction when 'higher_is_better' then -1 else 1 end as sign
            from reporting.rpt_series_figure as figures
            inner join reporting.rpt_indicator_overview as own
                on
                    own.indicator_id = figures.indicator_id
                    and own.latest_year = figures.year
                    and own.area_id = ?
            inner join core.dim_indicator as indicators
                on figures.indicator_id = indicators.indicator_id
            where figures.value_type = 'realisation' and figures.counts
        ),

        ranked as (
            select
                *,
                row_number() over by_value as place,
                count(*) over (partition by indicator_id) as compared_areas,
                1 + (
                    select count(*) from compared as better
                    where
                        better.indicator_id = compared.indicator_id
                        and better.area_id <> compared.area_id
                        and case
                            when compared.sign = 1 then better.value_high <= compared.value_low
                            else better.value_low >= compared.value_high
                        end
                ) as rank_low,
                count(*) over (partition by indicator_id) - (
                    select count(*) from compared as worse
                    where
                        worse.indicator_id = compared.indicator_id
                        and worse.area_id <> compared.area_id
                        and case
                            when compared.sign = 1 then worse.value_low >= compared.value_high
                            else worse.value_high <= compared.value_low
                        end
                ) as rank_high
            from compared
            window by_value as (partition by indicator_id order by sign * value, area_id)
        ),

        own_places as (
            select indicator_id, place as own_place from ranked where area_id = ?
        )

        select ranked.*, areas.area_nl
        from ranked
        inner join own_places using (indicator_id)
        inner join core.dim_area as areas using (area_id)
        where compared_areas > 1 and abs(place - own_place) <= ?
        order by indicator_id, place
        """,
        area,
        area,
        shown,
    )


def reference_figures(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return figures of country, province or class beside the latest ones of a municipality."""
    return read(
        connection,
        """
        select distinct
            others.indicator_id, others.period, areas.area_nl, areas.area_kind,
            others.printed_value,
            documents.document_title
        from core.fct_indicator_value as others
        inner join core.dim_document as documents using (document_id)
        inner join core.dim_area as areas on others.area_id = areas.area_id
        inner join reporting.rpt_indicator_overview as own
            on
                own.area_id = others.publisher_id
                and own.indicator_id = others.indicator_id
                and own.latest_year = others.year
        where
            others.publisher_id = ?
            and not others.is_own_area
            and others.value_type = 'realisation'
            and others.is_latest
        order by all
        """,
        area,
    )


def printed_tables(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return the printed tables of a municipality, the newest edition first.

    Each has its `columns` by position, its `lines` by number, each with its `cells` by position,
    and `has_loose`: a cell whose column is not settled stands at position nothing.
    """
    tables = read(
        connection,
        """
        select tables.*, documents.document_title, documents.vintage
        from core.dim_document_table as tables
        inner join core.dim_document as documents using (document_id)
        where documents.area_id = ?
        order by documents.vintage desc, document_id, table_id
        """,
        area,
    )
    by_key = {(table["document_id"], table["table_id"]): table for table in tables}
    for table in tables:
        table["columns"], table["lines"], table["has_loose"] = {}, {}, False
    for column in read(
        connection,
        """
        select columns.*, types.value_type_nl, types.value_type_en, areas.area_nl
        from core.dim_document_column as columns
        inner join core.dim_document as documents using (document_id)
        left join core.dim_value_type as types using (value_type)
        left join core.dim_area as areas on columns.area_id = areas.area_id
        where documents.area_id = ?
        order by document_id, table_id, position
        """,
        area,
    ):
        table = by_key[(column["document_id"], column["table_id"])]
        table["columns"][column["position"]] = column
    for line in read(
        connection,
        """
        select lines.*, areas.area_nl
        from core.dim_document_line as lines
        inner join core.dim_document as documents using (document_id)
        left join core.dim_area as areas on lines.area_id = areas.area_id
        where documents.area_id = ?
        order by document_id, table_id, line
        """,
        area,
    ):
        table = by_key[(line["document_id"], line["table_id"])]
        table["lines"][line["line"]] = {**line, "cells": {}}
    for cell in read(
        connection,
        """
        with cells as (
            select document_id, table_id, line, cell, position, period, printed_value
            from core.fct_indicator_value
            union all
            select document_id, table_id, line, cell, position, period, printed_value
            from core.fct_repeated_value
            union all
            select
                document_id, table_id, line, cell, position,
                coalesce(period, candidate_periods) as period, printed_value
            from core.fct_unplaced_value
        )

        select cells.*
        from cells
        inner join core.dim_document as documents using (document_id)
        where documents.area_id = ? and printed_value is not null
        order by document_id, table_id, line, cell
        """,
        area,
    ):
        table = by_key[(cell["document_id"], cell["table_id"])]
        table["lines"][cell["line"]]["cells"].setdefault(cell["position"], []).append(cell)
        table["has_loose"] |= cell["position"] is None
    return tables


def revisions(connection: duckdb.DuckDBPyConnection, area: str) -> list[Row]:
    """Return every figure that a later edition of a municipality prints again."""
    return read(
        connection,
        """
        select
            revisions.*, indicators.short_label_nl, indicators.short_label_en,
            documents.document_title
        from assessment.fct_value_revision as revisions
        inner join core.dim_document as documents
            on
                revisions.document_id = documents.document_id
                and revisions.area_id = documents.area_id
        inner join core.dim_indicator as indicators using (indicator_id)
        where revisions.area_id = ? and value_type = 'realisation'
        order by
            abs(change_percent) desc nulls last, indicator_id, year, documents.document_id
        """,
        area,
    )


def words(connection: duckdb.DuckDBPyConnection, language: str) -> dict[str, dict[str, str]]:
    """Return what the codes of each list are called in a language."""
    found: dict[str, dict[str, str]] = {}
    for row in read(connection, "select * from core.dim_code_word order by code_list, code"):
        found.setdefault(row["code_list"], {})[row["code"]] = row[f"word_{language}"]
    return found
