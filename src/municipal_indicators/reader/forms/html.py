"""Reads a page as a browser saves it.

Nothing of it is run or fetched: scripts and style sheets are passed over.
"""

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms.encodings import decode
from municipal_indicators.reader.forms.placing import RowCell, place
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.forms.scripts import subscript, superscript
from municipal_indicators.reader.grid import Block, Page, Paragraph

UNSEEN = frozenset(
    (
        "audio",
        "button",
        "canvas",
        "col",
        "colgroup",
        "datalist",
        "embed",
        "head",
        "iframe",
        "link",
        "math",
        "meta",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    )
)
# Classes that widely used style sheets give to what is for screen readers only.
UNSEEN_CLASSES = frozenset(("screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"))
IN_LINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    )
)
TABLE_ROLES = frozenset(("table", "grid", "treegrid"))
CELL_ROLES = frozenset(("cell", "gridcell", "columnheader", "rowheader"))
HEADER_ROLES = frozenset(("columnheader", "rowheader"))

_SPACES = re.compile(r"[ \t\r\n\f]+")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.IGNORECASE)
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse(path: Path, progress: Progress) -> Page:
    """Read a saved web page, also one that holds its pictures (MHTML).

    Args:
        path: The page.
        progress: Called with the number of pages done and of all pages.

    Returns:
        The texts and tables of the page, in their order.

    Raises:
        ReadError: The page is damaged or made to exhaust its reader.
    """
    root = _body(path)
    blocks = tuple(_Reader(path).blocks(root))
    hidden = sum(
        any(map(_not_shown, (table, *table.iterancestors()))) for table in root.iter("table")
    )
    progress(1, 1)
    return Page(blocks, (f"tables that the page hides: {hidden}",) if hidden else ())


def _body(path: Path) -> HtmlElement:
    """Return the root of the page's elements."""
    content = path.read_bytes()
    if content[:4096].lstrip().lower().startswith((b"from:", b"mime-version:", b"snapshot-")):
        content = _archived_page(content, path)
    text = _XML_DECLARATION.sub("", decode(content, path)).replace("\0", "")
    # No network and no larger trees than usual, which is what the defaults of the parser say.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise ReadError(path, "the page", "no text", "a saved web page") from error
    for problem in parser.error_log:
        if problem.type_name == "ERR_RESOURCE_LIMIT":
            raise ReadError(
                path,
                f"line {problem.line}",
                f"elements or texts beyond any bound ({problem.message})",
                "a page that a browser can show",
            )
    return root


