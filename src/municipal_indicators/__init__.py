"""The municipal indicator warehouse: what dbt runs in Python, and the command line."""
