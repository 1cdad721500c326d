"""The checksum by which files are told apart."""

import hashlib
from pathlib import Path


def sha256(path: Path) -> str:
    """Return the SHA-256 of the content of a file, in hexadecimal digits.

    Raises:
        OSError: If it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        # A file may be larger than memory.
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
