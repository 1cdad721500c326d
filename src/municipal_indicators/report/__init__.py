"""The report for those without a BI server."""
