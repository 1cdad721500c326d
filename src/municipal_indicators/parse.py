"""What printed texts stand for, by the macro `parse_printed_text`."""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from municipal_indicators import paths

MACROS = [Path("macros/adapters/regular_expressions.sql"), Path("macros/domain")]

MACRO = r"\bmacro (\w+)\("
BODY = "body_of_"

COLUMNS = ["printed_text", "kind", "value", "low", "high", "qualifier", "unit_hint", "note"]

HOW_TO_RECORD = (
    "a build stops here: correct the text, record it as text with read_as, or explain it in"
    " seeds/reference/missing_marks.csv"
)


class _Returned(Exception):
    """Carries what a macro returns, as dbt does it."""


@functools.cache
def render_macro(call: str) -> str:
    """Render a call of a macro for printed texts or labels for DuckDB, without the rest of dbt.

    dbt takes seconds to start; these macros need only its `return` and its dispatch by adapter.

    Args:
        call: The call, as it would stand between braces in a model.

    Returns:
        SQL for DuckDB.

    Raises:
        OSError: If the macros cannot be read.
        jinja2.TemplateError: If the call is not possible.
    """
    source = "".join(
        file.read_text(encoding="utf-8")
        for path in MACROS
        for file in (sorted(path.glob("*.sql")) if path.is_dir() else [path])
    )
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])

    def caller_of(name: str) -> Callable[..., Any]:
        def call_macro(*arguments: Any, **named: Any) -> Any:
            try:
                return getattr(bodies, BODY + name)(*arguments, **named)
            except _Returned as returned:
                return returned.args[0]

        return call_macro

    def return_value(value: Any) -> None:
        raise _Returned(value)

    class Adapter:
        """Chooses among the macros of one name."""

        @staticmethod
        def dispatch(name: str) -> Any:
            """Return the macro for DuckDB, or else the one for any engine."""
            macros = environment.globals
            return macros.get(f"duckdb__{name}", macros.get(f"default__{name}"))

    environment.globals.update({"adapter": Adapter, "return": return_value})
    for name in re.findall(MACRO, source):
        environment.globals[name] = caller_of(name)
    # Under another name, so that macros call each other through what catches their return.
    bodies = environment.from_string(re.sub(MACRO, rf"macro {BODY}\1(", source)).module
    return environment.from_string("{{ " + call + " }}").render()


def _plain(number: Decimal | None) -> str:
    """Write a number without zeros behind its last decimal."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse_texts(texts: Sequence[str], publisher: str | None = None) -> Iterator[dict[str, str]]:
    """Tell what a build makes of printed texts; works in the folder of the project.

    Args:
        texts: Texts of cells as printed.
        publisher: Id of the area whose own marks for missing figures hold, such as `GM0307`.

    Yields:
        For each text in turn its `printed_text`; its `kind`: number, bound, range, approximate,
        text, missing or not_understood; `value`, `low` and `high` as numbers with a decimal point,
        scaled up where a word such as mln says so; `qualifier`, `unit_hint`, and in `note` the
        footnote, or how to record a text that is not understood.

    Raises:
        OSError: If the macros or the list of marks cannot be read.
        duckdb.Error: If the list of marks has not the columns that it should.
    """
    query = render_macro(
        "parse_printed_text('cells', 'printed_text', 'missing_marks', 'publisher')"
    )
    with duckdb.connect() as connection:
        connection.execute(
            # A mark may begin with the sign that DuckDB may take for that of a comment.
            "create table missing_marks as"
            " from read_csv(?, all_varchar = true, header = true, comment = '')",
            [str(paths.seed_file("missing_marks"))],
        )
        connection.execute("create table cells (line integer, printed_text text, publisher text)")
        connection.executemany(
            "insert into cells values (?, ?, ?)",
            [(line, text, publisher) for line, text in enumerate(texts)],
        )
        rows = connection.execute(
            f"""
            select
                printed_text, value_kind, value, value_low, value_high, value_qualifier,
                unit_hint, footnote
            from ({query})
            order by line
            """
        ).fetchall()
    for text, kind, value, low, high, qualifier, unit_hint, footnote in rows:
        note = HOW_TO_RECORD if kind == "not_understood" else footnote or ""
        cells = [text, kind, _plain(value), _plain(low), _plain(high), qualifier, unit_hint, note]
        yield dict(zip(COLUMNS, (cell or "" for cell in cells), strict=True))
