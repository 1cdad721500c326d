"""Ways to damage a seed file, as functions from its bytes to other bytes."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

Edit = Callable[[bytes], bytes]
Row = dict[str, str]
Where = Callable[[Row], bool]

# The real page; documents that are added later do not change what is damaged.
DOCUMENT = "amersfoort-begroting-2018"


class EditError(Exception):
    """An edit that finds nothing to damage: the catalogue is behind the seeds."""


@dataclass
class Sheet:
    """A CSV file as a table.

    Attributes:
        header: The names of the columns.
        rows: For each line below the header, the text of each column.
    """

    header: list[str]
    rows: list[Row]

    @classmethod
    def read(cls, content: bytes) -> "Sheet":
        """Read a CSV file in UTF-8."""
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        return cls(header, [dict(zip(header, row, strict=True)) for row in rows])

    def write(self, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
        """Return the table as a CSV file in UTF-8."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=quoting)
        writer.writerow(self.header)
        writer.writerows([row[column] for column in self.header] for row in self.rows)
        return text.getvalue().encode("utf-8")

    def only(self, where: Where) -> int:
        """Return the index of the one row that is meant.

        Raises:
            EditError: If there is none, or more than one.
        """
        found = [index for index, row in enumerate(self.rows) if where(row)]
        if len(found) != 1:
            raise EditError(f"{len(found)} rows are meant, not one")
        return found[0]


def first_changed_line(before: bytes, after: bytes) -> int:
    """Return the number of the first line in which two files differ, counted from 1."""
    old, new = before.splitlines(), after.splitlines()
    for number, (old_line, new_line) in enumerate(zip(old, new, strict=False), start=1):
        if old_line != new_line:
            return number
    return min(len(old), len(new)) + 1


# Which row is meant.


def at(**cells: str) -> Where:
    """Mean the row that holds these texts."""

    def is_meant(row: Row) -> bool:
        return all(row[column] == text for column, text in cells.items())

    return is_meant


def figure(table: str, line: int, cell: int) -> Where:
    """Mean one printed cell of the page."""
    return at(document_id=DOCUMENT, table_id=table, line=str(line), cell=str(cell))


def own(line: int, cell: int) -> Where:
    """Mean one printed cell of the table with the municipality's own indicators."""
    return figure("indicatoren", line, cell)


def mandatory(line: int, cell: int) -> Where:
    """Mean one printed cell of the table with mandatory indicators."""
    return figure("verplichte-indicatoren", line, cell)


def printed_row(table: str, line: int) -> Where:
    """Mean all cells of one printed row of the page."""
    return at(document_id=DOCUMENT, table_id=table, line=str(line))


# What is done to rows.


def on_rows(damage: Callable[[Sheet], None]) -> Edit:
    """Turn a function that changes a table into an edit of its file."""

    def edit(content: bytes) -> bytes:
        sheet = Sheet.read(content)
        damage(sheet)
        return sheet.write()

    return edit


def change(where: Where, **cells: str) -> Edit:
    """Type other texts in one row."""
    return on_rows(lambda sheet: sheet.rows[sheet.only(where)].update(cells))


def change_all(where: Where, **cells: str) -> Edit:
    """Type other texts in every row that is meant."""

    def damage(sheet: Sheet) -> None:
        for row in filter(where, sheet.rows):
            row.update(cells)

    return on_rows(damage)


def rewrite_all(where: Where, column: str, rewritten: Callable[[str], str]) -> Edit:
    """Change the text of a column in every row that is meant."""

    def damage(sheet: Sheet) -> None:
        for row in filter(where, sheet.rows):
            row[column] = rewritten(row[column])

    return on_rows(damage)


def drop(where: Where) -> Edit:
    """Leave out one row."""

    def damage(sheet: Sheet) -> None:
        del sheet.rows[sheet.only(where)]

    return on_rows(damage)


