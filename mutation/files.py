"""Mutants of whole files: what editors and spreadsheets do to them."""

import edits
from mutants import Collection, Mutant


def mutants() -> list[Mutant]:
    """Return all mutants of files."""
    values = Collection("published_values")
    partners = Collection("partners")
    bbv = Collection("bbv_indicators")
    columns = Collection("document_columns")
    relations = Collection("indicator_relations")
    gaps = Collection("known_gaps")
    file = "seeds/published_values.csv"

    partners.detectable(
        "saved-as-windows-1252",
        "The file was saved in the character set of older spreadsheets.",
        edits.as_windows_1252,
        "seeds/partners.csv, line {line}",
        "UTF-8",
    )
    bbv.detectable(
        "text-read-in-the-wrong-character-set",
        "The file was read in the wrong character set and saved again: Cliënten became CliÃ«nten.",
        edits.replace_once("Cliënten".encode(), "CliÃ«nten".encode()),
        "seeds/bbv_indicators.csv, line {line}",
    )
    values.detectable(
        "saved-with-semicolons",
        "The file was saved by a spreadsheet in Dutch, with semicolons.",
        edits.with_semicolons,
        file + ", line 1",
    )
    values.detectable(
        "empty-line-at-the-end",
        "An empty line stands at the end of the file.",
        edits.append(b"\n"),
        file + ", line {line}",
    )
    values.detectable(
        "cut-off-in-the-last-line",
        "The file breaks off halfway its last line.",
        edits.cut_off,
        file + ", line {line}",
    )
    values.detectable(
        "only-the-header-left",
        "All rows of the file were lost.",
        edits.header_only,
        file,
        "no rows",
    )
    values.detectable(
        "column-removed",
        "A column was left out.",
        edits.drop_column("candidate_years"),
        file + ", line 1",
        "candidate_years",
    )
    values.detectable(
        "column-renamed",
        "The header of a column was changed.",
        edits.rename_column("printed_value", "value"),
        file + ", line 1",
        "printed_value",
    )
    values.detectable(
        "columns-in-another-order",
        "Two columns were put in each other's place.",
        edits.exchange_columns("line", "cell"),
        file + ", line 1",
    )
    values.detectable(
        "quotation-mark-left-open",
        "A quotation mark was left open.",
        edits.replace_once(b',"68,3",', b',"68,3,'),
        # The reader notices on the line below.
        file + ", line {next}",
    )
    values.detectable(
        "line-break-inside-a-cell",
        "A line break was typed inside a cell.",
        edits.change(edits.figure("toelichting", 1, 1), evidence="The note names\n16.500."),
        file + ", line {line}",
        "line break",
    )
    columns.detectable(
        "year-with-decimals",
        "A spreadsheet wrote years with a decimal: 2011.0.",
        edits.rewrite_all(lambda _: True, "year", lambda year: f"{year}.0"),
        "seeds/document_columns.csv, line {line}, column year",
        "2011.0",
    )
    relations.detectable(
        "factor-with-comma",
        "A spreadsheet in Dutch wrote a factor with a comma: 100,0.",
        edits.change(edits.at(relation_id="burglary-shares-add-up"), factor="100,0"),
        "seeds/indicator_relations.csv, line {line}, column factor",
        "100,0",
    )
    gaps.detectable(
        "all-gaps-removed",
        "All rows of a file that may be empty were lost.",
        edits.header_only,
        "table indicatoren, line 4, target 2019",
    )

    values.equivalent(
        "saved-with-byte-order-mark",
        "The file was saved with the invisible mark that spreadsheets put in front of UTF-8.",
        edits.with_byte_order_mark,
    )
    values.equivalent(
        "rows-in-another-order",
        "The rows of the file were put in reverse order.",
        edits.reverse_rows,
    )
    values.equivalent(
        "every-cell-quoted",
        "The file was saved with quotation marks around every cell.",
        edits.with_every_cell_quoted,
    )
    values.equivalent(
        "windows-line-ends",
        "The file was saved with the line ends of Windows.",
        edits.with_windows_line_ends,
    )
    values.equivalent(
        "without-the-last-line-end",
        "The last line of the file lacks its line end.",
        edits.without_last_line_end,
    )
    return [*values, *partners, *bbv, *columns, *relations, *gaps]
