"""Mutants of documents, their tables and the headers of those tables."""

from edits import DOCUMENT, at, change, drop, exchange, repeat
from mutants import Collection, Mutant, Reason


def mutants() -> list[Mutant]:
    """Return all mutants of documents and tables."""
    return [*_columns(), *_tables(), *_documents()]


def _columns() -> list[Mutant]:
    columns = Collection("document_columns")

    def column(table, position):
        return at(document_id=DOCUMENT, table_id=table, position=str(position))

    columns.detectable(
        "header-column-removed",
        "A year that has figures was left out of the header.",
        drop(column("indicatoren", 6)),
        "table indicatoren",
        "realisation 2016",
    )
    columns.detectable(
        "last-header-column-removed",
        "The last year of the header, blank but for the surveys, was left out.",
        drop(column("indicatoren", 9)),
        "table indicatoren",
        "target 2019",
    )
    columns.detectable(
        "blank-header-column-removed",
        "A year without any figure was left out of the header.",
        drop(column("verplichte-indicatoren", 9)),
        "document_columns",
        "verplichte-indicatoren",
    )
    columns.detectable(
        "header-year-wrong",
        "A year of the header was mistyped: 2018 became 2081.",
        change(column("indicatoren", 8), year="2081"),
        "table indicatoren",
        "target 2018",
    )
    columns.detectable(
        "blank-header-year-wrong",
        "A year of the header without any figure was mistyped: 2019 became 2091.",
        change(column("verplichte-indicatoren", 9), year="2091"),
        "document_columns",
        "2091",
    )
    columns.detectable(
        "header-value-type-changed",
        "A column of realisations was recorded as one of targets.",
        change(column("indicatoren", 6), value_type="target"),
        "table indicatoren",
        "realisation 2016",
    )
    columns.detectable(
        "blank-header-value-type-changed",
        "A blank column of targets was recorded as one of realisations.",
        change(column("verplichte-indicatoren", 8), value_type="realisation"),
        "table verplichte-indicatoren",
        "realisation 2018",
    )
    columns.detectable(
        "header-columns-in-another-order",
        "Two columns of the header got each other's position.",
        exchange(column("indicatoren", 2), column("indicatoren", 3), "position"),
        "document_columns",
        "indicatoren",
    )
    columns.detectable(
        "header-position-with-a-gap",
        "The last column of the header got a position that leaves a gap.",
        change(column("indicatoren", 9), position="10"),
        "document_columns",
        "indicatoren",
    )
    columns.detectable(
        "header-column-invented",
        "A year that is not printed was added to the header.",
        repeat(column("indicatoren", 9), position="10", year="2020"),
        "seeds/document_columns.csv",
        "table indicatoren",
        "10 year columns",
    )
    columns.detectable(
        "blank-header-column-invented",
        "A year that is not printed was added to the header of the mandatory indicators.",
        repeat(column("verplichte-indicatoren", 9), position="10", year="2020"),
        "document_columns",
        "verplichte-indicatoren",
    )
    return columns


def _tables() -> list[Mutant]:
    tables = Collection("document_tables")

    def table(name):
        return at(document_id=DOCUMENT, table_id=name)

    tables.detectable(
        "control-total-of-cells-wrong",
        "The number of figures counted on the page was mistyped.",
        change(table("indicatoren"), printed_cells="97"),
        "table indicatoren",
        "97 figures",
    )
    tables.detectable(
        "control-total-of-rows-wrong",
        "The number of rows counted on the page was mistyped.",
        change(table("verplichte-indicatoren"), printed_rows="7"),
        "table verplichte-indicatoren",
        "7 lines",
    )
    tables.detectable(
        "control-total-of-columns-wrong",
        "The number of year columns counted on the page was mistyped.",
        change(table("indicatoren"), printed_columns="8"),
        "table indicatoren",
        "8 year columns",
    )
    tables.detectable(
        "table-removed",
        "A table was left out.",
        drop(table("toelichting")),
        "seeds/published_values.csv",
        "toelichting",
    )
    tables.detectable(
        "table-under-the-parent-programme",
        "A table was put under the programme instead of its sub-programme.",
        change(table("indicatoren"), programme_id="amersfoort-veiligheid-en-handhaving"),
        "amersfoort-veiligheid-en-handhaving",
    )
    tables.detectable(
        "grid-as-running-text",
        "A table with years in its header was recorded as running text.",
        change(table("verplichte-indicatoren"), layout="running_text"),
        "verplichte-indicatoren",
    )
    tables.detectable(
        "running-text-as-grid",
        "Running text was recorded as a table with years in its header.",
        change(table("toelichting"), layout="grid"),
        "table toelichting",
    )
    tables.detectable(
        "tiles-as-grid",
        "Tiles without years were recorded as a table with years in its header.",
        change(at(document_id="amersfoort-begroting-2017", table_id="indicatoren"), layout="grid"),
        "amersfoort-begroting-2017, table indicatoren",
        "grid with 0 year columns",
    )
    tables.undetectable(
        "table-title-misspelt",
        "The title of a table was misspelt.",
        change(table("indicatoren"), printed_title="Indicatorn"),
        Reason.WORDING,
    )
    return tables


def _documents() -> list[Mutant]:
    documents = Collection("documents")
    place = "seeds/documents.csv, line {line}, column "
    document = at(document_id=DOCUMENT)

    documents.detectable(
        "document-kind-wrong",
        "A budget was recorded as an annual report.",
        change(document, document_kind="jaarstukken"),
        "seeds/documents.csv",
        DOCUMENT,
    )
    documents.detectable(
        "budget-year-too-early",
        "The year of a budget was typed one too early.",
        change(document, budget_year="2017"),
        "realisation_before_its_time",
        DOCUMENT,
        "2016",
    )
    documents.detectable(
        "budget-year-too-late",
        "The year of a budget was typed one too late.",
        change(document, budget_year="2019"),
        "target_after_the_fact",
        DOCUMENT,
        "2017",
    )
    documents.detectable(
        "year-of-a-report-wrong",
        "The year of an annual report was mistyped, so that editions follow in another order.",
        change(at(document_id="amersfoort-jaarstukken-2020"), budget_year="2016"),
        "amersfoort-jaarstukken-2020",
        "2016",
    )
    documents.detectable(
        "edition-removed",
        "An annual report was left out.",
        drop(at(document_id="amersfoort-jaarstukken-2018")),
        "column document_id",
        "amersfoort-jaarstukken-2018",
        "a row of seeds/documents.csv",
    )
    documents.detectable(
        "full-document-as-excerpt",
        "A complete document was recorded as an excerpt.",
        change(document, coverage="excerpt"),
        "not_covered",
        DOCUMENT,
    )
    documents.detectable(
        "document-area-unknown",
        "The area of a document is not a known one.",
        change(document, area_id="GM0370"),
        place + "area_id",
    )
    documents.detectable(
        "document-misspelt-in-documents",
        "The id of a document was misspelt.",
        change(document, document_id="amersfoort-begroting-2081"),
        "line",
        "column document_id",
        DOCUMENT,
        "a row of seeds/documents.csv",
    )
    documents.detectable(
        "document-title-of-another-year",
        "The title of a document names another year than its budget year.",
        change(document, title="Begroting 2017"),
        "seeds/documents.csv",
        "Begroting 2017",
    )
    return documents
