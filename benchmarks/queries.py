"""Run the queries of a dashboard on a published file and print how long they take, as JSON.

python benchmarks/queries.py FILE ROUNDS
"""

import json
import random
import statistics
import sys
import time

import duckdb

# A question for each page of a dashboard, about one municipality, indicator or document at a time.
QUERIES = {
    "series of one indicator in one municipality": """
        select year, value_type, value, printed_value from reporting.rpt_indicator_series
        where area_id = $area and indicator_id = $indicator and is_latest order by year
    """,
    "the same in all municipalities, one year": """
        select area_nl, value from reporting.rpt_indicator_series
        where indicator_id = $indicator and year = $year and value_type = 'realisation'
            and is_latest
        order by value desc
    """,
    "scorecard of one municipality": """
        select * from reporting.rpt_programme_scorecard where area_id = $area
        order by programme_id, indicator_id
    """,
    "targets of one municipality": """
        select assessment_status, count(*) from reporting.rpt_target_outlook
        where area_id = $area and is_latest_target group by assessment_status
    """,
    "one table as printed": """
        select * from reporting.rpt_published_table
        where document_id = $document and table_id = 'indicatoren-1' order by line
    """,
    "findings": """
        select severity, finding_status, count(*) from reporting.rpt_data_quality group by all
    """,
    "what was known at one document": """
        select year, value_type, printed_value from reporting.rpt_indicator_series_as_of
        where as_of_document_id = $document and indicator_id = $indicator order by year
    """,
}


def main() -> int:
    """Run every query with other arguments each time.

    Returns:
        Exit code, 0.
    """
    file, rounds = sys.argv[1], int(sys.argv[2])
    choose = random.Random(1)
    seconds: dict[str, list[float]] = {name: [] for name in QUERIES}
    with duckdb.connect(file, read_only=True) as connection:
        documents = connection.execute(
            "select document_id, area_id from core.dim_document where document_id like 'gm%'"
            " order by all"
        ).fetchall()
        indicators = connection.execute(
            "select indicator_id from core.dim_indicator where indicator_id like 'synthetic-0%'"
            " order by all"
        ).fetchall()
        for number in range(rounds + 1):
            document, area = choose.choice(documents)
            arguments = {
                "document": document,
                "area": area,
                "indicator": choose.choice(indicators)[0],
                "year": choose.choice([2019, 2020, 2021, 2022, 2023]),
            }
            for name, sql in QUERIES.items():
                used = {key: value for key, value in arguments.items() if f"${key}" in sql}
                start = time.perf_counter()
                connection.execute(sql, used).fetchall()
                # The first round reads the file for the first time: it only warms up.
                if number:
                    seconds[name].append(time.perf_counter() - start)
    summary = {
        name: [statistics.median(times), statistics.quantiles(times, n=20)[-1]]
        for name, times in seconds.items()
    }
    everything = [second for times in seconds.values() for second in times]
    summary["all together"] = [
        statistics.median(everything),
        statistics.quantiles(everything, n=20)[-1],
    ]
    print(json.dumps(summary))
    return 0


if __name__ == "__main__":
    sys.exit(main())