def drop_all(where: Where) -> Edit:
    """Leave out every row that is meant."""

    def damage(sheet: Sheet) -> None:
        sheet.rows = [row for row in sheet.rows if not where(row)]

    return on_rows(damage)


def repeat(where: Where, **cells: str) -> Edit:
    """Type a row a second time below itself, with other texts if given."""

    def damage(sheet: Sheet) -> None:
        index = sheet.only(where)
        sheet.rows.insert(index + 1, {**sheet.rows[index], **cells})

    return on_rows(damage)


def exchange(first: Where, second: Where, *columns: str) -> Edit:
    """Exchange texts between two rows."""

    def damage(sheet: Sheet) -> None:
        one, other = sheet.rows[sheet.only(first)], sheet.rows[sheet.only(second)]
        for column in columns:
            one[column], other[column] = other[column], one[column]

    return on_rows(damage)


def take_over(where: Where, source: Where, column: str) -> Edit:
    """Type the text of another row."""

    def damage(sheet: Sheet) -> None:
        sheet.rows[sheet.only(where)][column] = sheet.rows[sheet.only(source)][column]

    return on_rows(damage)


def reverse_rows(sheet_bytes: bytes) -> bytes:
    """Turn the order of all rows round."""
    return on_rows(lambda sheet: sheet.rows.reverse())(sheet_bytes)


# What is done to columns.


def drop_column(column: str) -> Edit:
    """Leave out a column, header and cells."""
    return on_rows(lambda sheet: sheet.header.remove(column))


def rename_column(column: str, name: str) -> Edit:
    """Change the header of a column."""

    def edit(content: bytes) -> bytes:
        header, rest = content.split(b"\n", 1)
        names = header.decode("utf-8").split(",")
        names[names.index(column)] = name
        return ",".join(names).encode("utf-8") + b"\n" + rest

    return edit


def exchange_columns(first: str, second: str) -> Edit:
    """Put two columns in each other's place, headers and cells."""

    def damage(sheet: Sheet) -> None:
        one, other = sheet.header.index(first), sheet.header.index(second)
        sheet.header[one], sheet.header[other] = second, first

    return on_rows(damage)


# What programs do to whole files.


def as_windows_1252(content: bytes) -> bytes:
    """Save the file as older spreadsheets do."""
    return content.decode("utf-8").encode("cp1252")


def with_byte_order_mark(content: bytes) -> bytes:
    """Save the file with the mark that some spreadsheets put before UTF-8."""
    return b"\xef\xbb\xbf" + content


def with_semicolons(content: bytes) -> bytes:
    """Save the file as a spreadsheet in Dutch does."""
    return Sheet.read(content).write(delimiter=";")


def with_every_cell_quoted(content: bytes) -> bytes:
    """Save the file with quotation marks around every cell."""
    return Sheet.read(content).write(quoting=csv.QUOTE_ALL)


def with_windows_line_ends(content: bytes) -> bytes:
    """Save the file with the line ends of Windows."""
    return content.replace(b"\n", b"\r\n")


def append(added: bytes) -> Edit:
    """Add bytes at the end."""
    return lambda content: content + added


def without_last_line_end(content: bytes) -> bytes:
    """Take away the line end of the last line."""
    return content.removesuffix(b"\n")


def cut_off(content: bytes) -> bytes:
    """Break off the file halfway its last line, as a full disk does."""
    lines = content.splitlines(keepends=True)
    return b"".join(lines[:-1]) + lines[-1].split(b",")[0]


def header_only(content: bytes) -> bytes:
    """Keep nothing but the header."""
    return content.split(b"\n", 1)[0] + b"\n"


def replace_once(old: bytes, new: bytes) -> Edit:
    """Replace bytes that occur exactly once."""

    def edit(content: bytes) -> bytes:
        if content.count(old) != 1:
            raise EditError(f"{old!r} occurs {content.count(old)} times, not once")
        return content.replace(old, new)

    return edit
