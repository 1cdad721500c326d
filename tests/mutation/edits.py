"""Ways to damage a seed file, by the names that the lists of damages call them by.

A damage is a mapping. `at` means the one row that holds some texts, `all` means every such row, and
`with` means the rows that texts are taken from. The other keys are edits, with their argument:

* of rows: `set`, `add` to a number, `append` to a text, `drop`, `repeat`, `exchange` and `copy`
  columns, `swap` two columns within the row, `reverse` the order;
* of columns: `drop_column`, `add_column`, `rename_column`, `exchange_columns`;
* of the file as a whole: `write` it with another delimiter or quoting, `encode`, `prefix`,
  `suffix`, `replace` a text that occurs once, `replace_all`, `cut_off` a part of it.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, str]
WHICH_ROWS = ("at", "all", "with")


class EditError(Exception):
    """An edit that finds nothing to damage: the list of damages is behind the seeds."""


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
    def read(cls, text: str) -> "Sheet":
        """Read the text of a CSV file."""
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        return cls(header, [dict(zip(header, row, strict=True)) for row in rows])

    def write(self, delimiter: str = ",", quoting: str = "minimal") -> str:
        """Return the table as the text of a CSV file."""
        text = io.StringIO(newline="")
        how = csv.QUOTE_ALL if quoting == "all" else csv.QUOTE_MINIMAL
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=how)
        writer.writerow(self.header)
        writer.writerows([row[column] for column in self.header] for row in self.rows)
        return text.getvalue()

    def find(self, cells: Mapping[str, str]) -> list[Row]:
        """Return the rows that hold these texts.

        Raises:
            EditError: If there is none.
        """
        unknown = cells.keys() - set(self.header)
        found = [row for row in self.rows if not unknown and cells.items() <= row.items()]
        if not found:
            raise EditError(f"no row has {dict(cells)}")
        return found


def _set(sheet: Sheet, rows: list[Row], cells: Row, _: list[Row]) -> None:
    for row in rows:
        row.update(cells)


def _add(sheet: Sheet, rows: list[Row], numbers: Row, _: list[Row]) -> None:
    for row in rows:
        row.update({c: str(int(row[c]) + int(number)) for c, number in numbers.items() if row[c]})


def _append(sheet: Sheet, rows: list[Row], texts: Row, _: list[Row]) -> None:
    for row in rows:
        row.update({column: row[column] + text for column, text in texts.items()})


def _drop(sheet: Sheet, rows: list[Row], *_: Any) -> None:
    sheet.rows = [row for row in sheet.rows if not any(row is dropped for dropped in rows)]


def _repeat(sheet: Sheet, rows: list[Row], cells: Row, _: list[Row]) -> None:
    for row in rows:
        below = next(i for i, other in enumerate(sheet.rows, start=1) if other is row)
        sheet.rows.insert(below, row | cells)


def _exchange(sheet: Sheet, rows: list[Row], columns: list[str], others: list[Row]) -> None:
    for column in columns:
        text, other_text = rows[0][column], others[0][column]
        _set(sheet, rows, {column: other_text}, [])
        _set(sheet, others, {column: text}, [])


def _copy(sheet: Sheet, rows: list[Row], columns: list[str], others: list[Row]) -> None:
    _set(sheet, rows, {column: others[0][column] for column in columns}, [])


def _swap(sheet: Sheet, rows: list[Row], columns: list[str], _: list[Row]) -> None:
    first, second = columns
    for row in rows:
        row[first], row[second] = row[second], row[first]


def _reverse(sheet: Sheet, *_: Any) -> None:
    sheet.rows.reverse()


def _drop_column(sheet: Sheet, _: list[Row], column: str, __: list[Row]) -> None:
    sheet.header.remove(column)


def _add_column(sheet: Sheet, _: list[Row], column: str, __: list[Row]) -> None:
    sheet.header.append(column)
    _set(sheet, sheet.rows, {column: "x"}, [])


def _rename_column(sheet: Sheet, _: list[Row], names: list[str], __: list[Row]) -> None:
    old, new = names
    sheet.header[sheet.header.index(old)] = new
    for row in sheet.rows:
        row[new] = row[old]


def _exchange_columns(sheet: Sheet, _: list[Row], columns: list[str], __: list[Row]) -> None:
    one, other = map(sheet.header.index, columns)
    sheet.header[one], sheet.header[other] = sheet.header[other], sheet.header[one]


EDITS_OF_ROWS: dict[str, Callable[[Sheet, list[Row], Any, list[Row]], None]] = {
    "set": _set,
    "add": _add,
    "append": _append,
    "drop": _drop,
    "repeat": _repeat,
    "exchange": _exchange,
    "copy": _copy,
    "swap": _swap,
    "reverse": _reverse,
    "drop_column": _drop_column,
    "add_column": _add_column,
    "rename_column": _rename_column,
    "exchange_columns": _exchange_columns,
}


def _replace(text: str, replacement: Sequence[str]) -> str:
    old, new = replacement
    if text.count(old) != 1:
        raise EditError(f"{old!r} occurs {text.count(old)} times, not once")
    return text.replace(old, new)


def _cut_off(text: str, part: str) -> str:
    lines = text.splitlines(keepends=True)
    return {
        "everything": "",
        "rows": lines[0],
        # As a full disk does.
        "half the last line": "".join(lines[:-1]) + lines[-1].split(",")[0],
        "last cell": text.rstrip("\n").rpartition(",")[0] + "\n",
        "last line end": text.removesuffix("\n"),
    }[part]


EDITS_OF_TEXT: dict[str, Callable[[str, Any], str]] = {
    "write": lambda text, how: Sheet.read(text).write(**how),
    "prefix": lambda text, prefix: prefix + text,
    "suffix": lambda text, suffix: text + suffix,
    "replace": _replace,
    "replace_all": lambda text, replacement: text.replace(*replacement),
    "cut_off": _cut_off,
}


def damage_file(content: bytes, damage: Mapping[str, Any]) -> bytes:
    """Return a damaged seed file.

    Args:
        content: The file as it is, in UTF-8.
        damage: Which rows are meant, and the edits with their arguments, as above. What is none of
            these is passed over.

    Raises:
        EditError: If nothing is damaged, or not what is meant.
    """
    text = content.decode("utf-8")
    edits = [name for name in damage if name in EDITS_OF_ROWS]
    if edits:
        sheet = Sheet.read(text)
        rows, others = (_rows(sheet, damage, names) for names in (("at", "all"), ("with",)))
        for name in edits:
            EDITS_OF_ROWS[name](sheet, rows, damage[name], others)
        text = sheet.write()
    for name in damage:
        if name in EDITS_OF_TEXT:
            text = EDITS_OF_TEXT[name](text, damage[name])
    damaged = text.encode(damage.get("encode", "utf-8"))
    if damaged == content:
        raise EditError("nothing is damaged")
    return damaged


def _rows(sheet: Sheet, damage: Mapping[str, Any], names: Iterable[str]) -> list[Row]:
    for name in names:
        if name in damage:
            rows = sheet.find(damage[name])
            if name == "at" and len(rows) != 1:
                raise EditError(f"{len(rows)} rows have {damage[name]}, not one")
            return rows
    return []


def first_changed_line(before: bytes, after: bytes) -> int:
    """Return the number of the first line in which two files differ, counted from 1."""
    old, new = before.splitlines(), after.splitlines()
    for number, (old_line, new_line) in enumerate(zip(old, new, strict=False), start=1):
        if old_line != new_line:
            return number
    return min(len(old), len(new)) + 1
