"""What `profiles.yml` plugs into dbt-duckdb."""
