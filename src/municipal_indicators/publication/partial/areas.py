"""Which municipalities a run computes anew and puts into the previous publication."""

import os


def read_partial_areas() -> list[str]:
    """Read the environment variable `PARTIAL_AREAS`: ids with spaces or commas between them.

    Returns:
        Ids of municipalities, sorted; none when everything is to be built.
    """
    return sorted({*os.environ.get("PARTIAL_AREAS", "").replace(",", " ").split()})