def _archived_page(content: bytes, path: Path) -> bytes:
    """Return the page in a web archive, a message with the page and its pictures as parts."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise ReadError(path, "the web archive", "no page in it", "a page saved by a browser")


@dataclass(frozen=True)
class Line:
    """A line of text.

    Attributes:
        text: The text, with its white space as a browser shows it.
        number: Number of the line in the file that its element begins on.
    """

    text: str
    number: int


@dataclass
class _Reader:
    """Reads the elements of one page.

    Attributes:
        path: The page, for messages.
        tables: Number of tables read so far.
    """

    path: Path
    tables: int = 0

    def blocks(self, element: HtmlElement) -> Iterator[Block]:
        """Yield the paragraphs and tables in an element."""
        for item in _items(element):
            if isinstance(item, Line):
                yield Paragraph(item.text, f"line {item.number}")
            else:
                yield from self.table(item)

    def table(self, table: HtmlElement) -> Iterator[Block]:
        """Yield what stands in a table: the table itself, or the content of a layout."""
        captions = [line for caption in table.iterchildren("caption") for line in _lines(caption)]
        groups = [[list(_cells(row)) for row in group] for group in _row_groups(table)]
        rows = [row for group in groups for row in group]
        nested = [
            item
            for row in rows
            for cell in row
            for item in _items(cell)
            if not isinstance(item, Line)
        ]
        for text in _stray_texts(table):
            yield Paragraph(text, f"line {table.sourceline}")
        if nested and all(sum(bool(_lines(cell)) for cell in row) < 2 for row in rows):
            # A frame around other tables is no table itself.
            yield from (Paragraph(caption) for caption in captions)
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        self.tables += 1
        yield place(
            self.path,
            f"table {self.tables}, line {table.sourceline}",
            [[[_row_cell(cell) for cell in row] for row in group] for group in groups],
            caption="\n".join(captions),
            notes=tuple(_notes(table, nested)),
        )
        for inner in nested:
            yield from self.table(inner)


def _items(element: HtmlElement) -> list[Line | HtmlElement]:
    """Return the lines of text and the tables in an element, in their order."""
    items: list[Line | HtmlElement] = []
    parts: list[str] = []
    number = element.sourceline or 0

    def end_line() -> None:
        text = _SPACES.sub(" ", "".join(parts)).strip()
        if text:
            items.append(Line(text, number))
        parts.clear()

    def add(text: str | None, element: HtmlElement) -> None:
        if not text:
            return
        if element.tag == "sup":
            text = superscript(text)
        elif element.tag == "sub":
            text = subscript(text)
        first, *others = text.split("\n") if element.tag == "pre" else [text]
        parts.append(first)
        for other in others:
            end_line()
            parts.append(other)

    def walk(element: HtmlElement) -> None:
        nonlocal number
        if not parts:
            number = element.sourceline or number
        add(element.text, element)
        for child in element:
            visit(child)
            add(child.tail, element)

    def visit(element: HtmlElement) -> None:
        if _not_shown(element) or _blank(element):
            return
        if _is_table(element):
            end_line()
            items.append(element)
        elif element.tag in IN_LINE or ":" in element.tag:
            walk(element)
        else:
            end_line()
            walk(element)
            end_line()

    walk(element)
    end_line()
    return items


def _lines(element: HtmlElement) -> list[str]:
    """Return the lines of text in an element, those in tables within it left out."""
    return [item.text for item in _items(element) if isinstance(item, Line)]


def _row_groups(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Yield the rows of a table, by the groups that no cell reaches out of, as they are printed."""
    if table.tag != "table":
        yield list(_descendants(table, _has_row_role))
        return
    groups: dict[str, list[list[HtmlElement]]] = {"thead": [], "tbody": [], "tfoot": []}
    previous = ""
    for child in table:
        if _not_shown(child):
            continue
        rows = [child] if _is_row(child) else list(_descendants(child, _is_row))
        if child.tag in groups:
            groups[child.tag].append(rows)
        elif previous in groups or not groups["tbody"]:
            groups["tbody"].append(rows)
        else:
            groups["tbody"][-1].extend(rows)
        previous = child.tag
    for name in ("thead", "tbody", "tfoot"):
        yield from groups[name]


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the cells of a row that take a place in it."""
    return _descendants(row, _is_cell)


def _row_cell(cell: HtmlElement) -> RowCell:
    """Return a cell with its text and spans."""
    prefix = "" if cell.tag in ("td", "th") else "aria-"
    column = _number(cell, "aria-colindex", 0)
    is_header = (
        cell.tag == "th"
        or cell.get("role") in HEADER_ROLES
        or next(cell.iterancestors("thead", "table"), cell).tag == "thead"
    )
    return RowCell(
        text="" if _blank(cell) else "\n".join(_lines(cell)),
        rows=_number(cell, f"{prefix}rowspan", 1),
        columns=max(1, _number(cell, f"{prefix}colspan", 1)),
        is_header=is_header or None,
        column=column - 1 if column > 0 else None,
        source=f"line {cell.sourceline}",
    )


def _notes(table: HtmlElement, nested: list[HtmlElement]) -> Iterator[str]:
    """Say what of a table is not in its grid."""
    hidden = sum(
        _is_cell(element) and (_not_shown(element) or _blank(element)) for element in table.iter()
    )
    if hidden:
        yield f"cells that the page hides: {hidden}"
    if nested:
        yield f"tables within cells, read on their own: {len(nested)}"


def _stray_texts(table: HtmlElement) -> Iterator[str]:
    """Yield the texts between the cells of a table, which a browser shows in front of it."""
    if table.tag != "table":
        return
    between = [table, *table.iterchildren("thead", "tbody", "tfoot"), *_descendants(table, _is_row)]
    for element in between:
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield _SPACES.sub(" ", text).strip()


def _descendants(
    element: HtmlElement, wanted: Callable[[HtmlElement], bool]
) -> Iterator[HtmlElement]:
    """Yield the nearest wanted elements that are shown, but none in a table within the element."""
    for child in element:
        if _not_shown(child):
            continue
        if wanted(child):
            yield child
        elif not _is_table(child):
            yield from _descendants(child, wanted)


def _is_table(element: HtmlElement) -> bool:
    return element.tag == "table" or (
        element.get("role") in TABLE_ROLES
        and next(_descendants(element, _has_row_role), None) is not None
    )


def _has_row_role(element: HtmlElement) -> bool:
    return bool(element.get("role") == "row")


def _is_row(element: HtmlElement) -> bool:
    return bool(element.tag == "tr")


def _is_cell(element: HtmlElement) -> bool:
    return element.tag in ("td", "th") or element.get("role") in CELL_ROLES


def _not_shown(element: HtmlElement) -> bool:
    """Return whether an element takes no place on the page."""
    return (
        element.tag in UNSEEN
        or "hidden" in element.attrib
        or bool(_NOT_SHOWN.search(element.get("style", "")))
        or not UNSEEN_CLASSES.isdisjoint(element.get("class", "").split())
    )


def _blank(element: HtmlElement) -> bool:
    """Return whether an element takes its place, but shows no text."""
    return element.get("aria-hidden") == "true" or bool(_INVISIBLE.search(element.get("style", "")))


def _number(element: HtmlElement, attribute: str, default: int) -> int:
    """Return a whole number of at most four digits, the default if there is none."""
    text = element.get(attribute, "").strip()
    return int(text[:4]) if text.isascii() and text.isdigit() else default
