"""What `make bench` measures; each module writes a page of `docs/`."""
