"""The forms in which a page arrives, each read into paragraphs and grids.

The form is recognised by the content of the file; its name plays no part.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from municipal_indicators.reader.errors import ReadError
from municipal_indicators.reader.forms import sandbox
from municipal_indicators.reader.forms.delimited import detect
from municipal_indicators.reader.forms.encodings import decode
from municipal_indicators.reader.forms.limits import check_file, damaged
from municipal_indicators.reader.forms.sandbox import Progress
from municipal_indicators.reader.grid import Page

__all__ = ["open_page", "recognise"]

# By a file that only one kind of packed file holds: the form, or what to save it as instead.
_PACKED = {"xl/workbook.xml": "excel", "word/document.xml": "word"}
_OTHER_PACKED = {
    "xl/workbook.bin": ("a workbook in binary form", "a workbook: save it as .xlsx"),
    "content.xml": ("an OpenDocument file", "an Office file: save it as .xlsx or .docx"),
    "ppt/presentation.xml": ("a presentation", "a PDF file: save it as .pdf"),
}
# By the bytes that it begins with, what a file is and what to save it as instead.
_OTHER = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "an Office file of before 2007 or one with a password",
        "an Office file of today: save it as .xlsx or .docx, without a password",
    ),
    b"{\\rtf": ("a rich text file", "a document: save it as .docx"),
    b"bplist": ("a web archive of Safari", "a saved web page: save it as page source"),
    b"\x89PNG": ("a picture", "the page itself, not a picture of it"),
    b"\xff\xd8\xff": ("a picture", "the page itself, not a picture of it"),
    b"\x1f\x8b": ("a packed file", "the page: unpack it first"),
}
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|tr|td|div|p|h[1-6])[\s>]", re.IGNORECASE
)
_WEB_ARCHIVE = re.compile(r"(?:from|mime-version|snapshot-content-location): ", re.IGNORECASE)
_OFFICE_XML = re.compile(r"<\?mso-application\s")
# A PDF file may begin with a few bytes of the program that sent it.
_HEAD = 1024


def open_page(
    path: Path,
    read_text: Callable[[str], Page],
    progress: Progress = lambda done, total: None,
) -> Page:
    """Read a saved page.

    Every form but plain text is parsed in a process of its own, which neither hangs nor takes all
    memory with it.

    Args:
        path: The page.
        read_text: Reads text that was copied from a page.
        progress: Called with the number of pages or sheets done and of all.

    Returns:
        The page in its internal form.

    Raises:
        ReadError: The page is of no form that can be read, damaged, or too large.
    """
    check_file(path)
    form = recognise(path)
    if form == "text":
        return read_text(decode(path.read_bytes(), path))
    return sandbox.parse(f"{__name__}.{form}", path, progress)


def recognise(path: Path) -> str:
    """Recognise the form of a page by its content.

    Args:
        path: The page.

    Returns:
        The module that reads it: `html`, `excel`, `word`, `pdf` or `delimited`; or else `text`.

    Raises:
        ReadError: It is of no form that can be read.
    """
    content = path.read_bytes()
    for beginning, (found, expected) in _OTHER.items():
        if content.startswith(beginning):
            raise ReadError(path, "the page", found, expected)
    if b"%PDF-" in content[:_HEAD]:
        return "pdf"
    if content.startswith(b"PK"):
        return _packed(path)
    text = decode(content, path)
    if _OFFICE_XML.search(text[:_HEAD]):
        raise ReadError(path, "the page", "an Office file in XML", "one saved as .xlsx or .docx")
    if _HTML.search(text) or _WEB_ARCHIVE.match(text.lstrip()):
        return "html"
    return "delimited" if detect(text) else "text"


def _packed(path: Path) -> str:
    """Recognise the form of a packed file."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        damaged(path, "the packed file", error)
    for name, form in _PACKED.items():
        if name in names:
            return form
    for name, (found, expected) in _OTHER_PACKED.items():
        if name in names:
            raise ReadError(path, "the page", found, expected)
    raise ReadError(path, "the page", "a packed file", "the page: unpack it first")
