"""Asks the published warehouse for metrics, with MetricFlow."""

import os
from collections.abc import Sequence

from municipal_indicators.paths import PUBLISHED

# Of profiles.yml; dbt and MetricFlow read which one to take from the environment.
TARGET = "published"


class MetricsError(Exception):
    """Nothing can be asked."""


class _NoUpdate:
    # MetricFlow asks the package index at each start, and no setting of it keeps it from that.

    def check(self, package_name: str, package_version: str) -> None:
        pass


def ask(arguments: Sequence[str]) -> None:
    """Run MetricFlow's command `mf` in this process, on the published file.

    Args:
        arguments: What would follow `mf`, such as "query" and its options.

    Raises:
        MetricsError: If MetricFlow is not installed or there is no published file.
        SystemExit: When the command has ended.
    """
    try:
        from dbt_metricflow.cli import main as metricflow
    except ImportError as error:
        raise MetricsError("MetricFlow is not installed: run make metrics") from error
    if not PUBLISHED.exists():
        raise MetricsError(f"There is no {PUBLISHED}: run make build first")
    # The project's own profile, whatever the environment says.
    for name in ("DBT_PROFILES_DIR", "DBT_PROJECT_DIR", "DBT_PROFILE"):
        os.environ.pop(name, None)
    os.environ["DBT_TARGET"] = TARGET
    metricflow.UpdateChecker = _NoUpdate
    metricflow.cli(list(arguments), prog_name="mf")
