"""The tests of the project; those in SQL are dbt data tests."""
