"""Settings of Apache Superset for the dashboards: Dutch, on this machine only, without telemetry.

Superset reads every name in capitals. `server.py` sets the environment variables used here.
"""

import copy
import os
from pathlib import Path

from superset.config import TALISMAN_CONFIG as DEFAULT_TALISMAN_CONFIG
from superset.config import THEME_DEFAULT as DEFAULT_THEME

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

# Kept until the next publication.
DATA_CACHE_CONFIG = {
    "CACHE_TYPE": "publication_cache.PublicationCache",
    "CACHE_DIR": str(HOME / "results"),
    "CACHE_DEFAULT_TIMEOUT": 24 * 60 * 60,
}
# Everyone can see how a chart was made; nobody can send files or mail from here.
FEATURE_FLAGS = {"ALERT_REPORTS": False, "THUMBNAILS": False}
# The warehouse is a file, which Superset refuses by default; it is opened to read only.
PREVENT_UNSAFE_DB_CONNECTIONS = False
