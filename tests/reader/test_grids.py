"""Tables whose form settles the columns: spans, empty cells and rows of areas."""

from municipal_indicators.reader.classify import Classifier
from municipal_indicators.reader.edition import Edition
from municipal_indicators.reader.grid import Grid, GridCell, Page
from municipal_indicators.reader.pages import read_page
from municipal_indicators.reader.words import word_list

Cell = str | tuple[str, int, int]


def grid(rows: list[list[Cell | None]]) -> Grid:
    """Make a grid of texts, or text with row span and column span; None is covered."""
    cells = []
    for row, texts in enumerate(rows):
        for column, cell in enumerate(texts):
            if cell is None:
                continue
            text, height, width = (cell, 1, 1) if isinstance(cell, str) else cell
            cells.append(GridCell(row, column, text, height, width, source=f"{row}:{column}"))
    return Grid(tuple(cells))


def read(rows: list[list[Cell | None]], kind: str, year: int) -> list[tuple[str, ...]]:
    classifier = Classifier(word_list(), "Waterbeek")
    edition = Edition.of("Waterbeek", kind, year)
    return [
        (
            figure.printed_label,
            figure.printed_value,
            figure.year or "|".join(figure.candidate_years) + "?",
            figure.value_type,
            figure.area,
        )
        for figure in read_page(Page((grid(rows),)), classifier, edition)
    ]


def test_groups_span_their_years_and_empty_cells_keep_their_columns() -> None:
    rows: list[list[Cell | None]] = [
        [("Indicator", 2, 1), ("Eenheid", 2, 1), ("Realisatie", 1, 2), None, ("Doel", 1, 2), None],
        [None, None, "2017", "2018", "2019", "2020"],
        ["Banen", "aantal", "5", "", "6", ""],
        [("Programma veiligheid", 1, 6), None, None, None, None, None],
        ["Halt", "aantal", "", "7", "", "8"],
    ]  # fmt: skip
    assert read(rows, "begroting", 2020) == [
        ("Banen", "5", "2017", "realisation", ""),
        ("Banen", "6", "2019", "target", ""),
        ("Halt", "7", "2018", "realisation", ""),
        ("Halt", "8", "2020", "target", ""),
    ]


def test_rows_of_areas_below_one_label() -> None:
    rows: list[list[Cell | None]] = [
        ["Indicator", "Gebied", "Jaar", "Waarde", "Toelichting"],
        [("Verzuim", 2, 1), "Waterbeek", "2018", "1,9", "gedaald"],
        [None, "Nederland", "2018", "2,0", ""],
    ]
    assert read(rows, "jaarstukken", 2019) == [
        ("Verzuim", "1,9", "2018", "realisation", "Waterbeek"),
        ("Verzuim", "2,0", "2018", "realisation", "Nederland"),
    ]


def test_year_and_value_of_the_last_measurement() -> None:
    rows: list[list[Cell | None]] = [
        ["Indicator", ("Laatste meting", 1, 2), None, "Verwachting 2020"],
        ["Banen", "2017", "5", "6"],
        ["Halt", "2018", "", "7"],
    ]
    assert read(rows, "begroting", 2020) == [
        ("Banen", "5", "2017", "realisation", ""),
        ("Banen", "6", "2020", "forecast", ""),
        ("Halt", "7", "2020", "forecast", ""),
    ]


def test_a_column_with_an_unknown_header_stays_open() -> None:
    rows: list[list[Cell | None]] = [
        ["Indicator", "2018", "Zwaluwstaart"],
        ["Banen", "5", "6"],
    ]
    assert read(rows, "jaarstukken", 2018) == [
        ("Banen", "5", "2018", "realisation", ""),
        ("Banen", "6", "?", "", ""),
    ]


def test_words_in_a_column_of_values_are_values() -> None:
    rows: list[list[Cell | None]] = [
        ["Indicator", "Doel 2020"],
        ["Banen", "minstens zoveel als nu"],
    ]
    assert read(rows, "begroting", 2020) == [
        ("Banen", "minstens zoveel als nu", "2020", "target", "")
    ]


def test_a_table_without_a_header_is_shown_open() -> None:
    rows: list[list[Cell | None]] = [["Banen", "5", "6"], ["Halt", "7", "8"]]
    assert {row[2] for row in read(rows, "jaarstukken", 2018)} == {"?"}
    assert [row[1] for row in read(rows, "jaarstukken", 2018)] == ["5", "6", "7", "8"]


def test_groups_without_spans_reach_to_the_next_group() -> None:
    rows: list[list[Cell | None]] = [
        ["Indicator", "Waterbeek", "", "Nederland", ""],
        ["", "2017", "2018", "2017", "2018"],
        ["Banen", "5", "6", "7", "8"],
    ]
    assert read(rows, "jaarstukken", 2018) == [
        ("Banen", "5", "2017", "realisation", ""),
        ("Banen", "6", "2018", "realisation", ""),
        ("Banen", "7", "2017", "realisation", "Nederland"),
        ("Banen", "8", "2018", "realisation", "Nederland"),
    ]


def test_groups_that_do_not_begin_above_the_first_year_are_not_understood() -> None:
    rows: list[list[Cell | None]] = [
        ["Indicator", "", "Waterbeek", "", "Nederland", ""],
        ["", "2016", "2017", "2018", "2017", "2018"],
        ["Banen", "4", "5", "6", "7", "8"],
    ]
    placed = [row[1] for row in read(rows, "jaarstukken", 2018) if not row[2].endswith("?")]
    assert placed == ["5", "7"]
