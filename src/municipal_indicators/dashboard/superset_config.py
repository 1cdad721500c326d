"""Settings of Apache Superset for the dashboards: Dutch, on this machine only, without telemetry.

Superset reads every name in capitals. `server.py` sets the environment variables used here.
"""

import copy
import os
from pathlib import Path
from typing import Any

from flask import Flask
from superset.config import TALISMAN_CONFIG as DEFAULT_TALISMAN_CONFIG
from superset.config import THEME_DEFAULT as DEFAULT_THEME
from superset.db_engine_specs.duckdb import DuckDBEngineSpec
from superset.utils.log import AbstractEventLogger

HOME = Path(os.environ["SUPERSET_HOME"])

SECRET_KEY = (HOME / "secret_key").read_text(encoding="utf-8")
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}?check_same_thread=false"

APP_NAME = "Indicatoren"
BABEL_DEFAULT_LOCALE = "nl"
LANGUAGES = {
    "nl": {"flag": "nl", "name": "Nederlands"},
    "en": {"flag": "gb", "name": "English"},
}
# 15.660,5 in tables, axes and tooltips.
D3_FORMAT = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}

# Colours that people with a colour vision deficiency can tell apart (Okabe and Ito), the dark ones
# first: they have enough contrast on white for a line.
EXTRA_CATEGORICAL_COLOR_SCHEMES = [
    {
        "id": "okabe_ito",
        "description": "Readable with a colour vision deficiency",
        "label": "Okabe-Ito",
        "isDefault": True,
        "colors": ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"],
    }
]

# A chart has no setting for the style of one line. Options under `media` without a condition are
# laid over those of the chart by ECharts: they dash the line of targets, which has this id in
# every chart of two queries.
TARGET_SERIES = "Streefcijfer"
THEME_DEFAULT = copy.deepcopy(DEFAULT_THEME)
# Dark enough on white for small text.
THEME_DEFAULT["token"] |= {"colorPrimary": "#00628F", "colorLink": "#00628F"}
THEME_DEFAULT["token"]["echartsOptionsOverridesByChartType"] = {
    "mixed_timeseries": {
        "media": [{"option": {"series": [{"id": TARGET_SERIES, "lineStyle": {"type": "dashed"}}]}}]
    }
}
# The colours of the charts are chosen for a white background.
THEME_DARK = None

# Nothing is loaded from elsewhere: the browser refuses Superset's telemetry pixel and map tiles.
TALISMAN_CONFIG = copy.deepcopy(DEFAULT_TALISMAN_CONFIG)
TALISMAN_CONFIG["content_security_policy"] |= {
    "img-src": ["'self'", "blob:", "data:"],
    "connect-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "font-src": ["'self'"],
}

# Kept until the next publication, at most a day.
DATA_CACHE_CONFIG = {
    "CACHE_TYPE": "municipal_indicators.dashboard.publication_cache.PublicationCache",
    "CACHE_DIR": str(HOME / "results"),
    "CACHE_DEFAULT_TIMEOUT": 24 * 60 * 60,
}
# What every page of a user begins with is put together once a minute.
CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache"}
# Everyone can see how a chart was made; nobody can send files or mail from here. A chart's
# data is asked for when it is about to be scrolled to.
FEATURE_FLAGS = {
    "ALERT_REPORTS": False,
    "THUMBNAILS": False,
    "DASHBOARD_VIRTUALIZATION_DEFER_DATA": True,
}
# Reads every dashboard and follows its filters, and has no right to edit, to SQL or to datasets.
# Each is a part of Superset and what one may do there.
FAB_ROLES = {
    "Lezer": [
        ["all_datasource_access", "all_datasource_access"],
        ["Chart", "can_read"],
        ["CurrentUserRestApi", "can_read"],
        ["Dashboard", "can_read"],
        ["DashboardFilterStateRestApi", "can_write"],
        ["Dashboards", "menu_access"],
        ["MenuApi", "can_get"],
        ["SecurityRestApi", "can_read"],
        ["Superset", "can_csv"],
        ["Superset", "can_dashboard"],
        ["Superset", "can_language_pack"],
    ]
}
# The warehouse is a file, which Superset refuses by default; it is opened to read only.
PREVENT_UNSAFE_DB_CONNECTIONS = False


class NoEventLogger(AbstractEventLogger):
    """Keeps no record of who looked at what: each of a dashboard's requests would wait for it."""

    def log(self, *_arguments: Any, **_details: Any) -> None:
        """Do nothing."""


EVENT_LOGGER = NoEventLogger()


def name_default_schema(_app: Flask) -> None:
    """Tell Superset which schema DuckDB begins with.

    It would ask the warehouse for each chart whose dataset is a query, also if the result was kept,
    and opening the warehouse takes longer than all else that is done for such a chart.
    """
    DuckDBEngineSpec.get_default_schema = classmethod(lambda *_arguments: "main")


FLASK_APP_MUTATOR = name_default_schema
