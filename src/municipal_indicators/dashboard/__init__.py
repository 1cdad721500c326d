"""Apache Superset with the dashboards of `dashboard/assets`."""
