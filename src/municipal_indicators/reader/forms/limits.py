"""Bounds on what a page may ask of this machine: pages come from strangers."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

from municipal_indicators.reader.errors import ReadError

MEGABYTE = 1024 * 1024
FILE_SIZE = 100 * MEGABYTE
# Of all files in a workbook or document together, once unpacked.
UNPACKED_SIZE = 300 * MEGABYTE
UNPACKED_FILES = 10_000
CELLS = 200_000
PDF_PAGES = 1_000

_OFFICE_XML = (".xml", ".rels", ".vml")
_DECLARATION = re.compile("<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {"utf-8", "us-ascii", "utf-16", "iso-8859-1", "windows-1252"}


def check_file(path: Path) -> None:
    """Refuse a file that cannot be a page.

    Args:
        path: The page.

    Raises:
        ReadError: It is no file that can be read, or it is empty or too large.
    """
    try:
        if not path.is_file():
            raise ReadError(path, "the page", "no such file", "the path of a saved page")
        size = path.stat().st_size
    except OSError as error:
        raise ReadError(path, "the page", str(error), "a file that can be read") from error
    if size == 0:
        raise ReadError(path, "the page", "an empty file", "a saved page")
    if size > FILE_SIZE:
        raise ReadError(
            path,
            "the page",
            f"{size // MEGABYTE} MB",
            f"at most {FILE_SIZE // MEGABYTE} MB: save the part with the tables",
        )


def check_cells(path: Path, place: str, rows: int, columns: int) -> None:
    """Refuse a table with more cells than any printed table has.

    Args:
        path: The page.
        place: Where in the page the table stands.
        rows: Its number of rows.
        columns: Its number of columns.

    Raises:
        ReadError: The table is too large.
    """
    if rows * columns > CELLS:
        raise ReadError(
            path, place, f"a table of {rows} by {columns} cells", f"at most {CELLS} cells"
        )


def check_office_file(path: Path) -> None:
    """Refuse a workbook or document that is made to exhaust whoever opens it.

    Args:
        path: A file in the zip format of Office.

    Raises:
        ReadError: It unpacks to too much, is damaged, is locked with a password, or declares
            entities, which no Office program writes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > UNPACKED_FILES or unpacked > UNPACKED_SIZE:
                raise ReadError(
                    path,
                    "the packed file",
                    f"{len(members)} files of {unpacked // MEGABYTE} MB once unpacked",
                    f"at most {UNPACKED_FILES} files of {UNPACKED_SIZE // MEGABYTE} MB",
                )
            for member in members:
                if member.flag_bits & 1:
                    raise ReadError(path, member.filename, "a password", "a file without one")
                if member.filename.lower().endswith(_OFFICE_XML):
                    _check_xml(path, member.filename, archive.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        damaged(path, "the packed file", error)


def _check_xml(path: Path, place: str, content: bytes) -> None:
    """Refuse XML with declarations of its own, or in an encoding that could hide them."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in _ENCODINGS or (b"\0" in content[:4] and not wide):
        raise ReadError(path, place, f"the encoding {encoding}", "UTF-8")
    text = content.decode("utf-16" if wide else "latin-1", errors="replace")
    if found := _DECLARATION.search(text):
        raise ReadError(
            path, place, f"a declaration {found.group()}", "a file as an Office program saves it"
        )


def damaged(path: Path, place: str, error: Exception) -> NoReturn:
    """Report a file that cannot be read through.

    Args:
        path: The page.
        place: What was being read.
        error: What the library says.

    Raises:
        ReadError: Always.
    """
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    raise ReadError(path, place, f"a damaged file ({reason})", "a file that opens") from error
