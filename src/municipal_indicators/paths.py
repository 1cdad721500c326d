"""Where everything is. Paths without `PACKAGE` are relative to the folder of the project.

dbt and the command line both work in that folder, wherever they were started.
"""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

PROJECT_FILE = Path("dbt_project.yml")
SEEDS = Path("seeds")
LANDING = Path("landing")
# Editions as they were read, until a person accepts them.
REVIEW = Path("review")
LICENCE = Path("LICENSE")

# What readers open, and what is made from it.
PUBLISHED = Path("warehouse/municipal_indicators.duckdb")
OPEN_DATA = PUBLISHED.with_suffix(".zip")
SITE = PUBLISHED.with_name("site")

# Where a build keeps its seeds and figures, and makes the tables that it publishes once all has
# passed; profiles.yml names both.
PRIVATE = Path("target/preparation.duckdb")
BUILT = Path("target/publication") / PUBLISHED.name

# What the site says of itself.
SETTINGS = Path("site.yml")

# The folders of dbt, and that of what is published.
WRITTEN_BY_A_BUILD = (Path("logs"), Path("target"), PUBLISHED.parent)

DASHBOARD_ASSETS = Path("dashboard/assets")
# One installation of Superset: its own database, secrets and cache. Git ignores it.
DASHBOARD_HOME = Path("dashboard/.superset")
DASHBOARD_ENVIRONMENT = Path(".venv-dashboard")
DASHBOARD_REQUIREMENTS = Path("requirements/dashboard.txt")

# Programs of a virtual environment, below its folder.
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


def unfinished(published: Path) -> Path:
    """Return the hidden file in which the next version of a published file is prepared."""
    return published.with_name(f".{published.name}.next")


def seed_file(seed: str) -> Path:
    """Return the CSV file of a seed; file names of seeds are unique in all folders below `seeds/`.

    Args:
        seed: Name of the seed.

    Returns:
        The file, or where it is looked for if there is none.
    """
    return next(iter(SEEDS.rglob(f"{seed}.csv")), SEEDS / f"{seed}.csv")
