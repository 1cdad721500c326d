"""Print a page to a PDF with the Chromium of the machine."""

import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
# Seconds that Chromium may take for a PDF.
PATIENCE = 120


class SiteError(Exception):
    """What keeps the site from being written, in words."""


def print_pdf(page: Path, pdf: Path) -> None:
    """Print a page to a PDF.

    Raises:
        SiteError: If there is no Chromium, or it fails or takes too long.
    """
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        raise SiteError("there is no Chromium to print with (Debian, Ubuntu: apt install chromium)")
    with tempfile.TemporaryDirectory() as profile:
        try:
            subprocess.run(
                [
                    chromium,
                    *OPTIONS,
                    f"--user-data-dir={profile}",
                    f"--print-to-pdf={pdf}",
                    page.as_uri(),
                ],
                check=True,
                capture_output=True,
                timeout=PATIENCE,
            )
        except subprocess.SubprocessError as error:
            raise SiteError(f"Chromium could not print {page.name}: {error}") from error
